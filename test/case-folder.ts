import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of a page's own. It stands inside another one, so that `../` leads to a place that is empty and known. */
export interface CaseFolder {
  readonly path: string;
  /** Writes files, named relative to the folder. */
  readonly write: (files: ReadonlyMap<string, string>) => void;
  /** The texts of all files below a folder, sorted by name; what is no file is not told of. */
  readonly read: (below?: string) => ReadonlyMap<string, string>;
}

/** Gives work a folder and takes it away again. */
export async function inCaseFolder<T>(work: (folder: CaseFolder) => Promise<T>): Promise<T> {
  const outer = mkdtempSync(path.join(tmpdir(), 'wireshape-case-'));
  const folder = path.join(outer, 'project');
  mkdirSync(folder);
  try {
    return await work({
      path: folder,
      write: (files) => {
        for (const [file, text] of files) {
          const target = path.join(folder, file);
          mkdirSync(path.dirname(target), { recursive: true });
          writeFileSync(target, text);
        }
      },
      read: (below = '.') => readAll(path.join(folder, below)),
    });
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

function readAll(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        path.relative(folder, file).split(path.sep).join('/'),
        readFileSync(file, 'utf8'),
      ]),
  );
}
