import path from 'node:path';
import { hasErrors, type Finding } from '../base/finding.ts';
import { diskReader } from '../load/document-reader.ts';
import { readOverlayText } from '../load/overlay-text.ts';
import { readMap } from '../migrate/read-map.ts';
import type { Migration } from '../migrate/step.ts';

/** A migration map as a file has it. */
export interface ReadMigration {
  /** Without the steps that something is wrong with; undefined where nothing could be made of the file. */
  readonly migration: Migration | undefined;
  /** Their places are not located yet. */
  readonly findings: readonly Finding[];
  /** By the name that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads a map, YAML or JSON; its path is relative to `cwd`. */
export function readMigration(file: string, cwd: string): ReadMigration {
  const read = readOverlayText(path.resolve(cwd, file), diskReader(cwd));
  const texts = new Map(read.text === undefined ? [] : [[read.file, read.text]]);
  if (hasErrors(read.findings)) return { migration: undefined, findings: read.findings, texts };
  const { value: migration, findings } = readMap(read.value, read.file);
  return { migration, findings: [...read.findings, ...findings], texts };
}
