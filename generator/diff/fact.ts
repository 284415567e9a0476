import type { Flow } from '../model/api.ts';
import type { Side } from '../model/side.ts';
import type { ChangeEnd, ChangeKind, OtherKeys, Relation } from './change.ts';
import type { Path } from './path.ts';
import { placeText, type Place } from './slot.ts';

/** Whose types are compared: what is received is read, what is sent is written; what no event holds may be either. */
export interface Lane {
  readonly flow: Flow | undefined;
  readonly side: Side;
}

/** Which of the two ways types fail to fit: `wide` where the type after does not fit the one before, `narrow` the other way round. */
export interface Span {
  readonly wide: boolean;
  readonly narrow: boolean;
}

export const fits: Span = { wide: false, narrow: false };
export const widens: Span = { wide: true, narrow: false };
export const narrows: Span = { wide: false, narrow: true };

export function both(one: Span, other: Span): Span {
  return { wide: one.wide && other.wide, narrow: one.narrow && other.narrow };
}

export function relationOf({ wide, narrow }: Span): Relation {
  if (wide) return narrow ? 'other' : 'wider';
  return narrow ? 'narrower' : 'same';
}

/** A change as it is seen from one pair of shapes, before the same one is found from others. */
export interface Fact {
  readonly kind: ChangeKind;
  readonly subject: string;
  readonly before: FactEnd | undefined;
  readonly after: FactEnd | undefined;
  readonly otherKeys?: OtherKeys;
  /** How it leans by itself. */
  readonly leans: Span;
  /** Where the pair of shapes holds it. */
  readonly local: Path;
}

export interface FactEnd {
  readonly at: Place;
  readonly text: string;
  readonly required?: boolean;
}

export function changeEnd({ at, text, required }: FactEnd): ChangeEnd {
  return { text, required, origin: at.origin, shape: at.holder?.name };
}

/** Tells a fact from all others; what was added is told by where it is, all else by where it was. */
export function factKey({ kind, subject, before, after }: Fact): string {
  const texts = [before?.text, before?.required, after?.text, after?.required];
  const at = (before ?? after)?.at;
  return [kind, at === undefined ? '' : placeText(at), subject, ...texts].join('\u0000');
}

/** Kinds that say something of types; prose and limits do not. */
export function isOfTypes(kind: ChangeKind): boolean {
  return /^(?:field|null|value|values|member|type|rest)-/u.test(kind);
}
