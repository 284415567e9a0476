import { ts } from 'ts-morph';
import { canonicalJson } from '../../base/json.ts';
import type { Json } from '../../model/shape.ts';
import type { Condition } from '../step.ts';
import { constantOf } from './constant.ts';
import type { Acts } from './fates.ts';
import { bare, nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';

/** Whether steps act, by what the literal of the object says that they depend on. */
export function actsIn(program: Program): Acts {
  return ({ when }, root) => {
    if (when === undefined) return true;
    const conditions: Condition = when;
    const answers = Object.entries(conditions).map(([path, values]) => {
      const found =
        root === undefined || root === 'several'
          ? undefined
          : writtenAt(root, path.split('.'), program);
      return found && values.some((one) => canonicalJson(one) === canonicalJson(found.value));
    });
    if (answers.includes(false)) return false;
    return answers.includes(undefined) ? undefined : true;
  };
}

/** The value at a path of an object literal, null where it is not there; undefined where only running the program would tell. */
function writtenAt(
  node: ts.Node,
  path: readonly string[],
  program: Program,
): { readonly value: Json } | undefined {
  const inner = ts.isExpression(node) ? bare(node) : node;
  const [key, ...rest] = path;
  if (key === undefined) return ts.isExpression(inner) ? constantOf(inner, program) : undefined;
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  const property = inner.properties.findLast((one) => nameOfKey(one.name) === key);
  const open = inner.properties.some((one, at) => {
    const isBehind = property === undefined || at > inner.properties.indexOf(property);
    return isBehind && nameOfKey(one.name) === undefined;
  });
  if (open) return undefined;
  if (property === undefined) return { value: null };
  if (ts.isShorthandPropertyAssignment(property)) return writtenAt(property.name, rest, program);
  return ts.isPropertyAssignment(property)
    ? writtenAt(property.initializer, rest, program)
    : undefined;
}
