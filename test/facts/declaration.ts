import type { Side } from './tables.ts';

/**
 * One exported type of one side, put down in lines that two sources can be compared by.
 *
 * | line | text |
 * | --- | --- |
 * | `(name)` | `SessionUpdateEventParam` |
 * | `event_id` | `string \| absent` |
 * | `(is)` | `object`, or for what is no object its alternatives: `'auto' \| RealtimeTruncationRetentionRatio` |
 * | `(tag)` | `type, role`, or `none`; unions only |
 */
export interface Declaration {
  /** The name that the type has in our document, on both sides. */
  readonly type: string;
  readonly side: Side;
  readonly lines: ReadonlyMap<string, string>;
}

/** A line on which two declarations differ. */
export interface Difference {
  readonly type: string;
  readonly side: Side;
  readonly field: string;
  readonly facts: string;
  readonly ours: string;
}

export const noField = 'no field';
export const noType = 'no type';

/** Alternatives as one text: sorted, each once, null and absent last; what may be anything may be null. */
export function alternativesText(parts: readonly string[]): string {
  const rank = (part: string): number => ['null', 'absent'].indexOf(part);
  const anything = parts.includes('unknown');
  const kept = anything ? parts.filter((part) => part === 'unknown' || part === 'absent') : parts;
  return [...new Set(kept)]
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)))
    .join(' | ');
}

/** What a list of these alternatives is called. */
export function listText(item: string): string {
  return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
}

export function mapText(value: string): string {
  return `{ [key]: ${value} }`;
}

export function literalText(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/** Every line on which what the facts declare and what we declare differ. */
export function differences(
  facts: readonly Declaration[],
  ours: readonly Declaration[],
): readonly Difference[] {
  const theirs = new Map(ours.map((one) => [keyOf(one), one]));
  const known = new Set(facts.map(keyOf));
  return [
    ...facts.flatMap((one) => {
      const other = theirs.get(keyOf(one));
      return other === undefined ? [missing(one, 'ours')] : linesThatDiffer(one, other);
    }),
    ...ours.filter((one) => !known.has(keyOf(one))).map((one) => missing(one, 'facts')),
  ];
}

function linesThatDiffer(facts: Declaration, ours: Declaration): readonly Difference[] {
  const fields = [...new Set([...facts.lines.keys(), ...ours.lines.keys()])];
  const { type, side } = facts;
  return fields.flatMap((field) => {
    const [theirs = noField, own = noField] = [facts.lines.get(field), ours.lines.get(field)];
    return theirs === own ? [] : [{ type, side, field, facts: theirs, ours: own }];
  });
}

function missing({ type, side, lines }: Declaration, where: 'facts' | 'ours'): Difference {
  const name = lines.get('(name)') ?? type;
  return where === 'ours'
    ? { type, side, field: '(name)', facts: name, ours: noType }
    : { type, side, field: '(name)', facts: noType, ours: name };
}

function keyOf(one: Declaration): string {
  return `${one.side} ${one.type}`;
}
