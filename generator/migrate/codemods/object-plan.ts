import { ts } from 'ts-morph';
import type { AddField, StepBasis } from '../step.ts';
import { writtenKeys } from './constant.ts';
import { addedTo, fateOf, outOfReach, toDo, type Fate } from './fates.ts';
import { layoutOf, type Item, type Layout } from './literal-items.ts';
import { bare } from './node-text.ts';
import { fittingPlaces, type Place, type Role } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { isTypedWhole } from './typed-whole.ts';
import { joinSpreads, type JoinedSpread } from './join-spreads.ts';
import { sourcePaths } from './spread-paths.ts';
import { guardOf, spreadSource, type Guard } from './spreads.ts';
import { expectedType } from './static-types.ts';

/** What is to become of an object literal, before anything is written. */
export interface ObjectPlan {
  readonly node: ts.ObjectLiteralExpression;
  readonly places: readonly Place[];
  readonly layout: Layout;
  readonly parts: readonly Part[];
  readonly added: readonly (StepBasis & AddField)[];
  /** By the key of a new object: the spreads that bring some of it, which are joined there. */
  readonly joined: ReadonlyMap<string, readonly JoinedSpread[]>;
}

/** A property, and what becomes of it. */
export type Part =
  | { readonly kind: 'stays'; readonly item: Item }
  | { readonly kind: 'changes'; readonly item: Item; readonly fate: Fate }
  /** A spread whose object only has what goes elsewhere, and goes with it. */
  | {
      readonly kind: 'pushed';
      readonly item: Item;
      readonly guard: Guard;
      readonly inner: readonly Moved[];
    }
  /** An object that others are taken out of. */
  | { readonly kind: 'emptied'; readonly item: Item; readonly inner: readonly Moved[] }
  | { readonly kind: 'left'; readonly item: Item; readonly step: StepBasis; readonly todo: string };

/** A property of an inner object that goes elsewhere, seen from the outer one. */
export interface Moved {
  readonly item: Item;
  readonly fate: Fate;
  readonly to: readonly string[];
}

/** Plans an object literal of a role. */
export function planObject(
  node: ts.ObjectLiteralExpression,
  role: Role,
  world: ShapeWorld,
): ObjectPlan | undefined {
  const places = fittingPlaces(role, writtenKeys(node, world.program));
  if (places.length === 0) return undefined;
  const layout = layoutOf(node);
  const looking = { node, places, layout, world };
  const first = layout.items.map((item) => partOf(item, looking));
  const pushed = first.map((part) => pushedOf(part, first, looking) ?? part);
  const { parts, joined } = joinSpreads(pushed, {
    ...looking,
    isAssigned: isAssigned(node),
    isTyped: /\.[cm]?tsx?$/.test(node.getSourceFile().fileName),
  });
  return { node, places, layout, parts, joined, added: role.partial ? [] : wantedFields(looking) };
}

interface Looking {
  readonly node: ts.ObjectLiteralExpression;
  readonly places: readonly Place[];
  readonly layout: Layout;
  readonly world: ShapeWorld;
}

function partOf(item: Item, looking: Looking): Part {
  const { places, node, world } = looking;
  if (item.key === undefined) return { kind: 'stays', item };
  const fate = fateOf({ places, self: node }, item.key, world.plan, world.acts);
  if (fate === undefined) return emptiedOf(item, looking) ?? { kind: 'stays', item };
  const [step] = fate.steps;
  if (step === undefined) return { kind: 'stays', item };
  if (fate.open !== undefined && fate.open !== outOfReach)
    return { kind: 'left', item, step, todo: `decide what becomes of it: ${fate.open}` };
  if (fate.open === outOfReach) return beyond(item, step, looking);
  if (!ts.isPropertyAssignment(item.node) && !ts.isShorthandPropertyAssignment(item.node))
    return { kind: 'left', item, step, todo: toDo(fate) };
  return { kind: 'changes', item, fate };
}

/** What goes out of an object is taken out with the object around it, if that is written here. */
function beyond(item: Item, step: StepBasis, { node, places }: Looking): Part {
  const roots = places.flatMap(({ spots }) =>
    spots.filter((one) => one.path !== '').map((one) => one.root),
  );
  const isWrittenHere = roots.every(
    (root) => root !== undefined && root !== 'several' && isDirectlyIn(node, root),
  );
  return isWrittenHere
    ? { kind: 'stays', item }
    : { kind: 'left', item, step, todo: 'move it to the object around this one' };
}

function isDirectlyIn(node: ts.Node, root: ts.Node): boolean {
  return node.parent.parent === root;
}

/** An object literal that properties are taken out of, to stand further out. */
function emptiedOf(item: Item, { places, node, world }: Looking): Part | undefined {
  if (!ts.isPropertyAssignment(item.node) || item.key === undefined) return undefined;
  const value = bare(item.node.initializer);
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const role = world.api.at({ places, partial: false }, item.key, node);
  if (role === undefined) return undefined;
  const inner = layoutOf(value).items.flatMap((one): Moved[] => {
    const fate =
      one.key === undefined
        ? undefined
        : fateOf({ places: role.places, self: value }, one.key, world.plan, world.acts);
    const [step] = fate?.steps ?? [];
    if (fate?.open !== outOfReach || step?.kind !== 'move-field') return [];
    return [{ item: one, fate: { ...fate, open: undefined }, to: step.to.split('.') }];
  });
  return inner.length === 0 ? undefined : { kind: 'emptied', item, inner };
}

/** Fields that only the new type has and that are not here; one that was incomplete before, as in some test, stays so. */
function wantedFields({ node, places, world }: Looking): readonly (StepBasis & AddField)[] {
  const keys = new Set(writtenKeys(node, world.program).keys());
  const hasSpread = node.properties.some((one) => ts.isSpreadAssignment(one));
  const isWhole = places.every(
    ({ shape }) =>
      shape.kind !== 'object' || shape.fields.every((one) => !one.required || keys.has(one.key)),
  );
  if (!isWhole && !hasSpread) return [];
  // What is filled later is often counted first; it gets what it has to have where it is sent.
  const isOpen = node.properties.length === 0 && !isHeld(node);
  if (isOpen && world.roleOf(expectedType(node, world.program))?.partial !== false) return [];
  return addedTo(places, world.plan).filter(
    (step) =>
      step.option === undefined &&
      world.acts(step, node) === true &&
      !isThere(node, step.path) &&
      !isBrought(node, step.path, world),
  );
}

/** Whether an object stands where it is used: in another one, or in a list. */
export function isHeld(node: ts.ObjectLiteralExpression): boolean {
  let at: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at))
    at = at.parent;
  return ts.isPropertyAssignment(at) || ts.isArrayLiteralExpression(at) || ts.isCallExpression(at);
}

/** Whether a spread brings it anyway, as a whole object of the kind does when it has the new shape. */
function isBrought(node: ts.ObjectLiteralExpression, path: string, world: ShapeWorld): boolean {
  return node.properties.some((one) => {
    if (!ts.isSpreadAssignment(one) || isConditional(one.expression)) return false;
    if (isTypedWhole(one.expression, path, world)) return true;
    const literals = spreadSource(one.expression, world.program)?.literals ?? [];
    return literals.length > 0 && literals.every((literal) => getsField(literal, path, world));
  });
}

function isConditional(node: ts.Expression): boolean {
  const inner = bare(node);
  return ts.isBinaryExpression(inner) || ts.isConditionalExpression(inner);
}

function getsField(literal: ts.ObjectLiteralExpression, path: string, world: ShapeWorld): boolean {
  if (isThere(literal, path)) return true;
  const role = world.roles.get(literal);
  if (role === undefined || role.partial) return false;
  return addedTo(role.places, world.plan).some((step) => step.path === path);
}

/** Whether an object literal has something at a path, or has somewhere on the way what nobody can look into. */
function isThere(node: ts.ObjectLiteralExpression, path: string): boolean {
  const [key, ...rest] = path.split('.');
  const property = layoutOf(node).items.find((one) => one.key === key)?.node;
  if (property === undefined) return false;
  if (rest.length === 0 || !ts.isPropertyAssignment(property)) return true;
  const value = bare(property.initializer);
  return ts.isObjectLiteralExpression(value) ? isThere(value, rest.join('.')) : true;
}

/** `Object.assign(session, { voice })`: what is new in it would take the place of all that stands there. */
function isAssigned(node: ts.Node): boolean {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression.getText() !== 'Object.assign') return false;
  return call.arguments.some(
    (one) => one !== node && !(ts.isObjectLiteralExpression(one) && one.properties.length === 0),
  );
}

/** A conditional spread whose fields go to an object that other fields go to as well. */
function pushedOf(
  { kind, item }: Part,
  parts: readonly Part[],
  looking: Looking,
): Part | undefined {
  const guard = ts.isSpreadAssignment(item.node) ? guardOf(item.node) : undefined;
  if (guard === undefined || kind !== 'stays') return undefined;
  const { places, world } = looking;
  const inner = layoutOf(guard.literal).items.map((one) => ({
    item: one,
    fate:
      one.key === undefined
        ? undefined
        : fateOf({ places, self: guard.literal }, one.key, world.plan, world.acts),
  }));
  const moved = inner.flatMap(({ item, fate }): Moved[] =>
    fate?.to !== undefined && fate.to.length > 1 && fate.open === undefined
      ? [{ item, fate, to: fate.to }]
      : [],
  );
  const tops = new Set(moved.map((one) => one.to[0] ?? ''));
  const others = parts.filter((one) => one.item !== item);
  if (!others.some((one) => [...contributed(one, looking)].some((top) => tops.has(top))))
    return undefined;
  const parents = new Set(moved.map((one) => one.to.slice(0, -1).join('.')));
  const [first] = moved;
  const step = first?.fate.steps[0];
  if (first === undefined || step === undefined) return undefined;
  if (moved.length === inner.length && (parents.size === 1 || guard.isPure))
    return { kind: 'pushed', item, guard, inner: moved };
  return {
    kind: 'left',
    item,
    step,
    todo: `${toDo(first.fate)}, joined with what else goes there`,
  };
}

/** The keys of new objects that a part goes to, or that it brings. */
function contributed(part: Part, { places, world }: Looking): ReadonlySet<string> {
  const { item } = part;
  if (part.kind === 'changes') return new Set([part.fate.to?.[0] ?? item.key ?? '']);
  if (!ts.isSpreadAssignment(item.node)) return new Set([item.key ?? '']);
  const source = spreadSource(item.node.expression, world.program);
  const paths = source && sourcePaths(source, places, world);
  return paths?.some.tops ?? new Set();
}
