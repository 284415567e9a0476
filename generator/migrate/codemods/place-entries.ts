import { ts } from 'ts-morph';
import type { FieldStep } from '../plan.ts';
import { entryLines, entryText, type Branch, type Entry, type Style } from './branch.ts';
import { indentAt, layoutOf, type Item, type Layout } from './literal-items.ts';
import { bare } from './node-text.ts';
import type { Group, Placing } from './groups.ts';
import type { ObjectPlan } from './object-plan.ts';
import type { ShapeWorld } from './shape-world.ts';

/** What stands in the place of a property: a text, or nothing. */
interface Fillings {
  readonly byItem: ReadonlyMap<
    Item,
    {
      readonly text: string | undefined;
      readonly steps: readonly FieldStep[];
      readonly reason: string;
    }
  >;
  readonly front: readonly { readonly entry: Entry; readonly steps: readonly FieldStep[] }[];
}

/** Writes new entries into an object literal, and takes away what went into them, so that all else stays as it is. */
export function placeEntries(plan: ObjectPlan, placing: Placing, world: ShapeWorld): void {
  const fillings = fillingsOf(plan, placing, world);
  if (fillings.byItem.size === 0 && fillings.front.length === 0) return;
  const { items } = plan.layout;
  const last = items.findLastIndex((one) => isKept(one, fillings));
  if (last === -1) {
    refill(plan, fillings, world);
    return;
  }
  for (const [at, item] of items.entries()) {
    const filling = fillings.byItem.get(item);
    if (filling === undefined) dropComma(plan, at, last, fillings, world);
    else if (filling.text === undefined) take(plan, at, last, filling, world);
    else fill(plan, at, last, { ...filling, text: filling.text }, world);
  }
  putFirst(plan, fillings, world);
}

function isKept(item: Item, { byItem }: Fillings): boolean {
  const filling = byItem.get(item);
  return filling === undefined || filling.text !== undefined;
}

function fillingsOf(plan: ObjectPlan, { groups, removed }: Placing, world: ShapeWorld): Fillings {
  const byItem = new Map<
    Item,
    { text: string | undefined; steps: readonly FieldStep[]; reason: string }
  >();
  const front: { entry: Entry; steps: readonly FieldStep[] }[] = [];
  for (const [item, step] of removed)
    byItem.set(item, { text: undefined, steps: [step], reason: `${item.key ?? 'it'} is gone` });
  for (const [top, group] of groups) {
    const keys = group.from.map(({ key }) => key ?? 'what is spread');
    const reason = `${[...new Set(keys)].join(', ')} ${keys.length === 1 ? 'stands' : 'stand'} in ${top} now`;
    for (const item of group.from)
      byItem.set(item, { text: undefined, steps: group.steps, reason });
    const open = openObject(plan.layout, top);
    if (open !== undefined && group.entry.kind === 'branch')
      join(open, group.entry, group, world, reason);
    else if (group.at === undefined) front.push(group);
    else
      byItem.set(group.at, {
        text: leafLines(group.entry, plan.layout),
        steps: group.steps,
        reason,
      });
  }
  return { byItem, front };
}

/** An object that is written at a key already. */
function openObject(
  { items }: Pick<Layout, 'items'>,
  key: string,
): ts.ObjectLiteralExpression | undefined {
  const found = items.find((one) => one.key === key)?.node;
  if (found === undefined || !ts.isPropertyAssignment(found)) return undefined;
  const value = bare(found.initializer);
  return ts.isObjectLiteralExpression(value) ? value : undefined;
}

function leafLines(entry: Entry, style: Style): string {
  const lead = entry.kind === 'leaf' ? entry.lead : [];
  const join = style.multiline ? style.newline + style.indent : ' ';
  return [...lead, entryText(entry, style)].join(join);
}

/** Puts entries behind those that an object has. */
function join(
  node: ts.ObjectLiteralExpression,
  branch: Branch,
  group: Group,
  world: ShapeWorld,
  reason: string,
): void {
  const layout = layoutOf(node);
  const [step] = group.steps;
  const fresh: Entry[] = [];
  for (const entry of branch.entries) {
    const inner = entry.kind === 'branch' ? openObject(layout, entry.key) : undefined;
    if (inner !== undefined && entry.kind === 'branch') join(inner, entry, group, world, reason);
    else fresh.push(entry);
  }
  const last = layout.items.at(-1);
  if (fresh.length === 0 || step === undefined) return;
  if (last === undefined) {
    const text = `{ ${fresh.map((one) => entryText(one, { ...layout, multiline: false })).join(', ')} }`;
    world.edits.put(node.getStart(), node.end, text, step, reason);
  } else if (layout.multiline) {
    const { newline, trailingComma } = layout;
    const lines = newline + entryLines(fresh, layout).slice(0, -newline.length);
    if (!trailingComma) world.edits.put(last.node.end, last.node.end, ',', step, reason);
    world.edits.put(
      last.end,
      last.end,
      trailingComma || last.end !== last.node.end ? lines : lines,
      step,
      reason,
    );
  } else {
    const text = fresh.map((one) => `, ${entryText(one, layout)}`).join('');
    world.edits.put(last.node.end, last.node.end, text, step, reason);
  }
}

/** Everything that was in the literal is gone, or stands at its beginning. */
function refill(
  { node, layout }: ObjectPlan,
  { front, byItem }: Fillings,
  world: ShapeWorld,
): void {
  const step = front[0]?.steps[0] ?? [...byItem.values()][0]?.steps[0];
  if (step === undefined) return;
  const entries = front.map((one) => one.entry);
  const reasons = [...new Set([...byItem.values()].map((one) => one.reason))];
  const added = front.map((one) => `${one.entry.key ?? ''} has to be there`);
  const outer = indentAt(node.getStart(), world.edits.text);
  const text =
    entries.length === 0
      ? '{}'
      : layout.multiline
        ? `{${layout.newline}${entryLines(entries, layout)}${outer}}`
        : `{ ${entries.map((one) => entryText(one, layout)).join(', ')} }`;
  world.edits.put(node.getStart(), node.end, text, step, [...added, ...reasons].join('; '));
}

/** The comma of what has become the last property. */
function dropComma(
  plan: ObjectPlan,
  at: number,
  last: number,
  fillings: Fillings,
  world: ShapeWorld,
): void {
  const { items, trailingComma, multiline } = plan.layout;
  const item = items[at];
  if (at !== last || at === items.length - 1 || trailingComma || item?.comma === undefined) return;
  const gone = items.slice(at + 1).map((one) => fillings.byItem.get(one))[0];
  const [step] = gone?.steps ?? [];
  // Where all stands in one line, the comma goes with what is behind it.
  const isInRange = !multiline || items.slice(at + 1).some((one) => !one.alone);
  if (step !== undefined && !isInRange)
    world.edits.put(item.comma, item.comma + 1, '', step, gone?.reason ?? '');
}

interface Filling {
  readonly steps: readonly FieldStep[];
  readonly reason: string;
}

function take(
  plan: ObjectPlan,
  at: number,
  last: number,
  { steps, reason }: Filling,
  world: ShapeWorld,
): void {
  const { items } = plan.layout;
  const item = items[at];
  const [step] = steps;
  if (item === undefined || step === undefined) return;
  const { text } = world.edits;
  const tail = items.slice(last + 1);
  if (item.alone && (at < last || tail.every((one) => one.alone))) {
    const start = text.lastIndexOf('\n', item.start - 1) + 1;
    const newline = text.indexOf('\n', item.end);
    world.edits.take(item.start, item.end);
    world.edits.put(start, newline === -1 ? item.end : newline + 1, '', step, reason);
    return;
  }
  const next = items[at + 1];
  if (at < last && next !== undefined) {
    world.edits.take(item.start, item.end);
    world.edits.put(item.start, next.start, '', step, reason);
  } else if (at === last + 1) {
    const from = items[last];
    const end = items.at(-1);
    if (from === undefined || end === undefined) return;
    world.edits.take(from.node.end, end.end);
    world.edits.put(from.node.end, end.end, plan.layout.trailingComma ? ',' : '', step, reason);
  }
}

function fill(
  plan: ObjectPlan,
  at: number,
  last: number,
  { text, steps, reason }: Filling & { readonly text: string },
  world: ShapeWorld,
): void {
  const { items, trailingComma } = plan.layout;
  const item = items[at];
  const [step] = steps;
  if (item === undefined || step === undefined) return;
  const tailInLine = at === last && items.slice(last + 1).some((one) => !one.alone);
  const hasComma = at < last || (trailingComma && !tailInLine);
  world.edits.take(item.start, item.end);
  const end = tailInLine ? item.node.end : item.end;
  world.edits.put(item.start, end, text + (hasComma ? ',' : ''), step, reason);
}

function putFirst({ layout }: ObjectPlan, { front }: Fillings, world: ShapeWorld): void {
  const [first] = layout.items;
  if (first === undefined) return;
  for (const { entry, steps } of front) {
    const [step] = steps;
    if (step === undefined) continue;
    const reason = `${entry.key ?? ''} has to be there`;
    if (layout.multiline && first.alone) {
      const line = world.edits.text.lastIndexOf('\n', first.start - 1) + 1;
      const { indent, newline } = layout;
      world.edits.put(line, line, `${indent}${entryText(entry, layout)},${newline}`, step, reason);
    } else
      world.edits.put(
        first.start,
        first.start,
        `${entryText(entry, { ...layout, multiline: false })}, `,
        step,
        reason,
      );
  }
}
