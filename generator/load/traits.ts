import { isRecord, own } from '../base/json.ts';
import { childOf, type Node } from './resolve.ts';

/** The traits of a message or an operation, in their order (AsyncAPI "Message Trait Object"). */
export function traitsOf(node: Node, follow: (node: Node) => Node | undefined): readonly Node[] {
  const traits = childOf(node, 'traits');
  if (!Array.isArray(traits.value)) return [];
  return traits.value.flatMap((_, index) => follow(childOf(traits, index)) ?? []);
}

/**
 * A message or an operation with what its traits say of it. In AsyncAPI 2.x traits are patched onto it, so that they have the last
 * word; in 3.x it has the last word itself ("Traits Merge Mechanism").
 */
export function withTraits(node: Node, traits: readonly Node[], version: 2 | 3): Node {
  if (traits.length === 0 || !isRecord(node.value)) return node;
  const values = traits.map((one) => (isRecord(one.value) ? one.value : {}));
  // A trait says nothing of the payload, whatever stands in it.
  const kept = Object.entries({ payload: own(node.value, 'payload'), traits: undefined });
  const parts = version === 2 ? [node.value, ...values] : [...values, node.value];
  return { ...node, value: Object.fromEntries([...parts.flatMap(Object.entries), ...kept]) };
}
