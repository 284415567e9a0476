import type { Literal, Shape, Tag } from '../model/shape.ts';
import type { Message } from '../model/api.ts';
import { alternativesOf, resolveShape, type ShapeIndex } from '../model/walk.ts';

/**
 * The events of a union that a guard can ask for, by the name of their shape, and the others that it cannot rule out: those whose
 * tag field may hold any value. An event whose tag is that of another one has no guard, for nothing tells the two apart.
 */
export function guardedEvents(
  messages: readonly Message[],
  tag: Tag | undefined,
  index: ShapeIndex,
): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, Set<string>>();
  for (const message of messages) {
    for (const row of message.tags) {
      const key = JSON.stringify(row);
      holders.set(key, (holders.get(key) ?? new Set()).add(nameOf(message)));
    }
  }
  const loose = looseEvents(messages, tag, index);
  const guarded = new Map<string, readonly string[]>();
  for (const message of messages) {
    const name = nameOf(message);
    const rows = message.tags;
    if (name === '' || rows.length === 0) continue;
    if (rows.some((row) => (holders.get(JSON.stringify(row))?.size ?? 0) > 1)) continue;
    const rivals = rivalsOf(name, rows, loose);
    if (rivals.length <= mostRivals) guarded.set(name, rivals);
  }
  return guarded;
}

/** A guard that rules out hardly anything is none. */
const mostRivals = 3;

function rivalsOf(name: string, rows: Message['tags'], loose: readonly Loose[]): readonly string[] {
  const rivals = new Set<string>();
  for (const one of loose) {
    if (one.name !== name && rows.some((row) => one.takes(row))) rivals.add(one.name);
    if (rivals.size > mostRivals) break;
  }
  return [...rivals];
}

function nameOf({ shape }: Message): string {
  return shape.kind === 'ref' ? shape.name : '';
}

interface Loose {
  readonly name: string;
  readonly takes: (row: readonly Literal[]) => boolean;
}

/** Events with an alternative whose tag field is there, and is no literal. */
function looseEvents(
  messages: readonly Message[],
  tag: Tag | undefined,
  index: ShapeIndex,
): readonly Loose[] {
  const [first] = tag ?? [];
  if (first === undefined) return [];
  return messages.flatMap((message): readonly Loose[] => {
    const alternatives = alternativesOf(message.shape, index).flatMap((one) => {
      if (one.kind === 'map') return [one.value];
      if (one.kind !== 'object') return one.kind === 'unknown' || one.kind === 'all' ? [one] : [];
      const field = one.fields.find(({ key }) => key === first);
      // What a document says of other keys is seldom meant for the tag, but TypeScript takes it at its word.
      const shape = field === undefined ? one.rest : field.shape;
      const settled = shape === undefined ? undefined : resolveShape(shape, index);
      return settled === undefined || isClosed(settled) ? [] : [settled];
    });
    if (alternatives.length === 0) return [];
    const takes = ([value]: readonly Literal[]): boolean =>
      value !== undefined && alternatives.some((one) => accepts(one, value, index));
    return [{ name: nameOf(message), takes }];
  });
}

function isClosed(shape: Shape): boolean {
  return shape.kind === 'literal' || (shape.kind === 'enum' && !shape.open);
}

function accepts(shape: Shape, value: Literal, index: ShapeIndex): boolean {
  return alternativesOf(shape, index).some((one) => {
    switch (one.kind) {
      case 'literal':
        return one.value === value;
      case 'enum':
        return one.values.includes(value) || (one.open && typeof value === 'string');
      case 'scalar':
        if (one.scalar === 'null') return value === null;
        return typeof value === (one.scalar === 'integer' ? 'number' : one.scalar);
      case 'unknown':
        return true;
      case 'all':
        return one.parts.every((part) => accepts(part, value, index));
      default:
        return false;
    }
  });
}
