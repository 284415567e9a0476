import { columnsOf, shown } from './shown.ts';

/** Where a text stands: a `|` would end the cell of a table. */
export type MarkdownSpot = 'line' | 'cell';

/**
 * A text as a span of code: nothing in it is a link, a mention, a tag or a mark. The fence is longer than any run of backticks in
 * it.
 */
export function code(text: string, spot: MarkdownSpot = 'line'): string {
  const safe = shown(text);
  if (safe === '') return '_empty_';
  // Readers differ in what a backslash before the sign that ends a cell does.
  if (spot === 'cell' && safe.includes('|') && safe.includes('\\')) return entityCode(safe);
  const runs = new Set([...safe.matchAll(/`+/g)].map(([run]) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = '`'.repeat(length);
  const gap = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  const span = fence + gap + safe + gap + fence;
  return spot === 'cell' ? span.replaceAll('|', '\\|') : span;
}

function entityCode(text: string): string {
  const entities = text.replaceAll(
    /[^\p{L}\p{N} ]/gu,
    (sign) => `&#${String(sign.codePointAt(0) ?? 0)};`,
  );
  return `<code>${entities}</code>`;
}

/**
 * A sentence in which names of documents stand. Plain words stay as they are, `"names"` and whatever is no plain word become code:
 * rather than escaping what might mean something to some reader of Markdown, only what means nothing to all of them is let through.
 */
export function prose(text: string, spot: MarkdownSpot = 'line'): string {
  const parts = shown(text)
    .split(/(?<![^\s(])"([^"]+)"(?![^\s,.;:)])/)
    .flatMap((part, index): readonly Piece[] =>
      index % 2 === 1 ? [{ kind: 'code', before: '', text: part, after: '' }] : piecesOf(part),
    );
  return joinPieces(parts, spot) || code('', spot);
}

interface Piece {
  readonly kind: 'code' | 'plain';
  /** The signs of our own sentence before and behind a name. */
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** What stands between `<` and `>` belongs to its word: `item<message, user>.content` is one name. */
function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(/(?:<[^<>]*>|[^ ])+/g)].map(([word], index) => {
    if (isPlain(word, index)) return { kind: 'plain', before: '', text: word, after: '' };
    const [, name = word, sign = ''] = /^(.*?[^,;:.])([,;:.])$/.exec(word) ?? [];
    const opens = name.startsWith('(') && name.length > 1;
    const inner = opens ? name.slice(1) : name;
    const closes = inner.endsWith(')') && inner.length > 1 && !inner.includes('(');
    return {
      kind: 'code',
      before: opens ? '(' : '',
      text: closes ? inner.slice(0, -1) : inner,
      after: (closes ? ')' : '') + sign,
    };
  });
}

/** Words in Latin letters, with the signs of a sentence around them, and whole numbers; `1)` would begin a list. */
function isPlain(word: string, index: number): boolean {
  return (
    /^\(*\p{Script=Latin}+(?:['’-]\p{Script=Latin}+)*\)*[,.;:!?]?$/u.test(word) ||
    /^\(?\d{1,6}[,;:]?$/.test(word) ||
    (index > 0 && /^\(?\d{1,6}\)[,;:]?$/.test(word)) ||
    /^(?:[,;:.→(]|…?\)?[,;:.]?)$/u.test(word)
  );
}

/** Neighbours that are code are one span. */
function joinPieces(pieces: readonly Piece[], spot: MarkdownSpot): string {
  const spans: Piece[] = [];
  for (const piece of pieces) {
    const last = spans.at(-1);
    const joins =
      piece.kind === 'code' && piece.before === '' && last?.kind === 'code' && last.after === '';
    if (joins) {
      const text = `${last.text} ${piece.text}`;
      spans[spans.length - 1] = { ...piece, before: last.before, text };
    } else spans.push(piece);
  }
  return spans
    .map(({ kind, before, text, after }) =>
      kind === 'plain' ? text : before + code(text, spot) + after,
    )
    .join(' ')
    .replaceAll(/ (?=[,;:.)](?: |$))/g, '')
    .replaceAll(/(^| )\( (?=`)/g, '$1(');
}

/** A table in prettier's layout: columns are as wide as their widest cell. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => columnsOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]): string =>
    line(
      widths.map((width, column) => {
        const cell = cells[column] ?? '';
        return cell + ' '.repeat(width - columnsOf(cell));
      }),
    );
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)];
}
