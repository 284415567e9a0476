import { ts } from 'ts-morph';
import { canonicalJson } from '../../base/json.ts';
import type { FieldStep } from '../plan.ts';
import { bare } from './node-text.ts';
import type { Role } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import { jsonText } from './values.ts';

/**
 * Literals that values of the API are held against: `part.type === 'text'`, `case 'text'`, `['text', 'audio'].includes(part.type)`. A value
 * that moves elsewhere is left to whoever reads it.
 */
export function editCompared(node: ts.Node, world: ShapeWorld): void {
  if (ts.isBinaryExpression(node) && isEquality(node.operatorToken.kind)) {
    compare(node.left, [node.right], world);
    compare(node.right, [node.left], world);
  }
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.filter((one) => ts.isCaseClause(one));
    compare(
      node.expression,
      cases.map((one) => one.expression),
      world,
    );
  }
  if (ts.isCallExpression(node)) compareInList(node, world);
}

function isEquality(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ].includes(kind);
}

function compareInList(node: ts.CallExpression, world: ShapeWorld): void {
  const callee = bare(node.expression);
  const [value] = node.arguments;
  if (!ts.isPropertyAccessExpression(callee) || value === undefined) return;
  if (!/^(?:includes|indexOf)$/.test(callee.name.text)) return;
  const list = bare(callee.expression);
  if (ts.isArrayLiteralExpression(list)) compare(value, list.elements, world);
}

function compare(
  subject: ts.Expression,
  others: readonly ts.Expression[],
  world: ShapeWorld,
): void {
  const role = world.roles.get(subject) ?? world.roles.get(bare(subject));
  const steps = role === undefined ? [] : valueSteps(role, world);
  const [first] = steps;
  if (first === undefined) return;
  const said = new Set(others.flatMap((one) => (ts.isStringLiteralLike(one) ? [one.text] : [])));
  for (const other of others) {
    const literal = bare(other);
    if (!ts.isStringLiteralLike(literal)) continue;
    const images = newValues(literal.text, steps);
    const [image, ...more] = images;
    const what = `compares ${subject.getText().slice(-40)} with ${literal.text}`;
    if (more.length > 0)
      world.edits.leave(
        { start: literal.getStart(), end: literal.end },
        first,
        what,
        `say which of ${images.join(', ')} is meant`,
      );
    else if (image !== undefined && image !== literal.text && !said.has(image))
      world.edits.put(
        literal.getStart(),
        literal.end,
        jsonText(image, literal),
        first,
        `${literal.text} is ${image} now`,
      );
  }
}

export type MapStep = Extract<FieldStep, { readonly kind: 'map-value' }>;

/** The steps that say values otherwise where they stay; none where they go elsewhere too. */
export function valueSteps(role: Role, { plan }: Pick<ShapeWorld, 'plan'>): readonly MapStep[] {
  const found = role.places.map(({ spots }) =>
    spots.flatMap((spot) => {
      const steps = plan.types.get(spot.type)?.steps ?? [];
      const moves = steps.some(
        (one) =>
          (one.kind === 'move-field' || one.kind === 'rename-field') && one.from === spot.path,
      );
      if (moves) return [];
      return steps.filter(
        (one): one is MapStep =>
          one.kind === 'map-value' && one.path === spot.path && one.option === undefined,
      );
    }),
  );
  const [first = [], ...others] = found;
  const said = (steps: readonly MapStep[]): string =>
    canonicalJson(steps.map(({ values }) => values));
  return others.every((one) => said(one) === said(first)) ? first : [];
}

/**
 * What a value is called now, whatever else the object holds. One that still means itself somewhere stays; and of several that it became,
 * those that have always meant themselves are not what it was.
 */
export function newValues(text: string, steps: readonly MapStep[]): readonly string[] {
  const images = new Set<string>();
  const own = new Set<string>();
  for (const { values } of steps)
    for (const { from, to } of values) {
      if (from === to && typeof to === 'string') own.add(to);
      if (from === text && typeof to === 'string') images.add(to);
    }
  if (images.has(text)) return [];
  const telling = [...images].filter((one) => !own.has(one));
  return telling.length > 0 ? telling : [...images];
}
