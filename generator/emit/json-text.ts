import type { Json } from '../model/shape.ts';
import { isRecord } from '../base/json.ts';
import { escapeOf } from '../render/shown.ts';
import { textWidth } from '../render/width.ts';

/**
 * A value as JSON in prettier's layout: each key of an object on a line of its own, a list on one line where it fits. What cannot be
 * seen is written as an escape.
 */
export function jsonText(value: Json, width = 100): string {
  return print(value, { indent: 0, before: 0, after: 0, width });
}

interface Room {
  readonly indent: number;
  /** What stands before it on its line, and behind it. */
  readonly before: number;
  readonly after: number;
  readonly width: number;
}

function print(value: Json, room: Room): string {
  if (Array.isArray(value)) return list(value as readonly Json[], room);
  if (isRecord(value)) return object(value, room);
  return scalar(value as string | number | boolean | null);
}

function object(value: Readonly<Record<string, Json>>, { indent, width }: Room): string {
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, one], at) => {
    const head = `${' '.repeat(indent + 2)}${scalar(key)}: `;
    const after = at === entries.length - 1 ? 0 : 1;
    return head + print(one, { indent: indent + 2, before: textWidth(head), after, width });
  });
  return `{\n${lines.join(',\n')}\n${' '.repeat(indent)}}`;
}

function list(items: readonly Json[], room: Room): string {
  if (items.length === 0) return '[]';
  const flat = isFlat(items) ? flatText(items) : undefined;
  if (flat !== undefined && room.before + textWidth(flat) + room.after <= room.width) return flat;
  const indent = room.indent + 2;
  const margin = ' '.repeat(indent);
  const close = `\n${' '.repeat(room.indent)}]`;
  if (items.every((one) => typeof one === 'number')) {
    return `[\n${filled(items.map(scalar), margin, room.width).join('\n')}${close}`;
  }
  const lines = items.map((one, at) => {
    const after = at === items.length - 1 ? 0 : 1;
    return margin + print(one, { indent, before: indent, after, width: room.width });
  });
  return `[\n${lines.join(',\n')}${close}`;
}

/** Lists of numbers fill their lines. */
function filled(texts: readonly string[], margin: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [at, text] of texts.entries()) {
    const piece = at === texts.length - 1 ? text : `${text},`;
    if (line === '') line = margin + piece;
    else if (line.length + 1 + piece.length <= width) line += ` ${piece}`;
    else {
      lines.push(line);
      line = margin + piece;
    }
  }
  return [...lines, line];
}

/** A list may stand on one line where no object in it has lines of its own, and it is no list of lists of several items. */
function isFlat(items: readonly Json[]): boolean {
  const inner = items.filter((one) => typeof one === 'object' && one !== null);
  if (inner.some((one) => isRecord(one) && Object.keys(one).length > 0)) return false;
  const lists = inner.filter((one): one is readonly Json[] => Array.isArray(one));
  if (items.length > 1 && lists.length === items.length && lists.every((one) => one.length > 1)) {
    return false;
  }
  return lists.every(isFlat);
}

function flatText(items: readonly Json[]): string {
  const texts = items.map((one) =>
    Array.isArray(one)
      ? flatText(one as readonly Json[])
      : isRecord(one)
        ? '{}'
        : scalar(one as string),
  );
  return `[${texts.join(', ')}]`;
}

function scalar(value: string | number | boolean | null): string {
  const text = JSON.stringify(value);
  return typeof value === 'string' ? text.replaceAll(unseen, escapeUnit) : text;
}

const unseen = /[\x7f-\x9f\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?![\u200c\u200d])\p{Cf}/gu;

/** JSON has escapes of four digits alone. */
function escapeUnit(character: string): string {
  return character.length === 1
    ? escapeOf(character)
    : Array.from({ length: character.length }, (_, at) => escapeOf(character.charAt(at))).join('');
}
