import type { ts as TypeScript } from 'ts-morph';
import { finding, type Finding, type Origin, type Place } from '../base/finding.ts';

/** A finding of the self-check: what is wrong is never the document's fault, so it says whose it is. */
export function defect(at: Origin | Place, message: string): Finding {
  const hint = 'this is a defect of wireshape, please report it';
  return finding('self-check', 'error', at, message, hint);
}

/** Where a position in a source stands in the output. */
export function positionIn(source: TypeScript.SourceFile, position: number): Place {
  const { line, character } = source.getLineAndCharacterOfPosition(position);
  const file = source.fileName.replace(/^\//, '');
  return { file, pointer: '', line: line + 1, column: character + 1 };
}
