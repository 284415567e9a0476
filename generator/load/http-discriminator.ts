import { isRecord, own } from '../base/json.ts';
import { addressOf, childOf, childrenOf, type Node, type Resolver } from './resolve.ts';

/** What a discriminator is read with. */
export interface DiscriminatorContext {
  /** The document's own component schemas. */
  readonly components: readonly (Node & { readonly key: string })[];
  readonly resolver: Resolver;
  /** Puts a reference to what another one names under a key. */
  readonly refer: (reference: Node, holder: Record<string, unknown>, key: string) => void;
}

/**
 * Copies a discriminator that names the value of each schema it tells apart. One that does not is left out: its reader would put the
 * names of schemas in the place of the literals that the schemas have for themselves.
 */
export function readDiscriminator(
  copied: Record<string, unknown>,
  node: Node,
  context: DiscriminatorContext,
): void {
  const discriminator = childOf(node, 'discriminator');
  const propertyName = own(discriminator.value, 'propertyName');
  const mapping = mappingOf(discriminator, context);
  if (typeof propertyName !== 'string' || mapping.length === 0) return;
  const endOf = (one: Node): string => addressOf((context.resolver.follow(one) ?? one).at);
  const named = new Set(mapping.map(({ reference }) => endOf(reference)));
  if (![...membersOf(node), ...heirsOf(node, context)].every((one) => named.has(endOf(one))))
    return;
  const values: Record<string, unknown> = {};
  for (const { key, reference } of mapping) context.refer(reference, values, key);
  copied['discriminator'] = { propertyName, mapping: values };
}

/** The values of a mapping with references to their schemas, which a bare name may stand for. */
function mappingOf(
  discriminator: Node,
  { components }: DiscriminatorContext,
): readonly { readonly key: string; readonly reference: Node }[] {
  return childrenOf(childOf(discriminator, 'mapping')).flatMap(({ key, value, at }) => {
    if (typeof value !== 'string') return [];
    const isName = components.some((one) => one.key === value);
    const reference = isName ? `#/components/schemas/${value}` : value;
    return [{ key, reference: { value: { $ref: reference }, at } }];
  });
}

function membersOf(node: Node): readonly Node[] {
  const members = childOf(node, 'oneOf');
  return Array.isArray(members.value)
    ? members.value.map((_, index) => childOf(members, index))
    : [];
}

/** The components that are the schema and more. */
function heirsOf(node: Node, { components, resolver }: DiscriminatorContext): readonly Node[] {
  return components.filter((component) => {
    const parts = childOf(component, 'allOf');
    if (!Array.isArray(parts.value)) return false;
    return parts.value.some((part: unknown, index) => {
      if (!isRecord(part) || typeof part['$ref'] !== 'string') return false;
      const end = resolver.follow(childOf(parts, index));
      return end !== undefined && addressOf(end.at) === addressOf(node.at);
    });
  });
}
