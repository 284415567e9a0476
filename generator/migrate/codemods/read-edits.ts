import { ts } from 'ts-morph';
import { isIdentifier } from '../../base/identifier.ts';
import { quote } from '../../base/text.ts';
import { fateOf, outOfReach, type Fate } from './fates.ts';
import { bare } from './node-text.ts';
import type { IsNeverNull, IsSure } from './new-shape.ts';
import { toDo } from './object-plan.ts';
import type { Place } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { mayChange } from './values.ts';

export interface ReadWorld extends ShapeWorld {
  readonly isSure: IsSure;
  readonly isNeverNull: IsNeverNull;
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** Makes a read of a property one of where it is now: `event.session.voice`, `event.session['voice']`. */
export function editRead(node: Access, world: ReadWorld): void {
  const key = accessKey(node);
  const role = world.roles.get(node.expression);
  if (role === undefined || key === undefined) return;
  const fate = fateOf({ places: role.places, self: node.expression }, key, world.plan, world.acts);
  const [step] = fate?.steps ?? [];
  if (fate === undefined || step === undefined) return;
  const leave = (todo: string): void =>
    world.edits.leave(
      spanOf(node),
      step,
      `${isWritten(node) ? 'writes' : 'reads'} ${short(node)}`,
      todo,
    );
  if (fate.open === outOfReach) {
    if (!readFurtherOut(node, role.places, fate, world)) leave('read it where it is now');
    return;
  }
  if (fate.open !== undefined) {
    // What only some objects lose, others still have.
    if (fate.drop === undefined) leave(`${toDo(fate)}: ${fate.open}`);
    return;
  }
  if (fate.drop !== undefined) return leave('leave it out; the new version has none');
  if (fate.to === undefined) return;
  const changes = fate.values.length > 0 && mayChange(fate.values);
  if (changes) return leave(`${toDo(fate)}, where values are said otherwise`);
  if (isWritten(node) && fate.to.length > 1) return leave(toDo(fate));
  if (ts.isDeleteExpression(node.parent) && fate.to.length > 1) return leave(toDo(fate));
  const text = pathText(fate.to, isAsked(node), role.places, world.isSure);
  world.edits.put(
    node.expression.end,
    node.end,
    text,
    step,
    `${key} is read at ${fate.to.join('.')} now`,
  );
}

function spanOf(node: ts.Node): { readonly start: number; readonly end: number } {
  return { start: node.getStart(), end: node.end };
}

function short(node: ts.Node): string {
  return node.getText().replaceAll(/\s+/g, '').slice(-60);
}

/** The key of an access that is written down. */
export function accessKey(node: Access): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const key = bare(node.argumentExpression);
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}

function isAsked(node: Access): boolean {
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
): string {
  return to
    .map((key, at) => {
      const asked = at === 0 ? isAskedFirst : !isSure(places, to.slice(0, at));
      if (isIdentifier(key)) return `${asked ? '?.' : '.'}${key}`;
      return `${asked ? '?.' : ''}[${quote(key)}]`;
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
  let asked = isAsked(node);
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
