import { ts } from 'ts-morph';
import { canonicalJson, isRecord } from '../../base/json.ts';
import { literalText, propertyKey } from '../../base/text.ts';
import type { Json } from '../../model/shape.ts';
import type { FieldStep } from '../plan.ts';
import { isLessened } from './lessened-types.ts';
import { newValues, valueSteps } from './compared-values.ts';
import { addedTo, fateOf, outOfReach, type ValueStep } from './fates.ts';
import { nameOfKey } from './node-text.ts';
import { placeMembers, removeMember, type AddedMember, type MovedMember } from './place-members.ts';
import { visit } from './program.ts';
import { isReceived } from './received-types.ts';
import type { Role } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { mayChange } from './values.ts';

export type TypeBody = ts.InterfaceDeclaration | ts.TypeLiteralNode;

export interface TypeWorld extends ShapeWorld {
  /** Types that are written by hand, and what their values are. */
  readonly byHand: ReadonlyMap<ts.Node, Role>;
}

/** Gives a type that somebody wrote after the protocol the shape that its values get. What cannot be said is left as it is. */
export function editType(node: TypeBody, role: Role, world: TypeWorld): void {
  const members = node.members.filter((one) => ts.isPropertySignature(one));
  const moves = members.map((member) => ({ member, ...moveOf(member, role, node, world) }));
  const moved = moves.flatMap(({ member, to, step, hoisted }): MovedMember[] =>
    to === undefined || step === undefined ? [] : [{ member, to, step, hoisted }],
  );
  const isWhole = !isLessened(node, world.program);
  placeMembers(node, moved, addedMembers(node, role, world), world.edits, isWhole);
}

/** What every value has to have now, as far as it is always the same. */
function addedMembers(node: TypeBody, role: Role, world: TypeWorld): readonly AddedMember[] {
  if (isReceived(node, world.api.before)) return [];
  return addedTo(role.places, world.plan).flatMap((step): AddedMember[] => {
    const { value, path } = step;
    const isThere = node.members.some((one) => nameOfKey(one.name) === path.split('.')[0]);
    if (
      isThere ||
      value.kind !== 'constant' ||
      step.when !== undefined ||
      step.option !== undefined
    )
      return [];
    return [{ to: path.split('.'), text: typeText(value.value, world), step }];
  });
}

interface Move {
  readonly to: readonly string[] | undefined;
  readonly step: FieldStep | undefined;
  readonly hoisted: MovedMember['hoisted'];
}

const stays: Move = { to: undefined, step: undefined, hoisted: [] };

/** Edits a member where it stands, or says where it goes. */
function moveOf(member: ts.PropertySignature, role: Role, node: TypeBody, world: TypeWorld): Move {
  const key = nameOfKey(member.name);
  if (key === undefined) return stays;
  const fate = fateOf({ places: role.places, self: node }, key, world.plan, world.acts);
  const [step] = fate?.steps ?? [];
  const compared = editComparedType(member, role, key, world);
  if (fate === undefined || step === undefined)
    return compared ? stays : hoistedFrom(member, role, key, world);
  if (fate.drop !== undefined && fate.open === undefined) {
    removeMember(member, step, `${key} is gone`, world.edits);
    return stays;
  }
  if (fate.open !== undefined || compared || !editMemberType(member, fate.values, world))
    return stays;
  if (fate.to === undefined) return stays;
  if (fate.to.length > 1) return { to: fate.to, step, hoisted: [] };
  const [name = key] = fate.to;
  world.edits.put(
    member.name.getStart(),
    member.name.end,
    propertyKey(name),
    step,
    `${key} is called ${name} now`,
  );
  return stays;
}

/** An object type all of whose members stand further out now. */
function hoistedFrom(
  member: ts.PropertySignature,
  role: Role,
  key: string,
  world: TypeWorld,
): Move {
  const { type } = member;
  const inner =
    type !== undefined && ts.isTypeLiteralNode(type) ? world.api.at(role, key, type) : undefined;
  if (inner === undefined || type === undefined || !ts.isTypeLiteralNode(type)) return stays;
  const found = type.members.flatMap((one) => {
    const name = nameOfKey(one.name);
    const fate =
      name === undefined
        ? undefined
        : fateOf({ places: inner.places, self: type }, name, world.plan, world.acts);
    const [step] = fate?.steps ?? [];
    if (fate?.open !== outOfReach || step?.kind !== 'move-field' || !ts.isPropertySignature(one))
      return [];
    return [{ member: one, to: step.to.split('.'), step }];
  });
  const [first] = found;
  if (first === undefined || found.length < type.members.length) return stays;
  return { to: first.to, step: first.step, hoisted: found };
}

/** Literals of a kind that other kinds of objects have too, such as parts of content. */
function editComparedType(
  member: ts.PropertySignature,
  role: Role,
  key: string,
  world: TypeWorld,
): boolean {
  const inner = world.api.at(role, key, undefined);
  const steps = inner === undefined ? [] : valueSteps(inner, world);
  const [step] = steps;
  if (step === undefined || member.type === undefined) return false;
  const literals = literalTypes(member.type);
  if (literals === undefined) return true;
  for (const literal of literals) {
    if (!ts.isStringLiteral(literal.literal)) continue;
    const [image, ...more] = newValues(literal.literal.text, steps);
    if (image === undefined || more.length > 0 || image === literal.literal.text) continue;
    world.edits.put(
      literal.getStart(),
      literal.end,
      quotedLike(literal, image),
      step,
      `${literal.literal.text} is ${image} now`,
    );
  }
  return true;
}

function quotedLike(literal: ts.Node, text: string): string {
  const mark = literal.getText().charAt(0);
  return /^[\w./-]*$/.test(text) ? mark + text + mark : literalText(text);
}

/** The literals of a union of nothing else. */
function literalTypes(type: ts.TypeNode): readonly ts.LiteralTypeNode[] | undefined {
  const types: readonly ts.TypeNode[] = ts.isUnionTypeNode(type) ? type.types : [type];
  const literals = types.filter((one) => ts.isLiteralTypeNode(one));
  return literals.length === types.length ? literals : undefined;
}

/** Makes the type of a member one of the new values; false where nobody can say what it would be. */
function editMemberType(
  member: ts.PropertySignature,
  values: readonly ValueStep[],
  world: TypeWorld,
): boolean {
  const [first] = values;
  if (first === undefined || !mayChange(values) || member.type === undefined) return true;
  const pairs = values.flatMap(({ step }) => (step.kind === 'map-value' ? step.values : []));
  // A list of the same words, in other combinations.
  if (pairs.length > 0 && pairs.every(({ to }) => Array.isArray(to)))
    return ts.isArrayTypeNode(member.type) || ts.isTypeOperatorNode(member.type);
  const target = aliasBehind(member.type, values, world) ?? member.type;
  const literals = literalTypes(target);
  if (literals === undefined) return false;
  const texts = literals.map(({ literal }) => {
    const value: Json | undefined = ts.isStringLiteral(literal) ? literal.text : undefined;
    if (value === undefined) return literal.getText();
    const pair = pairs.find(({ from }) => canonicalJson(from) === canonicalJson(value));
    return typeText(pair === undefined ? value : pair.to, world);
  });
  const text = [...new Set(texts)].join(' | ');
  world.edits.put(
    target.getStart(),
    target.end,
    text,
    first.step,
    `values are said otherwise now: ${first.step.id}`,
  );
  return true;
}

/** The union behind the name of a type of the same file that is only used where its values become others in the same way. */
function aliasBehind(
  type: ts.TypeNode,
  values: readonly ValueStep[],
  world: TypeWorld,
): ts.TypeNode | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const name = type.typeName.text;
  const alias = type
    .getSourceFile()
    .statements.find(
      (one): one is ts.TypeAliasDeclaration =>
        ts.isTypeAliasDeclaration(one) && one.name.text === name,
    );
  if (alias === undefined) return undefined;
  const uses = world.program.files.flatMap((one) => usesOf(name, one));
  return uses.every((one) => isUsedAlike(one, values, world)) ? alias.type : undefined;
}

function isUsedAlike(
  use: ts.TypeReferenceNode,
  values: readonly ValueStep[],
  world: TypeWorld,
): boolean {
  const member = use.parent;
  if (!ts.isPropertySignature(member)) return false;
  const role = world.byHand.get(member.parent);
  const key = nameOfKey(member.name);
  if (role === undefined || key === undefined) return false;
  const fate = fateOf({ places: role.places, self: member.parent }, key, world.plan, world.acts);
  return (
    fate !== undefined && fate.open === undefined && effectOf(fate.values) === effectOf(values)
  );
}

function effectOf(values: readonly ValueStep[]): string {
  return canonicalJson(
    values.map(({ step }) => (step.kind === 'map-value' ? step.values : step.as)),
  );
}

function usesOf(name: string, file: ts.SourceFile): readonly ts.TypeReferenceNode[] {
  const found: ts.TypeReferenceNode[] = [];
  visit(file, (node) => {
    if (!ts.isTypeReferenceNode(node)) return;
    if (node.typeName.getText().split('.').at(-1) === name) found.push(node);
  });
  return found;
}

/** A type of one value. */
function typeText(value: Json, world: TypeWorld): string {
  if (typeof value === 'string') {
    const double = world.edits.text.split('"').length > world.edits.text.split("'").length;
    return double && /^[\w./-]*$/.test(value) ? `"${value}"` : literalText(value);
  }
  if (!isRecord(value)) return JSON.stringify(value);
  const fields = Object.entries(value as Readonly<Record<string, Json>>);
  return `{ ${fields.map(([key, one]) => `${propertyKey(key)}: ${typeText(one, world)}`).join('; ')} }`;
}
