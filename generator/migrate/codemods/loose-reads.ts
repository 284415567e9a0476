import { ts } from 'ts-morph';
import { isTelling } from '../codemod-words.ts';
import type { MoveField, StepBasis } from '../step.ts';
import { accessKey } from './access-key.ts';
import { handedOver } from './endpoint-seeds.ts';
import { addedTo } from './fates.ts';
import { bare, nameOfKey } from './node-text.ts';
import type { ShapeWorld } from './shape-world.ts';
import { literalsOf } from './spreads.ts';
import { declaredType } from './static-types.ts';

/**
 * Reads of something that hardly anybody else has, of a value which nobody can follow to where it comes from: what an endpoint answers is often
 * handed on by a server of one's own, and read as `data.client_secret.value` in the browser.
 */
export function leaveLooseRead(node: ts.Node, world: ShapeWorld): void {
  const found = ts.isObjectBindingPattern(node) ? innerRead(node) : accessRead(node);
  if (found === undefined || found.objects.some((one) => world.roles.has(one))) return;
  const step = tellingMoves(world).find(
    ({ from }) => plain(from) === plain(`${found.outer}.${found.key}`),
  );
  if (step === undefined) return;
  const span = { start: found.node.getStart(), end: found.node.end };
  world.edits.leave(
    span,
    step,
    `reads ${found.node.getText().replaceAll(/\s+/g, '').slice(-60)}`,
    `where it comes from the API, it is ${step.to} now`,
  );
}

/** A body that comes from elsewhere: what is asked stands in an object of its own now, and nobody can say whether it does. */
export function leaveHandedOver(node: ts.Node, world: ShapeWorld): void {
  const found = ts.isCallExpression(node) ? handedOver(node, world.program, world.api) : undefined;
  const places = found?.endpoint.asked?.places ?? [];
  const [step] = addedTo(places, world.plan);
  const [key, inner] = step?.path.split('.') ?? [];
  if (found === undefined || step === undefined || inner === undefined) return;
  const { body } = found;
  if (ts.isStringLiteralLike(body) || literalsOf(body, world.program) !== undefined) return;
  if (world.roleOf(declaredType(body, world.program)) !== undefined) return;
  const text = body.getText().replaceAll(/\s+/g, ' ').slice(0, 60);
  const todo = `see to it that what is asked for stands in ${key ?? ''} there, and has the new shape`;
  world.edits.leave({ start: body.getStart(), end: body.end }, step, `asks for ${text}`, todo);
}

interface LooseRead {
  readonly node: ts.Node;
  readonly outer: string;
  readonly key: string;
  /** What it is read of: where any of it is known, somebody else sees to it. */
  readonly objects: readonly ts.Node[];
}

/** `data.client_secret.value`, and `clientSecret.value` of a variable that is called like the key. */
function accessRead(node: ts.Node): LooseRead | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const key = accessKey(node);
  const inner = bare(node.expression);
  if (key === undefined) return undefined;
  if (ts.isIdentifier(inner)) return { node, outer: inner.text, key, objects: [inner] };
  if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner))
    return undefined;
  const outer = accessKey(inner);
  return outer === undefined
    ? undefined
    : { node, outer, key, objects: [inner, inner.expression, node.expression] };
}

/** `{ client_secret: { value } }` */
function innerRead(pattern: ts.ObjectBindingPattern): LooseRead | undefined {
  const element = pattern.parent;
  const [first] = pattern.elements;
  if (!ts.isBindingElement(element) || first === undefined) return undefined;
  const outer = nameOfKey(element.propertyName);
  const name = first.propertyName ?? (ts.isIdentifier(first.name) ? first.name : undefined);
  const key = nameOfKey(name);
  if (outer === undefined || key === undefined) return undefined;
  return { node: element, outer, key, objects: [element, pattern, element.parent.parent] };
}

/** What goes from an object with a name that tells much to the one around it. */
function tellingMoves({ plan }: ShapeWorld): readonly (StepBasis & MoveField)[] {
  return plan.migration.steps.filter((one): one is StepBasis & MoveField => {
    if (one.kind !== 'move-field' || one.to.includes('.')) return false;
    const [outer = '', ...rest] = one.from.split('.');
    return rest.length === 1 && isTelling(outer);
  });
}

function plain(path: string): string {
  return path.replaceAll('_', '').toLowerCase();
}
