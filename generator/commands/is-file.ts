import { statSync } from 'node:fs';

/** Whether a file is there, be it behind a link. */
export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
