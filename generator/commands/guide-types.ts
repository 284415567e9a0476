import { unreachable } from '../base/finding.ts';
import type { FieldStep, MigrationPlan } from '../migrate/plan.ts';
import { movedPath } from '../migrate/moved-path.ts';
import type { AddField } from '../migrate/step.ts';
import { code, prose, table } from '../render/markdown-text.ts';
import { json, pairsText, whenText } from './guide-tables.ts';
import type { GuidePlace } from './guide-places.ts';

/** What becomes of the fields of types that the same steps act on. */
export interface GuideType {
  readonly heading: string;
  /** Their names, and which events and requests hold them. */
  readonly where: string;
  readonly table: string;
}

/**
 * What becomes of objects, by where they stand: those that the same happens to are told once, and those that nothing visible happens
 * to are left out.
 */
export function guideTypes(plan: MigrationPlan, places: Places): readonly GuideType[] {
  const groups = new Map<string, { readonly types: string[]; readonly rows: Rows }>();
  for (const { from, steps } of plan.types.values()) {
    const told = steps.filter((one) => one.option === undefined);
    const rows = rowsOf(told, from).filter(
      ([before, after, values]) => before !== after || values !== '',
    );
    if (rows.length === 0) continue;
    const key = JSON.stringify(rows);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { types: [from], rows });
    else group.types.push(from);
  }
  return [...groups.values()].map(({ types, rows }) => {
    const found = types.flatMap((one) => places.get(one) ?? []);
    return {
      heading: types.map((one) => typeHeading(one, places)).join('; '),
      where: whereText(found, types),
      table: table(['Before', 'After', 'Values'], rows).join('\n'),
    };
  });
}

type Rows = readonly (readonly string[])[];
type Places = ReadonlyMap<string, readonly GuidePlace[]>;

/** What a type is to a reader: its place in the first event or request that holds it; its name where none does. */
export function typeHeading(type: string, places: Places): string {
  const [first] = places.get(type) ?? [];
  if (first === undefined) return code(type, 'cell');
  return first.path === '' ? first.holder : `${code(first.path, 'cell')} of ${first.holder}`;
}

const mostPlaces = 6;

function whereText(places: readonly GuidePlace[], types: readonly string[]): string {
  const all = [...new Set(places.map(({ holder }) => holder))];
  const more = all.length > mostPlaces ? ` and ${String(all.length - mostPlaces)} more` : '';
  const names = types.map((one) => code(one)).join(', ');
  const where = all.length <= 1 ? '' : ` Held by ${all.slice(0, mostPlaces).join(', ')}${more}.`;
  return `Types: ${names}.${where}`;
}

/** A row for each path that something happens to, in the order of the map. */
function rowsOf(steps: readonly FieldStep[], type: string): Rows {
  const paths = [
    ...new Set(steps.flatMap((one) => (one.kind === 'add-field' ? [] : [oldPath(one)]))),
  ];
  return [
    ...steps.flatMap((one) => (one.kind === 'add-field' ? [addedRow(one)] : [])),
    ...paths.map((path) => {
      const own = steps.filter((one) => one.kind !== 'add-field' && oldPath(one) === path);
      const isGone = own.some((one) => one.kind === 'drop-field' && one.when === undefined);
      return [
        code(path, 'cell'),
        isGone ? 'gone' : code(movedPath(path, type, steps), 'cell'),
        own.map(valuesText).filter(Boolean).join('; '),
      ];
    }),
  ];
}

function oldPath(step: Exclude<FieldStep, AddField>): string {
  return step.kind === 'rename-field' || step.kind === 'move-field' ? step.from : step.path;
}

function addedRow({ path, value, when }: FieldStep & AddField): readonly string[] {
  const condition = when === undefined ? '' : `, when ${whenText(when)}`;
  return ['new', code(path, 'cell'), addedText(value) + condition];
}

function addedText(value: AddField['value']): string {
  const { kind } = value;
  switch (kind) {
    case 'constant':
      return json(value.value);
    case 'copied':
      return `as ${code(value.from, 'cell')}`;
    case 'asked':
      return prose(value.question, 'cell');
    default:
      return unreachable(value);
  }
}

/** What the values are now, and when a step acts at all. */
function valuesText(step: FieldStep): string {
  const when = step.when === undefined ? '' : `when ${whenText(step.when)}`;
  const condition = step.kind === 'drop-field' && when !== '' ? `gone ${when}` : when;
  if (step.kind === 'map-value') {
    return [condition, pairsText(step.values)].filter(Boolean).join(': ');
  }
  return condition;
}
