import { code, prose } from '../render/markdown-text.ts';
import type { ReportRow } from '../report/report.ts';
import { sorts } from '../report/sections.ts';
import type { ReleasePlan, VersionChange } from './plan.ts';

/** A section names no more things of a kind than that; the rest is counted. */
const most = 12;

/**
 * What users are told of a release, in prettier's layout, without the heading that names it: what breaks silently, what breaks
 * loudly, what may break, what is new, and what else is otherwise. Undefined parts are left out.
 */
export function entryText(
  plan: ReleasePlan,
  changes: readonly VersionChange[],
  tool: string,
): string {
  const sections = [
    ...sorts
      .filter(({ sort }) => sort !== 'info')
      .map(({ sort, title, meaning }) => ({
        title,
        lead: sentence(meaning),
        lines: changes.flatMap((one) => [
          ...(sort === 'loud' ? goneLines(one) : []),
          ...headlineLines(one, sort),
        ]),
      })),
    { title: 'Added', lead: undefined, lines: changes.flatMap(addedLines) },
    { title: 'Changed', lead: undefined, lines: changes.flatMap(otherLines) },
    {
      title: 'Accepted',
      lead: 'What breaks, and is accepted for a reason.',
      lines: changes.flatMap(waivedLines),
    },
  ].filter(({ lines }) => lines.length > 0);
  const blocks = [
    ...reasonBlocks(plan),
    ...(plan.from === undefined ? ['The first version.'] : []),
    ...sections.flatMap(({ title, lead, lines }) => [
      `### ${title}`,
      ...(lead === undefined ? [] : [lead]),
      lines.join('\n'),
    ]),
  ];
  if (plan.from !== undefined && sections.length === 0) {
    blocks.push(
      '### Changed',
      `- Made anew by wireshape ${tool}; no event and no type is otherwise.`,
    );
  }
  return blocks.join('\n\n');
}

/** Somebody chose another version than what the changes ask for, and says why. */
function reasonBlocks({ to, due, reason }: ReleasePlan): readonly string[] {
  if (reason === undefined) return [];
  const chosen =
    due === undefined || due === to
      ? 'Why this version'
      : `The changes ask for ${due}; why this is ${to ?? ''}`;
  return [`_${chosen}:_ ${prose(reason)}`];
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function goneLines({ name, state, gone }: VersionChange): readonly string[] {
  if (state === 'removed') return [`- ${code(name)}: this version of the API is gone`];
  if (state !== 'kept' || gone.length === 0) return [];
  return [`- ${code(name)}: no longer exported: ${nameList(gone)}`];
}

function headlineLines({ name, report }: VersionChange, sort: string): readonly string[] {
  return (report?.headlines ?? [])
    .filter((one) => one.sort === sort)
    .flatMap(({ text, items, more }) => [
      `- ${code(name)}: ${prose(text)}`,
      ...items.map((item) => `  - ${itemText(item)}`),
      ...(more === 0 ? [] : [`  - and ${String(more)} more`]),
    ]);
}

/** `a → b` are two names; anything else is prose. */
function itemText(item: string): string {
  const [from, to, ...others] = item.split(' → ');
  return from !== undefined && to !== undefined && others.length === 0
    ? `${code(from)} → ${code(to)}`
    : prose(item);
}

const addedKinds: readonly (readonly [kind: string, one: string, many: string])[] = [
  ['event-added', 'event', 'events'],
  ['channel-added', 'channel', 'channels'],
  ['operation-added', 'operation', 'operations'],
  ['field-added', 'field', 'fields'],
  ['value-added', 'value', 'values'],
  ['member-added', 'shape', 'shapes'],
];

function addedLines({ name, state, report, come }: VersionChange): readonly string[] {
  if (state === 'added') return [`- ${code(name)}: this version of the API`];
  const rows = report?.rows ?? [];
  const lines = addedKinds.flatMap(([kind, one, many]) => {
    const added = rows.filter((row) => row.kind === kind && row.waiver === undefined);
    if (added.length === 0) return [];
    const count = `${String(added.length)} ${added.length === 1 ? one : many}`;
    return [`- ${code(name)}: ${count}: ${nameList([...new Set(added.map(addedName))])}`];
  });
  if (lines.length > 0 || come.length === 0) return lines;
  return [`- ${code(name)}: newly exported: ${nameList(come)}`];
}

/** A value and a shape are told with the place that they are new in. */
function addedName({ kind, place, after }: ReportRow): string {
  const isInside = kind === 'value-added' || kind === 'member-added';
  return isInside && after !== undefined ? `${after.text} in ${place}` : place;
}

/** What breaks nobody and adds nothing, by kind. */
function otherLines({ name, report }: VersionChange): readonly string[] {
  const known = addedKinds.map(([kind]) => kind);
  const others = (report?.rows ?? []).filter(
    (row) => row.sort === 'info' && row.waiver === undefined && !known.includes(row.kind),
  );
  const kinds = [...new Set(others.map((row) => row.kind))].sort();
  return kinds.map((kind) => {
    const rows = others.filter((row) => row.kind === kind);
    return `- ${code(name)}: ${kindText(kind, rows)}`;
  });
}

function kindText(kind: string, rows: readonly ReportRow[]): string {
  if (kind === 'description-changed') {
    return rows.length === 1 ? '1 description' : `${String(rows.length)} descriptions`;
  }
  const [first] = rows;
  if (rows.length === 1 && first !== undefined)
    return `${code(first.place)}: ${prose(first.message)}`;
  return `${kind.replaceAll('-', ' ')}: ${nameList([...new Set(rows.map((row) => row.place))])}`;
}

function waivedLines({ name, report }: VersionChange): readonly string[] {
  return (report?.rows ?? []).flatMap(({ waiver, place, message, sort }) =>
    waiver === undefined || sort === 'info'
      ? []
      : [`- ${code(name)}: ${code(place)}: ${prose(message)}. ${prose(waiver.reason)}`],
  );
}

function nameList(names: readonly string[]): string {
  const shown = names.slice(0, most).map((one) => code(one));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest === 0 ? '' : ` and ${String(rest)} more`);
}
