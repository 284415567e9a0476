import { ts } from 'ts-morph';
import { bare } from './node-text.ts';

/** The key of an access that is written down. */
export function accessKey(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  const key = bare(node.argumentExpression);
  return ts.isStringLiteralLike(key) ? key.text : undefined;
}
