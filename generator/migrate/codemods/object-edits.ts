import { ts } from 'ts-morph';
import { toDo } from './fates.ts';
import type { FieldStep } from '../plan.ts';
import { indented, type Leaf } from './branch.ts';
import type { Fate } from './fates.ts';
import { layoutOf, type Item } from './literal-items.ts';
import { bare } from './node-text.ts';
import type { Moved, ObjectPlan, Part } from './object-plan.ts';
import type { ShapeWorld } from './shape-world.ts';
import { editSink } from './sinks.ts';
import { placeEntries } from './place-entries.ts';
import { addTo, type Group, type Placing } from './groups.ts';
import { firstMove } from './join-spreads.ts';
import { sourcePaths } from './spread-paths.ts';
import { guardOf, spreadSource } from './spreads.ts';
import { editValue, jsonText, keyText } from './values.ts';

/** Makes the edits that a plan for an object literal asks for. */
export function editObject(plan: ObjectPlan, world: ShapeWorld): void {
  const groups = new Map<string, Group>();
  const removed = new Map<Item, FieldStep>();
  addFields(plan, groups, world);
  for (const [place, part] of plan.parts.entries())
    editPart(part, { plan, world, groups, removed, place });
  for (const [top, spreads] of plan.joined) {
    const known = groups.get(top) ?? { contributions: [], from: [], steps: [] };
    const more = spreads.map(({ place, has, at }) => ({
      place,
      one: { kind: 'spread', has, at } as const,
    }));
    const step = firstMove({ places: plan.places, world });
    const steps = known.steps.length > 0 || step === undefined ? known.steps : [step];
    groups.set(top, { ...known, steps, contributions: [...known.contributions, ...more] });
  }
  placeEntries(plan, { groups, removed }, world);
}

interface Editing extends Placing {
  readonly plan: ObjectPlan;
  readonly world: ShapeWorld;
  readonly place: number;
}

function editPart(part: Part, editing: Editing): void {
  const { world } = editing;
  switch (part.kind) {
    case 'stays':
      leaveSpread(part.item, editing);
      editSink(part.item, editing.plan, world);
      return;
    case 'left':
      world.edits.leave(spanOf(part.item), part.step, describe(part.item), part.todo);
      return;
    case 'changes':
      editField(part.item, part.fate, editing);
      return;
    case 'pushed':
      pushIn(part, editing);
      return;
    case 'emptied':
      emptyOut(part, editing);
  }
}

export function spanOf({ node }: Item): { readonly start: number; readonly end: number } {
  return { start: node.getStart(), end: node.end };
}

function describe({ key, node }: Item): string {
  if (key !== undefined) return `writes ${key}`;
  return ts.isSpreadAssignment(node)
    ? `spreads ${short(node.expression)}`
    : 'writes a computed key';
}

function short(node: ts.Node): string {
  const text = node.getText();
  return text.length > 40 || text.includes('\n') ? 'an object' : text;
}

function editField(item: Item, fate: Fate, editing: Editing): void {
  const { world, removed, plan } = editing;
  const [step] = fate.steps;
  if (step === undefined) return;
  if (fate.drop !== undefined) {
    removed.set(item, fate.drop);
    return;
  }
  const leave = (todo: string): void => world.edits.leave(spanOf(item), step, describe(item), todo);
  if (isTaken(fate.to, plan))
    return leave(`${toDo(fate)}; there is something of that name already`);
  const value = valueOf(item);
  const answer =
    value === undefined
      ? undefined
      : editValue(value, fate.values, { ...world, keyQuote: plan.layout.keyQuote });
  if (answer?.kind === 'open') return leave(`${toDo(fate)}: ${answer.why}`);
  if (fate.to === undefined) return;
  const [only, ...more] = fate.to;
  if (only !== undefined && more.length === 0) renameKey(item, only, step, world);
  else
    addTo(editing.groups, fate.to, leafOf(item, fate.to, editing), {
      item,
      place: editing.place,
      steps: fate.steps,
    });
}

/** Whether a key, or a place in an object written here, has something already; or the object is not written here. */
function isTaken(to: readonly string[] | undefined, { layout }: ObjectPlan): boolean {
  if (to === undefined) return false;
  let items = layout.items;
  for (const [at, key] of to.entries()) {
    const found = items.find((one) => one.key === key);
    if (found === undefined) return false;
    const value = valueOf(found);
    const inner = value === undefined ? undefined : bare(value);
    if (at === to.length - 1 || inner === undefined || !ts.isObjectLiteralExpression(inner))
      return true;
    items = layoutOf(inner).items;
  }
  return true;
}

function valueOf({ node }: Item): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node)) return node.initializer;
  return ts.isShorthandPropertyAssignment(node) ? node.name : undefined;
}

function renameKey({ node }: Item, to: string, step: FieldStep, world: ShapeWorld): void {
  const reason = `${node.name?.getText() ?? 'it'} is called ${to} now`;
  if (ts.isShorthandPropertyAssignment(node))
    world.edits.put(node.name.getStart(), node.name.getStart(), `${to}: `, step, reason);
  else if (ts.isPropertyAssignment(node)) {
    const mark = ts.isStringLiteral(node.name) ? node.name.getText().charAt(0) : '';
    world.edits.put(node.name.getStart(), node.name.end, keyText(to, mark), step, reason);
  }
}

function leafOf(item: Item, to: readonly string[], { plan, world }: Editing): Leaf {
  const { layout } = plan;
  const key = to.at(-1) ?? '';
  const { node } = item;
  const deeper = layout.indent + layout.unit.repeat(to.length - 1);
  const holder = node.parent;
  const own = ts.isObjectLiteralExpression(holder) ? layoutOf(holder).indent : layout.indent;
  const text = ts.isPropertyAssignment(node)
    ? `${keyText(key, layout.keyQuote)}: ${indented(world.edits.take(node.initializer.getFullStart(), node.initializer.end).trimStart(), own, deeper)}`
    : node.name?.getText() === key
      ? key
      : `${keyText(key, layout.keyQuote)}: ${node.name?.getText() ?? ''}`;
  return { kind: 'leaf', key, text, lead: item.lead, trail: item.trail };
}

function pushIn(part: Extract<Part, { kind: 'pushed' }>, editing: Editing): void {
  const { world } = editing;
  const byParent = new Map<string, { readonly to: readonly string[]; readonly texts: string[] }>();
  const steps: FieldStep[] = [];
  for (const { item, fate, to } of part.inner) {
    const value = valueOf(item);
    const answer =
      value === undefined
        ? undefined
        : editValue(value, fate.values, { ...world, keyQuote: editing.plan.layout.keyQuote });
    const [step] = fate.steps;
    if (answer?.kind === 'open' && step !== undefined)
      return world.edits.leave(
        spanOf(part.item),
        step,
        describe(item),
        `${toDo(fate)}: ${answer.why}`,
      );
    const parent = to.slice(0, -1).join('.');
    const known = byParent.get(parent) ?? { to, texts: [] };
    known.texts.push(leafOf(item, to, editing).text);
    byParent.set(parent, known);
    steps.push(...fate.steps);
  }
  const { before, after } = part.guard;
  for (const { to, texts } of byParent.values()) {
    const text = `${before}{ ${texts.join(', ')} }${after}`;
    const { lead, trail } = part.item;
    addTo(
      editing.groups,
      to,
      { kind: 'leaf', key: undefined, text, lead, trail },
      { item: part.item, place: editing.place, steps },
    );
  }
}

function emptyOut(part: Extract<Part, { kind: 'emptied' }>, editing: Editing): void {
  const { world, removed } = editing;
  const value = valueOf(part.item);
  const object = value === undefined ? undefined : bare(value);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return;
  const taken: Moved[] = [];
  for (const moved of part.inner) {
    const inner = valueOf(moved.item);
    const answer =
      inner === undefined
        ? undefined
        : editValue(inner, moved.fate.values, { ...world, keyQuote: editing.plan.layout.keyQuote });
    const [step] = moved.fate.steps;
    if (answer?.kind !== 'open') taken.push(moved);
    else if (step !== undefined)
      world.edits.leave(
        spanOf(moved.item),
        step,
        describe(moved.item),
        `move it to ${moved.to.join('.')}: ${answer.why}`,
      );
  }
  const first = taken[0]?.fate.steps[0];
  if (first === undefined) return;
  if (taken.length < object.properties.length)
    return world.edits.leave(
      spanOf(part.item),
      first,
      describe(part.item),
      'take it apart by hand',
    );
  for (const { item, fate, to } of taken)
    addTo(editing.groups, to, leafOf(item, to, editing), {
      item: part.item,
      place: editing.place,
      steps: fate.steps,
    });
  if (!editing.groups.has(part.item.key ?? '')) removed.set(part.item, first);
}

function addFields(plan: ObjectPlan, groups: Map<string, Group>, world: ShapeWorld): void {
  for (const step of plan.added) {
    const { value } = step;
    const place = { start: plan.node.getStart(), end: plan.node.end };
    if (value.kind !== 'constant') {
      const todo = value.kind === 'asked' ? value.question : `say it as ${value.from} does`;
      world.edits.leave(place, step, `has no ${step.path}`, todo);
      continue;
    }
    const to = step.path.split('.');
    const key = to.at(-1) ?? '';
    const { keyQuote } = plan.layout;
    const said = jsonText(value.value, plan.node.getSourceFile(), keyQuote);
    const leaf: Leaf = {
      kind: 'leaf',
      key,
      text: `${keyText(key, keyQuote)}: ${said}`,
      lead: [],
      trail: undefined,
    };
    addTo(groups, to, leaf, { item: undefined, place: -1, steps: [step] });
  }
}

/** What is spread from elsewhere may be of the old shape; only its author knows. */
function leaveSpread({ node }: Item, { plan, world }: Editing): void {
  if (!ts.isSpreadAssignment(node) || guardOf(node) !== undefined) return;
  const source = spreadSource(node.expression, world.program);
  if (source !== undefined && sourcePaths(source, plan.places, world) !== undefined) return;
  const step = firstMove({ places: plan.places, world });
  if (step === undefined) return;
  const span = { start: node.getStart(), end: node.end };
  const todo = 'see to it that what it brings has the new shape, and joins what stands beside it';
  world.edits.leave(span, step, `spreads ${short(node.expression)}`, todo);
}
