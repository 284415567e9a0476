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
  readonly entries: readonly Entry[];
}

/** What goes into a new object: something of its own, or what a spread beside it has there. In the order in which later ones win. */
export type Contribution =
  | { readonly kind: 'own'; readonly to: readonly string[]; readonly leaf: Leaf }
  | {
      readonly kind: 'spread';
      readonly has: ReadonlySet<string>;
      readonly at: (path: string) => string;
    };

/** The new object at a key, with all that goes there. */
export function entryOf(key: string, contributions: readonly Contribution[]): Entry {
  const only = contributions.find((one) => one.kind === 'own' && one.to.length === 1);
  if (only?.kind === 'own') return only.leaf;
  return { kind: 'branch', key, entries: entriesAt([key], contributions) };
}

function entriesAt(path: readonly string[], contributions: readonly Contribution[]): Entry[] {
  const here = path.join('.');
  const entries: Entry[] = [];
  const inner = new Set<string>();
  for (const one of contributions) {
    if (one.kind === 'spread') {
      if (one.has.has(here)) entries.push(raw(one.at(here)));
      continue;
    }
    if (!path.every((key, at) => one.to[at] === key)) continue;
    const key = one.to[path.length];
    if (key === undefined) continue;
    if (one.to.length === path.length + 1) entries.push(one.leaf);
    else if (!inner.has(key)) {
      inner.add(key);
      entries.push({ kind: 'branch', key, entries: entriesAt([...path, key], contributions) });
    }
  }
  for (const key of shared(here, contributions))
    if (!inner.has(key))
      entries.push({ kind: 'branch', key, entries: entriesAt([...path, key], contributions) });
  // An object that is joined here must not be replaced by what is spread.
  const isSpread = contributions.some((one) => one.kind === 'spread' && one.has.has(here));
  if (!isSpread) return entries;
  return [...entries.filter(isLeaf), ...entries.filter((one) => one.kind === 'branch')];
}

function isLeaf(entry: Entry): boolean {
  return entry.kind === 'leaf';
}

function raw(text: string): Leaf {
  return { kind: 'leaf', key: undefined, text, lead: [], trail: undefined };
}

/** The objects in one that several spreads have. */
function shared(path: string, contributions: readonly Contribution[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of contributions) {
    if (one.kind !== 'spread') continue;
    for (const held of one.has) {
      if (!held.startsWith(`${path}.`)) continue;
      const key = held.slice(path.length + 1);
      if (!key.includes('.')) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, count]) => count > 1).map(([key]) => key);
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
