import type { Layout } from './literal-items.ts';
import { keyText } from './values.ts';

/** What is written into a new object: a property as it is to read, or an object for more of them. */
export type Entry = Leaf | Branch;

export interface Leaf {
  readonly kind: 'leaf';
  /** Undefined for a spread. */
  readonly key: string | undefined;
  /** `voice: 'alloy'`, `...(fast && { speed: 2 })` */
  readonly text: string;
  readonly lead: readonly string[];
  readonly trail: string | undefined;
}

export interface Branch {
  readonly kind: 'branch';
  readonly key: string;
  readonly entries: Entry[];
}

/** Puts an entry to where a path leads, through objects that are made on the way. */
export function grow(entries: Entry[], path: readonly string[], leaf: Leaf): void {
  const [key, ...rest] = path;
  if (key === undefined || rest.length === 0) {
    entries.push(leaf);
    return;
  }
  const known = entries.find((one): one is Branch => one.kind === 'branch' && one.key === key);
  const branch: Branch = known ?? { kind: 'branch', key, entries: [] };
  if (known === undefined) entries.push(branch);
  grow(branch.entries, rest, leaf);
}

/** How entries are laid out: as the object literal that they go into. */
export type Style = Pick<
  Layout,
  'multiline' | 'indent' | 'unit' | 'trailingComma' | 'keyQuote' | 'newline'
>;

/** An entry as text, without the white space and the comments before it. */
export function entryText(entry: Entry, style: Style): string {
  if (entry.kind === 'leaf') return entry.text;
  const key = keyText(entry.key, style.keyQuote);
  const deeper = { ...style, indent: style.indent + style.unit };
  if (!style.multiline) {
    return `${key}: { ${entry.entries.map((one) => entryText(one, style)).join(', ')} }`;
  }
  return `${key}: {${style.newline}${entryLines(entry.entries, deeper)}${style.indent}}`;
}

/** Entries with a line or more each. */
export function entryLines(entries: readonly Entry[], style: Style): string {
  const { indent, newline } = style;
  return entries
    .map((entry, at) => {
      const isLast = at === entries.length - 1;
      const comma = isLast && !style.trailingComma ? '' : ',';
      const lead = entry.kind === 'leaf' ? entry.lead : [];
      const trail = entry.kind === 'leaf' && entry.trail !== undefined ? ` ${entry.trail}` : '';
      const text = entryText(entry, style);
      return [...lead, `${text}${comma}${trail}`]
        .map((one) => `${indent}${one}${newline}`)
        .join('');
    })
    .join('');
}

/** A text of several lines, so that the later ones are as deep as where it goes to. */
export function indented(text: string, from: string, to: string): string {
  // White space in a template is part of its value.
  if (!text.includes('\n') || text.includes('`')) return text;
  return text
    .split('\n')
    .map((line, at) => (at > 0 && line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}
