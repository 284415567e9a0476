/** One description in the forms that other tools read, so that all of them type the same schemas. */

/** Keywords whose values are data, in which nothing is a reference. */
const dataKeywords = new Set(['const', 'default', 'enum', 'examples']);

/** Keywords whose value maps names, which are no keywords themselves, to schemas. */
const namedKeywords = new Set(['definitions', 'patternProperties', 'properties']);

/** A copy of a schema, or of what holds schemas, with its references changed. */
export function mapRefs(value, change) {
  return mapKeywords(value, (key, inner) => (key === '$ref' ? change(inner) : inner));
}

/**
 * OpenAPI 3.1 with all schemas, and the unions of the messages by the direction of the operations.
 *
 * @param {Record<string, string>} unionNames the union's name for `receive` and for `send`
 */
export function toOpenApi(asyncapi, unionNames) {
  const prefix = '#/components/schemas/';
  const schemas = mapKeywords(asyncapi.components.schemas, (key, value, holder) => {
    if (key === 'items' && Array.isArray(value)) holder.prefixItems = value;
    if (key === 'discriminator' && typeof value === 'string') return { propertyName: value };
    return key === 'items' && Array.isArray(value) ? undefined : value;
  });
  const unions = unionsOf(asyncapi, unionNames, prefix);
  return {
    openapi: '3.1.0',
    info: { title: asyncapi.info.title, version: asyncapi.info.version },
    paths: {},
    components: { schemas: { ...schemas, ...unions } },
  };
}

/** JSON Schema draft 7 with all schemas as definitions, and a root that refers to the unions of the messages. */
export function toJsonSchema(asyncapi, unionNames) {
  const prefix = '#/definitions/';
  const schemas = mapKeywords(asyncapi.components.schemas, (key, value) =>
    key === '$ref' ? value.replace('#/components/schemas/', prefix) : value,
  );
  const unions = unionsOf(asyncapi, unionNames, prefix);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Root',
    type: 'object',
    additionalProperties: false,
    properties: mapEntries(unions, (name) => ({ $ref: prefix + name })),
    required: Object.keys(unions),
    definitions: { ...schemas, ...unions },
  };
}

/** For each direction that a name is given for: what its operations' messages hold. */
function unionsOf(asyncapi, unionNames, prefix) {
  const operations = Object.values(asyncapi.operations);
  return Object.fromEntries(
    Object.entries(unionNames).map(([action, name]) => {
      const refs = operations
        .filter((one) => one.action === action)
        .flatMap((one) => one.messages.map((message) => message.$ref));
      const anyOf = refs.map((ref) => ({ $ref: prefix + payloadName(asyncapi, ref) }));
      return [name, { anyOf }];
    }),
  );
}

/** `#/channels/stream/messages/X` -> `#/components/messages/X` -> the name of its payload's schema. */
function payloadName(asyncapi, ref) {
  const [, , channel, , key] = ref.split('/');
  const message = asyncapi.channels[channel].messages[key].$ref.split('/').at(-1);
  return asyncapi.components.messages[message].payload.$ref.split('/').at(-1);
}

/** A copy in which `change` has replaced the value of each keyword; undefined takes the keyword out. */
function mapKeywords(value, change, areNames = false) {
  if (Array.isArray(value)) return value.map((one) => mapKeywords(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!areNames && (dataKeywords.has(key) || key.startsWith('x-'))) {
      copy[key] = inner;
      continue;
    }
    const mapped = mapKeywords(inner, change, !areNames && namedKeywords.has(key));
    copy[key] = areNames ? mapped : change(key, mapped, copy);
    if (copy[key] === undefined) delete copy[key];
  }
  return copy;
}

function mapEntries(object, change) {
  return Object.fromEntries(Object.keys(object).map((key) => [key, change(key)]));
}
