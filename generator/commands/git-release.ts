import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** The repository that a folder belongs to, as far as a release concerns it. */
export interface GitWork {
  /** The files among those given, or below them, that differ from the last commit; relative to the folder. */
  readonly changed: (files: readonly string[]) => readonly string[];
  /** The commit that a tag names; undefined where there is none of that name. */
  readonly tagged: (tag: string) => string | undefined;
  /** The last commit; undefined where there is none yet. */
  readonly head: () => string | undefined;
  /** Tags the last commit; what git has against it comes back. */
  readonly addTag: (tag: string) => string | undefined;
}

/** Undefined where the folder is in no repository, or there is no git. */
export function openGit(folder: string): GitWork | undefined {
  if (ask(['rev-parse', '--is-inside-work-tree'], folder) !== 'true') return undefined;
  const commitOf = (name: string): string | undefined =>
    ask(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], folder);
  return {
    changed: (files) => changedFiles(files, folder),
    tagged: (tag) => commitOf(`refs/tags/${tag}`),
    head: () => commitOf('HEAD'),
    addTag: (tag) => {
      try {
        run(['tag', '--', tag, 'HEAD'], folder);
        return undefined;
      } catch (error) {
        return String((error as { readonly stderr?: Buffer }).stderr ?? error).trim();
      }
    },
  };
}

/** The files below a folder that git tracks or would add, absolute; undefined where it is in no repository, or there is no git. */
export function listFiles(folder: string): ReadonlySet<string> | undefined {
  const given = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names =
    ask(given, folder)
      ?.split('\0')
      .filter((one) => one !== '') ?? [];
  // Where git knows of nothing at all, the folder as a whole is ignored.
  return names.length === 0 ? undefined : new Set(names.map((one) => path.join(folder, one)));
}

function changedFiles(files: readonly string[], folder: string): readonly string[] {
  if (files.length === 0) return [];
  const paths = files.map((one) => `:(literal)${path.relative(folder, one) || '.'}`);
  // A rename is two entries, which is as good here.
  const given = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--'];
  const root = run(['rev-parse', '--show-toplevel'], folder).toString('utf8').trim();
  return run([...given, ...paths], folder)
    .toString('utf8')
    .split('\0')
    .filter((one) => one !== '')
    .map((one) =>
      path
        .relative(folder, path.join(root, one.slice(3)))
        .split(path.sep)
        .join('/'),
    );
}

/** What git answers, without the line end; undefined where it answers with an error, or is not there. */
function ask(given: readonly string[], folder: string): string | undefined {
  try {
    return run(given, folder).toString('utf8').trim();
  } catch {
    return undefined;
  }
}

function run(given: readonly string[], folder: string): Buffer {
  return execFileSync('git', [...given], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64_000_000,
    windowsHide: true,
  });
}
