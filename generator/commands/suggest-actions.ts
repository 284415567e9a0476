import type { Drift, WireReport } from '../base/wire-report.ts';
import { pointerSegments, pointerTo } from '../base/pointer.ts';
import { isRecord, own } from '../base/json.ts';
import { addressOf, childOf, type Node, type Resolver } from '../load/resolve.ts';
import { inferSchema, type InferContext, type Schema } from './infer-schema.ts';
import { changeSchema, type Admitted } from './schema-change.ts';
import { fieldText } from './suggest-text.ts';
import { literalsOf, pathTokens, SpotFinder, type Spot } from './schema-spots.ts';

/** An action of an overlay, for the file that it changes. */
export interface SuggestedAction {
  /** As findings name it. */
  readonly file: string;
  readonly target: string;
  /** JSON Pointer to the schema that is changed, and to the field that is added to it, where one is. */
  readonly pointer: string;
  readonly field: string | undefined;
  /** What it is for; none where it makes room for the action behind it. */
  readonly drifts: readonly Drift[];
  readonly change: { readonly remove: true } | { readonly update: Schema };
}

/** What no change of the document can be suggested for, and why. */
export interface Unsuggested {
  readonly drift: Drift;
  readonly why: string;
}

export interface Suggestions {
  readonly actions: readonly SuggestedAction[];
  readonly unsuggested: readonly Unsuggested[];
}

export interface SuggestContext extends InferContext {
  readonly resolver: Resolver;
  /** The schemas of an event's messages, and the message that a drift was first seen in. */
  readonly starts: (drift: Drift) => readonly Spot[];
  /** Whether a drift is in the only field that tells messages of one event apart. */
  readonly isTelling: (drift: Drift) => boolean;
}

/** The changes of a document that let it say what messages say: one for each schema, however many events lead to it. */
export function suggestActions(
  { drifts }: Pick<WireReport, 'drifts'>,
  context: SuggestContext,
): Suggestions {
  const changes = new Map<string, Change>();
  const unsuggested: Unsuggested[] = [];
  for (const drift of drifts) {
    const found = findChanges(drift, context);
    if (typeof found === 'string') unsuggested.push({ drift, why: found });
    else {
      for (const { node, key, kind } of found) {
        const name = `${addressOf(node.at)} ${kind} ${key}`;
        const known = changes.get(name)?.drifts ?? [];
        // Several items of a list lead to one schema.
        if (!known.includes(drift))
          changes.set(name, { node, key, kind, drifts: [...known, drift] });
      }
    }
  }
  const actions = [...changes.values()].map((one) => actionsOf(one, context));
  const answered = new Set(actions.flat().flatMap((one) => one.drifts));
  const told = new Set(unsuggested.map(({ drift }) => drift));
  const left = drifts.filter((one) => !answered.has(one) && !told.has(one));
  return {
    actions: withoutMoved(actions).flat(),
    unsuggested: [...unsuggested, ...left.map((drift) => ({ drift, why: noSchema }))],
  };
}

/**
 * Without what lies inside of a schema that becomes one of several alternatives: it is not where it was any more, and is asked for once
 * more when the document is read with that change.
 */
function withoutMoved(
  changes: readonly (readonly SuggestedAction[])[],
): readonly (readonly SuggestedAction[])[] {
  const moved = changes.filter((one) => one.length > 1).flatMap(([room]) => room ?? []);
  return changes.filter(([first]) =>
    moved.every(
      (one) => one === first || one.file !== first?.file || !isInside(first.pointer, one.pointer),
    ),
  );
}

export function isInside(pointer: string, outer: string): boolean {
  return `${pointer}/`.startsWith(`${outer}/`);
}

/** What is to happen to the schema of an object, or to that of a value. */
interface Change {
  readonly node: Node;
  readonly kind: 'field' | 'optional' | 'value';
  /** Of a field of an object; empty for a value. */
  readonly key: string;
  readonly drifts: readonly Drift[];
}

type FoundChange = Omit<Change, 'drifts'>;

/** The changes that a drift asks for, or why there are none. */
function findChanges(drift: Drift, context: SuggestContext): readonly FoundChange[] | string {
  if (drift.rule === 'event-undeclared')
    return 'what an event means, and where it belongs, its messages do not say';
  if (drift.rule === 'limit-broken')
    return 'whether the limit or the message is wrong, the message does not say';
  if (drift.rule !== 'required-missing' && context.isTelling(drift))
    return 'the field tells messages of one event apart, which with this in it nothing would';
  const starts = context.starts(drift);
  const finder = new SpotFinder(context.resolver);
  const path = pathTokens(drift.path);
  const key = path.at(-1) ?? '';
  const found =
    drift.rule === 'field-undeclared' || drift.rule === 'required-missing'
      ? ofObjects(drift, finder.find(starts, path.slice(0, -1)), key, finder)
      : finder.find(starts, path).flatMap((spot) => ofValue(drift, spot, finder));
  return found.length > 0 ? found : noSchema;
}

const noSchema = 'no schema of the document can be told to be the one';

function ofObjects(
  { rule }: Drift,
  spots: readonly Spot[],
  key: string,
  finder: SpotFinder,
): readonly FoundChange[] {
  if (rule === 'required-missing') {
    return (
      spots
        .filter(({ value }) => !isRecord(value) || own(value, key) === undefined)
        .flatMap((spot) => finder.parts(spot))
        .filter((part) => listOf(own(part.value, 'required')).includes(key))
        // What tells an object from others cannot be left out.
        .filter((part) => literalsOf(own(own(part.value, 'properties'), key))?.length !== 1)
        .map((node) => ({ node, key, kind: 'optional' }))
    );
  }
  const concerned = spots.filter(({ value }) => !isRecord(value) || own(value, key) !== undefined);
  const declares = (part: Node): boolean => own(own(part.value, 'properties'), key) !== undefined;
  const parts = concerned.map((spot) => finder.parts(spot));
  const without = parts.filter((some) => !some.some(declares));
  // Where an alternative has it, another one was meant.
  const meant =
    without.length > 0 ? without : parts.map((some) => some.filter((one) => !declares(one)));
  return meant.flatMap((some): readonly FoundChange[] => {
    const owner = some.find((one) => isRecord(own(one.value, 'properties'))) ?? some[0];
    return owner === undefined ? [] : [{ node: owner, key, kind: 'field' }];
  });
}

function ofValue({ rule }: Drift, spot: Spot, finder: SpotFinder): readonly FoundChange[] {
  const { node, value } = spot;
  if (rule === 'null-undeclared') {
    return value === null || typeof value === 'symbol' ? [{ node, key: '', kind: 'value' }] : [];
  }
  if (rule === 'type-otherwise') return [{ node, key: '', kind: 'value' }];
  // The schema that lists the values: behind a reference, it serves others as well.
  return finder
    .parts({ node, value })
    .filter((part) => literalsOf(part.value)?.includes(value) === false)
    .map((part) => ({ node: part, key: '', kind: 'value' }));
}

function actionsOf(change: Change, context: SuggestContext): readonly SuggestedAction[] {
  const { node, kind, key, drifts } = change;
  const { file, pointer } = node.at;
  const place = { file, pointer, field: undefined };
  switch (kind) {
    case 'field':
      return [fieldAction(change, context)];
    case 'optional': {
      const target = `${targetOf(childOf(node, 'required'))}[?@ == ${quoted(key)}]`;
      return [{ ...place, target, drifts, change: { remove: true } }];
    }
    case 'value': {
      const schema = isRecord(node.value) ? node.value : {};
      const { removed, update } = changeSchema(
        schema,
        admittedBy(change, context),
        context.language,
      );
      if (removed.length === 0 && Object.keys(update).length === 0) return [];
      const target = targetOf(node);
      const [first = '', ...more] = removed;
      const taken = more.length === 0 ? stepTo(first) : `[${removed.map(quoted).join(',')}]`;
      const room = {
        ...place,
        target: target + taken,
        drifts: [],
        change: { remove: true },
      } as const;
      return [...(first === '' ? [] : [room]), { ...place, target, drifts, change: { update } }];
    }
  }
}

function fieldAction({ node, key, drifts }: Change, context: SuggestContext): SuggestedAction {
  const properties = childOf(node, 'properties');
  const actual = drifts.flatMap((one) => one.actual);
  const example = drifts.find((one) => one.example !== 'null')?.example ?? 'null';
  const schema = inferSchema({ example, actual }, key, context);
  const update = { [key]: { description: fieldText(drifts), ...schema } };
  const isThere = isRecord(properties.value);
  return {
    file: node.at.file,
    target: targetOf(isThere ? properties : node),
    pointer: node.at.pointer,
    field: pointerTo(properties.at.pointer, key),
    drifts,
    change: { update: isThere ? update : { properties: update } },
  };
}

function admittedBy({ drifts }: Change, context: SuggestContext): Admitted {
  const values = drifts.filter((one) => one.rule === 'value-undeclared');
  const texts = values.flatMap((one) => one.actual.map(({ text }) => text));
  const literals = [...new Set(texts)].map(literalOf);
  // A value that was cut is one of more than can be listed.
  const isOpen = literals.includes(undefined);
  const types = new Set(literals.filter((one) => one !== undefined).map((one) => typeof one));
  const open = (types.size === 0 ? ['string'] : [...types]).map((type) => ({ type }));
  const others = drifts
    .filter((one) => one.rule === 'type-otherwise')
    .map((one) => inferSchema(one, '', context));
  return {
    isNull: drifts.some((one) => one.rule === 'null-undeclared'),
    schemas: isOpen ? [...others, ...open] : others,
    values: isOpen ? [] : literals,
  };
}

function literalOf(text: string): unknown {
  if (text.includes('…') || text.includes('***')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A JSONPath (RFC 9535) that selects one place. */
function targetOf({ at }: Node): string {
  const steps = pointerSegments(at.pointer);
  const texts = steps.map((step, index) => {
    if (/^\d+$/.test(step) && lists.has(steps[index - 1] ?? '')) return `[${step}]`;
    return stepTo(step);
  });
  return `$${texts.join('')}`;
}

function stepTo(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${quoted(key)}]`;
}

/** The keys of a schema that hold lists of schemas. */
const lists = new Set(['allOf', 'anyOf', 'oneOf', 'items', 'prefixItems']);

/** A text as JSONPath has it in quotes. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
