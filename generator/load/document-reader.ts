import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { slashed } from '../base/slashed.ts';

/** Where the texts of a document come from: the disk, or a revision of a repository. Paths are absolute. */
export interface TextReader {
  /**
   * The text of a file, without its byte order mark.
   *
   * @throws an error whose `code` is that of the file system: `ENOENT` where there is no such file.
   */
  readonly textOf: (file: string) => string;
  /** The path with links followed, as far as it exists. */
  readonly realPathOf: (file: string) => string;
  /** The path as the user would name it, with forward slashes. */
  readonly nameOf: (file: string) => string;
}

/** Reads what is on the disk; names are relative to `cwd`. */
export function diskReader(cwd: string): TextReader {
  return {
    textOf: (file) => withoutMark(readFileSync(file, 'utf8')),
    realPathOf: realPath,
    nameOf: (file) => displayName(file, cwd),
  };
}

/** A path as the user would name it: relative to the working directory, with forward slashes. */
export function displayName(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  return slashed(relative === '' ? absolute : relative);
}

/** A text without the byte order mark that some editors put in front. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** What does not exist is told by whoever reads it. */
function realPath(target: string): string {
  try {
    return realpathSync(target);
  } catch {
    const folder = path.dirname(target);
    return folder === target ? target : path.join(realPath(folder), path.basename(target));
  }
}
