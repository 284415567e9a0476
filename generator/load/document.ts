import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { finding, type Checked, type Finding, type Place } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';
import { parseText } from './document-text.ts';

/** A text and the plain value that it holds. Values of a document are data: nothing here runs, fetches or includes. */
export interface SourceFile {
  /** As the user would name it: relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
  readonly value: unknown;
}

/** A document with all the files that it refers to, by absolute path. */
export interface Sources {
  readonly root: SourceFile;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The first 16 hexadecimal digits of the SHA-256 over all texts. */
  readonly hash: string;
}

/** What reading came to. What was tried is told even where it failed, for those who show it or wait for a change of it. */
export interface SourcesRead extends Checked<Sources | undefined> {
  /** Every file that was read or would have been, absolute. */
  readonly inputs: readonly string[];
  /** The texts of those that could be read, by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What limits a document's references. */
export interface ReadOptions {
  /** The folder that file names in findings are relative to. */
  readonly cwd: string;
  /** Folders, besides the document's own, that references may lead into. */
  readonly allow: readonly string[];
}

/**
 * Reads a document and, through its `$ref`s, every file that it needs. Only files in the document's own folder (or one
 * that `allow` names) are opened, after links are followed; URLs never are.
 */
export function readSources(file: string, options: ReadOptions): SourcesRead {
  const reading = new Reading(options);
  const rootPath = path.resolve(options.cwd, file);
  const root = reading.read(rootPath);
  if (root !== undefined && !isRecord(root.value)) {
    const at = { file: root.file, pointer: '' };
    const message = 'the file holds no mapping at its top level';
    reading.findings.push(finding('not-a-document', 'error', at, message));
  }
  if (root === undefined || !isRecord(root.value)) return reading.result(undefined);
  const folders = [rootPath, ...options.allow.map((one) => path.resolve(options.cwd, one, '_'))];
  const admitted = folders.map((one) => realPath(path.dirname(one)));
  const files = new Map([[root.path, root]]);
  const waiting = [root];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (!mayHoldOuterRefs(source.text)) continue;
    for (const ref of outerRefs(source)) {
      const target = admit(ref, source, admitted, reading.findings);
      if (target === undefined || files.has(target)) continue;
      const read = reading.read(target, ref.at);
      if (read === undefined) continue;
      files.set(target, read);
      waiting.push(read);
    }
  }
  return reading.result({ root, files, hash: hashOf([...files.values()]) });
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key, so that `constructor` or `__proto__` in a document is only ever a key. */
export function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

interface OuterRef {
  readonly text: string;
  readonly at: Place;
}

/** One reading of a document: what was tried, and what was found on the way. */
class Reading {
  readonly findings: Finding[] = [];
  readonly #inputs = new Set<string>();
  readonly #texts = new Map<string, string>();
  readonly #cwd: string;

  constructor({ cwd }: ReadOptions) {
    this.#cwd = cwd;
  }

  result(value: Sources | undefined): SourcesRead {
    return { value, findings: this.findings, inputs: [...this.#inputs], texts: this.#texts };
  }

  /** Reads a file once; `from` is the reference that asks for it. */
  read(absolute: string, from?: Place): SourceFile | undefined {
    if (this.#inputs.has(absolute)) return undefined;
    this.#inputs.add(absolute);
    const file = displayName(absolute, this.#cwd);
    const text = this.#text(absolute, file, from);
    if (text === undefined) return undefined;
    this.#texts.set(file, text);
    const parsed = parseText(text, file);
    this.findings.push(...parsed.findings);
    return parsed.findings.length > 0
      ? undefined
      : { file, path: absolute, text, value: parsed.value };
  }

  #text(absolute: string, file: string, from: Place | undefined): string | undefined {
    try {
      const text = readFileSync(absolute, 'utf8');
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code;
      const reason =
        (why === undefined ? undefined : reasons[why]) ?? `cannot be read (${String(why)})`;
      const message = why === 'ENOENT' ? `there is no file ${file}` : `${file} ${reason}`;
      const rule = from === undefined ? 'file-missing' : 'ref-missing-file';
      this.findings.push(finding(rule, 'error', from ?? { file, pointer: '' }, message));
      return undefined;
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by you',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'would lie below a file',
};

/** A cheap look at the text, so that one-file documents are not walked. */
function mayHoldOuterRefs(text: string): boolean {
  return /\$ref["']?\s*:\s*(?!\s|["']?#)/.test(text);
}

function outerRefs(source: SourceFile): readonly OuterRef[] {
  const refs: OuterRef[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, pointerTo(pointer, index));
      });
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      const next = pointerTo(pointer, key);
      if (key === '$ref' && typeof child === 'string' && !child.startsWith('#')) {
        refs.push({
          text: child,
          at: { file: source.file, pointer: next, line: undefined, column: undefined },
        });
      } else visit(child, next);
    }
  };
  visit(source.value, '');
  return refs;
}

/** The absolute path that a reference may open, or undefined with a finding that says why not. */
function admit(
  ref: OuterRef,
  from: SourceFile,
  folders: readonly string[],
  findings: Finding[],
): string | undefined {
  if (isUrl(ref.text)) {
    findings.push(
      finding(
        'ref-remote',
        'error',
        ref.at,
        `the reference ${ref.text} is a URL, and nothing is fetched`,
        'save a copy beside the document and refer to that',
      ),
    );
    return undefined;
  }
  const target = refPath(ref.text, from.path);
  const real = realPath(target);
  if (folders.some((folder) => real === folder || real.startsWith(folder + path.sep)))
    return target;
  findings.push(
    finding(
      'ref-outside',
      'error',
      ref.at,
      `the reference ${ref.text} leads out of the document's folder`,
      'allow the folder with --allow-refs if you trust it',
    ),
  );
  return undefined;
}

/** True for what names a scheme or a host: `https:…`, `file:…`, `//host/…`; a drive letter is a path. */
export function isUrl(ref: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(ref);
}

/** The absolute path of a reference's file part. */
export function refPath(ref: string, fromPath: string): string {
  const [filePart = ''] = ref.split('#', 1);
  return path.resolve(path.dirname(fromPath), decodeSafely(filePart));
}

/** Percent-decoding that leaves alone what is not percent-encoded text. */
export function decodeSafely(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function realPath(target: string): string {
  try {
    return realpathSync(target);
  } catch {
    // What does not exist cannot be a link out of the folder; reading it gives the finding.
    return target;
  }
}

function displayName(absolute: string, cwd: string): string {
  const relative = path.relative(cwd, absolute);
  return (relative === '' ? absolute : relative).split(path.sep).join('/');
}

function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  // Sorted by name, so that the order in which references are met does not matter.
  for (const one of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(one.text.replaceAll('\r\n', '\n')).update('\0');
  return hash.digest('hex').slice(0, 16);
}
