import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { slashed } from '../base/slashed.ts';
import { isGeneratedText, type Draft } from '../render/drafts.ts';

/** What was generated of an API, by what becomes of it in a package. */
export interface GeneratedFiles {
  /** Modules, to be compiled. */
  readonly sources: readonly Draft[];
  /** Pages and data, to be shipped as they are. */
  readonly documents: readonly Draft[];
}

/** Reads what was generated below a folder, whatever kinds of files these are; what somebody else put there stays there. */
export function readGenerated(folder: string): GeneratedFiles {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|md|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file): Draft => ({
      path: slashed(path.relative(folder, file)),
      text: readFileSync(file, 'utf8'),
    }))
    .filter(({ text }) => isGeneratedText(text))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    sources: files.filter((one) => one.path.endsWith('.ts')),
    documents: files.filter((one) => !one.path.endsWith('.ts')),
  };
}
