import { typeLine } from '../render/type-doc.ts';
import { keywordNode, otherStrings, type TypeNode } from '../render/type-node.ts';

/**
 * The simplest type that is any of the members: nested unions dissolved, each member once, null last.
 *
 * | members | type |
 * | --- | --- |
 * | `'a'`, `string` | `string` |
 * | `'a'`, `string & {}`, `Voice` | `'a' \\| (string & {}) \\| Voice` |
 * | `null`, `true`, `false` | `boolean \\| null` |
 * | `A`, `unknown` | `unknown` |
 */
export function unionOf(members: readonly TypeNode[]): TypeNode {
  const flat = members.flatMap((one) => (one.kind === 'union' ? one.members : [one]));
  if (flat.some((one) => isKeyword(one, 'unknown'))) return keywordNode('unknown');
  const settled = settleStrings(settleBooleans(distinct(flat)));
  const keywords = new Set(settled.map((one) => (one.kind === 'keyword' ? one.text : '')));
  const kept = settled.filter(
    (one) =>
      !isKeyword(one, 'never') && !(one.kind === 'literal' && keywords.has(typeof one.value)),
  );
  const ordered = [
    ...kept.filter((one) => !isKeyword(one, 'null')),
    ...kept.filter((one) => isKeyword(one, 'null')),
  ];
  const [first] = ordered;
  if (first === undefined) return keywordNode('never');
  return ordered.length === 1 ? first : { kind: 'union', members: ordered };
}

/** The simplest type that is all of the parts: nested intersections dissolved, each part once. */
export function intersectionOf(parts: readonly TypeNode[]): TypeNode {
  const flat = parts.flatMap((one) =>
    one.kind === 'intersection' && one !== otherStrings ? one.parts : [one],
  );
  if (flat.some((one) => isKeyword(one, 'never'))) return keywordNode('never');
  const kept = distinct(flat).filter((one) => !isKeyword(one, 'unknown'));
  const [first] = kept;
  if (first === undefined) return keywordNode('unknown');
  return kept.length === 1 ? first : { kind: 'intersection', parts: kept };
}

/** `true | false` is written `boolean`. */
function settleBooleans(members: readonly TypeNode[]): readonly TypeNode[] {
  const isBoolean = (one: TypeNode): boolean =>
    one.kind === 'literal' && typeof one.value === 'boolean';
  const found = members.filter(isBoolean);
  return found.length < 2
    ? members
    : distinct(members.map((one) => (isBoolean(one) ? keywordNode('boolean') : one)));
}

/**
 * Where other strings are allowed beside literals that are known, `string & {}` stands behind the last of them, and a plain
 * `string` would only take their completion away. Without literals `string` says it all.
 */
function settleStrings(members: readonly TypeNode[]): readonly TypeNode[] {
  if (!members.includes(otherStrings)) return members;
  const isString = (one: TypeNode): boolean =>
    one.kind === 'literal' && typeof one.value === 'string';
  if (!members.some(isString)) {
    return distinct(members.map((one) => (one === otherStrings ? keywordNode('string') : one)));
  }
  const others = members.filter((one) => one !== otherStrings && !isKeyword(one, 'string'));
  const behind = others.findLastIndex(isString) + 1;
  return [...others.slice(0, behind), otherStrings, ...others.slice(behind)];
}

function distinct(nodes: readonly TypeNode[]): readonly TypeNode[] {
  return nodes.length < 2 ? nodes : [...new Map(nodes.map((one) => [typeLine(one), one])).values()];
}

function isKeyword(node: TypeNode, text: string): boolean {
  return node.kind === 'keyword' && node.text === text;
}
