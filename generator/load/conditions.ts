import { isRecord, own } from '../base/json.ts';
import { noDoc, unknownShape, type Field, type Shape } from '../model/shape.ts';
import { complementOf } from './complement.ts';
import { isProseOnly, sourceOf } from './keywords.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';
import { itemsOf, textsOf, type ReadShape, type SchemaNode } from './schema-node.ts';
import { unionOf } from './union.ts';

/** Each key that others depend on doubles the alternatives; beyond these, the rest of them is not told. */
const mostDependencies = 4;

/** What `not`, `if`, a `oneOf` of anything, and keys that depend on others say of a value, one shape each. */
export function conditionShapes(schema: SchemaNode, read: ReadShape): readonly Shape[] {
  const parts: Shape[] = [];
  const not = childOf(schema, 'not');
  if (not.value !== undefined) parts.push(complementOf(not, read));
  if (own(schema.value, 'if') !== undefined) parts.push(choiceShape(schema, read));
  parts.push(exclusion(schema, read));
  const dependencies = ['dependencies', 'dependentRequired', 'dependentSchemas'].flatMap(
    (keyword) => childrenOf(childOf(schema, keyword)),
  );
  for (const one of dependencies.slice(0, mostDependencies)) {
    parts.push(dependencyShape(one.key, one, schema, read));
  }
  return parts.filter((part) => part.kind !== 'unknown');
}

/** `if` and `then`, or `else` and not `if`. */
function choiceShape(schema: SchemaNode, read: ReadShape): Shape {
  const [condition, then, otherwise] = (['if', 'then', 'else'] as const).map((keyword) =>
    childOf(schema, keyword),
  ) as [Node, Node, Node];
  if (then.value === undefined && otherwise.value === undefined) return unknownShape;
  const readOr = (node: Node): Shape => (node.value === undefined ? unknownShape : read(node));
  const branches = [
    both(read(condition), readOr(then)),
    both(complementOf(condition, read), readOr(otherwise)),
  ];
  return unionOf(branches, sourceOf({}, schema.at));
}

function both(a: Shape, b: Shape): Shape {
  if (a.kind === 'never' || b.kind === 'never') return { kind: 'never' };
  if (a.kind === 'unknown') return b;
  return b.kind === 'unknown' ? a : { kind: 'all', parts: [a, b] };
}

/** Of a `oneOf`, one member alone may hold: where one of them always does, none of the others may. */
function exclusion(schema: SchemaNode, read: ReadShape): Shape {
  const members = itemsOf(schema, 'oneOf');
  const always = members.filter(({ value }) => isAlways(value));
  const [first] = always;
  if (first === undefined || members.length < 2) return unknownShape;
  if (always.length > 1) return { kind: 'never' };
  const others = members.filter((one) => one !== first).map((one) => complementOf(one, read));
  return others.reduce(both, unknownShape);
}

function isAlways(value: unknown): boolean {
  return value === true || (isRecord(value) && Object.keys(value).length === 0);
}

/** Where a key is, others are too, or the object satisfies a schema. */
function dependencyShape(key: string, node: Node, schema: SchemaNode, read: ReadShape): Shape {
  const { value, at } = node;
  if (isRecord(value) && isProseOnly(value)) return unknownShape;
  const objectOf = (title: string, fields: readonly Field[]): Shape => {
    const source = sourceOf({ title }, schema.at);
    return { kind: 'object', fields, patterns: [], rest: undefined, implied: true, source };
  };
  const field = (name: string, shape: Shape, required: boolean): Field => {
    return { key: name, shape, required, access: 'both', doc: noDoc, origin: at };
  };
  const without = objectOf(`without ${key}`, [field(key, { kind: 'never' }, false)]);
  const needed = typeof value === 'string' ? [value] : textsOf({ needed: value }, 'needed');
  const present = [key, ...needed].map((name) => field(name, unknownShape, true));
  const dependent = Array.isArray(value) || typeof value === 'string' ? unknownShape : read(node);
  if (present.length === 1 && dependent.kind === 'unknown') return unknownShape;
  if (dependent.kind === 'never') return without;
  const along = both(dependent, objectOf(`with ${key}`, present));
  return unionOf([without, along], sourceOf({}, schema.at));
}
