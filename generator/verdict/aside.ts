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
 * | `/components/schemas/Said/properties/size/minimum` | yes |
 */
export function isAside(path: string): boolean {
  const steps = pointerSegments(path);
  const [first = '', second = ''] = steps;
  if (remarks.has(steps.at(-1) ?? '') && !namesKeys.has(steps.at(-2) ?? '')) return true;
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

/** True where a schema stands: AsyncAPI's text lets it be `true` or `false`, its JSON Schema does not everywhere. */
export function isSchemaPlace(path: string): boolean {
  return /^\/components\/schemas\/[^/]+$|\/(?:payload|headers)$/.test(path);
}

/** True inside the values of a `const` or an `enum`, where what looks like a reference is data (JSON Schema draft 7, "const"). */
export function isValuePlace(pointer: string): boolean {
  const steps = pointerSegments(pointer);
  return steps.some((step, index) => {
    const isKeyword = step === 'const' || step === 'enum';
    return isKeyword && !holdersOfSchemas.has(steps[index - 1] ?? '');
  });
}

const holdersOfSchemas = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'schemas',
]);

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

/** Keywords of a schema that TypeScript has no words for; a wrong value of theirs is as if it were not there. */
const remarks = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'format',
  'discriminator',
  'deprecated',
]);
const namesKeys = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  ...holdersOfNames,
]);
