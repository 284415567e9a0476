import { literalText, objectLiteralKey, quote } from '../base/text.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import type { Change } from './change.ts';
import type { ComparedApis } from './compare.ts';
import type { Step } from './path.ts';
import { sourceBasis } from './source-basis.ts';

/** A few lines of code that a change breaks, though the types fit. */
export interface ExpectedProgram {
  /** The id of the change. */
  readonly name: string;
  readonly flow: Flow;
  /** Compiles; sees the exports of the version before as `before`. */
  readonly compiles: string;
  /** The same with types of the version after, of which the compiler refuses one at least: what was one type may be several now. */
  readonly refused: readonly string[];
  readonly reason: string;
}

/** What the event unions are called; `write` is undefined for events that are only received. */
export interface UnionTypes {
  readonly flow: Flow;
  readonly read: string;
  readonly write: string | undefined;
}

/** What is looked up to write programs. */
export interface Surroundings {
  readonly before: ApiModel;
  readonly after: ApiModel;
  /** Those of the version before and of the version after, by flow. */
  readonly unions: readonly (readonly [UnionTypes, UnionTypes])[];
  readonly comparison: ComparedApis;
}

/**
 * The proof that a change breaks code where assignability does not tell: a removed key is read, or written as one of an object literal;
 * a removed event is asked for. The same code compiles against the version before. Where the change is deeper than a type has a name,
 * or an event has no tag of its own, there is no program.
 */
export function proofPrograms(surroundings: Surroundings): readonly ExpectedProgram[] {
  return surroundings.comparison.changes.flatMap((change) =>
    change.flows.flatMap((flow): readonly ExpectedProgram[] => {
      const basis = sourceBasis(change, flow);
      if (basis.kind !== 'beyond') return [];
      const [compiles, ...refused] = programTexts(change, flow, surroundings);
      if (compiles === undefined || refused.length === 0) return [];
      return [{ name: change.id, flow, compiles, refused, reason: basis.reason }];
    }),
  );
}

/** One for the version before, and those for the version after. */
type Texts = readonly string[];

function programTexts(change: Change, flow: Flow, surroundings: Surroundings): Texts {
  switch (change.kind) {
    case 'field-removed':
      return fieldPrograms(change, flow, surroundings);
    case 'event-removed':
    case 'event-moved':
      return flow === 'received' ? eventPrograms(change, surroundings) : [];
    default:
      return [];
  }
}

function fieldPrograms(change: Change, flow: Flow, { comparison, ...models }: Surroundings): Texts {
  const { path, before } = change;
  const last = path.at(-1);
  const holder = before?.shape;
  if (last?.kind !== 'field' || holder === undefined) return [];
  const others = comparison.pairsOf(change).flatMap((pair) => {
    const isHeld = pair.before.at.holder?.name === holder && pair.before.at.path.length === 0;
    const other = pair.after.at.path.length === 0 ? pair.after.at.holder?.name : undefined;
    return isHeld && other !== undefined ? [other] : [];
  });
  const text = (version: 'before' | 'after', shape: string): readonly string[] => {
    const name = exportedName(models[version], shape, flow);
    const type = name && typeAt(`${version}.${name}`, path.slice(0, -1));
    return type === undefined ? [] : [touch(type, last.key, flow)];
  };
  const [compiles] = text('before', holder);
  const refused = [...new Set(others)].flatMap((other) => text('after', other));
  return compiles === undefined ? [] : [compiles, ...refused];
}

const versions = ['before', 'after'];

function exportedName(model: ApiModel, shape: string, flow: Flow): string | undefined {
  const named = indexShapes(model).get(shape);
  if (flow === 'sent') return named?.param?.name;
  return named?.sides.read === true ? named.name : undefined;
}

/** The type at a path; undefined where it leads through a member of a union, which has no name. */
function typeAt(type: string, path: readonly Step[]): string | undefined {
  return path.reduce<string | undefined>((holder, step) => {
    switch (step.kind) {
      case 'field':
        return holder && `NonNullable<${holder}[${quote(step.key)}]>`;
      case 'place':
        return holder && `NonNullable<${holder}[${String(step.index)}]>`;
      case 'item':
        return holder && `NonNullable<${holder}[number]>`;
      case 'value':
        return holder && `NonNullable<${holder}[string]>`;
      case 'member':
        return undefined;
    }
  }, type);
}

/** What others require is left out, so that the key alone is in question. */
function touch(type: string, key: string, flow: Flow): string {
  return flow === 'received'
    ? `export const touch = (value: ${type}): unknown => value[${quote(key)}];`
    : `export const touch = (value: never): Partial<${type}> => ({ ${objectLiteralKey(key)}: value });`;
}

/** Nothing is asked where a second field has to tell events apart, or where the tag stays with another event. */
function eventPrograms({ subject }: Change, { before, after, unions }: Surroundings): Texts {
  const both = unions.find(([{ flow }]) => flow === 'received');
  const [key, other] = before.unions.find(({ flow }) => flow === 'received')?.tag ?? [];
  const isTag = ({ messages }: ApiModel): boolean =>
    messages.some(({ flow, tags }) => flow === 'received' && tags.some(([tag]) => tag === subject));
  if (both === undefined || key === undefined || other !== undefined) return [];
  if (!isTag(before) || isTag(after)) return [];
  return both.map(
    ({ read }, side) =>
      `export const ask = (event: ${versions[side] ?? ''}.${read}): boolean => ` +
      `event[${quote(key)}] === ${literalText(subject)};`,
  );
}
