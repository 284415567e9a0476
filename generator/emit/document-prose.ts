import { showUnseen } from '../base/prose.ts';
import { code, type MarkdownSpot } from '../render/markdown-text.ts';

/**
 * A description of a document as blocks of Markdown in prettier's layout. What documents use is kept: paragraphs, lists, code, links,
 * words that are set off. All else is text: whatever might mean something to some reader of Markdown becomes code.
 */
export function proseBlocks(text: string): readonly string[] {
  return blocksOf(text).map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return inlineText(block.text, 'line');
      case 'list':
        return block.items
          .map((item, at) => {
            const sign = block.ordered ? `${String(at + 1)}. ` : '- ';
            return sign + inlineText(item, 'line');
          })
          .join('\n');
      case 'code':
        return fenced(block.lines.join('\n'), 'text');
    }
  });
}

/** The same as one line, for the cell of a table. */
export function proseCell(text: string): string {
  return blocksOf(text)
    .flatMap((block): readonly string[] => {
      switch (block.kind) {
        case 'paragraph':
          return [inlineText(block.text, 'cell')];
        case 'list':
          return block.items.map((item) => `• ${inlineText(item, 'cell')}`);
        case 'code':
          return block.lines.map((line) => code(line, 'cell'));
      }
    })
    .join('<br>');
}

/** A block of code, in a fence that is longer than any run of backticks in it. */
export function fenced(text: string, language: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((one) => one + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: string[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

const fenceStart = /^\s*(`{3,}|~{3,})/;
const listItem = /^\s*([-+*]|\d{1,9}[.)])\s+(\S.*)$/;
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={2,})$/;

function blocksOf(text: string): readonly Block[] {
  const lines = showUnseen(text)
    .split('\n')
    .map((line) => line.trimEnd());
  const blocks: Block[] = [];
  let isOpen = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = fenceStart.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.findIndex((one, index) => index > at && one.trim().startsWith(fence));
      const inner = lines.slice(at + 1, end === -1 ? undefined : end);
      if (inner.some((one) => one !== '')) blocks.push({ kind: 'code', lines: inner });
      at = end === -1 ? lines.length : end;
      isOpen = false;
    } else if (line.trim() === '' || rule.test(line)) isOpen = false;
    else {
      addLine(blocks, line, isOpen);
      isOpen = true;
    }
  }
  return blocks;
}

/** Adds a line to what it belongs to; `isOpen` where the line before does not end that. */
function addLine(blocks: Block[], line: string, isOpen: boolean): void {
  const last = blocks.at(-1);
  const [, sign, item] = listItem.exec(line) ?? [];
  if (sign !== undefined && item !== undefined) {
    const ordered = /\d/.test(sign);
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item);
    else blocks.push({ kind: 'list', ordered, items: [item] });
    return;
  }
  // A heading of the document would stand among ours, and a quote is a text like others.
  const text = line.replace(/^\s*(?:#{1,6}\s+|>\s?)/, '').trim();
  if (isOpen && last?.kind === 'paragraph' && !/^\s*#/.test(line)) {
    blocks[blocks.length - 1] = { kind: 'paragraph', text: `${last.text} ${text}` };
  } else if (isOpen && last?.kind === 'list') {
    last.items.push(`${last.items.pop() ?? ''} ${text}`);
  } else blocks.push({ kind: 'paragraph', text });
}

const spans = new RegExp(
  [
    /(?<ticks>(?<!`)`+(?!`))(?<code>.+?)(?<!`)\k<ticks>(?!`)/u,
    /(?<!!)\[(?<label>[^[\]`]+)\]\((?<to>https?:\/\/[^\s()<>[\]`|\\*_~{}]+)\)/u,
    /<(?<link>https?:\/\/[^\s()<>[\]`|\\*_~{}]+)>/u,
    /(?<![\p{L}\p{N}*])\*\*(?<strong>[\p{L}\p{N}](?:[\p{L}\p{N} ,'’-]*[\p{L}\p{N}])?)\*\*(?![\p{L}\p{N}*])/u,
  ]
    .map((one) => one.source)
    .join('|'),
  'gu',
);

/** Text within a block: spans that are kept, and words. */
export function inlineText(text: string, spot: MarkdownSpot): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(spans)) {
    parts.push(plainText(text.slice(from, match.index), spot));
    const { code: inner, label, to, link, strong } = match.groups ?? {};
    if (inner !== undefined) parts.push(code(inner, spot));
    else if (label !== undefined && to !== undefined) parts.push(linkText(label, to, spot));
    else if (link !== undefined) parts.push(`<${link}>`);
    else if (strong !== undefined) parts.push(`**${strong}**`);
    from = match.index + match[0].length;
  }
  parts.push(plainText(text.slice(from), spot));
  return separated(parts.filter((one) => one !== ''))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function linkText(label: string, to: string, spot: MarkdownSpot): string {
  const shownLabel = plainText(label.trim(), spot).trim();
  return shownLabel === '' ? `<${to}>` : `[${shownLabel}](${to})`;
}

/** Two spans of code that touch would be read as one. */
function separated(parts: readonly string[]): string {
  return parts.reduce(
    (text, part) => (text.endsWith('`') && part.startsWith('`') ? `${text} ${part}` : text + part),
    '',
  );
}

/** Words as they are, where they mean nothing but themselves; others as code, with the signs of a sentence behind them. */
function plainText(text: string, spot: MarkdownSpot): string {
  return text
    .split(/(\s+)/)
    .map((word, at) => {
      if (/^\s*$/.test(word) || isPlain(word, at === 0)) return word;
      const [open, name, after] = withoutSigns(word);
      return name === '' ? code(word, spot) : open + code(name, spot) + after;
    })
    .join('');
}

/** A word without the signs of the sentence around it, brackets that it does not hold itself among them. */
function withoutSigns(word: string): readonly [open: string, name: string, after: string] {
  const [, core = word, after = ''] = /^(.*?)([,;:.!?]*)$/s.exec(word) ?? [];
  const [, opens = '', name = core, closes = ''] = /^(\(?)([^()]*)(\)?)$/.exec(core) ?? [];
  return [opens, name, closes + after];
}

function isPlain(word: string, isFirst: boolean): boolean {
  if (isFirst && /^(?:[-+=#]+|\d{1,9}[.)])$/.test(word)) return false;
  if (/^(?:https?:\/\/|www\.)/i.test(word))
    return /^[\w\-./:?=%#,;@+]*$/.test(word) && !word.includes('_');
  if (/&#?\w+;|:\w+:|https?:|www\./i.test(word)) return false;
  return /^(?:[A-Za-z0-9.,;:!?()'"%+=@#/&-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|(?![\p{C}\p{Z}])[^\0-\x7f])+$/u.test(
    word,
  );
}
