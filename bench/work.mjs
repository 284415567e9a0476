import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A folder of this run alone. */
export const work = path.join(root, '.cache/bench', `run-${process.pid}`);

/** An empty folder of that name in it. */
export function emptyFolder(name) {
  const folder = path.join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** To be called when nothing in it is worth a look any more. */
export function removeWork() {
  rmSync(work, { recursive: true, force: true });
}
