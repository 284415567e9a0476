import path from 'node:path';
import { finding, type Finding, type Place } from '../base/finding.ts';
import { decodeSafely, pointerTo } from '../base/pointer.ts';
import type { TextReader } from './document-reader.ts';

/** A reference that leads out of its file, and where its `$ref` stands. */
export interface OuterRef {
  readonly text: string;
  readonly at: Place;
}

/** A cheap look at the text, so that one-file documents are not walked. */
export function mayHoldOuterRefs(text: string): boolean {
  return /\$ref["']?\s*:\s*(?!\s|["']?#)/.test(text);
}

/** The references of a file that lead out of it, in its order. */
export function outerRefs(file: string, root: unknown): readonly OuterRef[] {
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
        refs.push({ text: child, at: { file, pointer: next, line: undefined, column: undefined } });
      } else visit(child, next);
    }
  };
  visit(root, '');
  return refs;
}

/** Folders that references may lead into, links followed. */
export class Admission {
  readonly #reader: TextReader;
  readonly #folders: readonly string[];

  constructor(reader: TextReader, folders: readonly string[]) {
    this.#reader = reader;
    this.#folders = folders.map((one) => reader.realPathOf(one));
  }

  /** The absolute path that a reference may open, or the finding that says why not. */
  pathOf(ref: OuterRef, from: string): string | Finding {
    if (isUrl(ref.text)) {
      const message = `the reference ${ref.text} is a URL, and nothing is fetched`;
      const hint = 'save a copy beside the document and refer to that';
      return finding('ref-remote', 'error', ref.at, message, hint);
    }
    const target = refPath(ref.text, from);
    const real = this.#reader.realPathOf(target);
    if (this.#folders.some((folder) => real === folder || real.startsWith(folder + path.sep))) {
      return target;
    }
    const folder = path.isAbsolute(ref.text)
      ? path.dirname(real)
      : this.#reader.nameOf(path.dirname(real));
    const message = `the reference ${ref.text} leads out of the document's folder`;
    const hint = `--allow-refs ${quoted(folder)} allows it, if you trust that folder`;
    return finding('ref-outside', 'error', ref.at, message, hint);
  }
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

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
