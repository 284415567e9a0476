import { ts } from 'ts-morph';
import type { MoveField, StepBasis } from '../step.ts';
import { fateOf, outOfReach } from './fates.ts';
import { nameOfKey } from './node-text.ts';
import type { Role } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { keyText } from './values.ts';

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** What goes from an object to the one around it, `client_secret.value` to `value`; undefined for all else. */
export function hoistOf(
  role: Role,
  key: string,
  self: ts.Node,
  world: ShapeWorld,
): (StepBasis & MoveField) | undefined {
  const fate = fateOf({ places: role.places, self }, key, world.plan, world.acts);
  const [step] = fate?.steps ?? [];
  if (fate?.open !== outOfReach || step?.kind !== 'move-field') return undefined;
  return step.from.split('.').length === 2 && !step.to.includes('.') ? step : undefined;
}

/**
 * A name that the inner object has, where all that is read of it is one and the same thing: `const { client_secret } = key` and
 * `client_secret.value` become `const { value: client_secret } = key` and `client_secret`.
 */
export function editHoistedName(node: Access, world: ShapeWorld): boolean {
  const { expression } = node;
  const binding = ts.isIdentifier(expression) ? world.program.resolve(expression) : undefined;
  const place = binding === undefined ? undefined : nameOfInner(binding);
  if (binding === undefined || place === undefined) return false;
  const uses = world.program.references(binding);
  const steps = uses.map((use) => hoistOfUse(use, node, world));
  const [step] = steps;
  if (step === undefined || steps.some((one) => one?.id !== step.id)) return false;
  const reason = `${step.from} is read at ${step.to} now`;
  const text = keyText(step.to, '');
  const isShort = ts.isBindingElement(place.parent) && place.parent.propertyName === undefined;
  if (isShort) world.edits.put(place.getStart(), place.getStart(), `${text}: `, step, reason);
  else world.edits.put(place.getStart(), place.end, text, step, reason);
  world.edits.put(expression.end, node.end, '', step, reason);
  return true;
}

/** Where a declaration names the inner object: `const { client_secret } = key`, `const secret = key.client_secret`. */
function nameOfInner(binding: ts.Node): ts.Node | undefined {
  if (ts.isBindingElement(binding)) {
    if (binding.initializer !== undefined || binding.dotDotDotToken !== undefined) return undefined;
    return ts.isObjectBindingPattern(binding.parent)
      ? (binding.propertyName ?? binding.name)
      : undefined;
  }
  if (!ts.isVariableDeclaration(binding) || binding.type !== undefined) return undefined;
  const { initializer } = binding;
  return initializer !== undefined && ts.isPropertyAccessExpression(initializer)
    ? initializer.name
    : undefined;
}

function hoistOfUse(
  use: ts.Identifier,
  like: ts.Node,
  world: ShapeWorld,
): (StepBasis & MoveField) | undefined {
  const access = use.parent;
  const role = world.roles.get(use);
  if (role === undefined || use.getSourceFile() !== like.getSourceFile()) return undefined;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== use) return undefined;
  return hoistOf(role, access.name.text, use, world);
}

/** `const { client_secret: { value: key } } = …` becomes `const { value: key } = …`, where all that is taken goes further out. */
export function editHoistedPattern(
  pattern: ts.ObjectBindingPattern,
  role: Role,
  world: ShapeWorld,
): boolean {
  const element = pattern.parent;
  if (!ts.isBindingElement(element) || !ts.isObjectBindingPattern(element.parent)) return false;
  const { initializer } = element;
  const isEmpty =
    initializer === undefined ||
    (ts.isObjectLiteralExpression(initializer) && initializer.properties.length === 0);
  const steps = pattern.elements.map((one) => {
    const key = one.dotDotDotToken === undefined ? nameOfElement(one) : undefined;
    return key === undefined ? undefined : hoistOf(role, key, pattern, world);
  });
  const [step] = steps;
  if (step === undefined || steps.includes(undefined) || !isEmpty) return false;
  const texts = pattern.elements.map((one, at) => {
    const to = steps[at]?.to ?? '';
    const name = one.name.getText();
    const fallback = one.initializer === undefined ? '' : ` = ${one.initializer.getText()}`;
    return (name === to ? name : `${keyText(to, '')}: ${name}`) + fallback;
  });
  const reason = `${step.from} is read at ${step.to} now`;
  world.edits.put(element.getStart(), element.end, texts.join(', '), step, reason);
  return true;
}

function nameOfElement(element: ts.BindingElement): string | undefined {
  const { name, propertyName } = element;
  return nameOfKey(propertyName ?? (ts.isIdentifier(name) ? name : undefined));
}
