import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { withoutMark, type TextReader } from '../load/document-reader.ts';

/** A commit of the repository that a folder belongs to. */
export interface Revision {
  /** The root of the working tree, absolute; paths in a revision are relative to it. */
  readonly root: string;
  /** Reads files as they are in the commit. Their names begin with that of the revision: `HEAD~1:spec/chat.yaml`. */
  readonly reader: TextReader;
}

/**
 * Looks up a revision as git names it: `HEAD~1`, `v1.2.0`, `origin/main`.
 *
 * @throws {UsageError} where there is no git, no repository, or no such commit.
 */
export function openRevision(name: string, cwd: string): Revision {
  const up = askGit(['rev-parse', '--show-cdup'], cwd);
  if (up === undefined) {
    throw new UsageError(`${name} is asked for as a revision, and this is no git repository`);
  }
  const root = path.resolve(cwd, up);
  // What looks like an option would be taken for one.
  const commit = name.startsWith('-') ? undefined : findCommit(name, cwd);
  if (commit === undefined) throw unknownRevision(name, cwd);
  return {
    root,
    reader: {
      textOf: (file) => blobText(`${commit}:${pathInside(root, file)}`, cwd),
      // Nothing of the disk is read, so that no link leads anywhere.
      realPathOf: (file) => file,
      nameOf: (file) => `${name}:${pathInside(root, file)}`,
    },
  };
}

function findCommit(name: string, cwd: string): string | undefined {
  const found = askGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], cwd);
  return found === '' ? undefined : found;
}

function unknownRevision(name: string, cwd: string): UsageError {
  const isShallow = askGit(['rev-parse', '--is-shallow-repository'], cwd) === 'true';
  return new UsageError(
    `git knows no revision ${name}`,
    isShallow
      ? 'this clone is shallow: git fetch --unshallow brings the older commits'
      : 'a file whose name holds a colon is written ./name',
  );
}

function pathInside(root: string, file: string): string {
  return slashed(path.relative(root, file));
}

/** What git answers, without the line end; undefined where it answers with an error. */
function askGit(question: readonly string[], cwd: string): string | undefined {
  try {
    return runGit(question, cwd, '').toString('utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return undefined;
    throw new UsageError('git cannot be run, and revisions are read by it');
  }
}

/** The text of a file in a commit; links inside the commit are followed, those out of it are none. */
function blobText(object: string, cwd: string): string {
  if (object.includes('\n')) throw fileError('ENOENT');
  const answer = runGit(['cat-file', '--batch', '--follow-symlinks'], cwd, `${object}\n`);
  const end = answer.indexOf('\n');
  const [, kind, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(answer.toString('utf8', 0, end)) ?? [];
  if (kind === undefined) throw fileError('ENOENT');
  if (kind !== 'blob') throw fileError('EISDIR');
  return withoutMark(answer.toString('utf8', end + 1, end + 1 + Number(size)));
}

function runGit(given: readonly string[], cwd: string, input: string): Buffer {
  return execFileSync('git', [...given], {
    cwd,
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: Infinity,
    windowsHide: true,
  });
}

/** An error as the file system gives it. */
function fileError(code: 'ENOENT' | 'EISDIR'): Error {
  return Object.assign(new Error(code), { code });
}
