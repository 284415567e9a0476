import { ts } from 'ts-morph';
import { hoistOf } from './hoisted-reads.ts';
import { isTransparent } from './flow-kinds.ts';
import { objectShapes } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';

/**
 * Something that is no object any more, since all that it held stands in the object around it, and that is handed on as a whole:
 * `res.json({ key: data.client_secret })`.
 */
export function leaveDissolved(node: ts.Node, world: ShapeWorld): void {
  if (!isNamed(node)) return;
  const steps = dissolvedBy(node, world);
  const [step] = steps;
  if (step === undefined || isTakenApart(node, world)) return;
  const span = { start: node.getStart(), end: node.end };
  const todo = steps.map(({ from, to }) => `${from} is ${to} now`).join(', and ');
  world.edits.leave(span, step, `reads ${node.getText().replaceAll(/\s+/g, '').slice(-60)}`, todo);
}

function isNamed(
  node: ts.Node,
): node is ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.Identifier {
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    (ts.isIdentifier(node) && ts.isExpression(node))
  );
}

/** The steps by which all that an object holds goes to the one around it; none where anything stays. */
function dissolvedBy(
  node: ts.Node,
  world: ShapeWorld,
): readonly NonNullable<ReturnType<typeof hoistOf>>[] {
  const role = world.roles.get(node);
  const keys = role === undefined ? [] : objectShapes(role).flatMap(({ fields }) => fields);
  const steps = keys.map(({ key }) => role && hoistOf(role, key, node, world));
  const found = steps.filter((one) => one !== undefined);
  return found.length === steps.length ? found : [];
}

/** Whether what is made of the whole shows it, too, or only what it holds is asked for: others see to that. */
function isTakenApart(node: ts.Expression, world: ShapeWorld): boolean {
  const { parent } = node;
  if (isTransparent(parent)) return isTakenApart(parent, world);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return parent.expression === node;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent))
    return true;
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
    return world.roles.has(parent.parent) || parent.name === node;
  return ts.isExpression(parent) && dissolvedBy(parent, world).length > 0;
}
