import { pathText } from '../diff/path.ts';
import type { Candidate, Change, Comparison } from '../diff/change.ts';
import { eventLabel } from '../diff/pair-messages.ts';
import type { ApiModel } from '../model/api.ts';
import { indexShapes } from '../model/walk.ts';
import { findPath } from './find-path.ts';
import { mapPathText, withoutMembers } from './map-path.ts';
import { planMigration } from './plan.ts';
import type { Migration, MigrationStep, StepBasis } from './step.ts';

/** A step that was drafted, and how sure it is. */
export interface DraftedStep {
  readonly step: MigrationStep;
  /** Between 0 and 1; undefined where nothing was guessed. */
  readonly score: number | undefined;
}

type What = MigrationStep extends infer Step
  ? Step extends StepBasis
    ? Omit<Step, keyof StepBasis>
    : never
  : never;

/** Two versions, and what a draft says of them so far. */
export interface Drafting {
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly comparison: Comparison;
  readonly api: string;
  readonly from: string;
  readonly to: string;
}

/** Every candidate as a step, and types that are called otherwise and stand where they stood. */
export function draftSteps(drafting: Drafting): readonly DraftedStep[] {
  const { candidates, changes } = drafting.comparison;
  const byId = new Map(changes.map((one) => [one.id, one]));
  const guessed = candidates.flatMap((candidate): readonly DraftedStep[] => {
    const removed = byId.get(candidate.removed);
    const what = removed === undefined ? undefined : whatOf(candidate, removed, drafting);
    return what === undefined ? [] : [drafted(what, candidate.evidence, candidate.score)];
  });
  const steps = merged(guessed);
  return [...steps, ...typeSteps(steps, drafting)];
}

/** A step as a draft has it: nobody has said yet why it is right. */
export function drafted(
  what: What,
  evidence: readonly string[],
  score: number | undefined,
  lossy?: string,
): DraftedStep {
  const basis: StepBasis = {
    id: '',
    why: todo,
    evidence: evidence.map((one) => `the diff: ${one}`),
    lossy,
    lossyBack: undefined,
    silent: false,
    option: undefined,
    at: { file: '', pointer: '' },
  };
  return { step: { ...basis, ...what }, score };
}

/** What stands where a person has to write something. */
export const todo = 'TODO';

/** A map of drafted steps, as far as it can be asked for what it answers. */
export function draftedMap(
  steps: readonly DraftedStep[],
  { api, from, to }: Pick<Drafting, 'api' | 'from' | 'to'>,
): Migration {
  return { api, from, to, file: '', steps: steps.map(({ step }) => step), waivers: [] };
}

function whatOf(candidate: Candidate, removed: Change, drafting: Drafting): What | undefined {
  const { kind, flow, from, to } = candidate;
  if (kind === 'event-renamed')
    return flow && { kind: 'rename-event', flow, from, to, whenBack: undefined };
  const type = removed.before?.shape;
  if (type === undefined) return undefined;
  const path = mapPathText(withoutMembers(removed.path));
  const [old, now] = [plain(from), plain(to)];
  const outer = old.endsWith(path) ? old.slice(0, old.length - path.length) : undefined;
  if (outer !== undefined && now.startsWith(outer)) {
    const next = now.slice(outer.length);
    const [parent, key] = lastOf(path);
    const [newParent, newKey] = lastOf(next);
    return parent === newParent && key !== undefined && newKey !== undefined
      ? { kind: 'rename-field', from: path, to: newKey, in: [type], when: undefined }
      : { kind: 'move-field', from: path, to: next, in: [type], when: undefined };
  }
  // It has left the object, so it is told from the event.
  const event = payloadOf(removed, drafting.before);
  return event === undefined
    ? undefined
    : { kind: 'move-field', from: old, to: now, in: [event], when: undefined };
}

/** A path to read, without members of unions: maps tell these by conditions. */
function plain(path: string): string {
  return path.replaceAll(/<[^>]*>/g, '');
}

function lastOf(path: string): readonly [parent: string, key: string | undefined] {
  const at = path.lastIndexOf('.');
  const key = path.slice(at + 1);
  return [path.slice(0, Math.max(0, at)), /[[{]/.test(key) ? undefined : key];
}

function payloadOf({ reaches }: Change, { messages }: ApiModel): string | undefined {
  const [reach] = reaches;
  const message = messages.find(
    (one) => one.flow === reach?.flow && eventLabel(one) === reach.event,
  );
  return message?.shape.kind === 'ref' ? message.shape.name : undefined;
}

/** One step for a type and a path, the surest; what several types have in common is one step. */
function merged(steps: readonly DraftedStep[]): readonly DraftedStep[] {
  const kept: DraftedStep[] = [];
  for (const one of steps.toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))) {
    if (!kept.some((other) => areOne(one.step, other.step))) kept.push(one);
  }
  return steps.filter((one) => kept.includes(one));
}

function areOne(one: MigrationStep, other: MigrationStep): boolean {
  if (!('from' in one) || !('from' in other) || one.from !== other.from) return false;
  if ('flow' in one && 'flow' in other) return one.flow === other.flow;
  if (!('in' in one) || !('in' in other)) return false;
  return one.in.some((type) => other.in.includes(type));
}

/** Object types that have no name in the version after any more: what stands where they do, or else what the diff held them against. */
function typeSteps(steps: readonly DraftedStep[], drafting: Drafting): readonly DraftedStep[] {
  const { before, after } = drafting;
  const plan = planMigration(draftedMap(steps, drafting), before, after);
  const [old, now] = [indexShapes(before), indexShapes(after)];
  const compared = comparedTypes(drafting);
  return [...plan.types.values()].flatMap(({ from, to }) => {
    const [target = compared.get(from), ...others] = to.map(({ type }) => type);
    if (target === undefined || others.length > 0 || now.has(from)) return [];
    if (old.get(from)?.shape.kind !== now.get(target)?.shape.kind) return [];
    const evidence = [`it stands where ${from} stood, with ${sharedKeys(from, target, drafting)}`];
    const names = { from, to: target, when: undefined, whenBack: undefined };
    return [drafted({ kind: 'rename-type', ...names }, evidence, undefined)];
  });
}

/** By a type of the version before, the one of the version after that most of its changes are about as well. */
function comparedTypes({ comparison }: Drafting): ReadonlyMap<string, string> {
  const { changes, candidates } = comparison;
  const byId = new Map(changes.map((one) => [one.id, one]));
  const renamed = candidates.flatMap(({ kind, removed, added }) =>
    kind === 'field-renamed'
      ? [[byId.get(removed)?.before?.shape, byId.get(added)?.after?.shape] as const]
      : [],
  );
  const votes = new Map<string, Map<string, number>>();
  for (const [from, to] of [
    ...changes.map((one) => [one.before?.shape, one.after?.shape] as const),
    ...renamed,
  ]) {
    if (from === undefined || to === undefined) continue;
    const own = votes.get(from) ?? new Map<string, number>();
    votes.set(from, own.set(to, (own.get(to) ?? 0) + 1));
  }
  return new Map(
    [...votes].flatMap(([from, own]) => {
      const [first] = [...own].toSorted(([, a], [, b]) => b - a);
      return first === undefined ? [] : [[from, first[0]] as const];
    }),
  );
}

function sharedKeys(from: string, to: string, { before, after }: Drafting): string {
  const keys = (type: string, model: ApiModel): readonly string[] =>
    findPath(type, [], indexShapes(model)).spots.flatMap(({ shape }) =>
      shape.kind === 'object' ? shape.fields.map(({ key }) => key) : [],
    );
  const others = new Set(keys(to, after));
  const own = keys(from, before);
  return `${String(own.filter((key) => others.has(key)).length)} of ${String(own.length)} keys`;
}

/** Where a change is, to read: `Session.voice`. */
export function placeOf({ before, after, path }: Change): string {
  return [(before ?? after)?.shape ?? '', pathText(path)].filter(Boolean).join('.');
}
