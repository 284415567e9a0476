import { ts } from 'ts-morph';
import type { AddField, StepBasis } from '../step.ts';
import { addedTo } from './fates.ts';
import type { Item } from './literal-items.ts';
import { bare } from './node-text.ts';
import { isHeld, type ObjectPlan } from './object-plan.ts';
import { objectShapes } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { literalsOf } from './spreads.ts';
import { declaredType } from './static-types.ts';
import { jsonText, keyText } from './values.ts';

/**
 * What an object has to have now is put to where it is sent, where nobody can say whether it has it: `session` is
 * `{ type: 'realtime', ...session }`. What is written as an object, or typed as what has it, gets it there.
 */
export function editSink(
  item: Item,
  { node, places, layout }: ObjectPlan,
  world: ShapeWorld,
): void {
  const value = valueOf(item.node);
  if (value === undefined || item.key === undefined) return;
  const role = world.api.at({ places, partial: false }, item.key, node);
  if (role === undefined || ts.isObjectLiteralExpression(bare(value))) return;
  // What the old type had too, whoever has such a value has said where it matters.
  const old = new Set(objectShapes(role).flatMap(({ fields }) => fields.map((one) => one.key)));
  const steps = addedTo(role.places, world.plan).filter(
    ({ when, option, path }) =>
      when === undefined && option === undefined && !path.includes('.') && !old.has(path),
  );
  const [step] = steps;
  if (step === undefined || hasAll(value, steps, world)) return;
  const { keyQuote } = layout;
  const fields = steps.flatMap(({ path, value: said }) =>
    said.kind === 'constant'
      ? [`${keyText(path, keyQuote)}: ${jsonText(said.value, node.getSourceFile(), keyQuote)}`]
      : [],
  );
  const isPlain =
    ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value);
  const [open, close] = isPlain ? ['', ''] : ['(', ')'];
  const key = ts.isShorthandPropertyAssignment(item.node) ? `${item.key}: ` : '';
  const reason = `${step.path} has to be there`;
  const begin = `${key}{ ${fields.join(', ')}, ...${open}`;
  world.edits.put(value.getStart(), value.getStart(), begin, step, reason);
  world.edits.put(value.end, value.end, `${close} }`, step, reason);
}

function valueOf(node: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isShorthandPropertyAssignment(node)) return node.name;
  return ts.isPropertyAssignment(node) ? node.initializer : undefined;
}

/** Whether something is sure to have what is new: each of the objects that it may be gets it, or its type says so. */
function hasAll(
  value: ts.Expression,
  steps: readonly (StepBasis & AddField)[],
  world: ShapeWorld,
): boolean {
  const inner = bare(value);
  if (inner.kind === ts.SyntaxKind.NullKeyword || inner.getText() === 'undefined') return true;
  if (world.roleOf(declaredType(inner, world.program))?.partial === false) return true;
  if (ts.isCallExpression(inner) && inner.expression.getText() === 'Object.assign') {
    const [first] = inner.arguments;
    return first !== undefined && hasAll(first, steps, world);
  }
  const literals = literalsOf(inner, world.program);
  if (literals === undefined) return false;
  return literals.every((literal) => {
    const role = world.roles.get(literal);
    const keys = literal.properties.map((one) => one.name?.getText());
    if (steps.every(({ path }) => keys.includes(path))) return true;
    return role?.partial === false && (literal.properties.length > 0 || isHeld(literal));
  });
}
