import type { Drift, WireReport } from '../base/wire-report.ts';
import { pointerSegments } from '../base/pointer.ts';
import { isRecord, own } from '../base/json.ts';
import { addressOf, childOf, type Node, type Resolver } from '../load/resolve.ts';
import { inferSchema, type Schema } from './infer-schema.ts';
import { changeSchema } from './schema-change.ts';
import { literalsOf, pathTokens, SpotFinder, type Spot } from './schema-spots.ts';

/** An action of an overlay, for the file that it changes. */
export interface SuggestedAction {
  /** As findings name it. */
  readonly file: string;
  readonly target: string;
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

export interface SuggestContext {
  readonly resolver: Resolver;
  readonly language: 'json-schema' | 'openapi-3.0';
  /** The schema of an event's messages, and the message that a drift was first seen in; undefined where there is none. */
  readonly start: (drift: Drift) => Spot | undefined;
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
        changes.set(name, { node, key, kind, drifts: [...known, drift] });
      }
    }
  }
  return { actions: [...changes.values()].flatMap((one) => actionsOf(one, context)), unsuggested };
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
  const start = context.start(drift);
  if (start === undefined) return 'the message cannot be read once more';
  const finder = new SpotFinder(context.resolver);
  const path = pathTokens(drift.path);
  const key = path.at(-1) ?? '';
  const found =
    drift.rule === 'field-undeclared' || drift.rule === 'required-missing'
      ? finder.find(start, path.slice(0, -1)).flatMap((spot) => ofObject(drift, spot, key, finder))
      : finder.find(start, path).flatMap((spot) => ofValue(drift, spot, finder));
  return found.length > 0 ? found : 'no schema of the document can be told to be the one';
}

function ofObject(
  { rule }: Drift,
  spot: Spot,
  key: string,
  finder: SpotFinder,
): readonly FoundChange[] {
  const isThere = isRecord(spot.value) && own(spot.value, key) !== undefined;
  const parts = finder.parts(spot);
  if (rule === 'required-missing') {
    if (isRecord(spot.value) && isThere) return [];
    return (
      parts
        .filter((part) => listOf(own(part.value, 'required')).includes(key))
        // What tells an object from others cannot be left out.
        .filter((part) => literalsOf(own(own(part.value, 'properties'), key))?.length !== 1)
        .map((node) => ({ node, key, kind: 'optional' }))
    );
  }
  const declares = (part: Node): boolean => isRecord(own(part.value, 'properties'));
  const isDeclared = parts.some((part) => own(own(part.value, 'properties'), key) !== undefined);
  const owner = parts.find(declares) ?? parts[0];
  if (owner === undefined || isDeclared || (isRecord(spot.value) && !isThere)) return [];
  return [{ node: owner, key, kind: 'field' }];
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

function actionsOf(change: Change, { language }: SuggestContext): readonly SuggestedAction[] {
  const { node, kind, key, drifts } = change;
  const { file } = node.at;
  switch (kind) {
    case 'field': {
      const [drift] = drifts;
      if (drift === undefined) return [];
      const all = { example: drift.example, actual: drifts.flatMap((one) => one.actual) };
      const properties = childOf(node, 'properties');
      const field = { [key]: { description: sentenceOf(drifts), ...inferSchema(all) } };
      return isRecord(properties.value)
        ? [{ file, target: targetOf(properties), drifts, change: { update: field } }]
        : [{ file, target: targetOf(node), drifts, change: { update: { properties: field } } }];
    }
    case 'optional': {
      const target = `${targetOf(childOf(node, 'required'))}[?@ == ${quoted(key)}]`;
      return [{ file, target, drifts, change: { remove: true } }];
    }
    case 'value': {
      const schema = isRecord(node.value) ? node.value : {};
      const { removed, update } = changeSchema(schema, admittedBy(drifts), language);
      const target = targetOf(node);
      const taken =
        removed.length === 1 ? stepTo(removed[0] ?? '') : `[${removed.map(quoted).join(',')}]`;
      return [
        ...(removed.length === 0
          ? []
          : [{ file, target: target + taken, drifts: [], change: { remove: true } } as const]),
        { file, target, drifts, change: { update } },
      ];
    }
  }
}

function admittedBy(drifts: readonly Drift[]): Parameters<typeof changeSchema>[1] {
  const values = drifts.filter((one) => one.rule === 'value-undeclared');
  const texts = values.flatMap((one) => one.actual.map(({ text }) => text));
  const literals = [...new Set(texts)].map(literalOf);
  // A value that was cut is one of more than can be listed.
  const isOpen = literals.includes(undefined);
  const others = drifts.filter((one) => one.rule === 'type-otherwise').map(inferSchema);
  return {
    isNull: drifts.some((one) => one.rule === 'null-undeclared'),
    schemas: isOpen ? [...others, { type: 'string' }] : others,
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

/** `Null in 4 messages of response.created and 2 of response.done.` */
export function sentenceOf(drifts: readonly Drift[]): string {
  const [first, ...more] = drifts.map(({ rule, event, count, flow }) => ({
    rule,
    event,
    count,
    flow,
  }));
  if (first === undefined) return '';
  const messages = `${String(first.count)} message${first.count === 1 ? '' : 's'} of ${first.event}`;
  const others = more.map((one) => `${String(one.count)} of ${one.event}`);
  const all = [messages, ...others];
  const last = all.at(-1) ?? '';
  const list = all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
  return `${leadOf(first.rule)} ${list}.`;
}

function leadOf(rule: Drift['rule']): string {
  switch (rule) {
    case 'null-undeclared':
      return 'Null in';
    case 'required-missing':
      return 'Missing in';
    case 'type-otherwise':
      return 'Of another type in';
    case 'value-undeclared':
      return 'Another value in';
    case 'field-undeclared':
    case 'event-undeclared':
    case 'limit-broken':
      return 'Seen in';
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
