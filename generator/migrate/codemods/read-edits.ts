import { ts } from 'ts-morph';
import { isIdentifier } from '../../base/identifier.ts';
import { literalText, quote } from '../../base/text.ts';
import type { StepBasis } from '../step.ts';
import { accessKey } from './access-key.ts';
import { fateOf, outOfReach, type Fate, toDo } from './fates.ts';
import { editHoistedName } from './hoisted-reads.ts';
import { bare } from './node-text.ts';
import type { IsNeverNull, IsSure } from './new-shape.ts';
import { objectShapes, type Place, type Role } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { isPure } from './spreads.ts';
import { isAsked, type IsTyped, type Question, type QuestionFor } from './union-reads.ts';
import { mayChange } from './values.ts';
import { dropWrite, editWrite, jointOf, type Joint } from './write-edits.ts';

export interface ReadWorld extends ShapeWorld {
  readonly isSure: IsSure;
  readonly isNeverNull: IsNeverNull;
  readonly questionFor: QuestionFor;
  readonly isTyped: IsTyped;
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** Makes a read of a property one of where it is now: `event.session.voice`, `event.session['voice']`. */
export function editRead(node: Access, world: ReadWorld): void {
  const key = accessKey(node);
  const role = world.roles.get(node.expression);
  if (role === undefined || key === undefined) return;
  const fate = fateOf({ places: role.places, self: node.expression }, key, world.plan, world.acts);
  const [step] = fate?.steps ?? [];
  if (fate === undefined || step === undefined) return editStaying(node, key, role, world);
  const leave = (todo: string): void =>
    world.edits.leave(
      spanOf(node),
      step,
      `${isWritten(node) ? 'writes' : 'reads'} ${short(node)}`,
      todo,
    );
  if (fate.open === outOfReach) {
    if (!readFurtherOut(node, role.places, fate, world) && !editHoistedName(node, world))
      leave('read it where it is now');
    return;
  }
  if (fate.open !== undefined) {
    // What only some objects lose, others still have.
    if (fate.drop === undefined) leave(`${toDo(fate)}: ${fate.open}`);
    else editStaying(node, key, role, world);
    return;
  }
  if (fate.drop !== undefined) {
    if (!dropWrite(node, fate.drop, world)) leave('leave it out; the new version has none');
    return;
  }
  if (fate.to === undefined) return editStaying(node, key, role, world);
  const changes = fate.values.length > 0 && mayChange(fate.values);
  if (isWritten(node) && isWrittenAnew(node, { key, to: fate.to, step }, fate, role, world)) return;
  if (changes) return leave(`${toDo(fate)}, where values are said otherwise`);
  if (isWritten(node) && fate.to.length > 1) return leave(toDo(fate));
  if (ts.isDeleteExpression(node.parent) && fate.to.length > 1) return leave(toDo(fate));
  if (askFirst(node, { key, to: fate.to, step }, role, world)) return;
  const joint = jointOf(node);
  const path = pathText(fate.to, isOptional(node), role.places, world.isSure, joint);
  const text = joint === '!.' && !ts.isNonNullExpression(node.parent) ? `${path}!` : path;
  world.edits.put(
    node.expression.end,
    node.end,
    text,
    step,
    `${key} is read at ${fate.to.join('.')} now`,
  );
}

function isWrittenAnew(
  node: Access,
  read: ReadPath,
  fate: Fate,
  role: Role,
  world: ReadWorld,
): boolean {
  const changes = fate.values.length > 0 && mayChange(fate.values);
  if (read.to.length === 1 && !changes) return false;
  if (questionOf(node, node.expression, read, role, world) !== undefined) return false;
  return editWrite(node, fate, world);
}

/** What stays where it is, may not be there in all that the object may be now. */
function editStaying(node: Access, key: string, role: Role, world: ReadWorld): void {
  const step = stepOfStaying(key, role, world);
  if (step !== undefined) askFirst(node, { key, to: [key], step }, role, world);
}

/** The step that makes the type of an object another one, where the object has the key. */
export function stepOfStaying(key: string, role: Role, world: ReadWorld): StepBasis | undefined {
  const type = role.places[0]?.spots.findLast((one) => one.path === '')?.type;
  const isKnown = objectShapes(role).some((one) => one.fields.some((field) => field.key === key));
  if (!isKnown || type === undefined) return undefined;
  const { migration, types } = world.plan;
  const renamed = migration.steps.find((one) => one.kind === 'rename-type' && one.from === type);
  return renamed ?? types.get(type)?.steps[0];
}

/** Something that is read of an object, where it is now. */
export interface ReadPath {
  readonly key: string;
  readonly to: readonly string[];
  readonly step: StepBasis;
}

/** `session.type === 'realtime' ? session.audio?.output?.voice : undefined`, where the compiler wants it to be asked. */
function askFirst(node: Access, read: ReadPath, role: Role, world: ReadWorld): boolean {
  const question = questionOf(node, node.expression, read, role, world);
  if (question === undefined) return false;
  const asked =
    isWritten(node) || !isPure(node.expression)
      ? undefined
      : askedText(node.expression.getText(), isOptional(node), read, { question, role, world });
  const { key, value } = question;
  if (asked === undefined) {
    const what = `${isWritten(node) ? 'writes' : 'reads'} ${short(node)}`;
    world.edits.leave(
      spanOf(node),
      read.step,
      what,
      `ask first whether ${key} is ${String(value)}: only then it is at ${read.to.join('.')}`,
    );
    return true;
  }
  const reason = `${read.to.join('.')} is only there where ${key} is ${String(value)}`;
  const text = standsAlone(node) ? asked : `(${asked})`;
  world.edits.put(node.getStart(), node.end, text, read.step, reason);
  return true;
}

/** What has to be asked of an object before something is read of it at a node; undefined where nothing has, or it was asked. */
function questionOf(
  node: ts.Node,
  object: ts.Expression,
  { to }: ReadPath,
  role: Role,
  world: ReadWorld,
): Question | undefined {
  if (!world.isTyped(object)) return undefined;
  const question = world.questionFor(role, to);
  return question === undefined || isAsked(node, bare(object).getText(), question, to)
    ? undefined
    : question;
}

interface Asking {
  readonly question: Question;
  readonly role: Role;
  readonly world: ReadWorld;
}

/** Undefined where something was sure to be there, which nobody would expect to be undefined. */
export function askedText(
  object: string,
  isOptional: boolean,
  { key, to }: ReadPath,
  { question, role, world }: Asking,
): string | undefined {
  const fields = objectShapes(role).flatMap((one) => one.fields.filter((each) => each.key === key));
  if (!isOptional && fields.some(({ required }) => required)) return undefined;
  const path = pathText(to, false, role.places, world.isSure);
  const tag = `${object}${isOptional ? '?.' : '.'}${question.key}`;
  return `${tag} === ${literalText(question.value)} ? ${object}${path} : undefined`;
}

/** Whether nothing around an expression is bound to it more tightly than `a ? b : c` is. */
function standsAlone(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return (
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    ts.isTemplateSpan(parent)
  );
}

function spanOf(node: ts.Node): { readonly start: number; readonly end: number } {
  return { start: node.getStart(), end: node.end };
}

function short(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, '').slice(-60);
}

function isOptional(node: Access): boolean {
  return node.questionDotToken !== undefined;
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const { kind } = parent.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  return ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent);
}

/** `.audio?.output?.voice`, with a question mark behind what may be absent. */
export function pathText(
  to: readonly string[],
  isAskedFirst: boolean,
  places: readonly Place[],
  isSure: IsSure,
  joint: Joint = '?.',
): string {
  return to
    .map((key, at) => {
      const asked = at === 0 ? isAskedFirst : !isSure(places, to.slice(0, at));
      const link = asked ? joint : '.';
      if (isIdentifier(key)) return `${link}${key}`;
      return `${link === '?.' ? link : link.slice(0, -1)}[${quote(key)}]`;
    })
    .join('');
}

/** `session.client_secret.value` is `session.value`. */
function readFurtherOut(
  node: Access,
  places: readonly Place[],
  fate: Fate,
  world: ReadWorld,
): boolean {
  const [step] = fate.steps;
  const depths = new Set(
    places.flatMap(({ spots }) =>
      spots.filter((one) => step?.in.includes(one.type)).map((one) => one.path.split('.').length),
    ),
  );
  const [depth] = depths;
  if (step?.kind !== 'move-field' || depth === undefined || depths.size > 1) return false;
  let base: ts.Expression = node.expression;
  let asked = isOptional(node);
  for (let level = 0; level < depth; level += 1) {
    const inner = bare(base);
    if (!ts.isPropertyAccessExpression(inner)) return false;
    asked = inner.questionDotToken !== undefined;
    base = inner.expression;
  }
  const to = step.to.split('.');
  const text = pathText(to, asked, [], world.isSure);
  world.edits.put(base.end, node.end, text, step, `${step.from} is read at ${step.to} now`);
  return true;
}
