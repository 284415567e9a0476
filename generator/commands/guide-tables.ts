import { unreachable } from '../base/finding.ts';
import { canonicalJson } from '../base/json.ts';
import type { EventPlan } from '../migrate/plan.ts';
import type { Condition, MigrationStep, ValuePair } from '../migrate/step.ts';
import { namedEvents } from '../migrate/plan.ts';
import { code, prose, table } from '../render/markdown-text.ts';
import type { Json } from '../model/shape.ts';
import type { GuideInput } from './migration-guide.ts';

type Steps = readonly MigrationStep[];

/** The steps of a kind. */
function ofKind<K extends MigrationStep['kind']>(
  steps: Steps,
  kind: K,
): readonly (MigrationStep & { readonly kind: K })[] {
  return steps.filter((one): one is MigrationStep & { readonly kind: K } => one.kind === kind);
}

/** What nobody complains about; empty where there is nothing. */
export function silentTable(steps: Steps): string {
  const rows = steps
    .filter((one) => one.silent)
    .map((one) => [...sidesOf(one), prose(one.why, 'cell')]);
  return rows.length === 0 ? '' : table(['Before', 'After', 'Why'], rows).join('\n');
}

function sidesOf(step: MigrationStep): readonly [before: string, after: string] {
  switch (step.kind) {
    case 'rename-event':
      return [code(step.from, 'cell'), code(step.to, 'cell')];
    case 'split-event':
      return [code(step.from, 'cell'), targetsText(step.to)];
    case 'map-value': {
      const when = step.when === undefined ? '' : `, when ${whenText(step.when)}`;
      return [code(step.path, 'cell') + when, pairsText(step.values)];
    }
    case 'rename-field':
    case 'move-field':
      return [code(step.from, 'cell'), code(step.to, 'cell')];
    case 'drop-field':
      return [code(step.path, 'cell'), 'gone'];
    default:
      return [code(step.id, 'cell'), ''];
  }
}

function targetsText(
  targets: readonly { readonly event: string; readonly when: Condition | undefined }[],
): string {
  return targets
    .map(
      ({ event, when }) =>
        code(event, 'cell') + (when === undefined ? '' : `, when ${whenText(when)}`),
    )
    .join(' and ');
}

/** A condition in words, such as `role` is `assistant`. */
export function whenText(when: Condition): string {
  return Object.entries(when)
    .map(([path, values]) => `${code(path, 'cell')} is ${values.map(oldValue).join(' or ')}`)
    .join(' and ');
}

/** Null stands for a key that is not there, too. */
function oldValue(value: Json): string {
  return value === null ? 'nothing' : json(value);
}

/** The values that become others. */
export function pairsText(values: readonly ValuePair[]): string {
  return values
    .filter(({ from, to }) => canonicalJson(from) !== canonicalJson(to))
    .map(({ from, to }) => `${json(from)} → ${json(to)}`)
    .join(', ');
}

/** A value as it stands in JSON, or as it is where it is a text. */
export function json(value: Json): string {
  if (value === '') return 'an empty text';
  return code(typeof value === 'string' ? value : JSON.stringify(value), 'cell');
}

/** Headers and subprotocols, URLs, and imports; each as a table. */
export function connectionBlocks(steps: Steps): readonly string[] {
  return [
    ...block(
      ['Header', 'Before', 'After', 'Why'],
      ofKind(steps, 'change-header').map((one) => [
        code(one.header, 'cell'),
        one.value === undefined ? 'any' : code(one.value, 'cell'),
        one.to === undefined ? 'gone' : code(one.to, 'cell'),
        prose(one.why, 'cell'),
      ]),
    ),
    ...block(
      ['Request', 'Before', 'After', 'Why'],
      ofKind(steps, 'change-endpoint').map((one) => [
        one.method ?? 'any',
        code(one.from, 'cell'),
        code(one.to, 'cell'),
        prose(one.why, 'cell'),
      ]),
    ),
    ...block(
      ['Imported from', 'Now from', 'Other names there', 'Why'],
      ofKind(steps, 'change-import').map((one) => [
        code(one.from, 'cell'),
        one.to === undefined ? 'nowhere' : code(one.to, 'cell'),
        [
          ...Object.entries(one.names).map(
            ([from, to]) => `${code(from, 'cell')} → ${code(to, 'cell')}`,
          ),
          ...one.gone.map((name) => `no ${code(name, 'cell')}`),
        ].join(', '),
        prose(one.why, 'cell'),
      ]),
    ),
  ];
}

function block(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [table(head, rows).join('\n')];
}

const flows = { sent: 'one sends', received: 'one receives' } as const;

/** Which events are called otherwise, which are gone and which are new. */
export function eventBlocks({ plan, before, after }: GuideInput): readonly string[] {
  const others = plan.events.filter((one) => !isSame(one));
  const known = new Set([
    ...namedEvents(before).map(({ event }) => event),
    ...plan.events.flatMap((one) => one.to.map(({ event }) => event)),
  ]);
  const added = namedEvents(after).filter(({ event }) => !known.has(event));
  const rows = others.map(({ flow, from, to }) => [
    flows[flow],
    code(from, 'cell'),
    to.length === 0 ? 'gone' : targetsText(to),
  ]);
  const same = plan.events.length - others.length;
  return [
    ...block(['An event that', 'Before', 'After'], rows),
    `The other ${String(same)} events are called as before.`,
    ...(added.length === 0
      ? []
      : [
          'These are new. Code that does not know them passes over them, or ought to:',
          added.map(({ event }) => `- ${code(event)}`).join('\n'),
        ]),
  ];
}

function isSame({ from, to }: EventPlan): boolean {
  return to.length === 1 && to[0]?.event === from && to[0].when === undefined;
}

/** What cannot be said any more, a row for each thing that is lost. */
export function lostTable(steps: Steps, headings: ReadonlyMap<string, string>): string {
  const rows = steps.flatMap((one) =>
    one.lossy === undefined ? [] : [[...placeOf(one, headings), prose(one.lossy, 'cell')]],
  );
  return table(['What', 'Of', 'Lost is'], rows).join('\n');
}

function placeOf(
  step: MigrationStep,
  headings: ReadonlyMap<string, string>,
): readonly [what: string, of: string] {
  switch (step.kind) {
    case 'drop-field':
    case 'map-value':
    case 'wrap-value':
    case 'add-field':
      return [code(step.path, 'cell'), holdersOf(step.in, headings)];
    case 'rename-field':
    case 'move-field':
      return [code(step.from, 'cell'), holdersOf(step.in, headings)];
    case 'change-header':
      return [code(step.header, 'cell'), 'the connection'];
    case 'rename-event':
    case 'split-event':
    case 'rename-type':
    case 'change-endpoint':
    case 'change-import':
      return [code(step.from, 'cell'), ''];
    default:
      return unreachable(step);
  }
}

function holdersOf(types: readonly string[], headings: ReadonlyMap<string, string>): string {
  const all = [...new Set(types.map((one) => headings.get(one) ?? code(one, 'cell')))];
  const more = all.length > 2 ? `; ${String(all.length - 2)} more` : '';
  return all.slice(0, 2).join('; ') + more;
}

/** What the tool leaves to a person by its nature, as lines of a list. */
export function manualNotes(steps: Steps): readonly string[] {
  const asked = steps.flatMap((one) =>
    one.kind === 'add-field' && one.value.kind === 'asked'
      ? [{ path: one.path, question: one.value.question }]
      : [],
  );
  const options = new Set(steps.flatMap((one) => (one.option === undefined ? [] : [one.option])));
  return [
    ...[...options].map(
      (one) => `- What belongs to ${code(one)} is only listed, unless you say ${code(`--${one}`)}.`,
    ),
    ...asked.map(({ path, question }) => `- ${code(path)}: ${prose(question)}`),
    '- Types that you wrote after the protocol yourself are changed where it is certain what their values are; anything else in them is listed.',
    '- Reads of what is lost, and names of events that are put together from pieces or have something before them.',
  ];
}
