import path from 'node:path';

/** A path with forward slashes, whatever the system has. */
export function slashed(file: string): string {
  return file.split(path.sep).join('/');
}
