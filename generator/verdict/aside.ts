import { pointerSegments } from '../base/pointer.ts';

/**
 * Whether a place of an AsyncAPI document says nothing that a type is made of; `path` is the way to it through references.
 *
 * | path | aside |
 * | --- | --- |
 * | `/servers/main/bindings/mqtt` | yes |
 * | `/components/messages/said/examples/0` | yes |
 * | `/components/messages/examples/name` | no: a message is called so |
 * | `/components/schemas/Said/properties/tags` | no |
 */
export function isAside(path: string): boolean {
  const steps = pointerSegments(path);
  const [first = '', second = ''] = steps;
  if (rootAsides.has(first)) return true;
  if (first === 'components' && componentAsides.has(second)) return true;
  for (const [index, step] of steps.entries()) {
    // What stands below is called as the author likes.
    if (holdersOfNames.has(steps[index - 1] ?? '')) continue;
    if (schemaHolders.has(step)) return false;
    if (asides.has(step)) return true;
  }
  return false;
}

const rootAsides = new Set(['info', 'id', 'servers', 'tags', 'externalDocs', 'defaultContentType']);

const componentAsides = new Set([
  'servers',
  'serverVariables',
  'securitySchemes',
  'correlationIds',
  'externalDocs',
  'tags',
  'serverBindings',
  'channelBindings',
  'operationBindings',
  'messageBindings',
]);

const holdersOfNames = new Set(['channels', 'messages', 'operations', 'parameters', 'schemas']);
const schemaHolders = new Set(['payload', 'headers', 'schema', 'schemas']);
const asides = new Set([
  'bindings',
  'correlationId',
  'examples',
  'externalDocs',
  'security',
  'servers',
  'tags',
]);
