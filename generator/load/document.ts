import { createHash } from 'node:crypto';
import path from 'node:path';
import { finding, type Checked, type Finding, type Origin, type Place } from '../base/finding.ts';
import { isRecord } from '../base/json.ts';
import { diskReader, type TextReader } from './document-reader.ts';
import { parseText } from './document-text.ts';
import { withoutForeign } from './foreign-keywords.ts';
import { Admission, mayHoldOuterRefs, outerRefs } from './outer-refs.ts';

/** A text and the plain value that it holds. Values of a document are data: nothing here runs, fetches or includes. */
export interface SourceFile {
  /** As the user would name it: relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly path: string;
  /** As any reader of its language takes it: without byte order mark, and JSON without comments. */
  readonly text: string;
  readonly value: unknown;
}

/** A document with all the files that it refers to, by absolute path. */
export interface Sources {
  readonly root: SourceFile;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The first 16 hexadecimal digits of the SHA-256 over all texts. */
  readonly hash: string;
  /**
   * Why the file behind a reference is not among `files`, by the place of the `$ref` (`refusalKey`). Whoever needs the file tells
   * it: many a reference has nothing to do with types.
   */
  readonly refused?: ReadonlyMap<string, readonly Finding[]>;
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
  /** Where texts come from; the disk where it is left out. */
  readonly reader?: TextReader | undefined;
  /** Changes each file before its references are followed. */
  readonly edit?: ((file: SourceFile) => SourceFile) | undefined;
}

/**
 * Reads a document and, through its `$ref`s, every file that it leads to. Only files in the document's own folder (or one
 * that `allow` names) are opened, after links are followed; URLs never are.
 */
export function readSources(file: string, options: ReadOptions): SourcesRead {
  const { reader = diskReader(options.cwd) } = options;
  const reading = new Reading(reader);
  const rootPath = path.resolve(options.cwd, file);
  const given = reading.read(rootPath);
  if (Array.isArray(given)) return reading.result(undefined, given);
  if (!isRecord(given.value)) {
    const at = { file: given.file, pointer: '' };
    const message = 'the file holds no mapping at its top level';
    return reading.result(undefined, [finding('not-a-document', 'error', at, message)]);
  }
  const root = options.edit?.(given) ?? given;
  const allowed = options.allow.map((one) => path.resolve(options.cwd, one));
  const admission = new Admission(reader, [path.dirname(rootPath), ...allowed]);
  const files = new Map([[root.path, root]]);
  const refused = new Map<string, readonly Finding[]>();
  const waiting = [root];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (!mayHoldOuterRefs(source.text)) continue;
    for (const ref of outerRefs(source.file, source.value)) {
      const target = admission.pathOf(ref, source.path);
      if (typeof target !== 'string') refused.set(refusalKey(ref.at), [target]);
      else if (!files.has(target)) {
        const read = reading.read(target, ref.at);
        if (Array.isArray(read)) refused.set(refusalKey(ref.at), read);
        else {
          const edited = options.edit?.(read) ?? read;
          files.set(target, edited);
          waiting.push(edited);
        }
      }
    }
  }
  const read = withoutForeign(files);
  const hash = hashOf([...files.values()]);
  const value = { root: read.files.get(root.path) ?? root, files: read.files, hash, refused };
  return reading.result(value, read.findings);
}

/** The one text that names the place of a reference. */
export function refusalKey(at: Origin): string {
  return `${at.file}#${at.pointer}`;
}

/** One reading of a document: what was tried, and what is to be said of files that could be read. */
class Reading {
  readonly #findings: Finding[] = [];
  readonly #inputs = new Set<string>();
  readonly #texts = new Map<string, string>();
  /** What is wrong inside a file, for each of the references to it. */
  readonly #broken = new Map<string, Finding[]>();
  readonly #reader: TextReader;

  constructor(reader: TextReader) {
    this.#reader = reader;
  }

  result(value: Sources | undefined, findings: readonly Finding[]): SourcesRead {
    const all = [...this.#findings, ...findings];
    return { value, findings: all, inputs: [...this.#inputs], texts: this.#texts };
  }

  /** A file, or why it is none; `from` is the reference that asks for it. */
  read(absolute: string, from?: Place): SourceFile | Finding[] {
    const broken = this.#broken.get(absolute);
    if (broken !== undefined) return broken;
    this.#inputs.add(absolute);
    const file = this.#reader.nameOf(absolute);
    const text = this.#text(absolute, file, from);
    if (typeof text !== 'string') return [text];
    this.#texts.set(file, text);
    if (isProse(absolute)) return { file, path: absolute, text, value: text };
    const parsed = parseText(text, file);
    if (parsed.findings.some((one) => one.level === 'error')) {
      this.#broken.set(absolute, [...parsed.findings]);
      return [...parsed.findings];
    }
    this.#findings.push(...parsed.findings);
    return { file, path: absolute, text: parsed.text, value: parsed.value };
  }

  #text(absolute: string, file: string, from: Place | undefined): string | Finding {
    try {
      return this.#reader.textOf(absolute);
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code;
      const reason =
        (why === undefined ? undefined : reasons[why]) ?? `cannot be read (${String(why)})`;
      const message = why === 'ENOENT' ? `there is no file ${file}` : `${file} ${reason}`;
      const rule = from === undefined ? 'file-missing' : 'ref-missing-file';
      return finding(rule, 'error', from ?? { file, pointer: '' }, message);
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by you',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'would lie below a file',
};

/** Files that a description or a bundle refers to and that hold no data, whatever they might be read as. */
function isProse(file: string): boolean {
  return /\.(?:md|markdown|mdx|txt|html?|adoc|proto|raml|xsd|xml|avdl|graphql|csv)$/i.test(file);
}

function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  // Sorted by name, so that the order in which references are met does not matter.
  for (const one of [...files].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(one.text.replaceAll('\r\n', '\n')).update('\0');
  return hash.digest('hex').slice(0, 16);
}
