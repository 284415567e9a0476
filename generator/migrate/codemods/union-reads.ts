import { ts } from 'ts-morph';
import type { ApiModel } from '../../model/api.ts';
import type { Literal, ObjectShape, Shape } from '../../model/shape.ts';
import { alternativesOf, indexShapes, objectsOf, type ShapeIndex } from '../../model/walk.ts';
import { pathSteps, shapesAt } from '../field-path.ts';
import type { MigrationPlan } from '../plan.ts';
import { findBinding } from './bindings.ts';
import type { KnownApi } from './known-api.ts';
import { endsHere } from './narrowing.ts';
import { headOf } from './node-text.ts';
import type { Program } from './program.ts';
import type { Place, Role } from './role.ts';
import { typeDeclarationOf } from './type-names.ts';

/** What an object has to be asked first, before something is read that not every kind of it has: `session.type === 'realtime'`. */
export interface Question {
  readonly key: string;
  readonly value: Literal;
}

/** What has to be asked of an object of a role before a path of it is read, where the compiler knows the types of the API. */
export type QuestionFor = (role: Role, path: readonly string[]) => Question | undefined;

/** Looks it up in the version after: one old type may stand where there is one of several now. */
export function questionsIn(plan: MigrationPlan, after: ApiModel): QuestionFor {
  const index = indexShapes(after);
  return (role, path) => {
    const found = role.places.map((place) => questionAt(place, path, plan, index));
    const [first] = found;
    if (first === undefined) return undefined;
    return found.every((one) => one?.key === first.key && one.value === first.value)
      ? first
      : undefined;
  };
}

function questionAt(
  { spots }: Place,
  path: readonly string[],
  plan: MigrationPlan,
  index: ShapeIndex,
): Question | undefined {
  const outer = spots.findLast((one) => one.path !== '');
  const inner = spots.findLast((one) => one.path === '');
  if (outer === undefined || inner === undefined) return undefined;
  const around = refs(outer.type, plan);
  const objects = shapesAt(around, pathSteps(outer.path), index).flatMap((one) =>
    objectsOf(one, index),
  );
  const own = refs(inner.type, plan).flatMap((one) => objectsOf(one, index));
  const having = own.filter((one) => hasPath(one, path, index));
  const [one] = having;
  const lacking = objects.filter((other) => !hasPath(other, path, index));
  if (one === undefined || lacking.length === 0) return undefined;
  for (const { key, shape } of one.fields) {
    if (shape.kind !== 'literal') continue;
    if (lacking.every((other) => isOther(other, key, shape.value)))
      return { key, value: shape.value };
  }
  return undefined;
}

function refs(type: string, plan: MigrationPlan): readonly Shape[] {
  return (plan.types.get(type)?.to ?? []).map((one) => ({ kind: 'ref', name: one.type }));
}

function hasPath(shape: ObjectShape, path: readonly string[], index: ShapeIndex): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  const field = shape.fields.find((one) => one.key === key);
  if (field === undefined) return false;
  const inner = alternativesOf(field.shape, index).filter((one) => one.kind === 'object');
  return rest.length === 0 || inner.some((one) => hasPath(one, rest, index));
}

function isOther(shape: ObjectShape, key: string, value: Literal): boolean {
  const field = shape.fields.find((one) => one.key === key);
  return field?.shape.kind === 'literal' && field.shape.value !== value;
}

/** Whether the compiler knows of an object what the API says that it is. */
export type IsTyped = (object: ts.Expression) => boolean;

/** It does in TypeScript that imports the types of the API, or imports what does, unless the object is said to be something else. */
export function isTypedIn(file: ts.SourceFile, known: Known): IsTyped {
  const isKnown = /\.[cm]?tsx?$/.test(file.fileName) && reaches(file, known, new Set());
  return (object) => {
    const head = isKnown ? headOf(object) : undefined;
    const binding = head === undefined ? undefined : findBinding(head);
    return isKnown && (binding === undefined || !isOtherwiseTyped(binding, known));
  };
}

interface Known {
  readonly program: Program;
  readonly api: KnownApi;
  /** Types that are written by hand, and what their values are. */
  readonly byHand: ReadonlyMap<ts.Node, Role>;
}

function reaches(file: ts.SourceFile, known: Known, entered: Set<ts.SourceFile>): boolean {
  entered.add(file);
  const specifiers = file.statements.flatMap((one) =>
    ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier)
      ? [one.moduleSpecifier.text]
      : [],
  );
  if (specifiers.some(known.api.declares)) return true;
  return specifiers.some((one) => {
    const target = known.program.moduleOf(file, one);
    return target !== undefined && !entered.has(target) && reaches(target, known, entered);
  });
}

/** `any`, a type by hand, or what was parsed and nobody says what it is. */
function isOtherwiseTyped(binding: ts.Node, known: Known): boolean {
  if (ts.isBindingElement(binding)) return isOtherwiseTyped(binding.parent.parent, known);
  if (!ts.isVariableDeclaration(binding) && !ts.isParameter(binding)) return false;
  const { type, initializer } = binding;
  if (type !== undefined) {
    if (ts.isTypeLiteralNode(type) || type.kind === ts.SyntaxKind.AnyKeyword) return true;
    const declared = ts.isTypeReferenceNode(type)
      ? typeDeclarationOf(type, known.program)
      : undefined;
    return declared !== undefined && known.byHand.has(declared);
  }
  if (initializer === undefined) return false;
  const inner = ts.isAsExpression(initializer) ? undefined : initializer;
  if (inner !== undefined && ts.isCallExpression(inner))
    return inner.expression.getText() === 'JSON.parse';
  const head = inner === undefined ? undefined : headOf(inner);
  const behind = head === undefined ? undefined : findBinding(head);
  return behind !== undefined && behind !== binding && isOtherwiseTyped(behind, known);
}

/** Whether the question was asked where a node stands: `if`, `?`, `&&`, `switch`, and behind `if (…) return`; of the key itself, with `in`. */
export function isAsked(
  node: ts.Node,
  object: string,
  { key, value }: Question,
  path: readonly string[],
): boolean {
  const text = escaped(object).replaceAll('\\?\\.', '\\??\\.');
  const tag = `${text}\\??\\.${escaped(key)}`;
  const said = `['"\`]?${escaped(String(value))}\\b`;
  const own = `['"\`]${escaped(path[0] ?? '')}['"\`]\\s+in\\s+${text}`;
  const yes = new RegExp(`${tag}\\s*===?\\s*${said}|${own}`);
  const no = new RegExp(`${tag}\\s*!==?\\s*${said}|!\\s*\\(?${own}`);
  const isTag = new RegExp(`^${tag}$`);
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    const { parent } = at;
    const condition = conditionBefore(parent, at)?.getText();
    if (condition !== undefined && yes.test(condition)) return true;
    if (ts.isCaseClause(parent) && isTag.test(parent.parent.parent.expression.getText()))
      return true;
    if (conditionsEnded(parent, at).some((one) => no.test(one.getText()))) return true;
  }
  return false;
}

function conditionBefore(parent: ts.Node, node: ts.Node): ts.Node | undefined {
  if (ts.isConditionalExpression(parent))
    return parent.whenTrue === node ? parent.condition : undefined;
  if (ts.isIfStatement(parent))
    return parent.thenStatement === node ? parent.expression : undefined;
  return ts.isBinaryExpression(parent) && parent.right === node ? parent.left : undefined;
}

/** The conditions of the statements in front of one, behind which nothing goes on. */
function conditionsEnded(parent: ts.Node, node: ts.Node): readonly ts.Expression[] {
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseClause(parent)) return [];
  const before = parent.statements.filter((one) => one.end <= node.pos);
  return before.flatMap((one) =>
    ts.isIfStatement(one) && endsHere(one.thenStatement) ? [one.expression] : [],
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
