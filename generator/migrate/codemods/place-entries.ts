import { ts } from 'ts-morph';
import type { FieldStep } from '../plan.ts';
import { entryLines, entryOf, entryText, type Branch, type Entry, type Style } from './branch.ts';
import { isKept, removeItems } from './remove-items.ts';
import { indentAt, layoutOf, type Item, type Layout } from './literal-items.ts';
import { bare } from './node-text.ts';
import { contributionsOf, type Group, type Placing } from './groups.ts';
import type { ObjectPlan } from './object-plan.ts';
import type { ShapeWorld } from './shape-world.ts';

/** What stands in the place of properties, behind some, and before all. */
interface Fillings {
  readonly byItem: Map<Item, Filling>;
  readonly behind: Map<Item, Filling & { readonly text: string }>;
  readonly front: { readonly entry: Entry; readonly steps: readonly FieldStep[] }[];
}

/** A text, or nothing. */
export interface Filling {
  readonly text: string | undefined;
  readonly steps: readonly FieldStep[];
  readonly reason: string;
}

/** Writes new entries into an object literal, and takes away what went into them, so that all else stays as it is. */
export function placeEntries(plan: ObjectPlan, placing: Placing, world: ShapeWorld): void {
  const fillings = fillingsOf(plan, placing, world);
  const { byItem, behind, front } = fillings;
  if (byItem.size + behind.size + front.length === 0) return;
  const { items } = plan.layout;
  const last = items.findLastIndex((one) => isKept(one, byItem));
  if (last === -1) {
    refill(plan, fillings, world);
    return;
  }
  removeItems(plan.layout, byItem, behind, world.edits);
  for (const [at, item] of items.entries()) {
    const filling = byItem.get(item);
    if (filling?.text !== undefined)
      fill(plan, at, last, { ...filling, text: filling.text }, world);
    const more = behind.get(item);
    if (more !== undefined) putBehind(plan, item, more, world);
  }
  putFirst(plan, fillings, world);
}

function fillingsOf(plan: ObjectPlan, { groups, removed }: Placing, world: ShapeWorld): Fillings {
  const byItem = new Map<Item, Filling>();
  const behind = new Map<Item, Filling & { readonly text: string }>();
  const front: { entry: Entry; steps: readonly FieldStep[] }[] = [];
  for (const [item, step] of removed)
    byItem.set(item, { text: undefined, steps: [step], reason: `${item.key ?? 'it'} is gone` });
  for (const [top, group] of groups) {
    const { steps } = group;
    const entry = entryOf(top, contributionsOf(group));
    const reason = reasonOf(top, group);
    for (const item of group.from) byItem.set(item, { text: undefined, steps, reason });
    const open = openObject(plan.layout, top);
    const at = anchorOf(plan, group);
    if (open !== undefined && entry.kind === 'branch') join(open, entry, group, world, reason);
    else if (at === undefined) front.push({ entry, steps });
    else {
      const to = group.from.includes(at) ? byItem : behind;
      to.set(at, { text: leafLines(entry, plan.layout), steps, reason });
    }
  }
  return { byItem, behind, front };
}

function reasonOf(top: string, { from }: Group): string {
  const keys = [...new Set(from.map(({ key }) => key ?? 'what is spread'))];
  if (keys.length === 0) return `what is spread is joined in ${top}`;
  return `${keys.join(', ')} ${keys.length === 1 ? 'stands' : 'stand'} in ${top} now`;
}

/** The property that a group takes the place of, or the spread that it has to stand behind. */
function anchorOf({ parts }: ObjectPlan, { from, contributions }: Group): Item | undefined {
  const lastSpread = Math.max(
    -1,
    ...contributions.flatMap(({ place, one }) => (one.kind === 'spread' ? [place] : [])),
  );
  const own = parts.find(({ item }, place) => place > lastSpread && from.includes(item));
  return own?.item ?? parts[lastSpread]?.item;
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
  const hasComma = at < last || trailingComma;
  world.edits.take(item.start, item.end);
  world.edits.put(item.start, item.end, text + (hasComma ? ',' : ''), step, reason);
}

/** Behind a spread, whose objects it joins. */
function putBehind(
  { layout }: ObjectPlan,
  item: Item,
  { text, steps, reason }: Filling & { readonly text: string },
  world: ShapeWorld,
): void {
  const [step] = steps;
  if (step === undefined) return;
  const { multiline, newline, indent } = layout;
  const gap = multiline ? newline + indent : ' ';
  if (item.comma === undefined)
    world.edits.put(item.node.end, item.node.end, `,${gap}${text}`, step, reason);
  else
    world.edits.put(
      item.end,
      item.end,
      `${gap}${text}${isLastOf(item, layout) ? '' : ','}`,
      step,
      reason,
    );
}

function isLastOf(item: Item, { items, trailingComma }: Layout): boolean {
  return items.at(-1) === item && !trailingComma;
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
