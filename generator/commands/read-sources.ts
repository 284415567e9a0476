import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { isGeneratedText } from '../render/drafts.ts';

/** A source file as it was read. */
export interface ReadSource {
  /** Absolute. */
  readonly path: string;
  /** Without the mark. */
  readonly text: string;
  /** The byte order mark, or nothing; it stays where it is. */
  readonly mark: string;
}

export interface ReadSources {
  /** Those that may concern the migration. */
  readonly sources: readonly ReadSource[];
  /** How many were looked at. */
  readonly looked: number;
  readonly findings: readonly Finding[];
}

/** Larger than anybody writes by hand. */
const mostBytes = 1_000_000;
/** What is wider was written by a program. */
const widestLine = 5_000;

/** Reads files, and picks those whose text has one of the words, with those that they import or are imported by. */
export function readSourceFiles(files: readonly string[], words: RegExp, cwd: string): ReadSources {
  const findings: Finding[] = [];
  const read = new Map<string, ReadSource>();
  const first = new Set<string>();
  for (const file of files) {
    const source = readSource(file, words, cwd);
    if (source === undefined) continue;
    if ('rule' in source) findings.push(source);
    else {
      read.set(file, source);
      if (words.test(source.text)) first.add(file);
    }
  }
  const chosen = withNeighbours(first, read);
  return {
    sources: [...read.values()].filter((one) => chosen.has(one.path)),
    looked: files.length,
    findings,
  };
}

/** A finding where it is skipped; undefined where it has no word and could not be looked at anyway. */
function readSource(file: string, words: RegExp, cwd: string): ReadSource | Finding | undefined {
  const at = { file: slashed(path.relative(cwd, file)), pointer: '' };
  const skipped = (why: string): Finding =>
    finding('source-skipped', 'warning', at, `this ${why}, so it is not looked at`);
  let bytes: Buffer;
  try {
    // What is far too large is not even read.
    if (statSync(file).size > mostBytes * 20) return skipped('is larger than 20 megabytes');
    bytes = readFileSync(file);
  } catch (error) {
    return finding('source-unreadable', 'error', at, `this cannot be read (${codeOf(error)})`);
  }
  const text = bytes.toString('utf8');
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const why = refusal(file, text, bytes);
  if (why === undefined) return { path: file, text: text.slice(mark.length), mark };
  // In two bytes for each letter, a word has a zero behind each of its own.
  return why !== '' && words.test(text.replaceAll('\0', '')) ? skipped(why) : undefined;
}

/** Why a file is not looked at; `''` where nobody has to be told. */
function refusal(file: string, text: string, bytes: Buffer): string | undefined {
  if (isWritten(text)) return '';
  if (bytes.length > mostBytes) return 'is larger than a megabyte';
  if (isMinified(file, text)) return 'is minified';
  const isWide = text.slice(0, 4).includes('\0');
  return !isWide && Buffer.from(text, 'utf8').equals(bytes) ? undefined : 'is no UTF-8';
}

/** Whether a program wrote it and says so, so that whoever changes it loses the change; or its author wants it to stay as it is. */
function isWritten(text: string): boolean {
  if (/(?:\/\/|\/\*).*\bwireshape-ignore-file\b/.test(text)) return true;
  return isGeneratedText(text) || /^(?:\/\/|\/\*|#|\s|\*)*@generated\b/m.test(text.slice(0, 1000));
}

function isMinified(file: string, text: string): boolean {
  return (
    /\.min\.[cm]?js$/.test(file) ||
    text.split('\n').some((line) => line.length > widestLine && !/['"`][^'"`\s]{4000}/.test(line))
  );
}

/** Files that stand beside the chosen ones: a value of a migrated event may come from one that has no word of it. */
function withNeighbours(
  first: ReadonlySet<string>,
  read: ReadonlyMap<string, ReadSource>,
): ReadonlySet<string> {
  const links = new Map([...read.values()].map((one) => [one.path, importsOf(one, read)] as const));
  const chosen = new Set(first);
  // Whoever imports them may hand something over, and what that is may be imported in turn.
  for (const [file, imported] of links)
    if (imported.some((one) => first.has(one))) chosen.add(file);
  const waiting = [...chosen];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const file of links.get(next) ?? []) {
      if (chosen.has(file)) continue;
      chosen.add(file);
      waiting.push(file);
    }
  }
  return chosen;
}

const specifiers = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(?:'(\.[^'\n]*)'|"(\.[^"\n]*)")/g;
const suffixes = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
];

function importsOf(
  { path: file, text }: ReadSource,
  read: ReadonlyMap<string, ReadSource>,
): readonly string[] {
  return [...text.matchAll(specifiers)].flatMap(([, single, double]) => {
    const place = path.resolve(path.dirname(file), single ?? double ?? '');
    // TypeScript names what the compiler makes of a file.
    const source = place.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
    const found = [place, source, place.replace(/\.jsx?$/, '.tsx')].flatMap((one) =>
      suffixes.map((end) => one + end),
    );
    return found.filter((one) => read.has(one)).slice(0, 1);
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
