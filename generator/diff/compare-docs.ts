import { canonicalJson } from '../base/json.ts';
import type { NamedShape } from '../model/api.ts';
import type { Doc } from '../model/shape.ts';
import { fits, type Fact, type FactEnd } from './fact.ts';
import { placeOf, subjectAt, type Place } from './slot.ts';
import type { Prose, Spot, Told } from './spot.ts';

/**
 * Facts about the prose of two things that are one. A thing without prose of its own is described by the shape that it refers to, so
 * that a schema that moves to a place of its own is no change; what the shape says is compared where it stands.
 */
export function docFacts(before: Described, after: Described): readonly Omit<Fact, 'local'>[] {
  if (saysNothing(before.doc) && saysNothing(after.doc)) return [];
  const facts: Omit<Fact, 'local'>[] = [];
  const subject = subjectAt(before.at);
  const end = (at: Place, text: string | undefined): FactEnd | undefined =>
    text === undefined ? undefined : { at, text };
  const add = (kind: Fact['kind'], b: string | undefined, a: string | undefined): void => {
    facts.push({ kind, subject, before: end(before.at, b), after: end(after.at, a), leans: fits });
  };
  const texts = [before, after].map((one) => settle(one, ({ description }) => description)) as [
    Said,
    Said,
  ];
  if (isTold(texts)) add('description-changed', texts[0].said, texts[1].said);
  const old = [before, after].map((one) => settle(one, isOld)) as [Said, Said];
  if (isTold(old))
    add(old[1].said === undefined ? 'undeprecated' : 'deprecated', old[0].said, old[1].said);
  const defaults = [before, after].map((one) => settle(one, defaultText)) as [Said, Said];
  if (isTold(defaults)) add('default-changed', defaults[0].said, defaults[1].said);
  return facts;
}

/** A thing and its prose. */
export interface Described {
  readonly at: Place;
  readonly doc: Doc;
  /** What a thing without prose of its own refers to. */
  readonly behind: () => readonly NamedShape[];
}

function saysNothing({ description, deprecated, default: value }: Doc): boolean {
  return description === undefined && !deprecated && value === undefined;
}

interface Said {
  readonly own: boolean;
  readonly said: string | undefined;
}

function settle({ doc, behind }: Described, of: (doc: Doc) => string | undefined): Said {
  const own = of(doc);
  if (own !== undefined) return { own: true, said: own };
  const found = behind().find((one) => of(one.doc) !== undefined);
  return { own: false, said: found && of(found.doc) };
}

function isTold([before, after]: readonly [Said, Said]): boolean {
  return (before.own || after.own) && before.said !== after.said;
}

function isOld({ deprecated }: Doc): string | undefined {
  return deprecated ? 'deprecated' : undefined;
}

function defaultText({ default: value }: Doc): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}

/** Compares the prose of named shapes that two references lead to; what a place says of an inline schema has been told there. */
export function compareNamedDocs(
  before: readonly NamedShape[],
  after: readonly NamedShape[],
  told: Told | undefined,
  spot: Spot,
): void {
  const ones = told === undefined ? before : before.filter((one) => !isWritten(one, told.before));
  const others = told === undefined ? after : after.filter((one) => !isWritten(one, told.after));
  if (ones.length !== before.length || others.length !== after.length) return;
  const [one] = ones;
  const [other] = others;
  if (one === undefined || other === undefined) return;
  const pairs =
    ones.length === 1 && others.length === 1 ? [[one, other] as const] : sameNames(ones, others);
  for (const [b, a] of pairs) {
    const facts = docFacts(
      { at: placeOf(b), doc: b.doc, behind: () => behind(b, ones) },
      { at: placeOf(a), doc: a.doc, behind: () => behind(a, others) },
    );
    for (const fact of facts) spot.walk.record({ ...fact, local: spot.local }, spot.pair);
  }
}

/** What a name without prose of its own stands for. */
function behind(one: NamedShape, passed: readonly NamedShape[]): readonly NamedShape[] {
  return passed.slice(passed.indexOf(one) + 1);
}

function sameNames(
  before: readonly NamedShape[],
  after: readonly NamedShape[],
): readonly (readonly [NamedShape, NamedShape])[] {
  return before.flatMap((one) => {
    const other = after.find(({ name }) => name === one.name);
    return other === undefined ? [] : [[one, other] as const];
  });
}

/** True for a schema that is written at the place itself. */
function isWritten({ origin }: NamedShape, { origin: at }: Prose): boolean {
  return origin.file === at.file && `${origin.pointer}/`.startsWith(`${at.pointer}/`);
}
