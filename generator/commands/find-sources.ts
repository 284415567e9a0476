import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError, finding, type Finding } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { listFiles } from './git-release.ts';
import { isFile } from './is-file.ts';

/** The source files that patterns find. */
export interface FoundSources {
  /** Absolute, sorted by name. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/** What a source file may end in. */
const endings = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'] as const;
const isSource = new RegExp(`\\.(?:${endings.join('|')})$`);

/** Folders that hold what others wrote, or a program; a pattern that names one of them is taken by its word. */
const left = [
  'node_modules',
  'bower_components',
  '.git',
  'dist',
  'build',
  'out',
  'coverage',
  'generated',
  'vendor',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.output',
  '.turbo',
  '.cache',
];

/**
 * Finds source files: by patterns with `*`, `**`, `{a,b}`, by folders, and by their names. What git ignores is left out, and links are not
 * followed, unless a file is named itself.
 *
 * @throws {UsageError} where nothing is found.
 */
export async function findSources(patterns: readonly string[], cwd: string): Promise<FoundSources> {
  const given = patterns.length === 0 ? ['.'] : patterns.map(slashed);
  const named = given.filter((one) => isFile(path.resolve(cwd, one)));
  const globs = given.filter((one) => !named.includes(one)).map((one) => patternOf(one, cwd));
  const { glob, escapePath } = await import('tinyglobby');
  const found = await globEach(globs, (pattern) =>
    glob(pattern, {
      cwd,
      absolute: true,
      dot: true,
      followSymbolicLinks: false,
      ignore: left
        .filter((one) => !pattern.split('/').includes(one))
        .map((one) => `**/${escapePath(one)}/**`),
    }),
  );
  const tracked = found.length === 0 ? undefined : listFiles(cwd);
  const kept = found.filter((file) => isSource.test(file) && (tracked?.has(file) ?? true));
  const direct = named.map((one) => path.resolve(cwd, one));
  const linked = direct.filter((file) => lstatSync(file).isSymbolicLink());
  const files = [...new Set([...kept, ...direct.filter((one) => !linked.includes(one))])].sort();
  if (files.length === 0 && linked.length === 0) {
    throw new UsageError(
      `no source file is found by ${given.join(' ')}`,
      'in quotes, wireshape itself reads the pattern: "src/**/*.{ts,js}"',
    );
  }
  const links = [...linked, ...linksBeside(kept)];
  return { files, findings: [...new Set(links)].sort().map((file) => linkFinding(file, cwd)) };
}

async function globEach(
  patterns: readonly string[],
  find: (pattern: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map(find));
  return [...new Set(found.flat().map((one) => path.resolve(one)))];
}

/** A folder stands for all source files below it. */
function patternOf(given: string, cwd: string): string {
  const isFolder = statSync(path.resolve(cwd, given), { throwIfNoEntry: false })?.isDirectory();
  if (isFolder !== true) return given;
  const folder = given.replace(/\/$/, '');
  return `${folder === '.' ? '' : `${folder}/`}**/*.{${endings.join(',')}}`;
}

/** Links in the folders where files were found. */
function linksBeside(files: readonly string[]): readonly string[] {
  const folders = new Set(files.map((one) => path.dirname(one)));
  return [...folders].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isSymbolicLink() && (isSource.test(one.name) || !one.name.includes('.')))
      .map((one) => path.join(folder, one.name))
      .filter((one) => !left.includes(path.basename(one))),
  );
}

function linkFinding(file: string, cwd: string): Finding {
  const at = {
    file: slashed(path.relative(cwd, file)),
    pointer: '',
    line: undefined,
    column: undefined,
  };
  const leadsOut = path.relative(realpathSync(cwd), realPath(file)).startsWith('..');
  const message = leadsOut
    ? 'this is a link that leads elsewhere; nothing behind it is changed'
    : 'this is a link; what it leads to is found by its own name';
  return finding('source-link', leadsOut ? 'warning' : 'info', at, message);
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
