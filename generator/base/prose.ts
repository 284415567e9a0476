/**
 * Markdown, as documents use it in their descriptions, in lines of at most `width` columns that are safe in a doc comment:
 * they cannot end it and open no tag. Paragraphs and list items are filled anew; code, tables, headings, quotes and rules keep
 * their lines. `lead` stands before the first line.
 */
export function proseLines(text: string, width: number, lead = ''): readonly string[] {
  if (lead === '' && text.length <= width && isOneSentence(text)) return [text];
  const blocks = blocksOf(safeLines(text));
  const [first, ...others] = blocks;
  if (first === undefined) return lead === '' ? [] : [lead.trimEnd()];
  if (lead === '') return blocks.flatMap((block) => linesOf(block, width));
  return first.kind === 'text' && first.first === ''
    ? [first, ...others].flatMap((block, index) =>
        linesOf(index === 0 ? { ...first, first: lead } : block, width),
      )
    : [lead.trimEnd(), ...blocks.flatMap((block) => linesOf(block, width))];
}

/** The lines of a text as they stand, made safe in a doc comment. */
export function safeLines(text: string): readonly string[] {
  let safe = showUnseen(text).replaceAll('*/', '*\\/');
  if (safe.includes('@')) {
    safe = safe.replaceAll(/(?<!\S)@|(?<=\{)@(?!link(?:code|plain)?\s)/g, '\\@');
  }
  return safe.split('\n').map((line) => line.trimEnd());
}

/** A piece of Markdown; a gap is any number of empty lines. */
type Block =
  | TextBlock
  | { readonly kind: 'gap'; readonly lines: readonly string[] }
  | { readonly kind: 'verbatim'; readonly lines: readonly string[] };

/** A paragraph or a list item: `first` stands before its first line, `hanging` before the others. */
interface TextBlock {
  readonly kind: 'text';
  readonly first: string;
  readonly hanging: string;
  readonly text: string;
}

/** Most descriptions are one sentence in plain letters, which needs no reading; what opens a tag or ends a comment is none. */
function isOneSentence(text: string): boolean {
  return /^[A-Za-z](?:[!-?A-~]| (?! |$))*$/.test(text) && !text.includes('*/');
}

/** What an editor does not show, or lets turn the text around it, is dropped or named: `[U+202E]`. */
export function showUnseen(text: string): string {
  if (/^[\n\x20-\x7e]*$/.test(text)) return text;
  return text
    .replaceAll(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n')
    .replaceAll(/[\xad\u200b\u2060\ufeff]/g, '')
    .replaceAll('\t', '  ')
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
      return `[U+${code.padStart(4, '0')}]`;
    });
}

const listItem = /^(\s*(?:[-+*]|\d{1,9}[.)])\s+)(\S.*)$/;
const fenceStart = /^\s*(`{3,}|~{3,})/;
const verbatimLine =
  /^\s*(?:#{1,6}\s|[>|]|<[!/A-Za-z]|(?:-\s*){3,}$|(?:\*\s*){3,}$|(?:_\s*){3,}$|={2,}$)/;

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let inList = false;
  for (let at = 0; at < lines.length;) {
    const block = readBlock(lines, at, inList);
    if (block.kind === 'text') inList = block.hanging !== '';
    at += block.lines.length;
    blocks.push(block);
  }
  const isText = (block: Block): boolean => block.kind !== 'gap';
  return blocks.slice(blocks.findIndex(isText), blocks.findLastIndex(isText) + 1);
}

/** Reads the block that begins in line `at`, with the lines that it covers. */
function readBlock(
  lines: readonly string[],
  at: number,
  inList: boolean,
): Block & { readonly lines: readonly string[] } {
  const line = lines[at] ?? '';
  if (line === '') return { kind: 'gap', lines: takeWhile(lines, at, (one) => one === '') };
  const fence = fenceStart.exec(line)?.[1];
  if (fence !== undefined) return { kind: 'verbatim', lines: readFence(lines, at, fence) };
  const item = listItem.exec(line);
  if (verbatimLine.test(line) || (item === null && !inList && /^ {4}/.test(line))) {
    return { kind: 'verbatim', lines: [line] };
  }
  const own = [line, ...takeWhile(lines, at + 1, continuesText)];
  const first = item?.[1] ?? (inList ? (/^\s*/.exec(line)?.[0] ?? '') : '');
  const text = own.join(' ').slice(item === null ? 0 : first.length);
  return { kind: 'text', first, hanging: ' '.repeat(first.length), text, lines: own };
}

function continuesText(line: string): boolean {
  return line !== '' && !fenceStart.test(line) && !verbatimLine.test(line) && !listItem.test(line);
}

/** A block of code to its closing fence, which is added where the document forgot it. */
function readFence(lines: readonly string[], at: number, fence: string): readonly string[] {
  const closes = (line: string): boolean =>
    line.trim().startsWith(fence) && /^\s*(`+|~+)$/.test(line);
  const body = takeWhile(lines, at + 1, (line) => !closes(line));
  const last = lines[at + 1 + body.length];
  return [lines[at] ?? '', ...body, last ?? fence];
}

function takeWhile(
  lines: readonly string[],
  from: number,
  holds: (line: string) => boolean,
): readonly string[] {
  let end = from;
  while (end < lines.length && holds(lines[end] ?? '')) end += 1;
  return lines.slice(from, end);
}

function linesOf(block: Block, width: number): readonly string[] {
  if (block.kind === 'gap') return [''];
  if (block.kind === 'verbatim') return block.lines;
  const text = glue(block.text);
  const endOf = /^[\0\x20-\x7e]*$/.test(text) ? endByLength : endByColumns;
  const lines: string[] = [];
  let start = block.first;
  for (let from = 0; from < text.length;) {
    const end = endOf(text, from, width - start.length);
    lines.push((start + text.slice(from, end)).replaceAll('\0', ' '));
    from = end + 1;
    start = block.hanging;
  }
  return lines.length === 0 ? [block.first] : lines;
}

/**
 * A text with single spaces where a line may end, and `\0` for those where it may not: in `code spans` and {@link Links}, and
 * before a sign that would begin a list or a quote if a line began with it.
 */
function glue(text: string): string {
  const spans = /[`{]/.test(text)
    ? text.replaceAll(unbroken, (span) => span.replaceAll(' ', '\0'))
    : text;
  return spans.trim().replaceAll(/ {2,}/g, ' ').replaceAll(beforeSign, '\0');
}

const unbroken = /(`+)(?!`)[^]*?(?<!`)\1(?!`)|`+|\{@link(?:code|plain)?\s[^{}]*\}/g;
const beforeSign = / (?=(?:[-+*]|\d{1,9}[.)]|#{1,6}|>[^ ]*|[-=]+|`{3}[^ ]*|~{3}[^ ]*)(?: |$))/g;

/** Where a line that begins at `from` ends: at the last space that leaves it `room`, or at the first there is. */
function endByLength(text: string, from: number, room: number): number {
  if (text.length - from <= room) return text.length;
  const last = text.lastIndexOf(' ', from + room);
  const end = last > from ? last : text.indexOf(' ', from);
  return end === -1 ? text.length : end;
}

/** The same by columns, near enough for prose: what is wide in a terminal counts twice. */
function endByColumns(text: string, from: number, room: number): number {
  let columns = 0;
  let end = -1;
  for (let at = from; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === ' ') end = at;
    columns += wide.test(character) ? 2 : 1;
    at += character.length;
    if (columns > room && end !== -1) return end;
  }
  return text.length;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
