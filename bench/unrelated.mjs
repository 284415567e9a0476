/** What the whole OpenAPI document of a large vendor has beside the part that one wants: resources of a REST API, all alike. */

const verbs = ['Create', 'List', 'Modify', 'Archive', 'Restore'];

/**
 * Paths and component schemas of `count` resources, always the same for the same count. Each has two paths with three
 * operations, and six schemas with prose, enums, nested objects, lists, nulls and unions. Nothing refers to them from
 * outside.
 */
export function unrelatedParts(count) {
  const parts = { paths: {}, schemas: {} };
  for (let index = 0; index < count; index += 1) {
    const name = `Unrelated${String(index).padStart(4, '0')}`;
    Object.assign(parts.paths, pathsOf(name, index));
    Object.assign(parts.schemas, schemasOf(name, index));
  }
  return parts;
}

function pathsOf(name, index) {
  const base = `/unrelated/${index}`;
  return {
    [base]: {
      get: {
        ...operation(`list${name}`, `Lists the objects of the kind ${name}.`),
        parameters: [parameter('limit', 'integer'), parameter('after', 'string')],
        responses: answer(`${name}List`),
      },
      post: {
        ...operation(`create${name}`, `Makes an object of the kind ${name}.`),
        requestBody: { required: true, content: json(`${name}Create`) },
        responses: answer(name),
      },
    },
    [`${base}/{id}`]: {
      get: {
        ...operation(`get${name}`, `Gives one object of the kind ${name}.`),
        parameters: [{ ...parameter('id', 'string'), in: 'path', required: true }],
        responses: answer(name),
      },
    },
  };
}

function schemasOf(name, index) {
  return {
    [name]: object(
      ['id', 'object', 'created_at'],
      {
        id: text(`Names one ${name}, and no other object of any kind.`),
        object: { type: 'string', enum: [name.toLowerCase()], 'x-stainless-const': true },
        created_at: { type: 'integer', format: 'unixtime', description: prose(index) },
        state: ref(`${name}State`),
        settings: { anyOf: [ref(`${name}Settings`), { type: 'null' }] },
        parts: { type: 'array', items: ref(`${name}Part`), maxItems: 128 },
        metadata: { type: 'object', additionalProperties: { type: 'string' } },
      },
      prose(index),
    ),
    [`${name}State`]: { type: 'string', enum: ['queued', 'running', 'finished', 'failed'] },
    [`${name}Settings`]: object([], {
      ratio: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.5,
        description: prose(index + 1),
      },
      mode: { anyOf: [{ type: 'string', enum: ['auto', 'none'] }, { type: 'integer' }] },
    }),
    [`${name}Part`]: {
      oneOf: ['text', 'image'].map((type) =>
        object(['type', type], {
          type: { type: 'string', enum: [type] },
          [type]: text(prose(index)),
        }),
      ),
      discriminator: { propertyName: 'type' },
    },
    [`${name}Create`]: object(['settings'], {
      settings: ref(`${name}Settings`),
      parts: { type: 'array', items: ref(`${name}Part`) },
    }),
    [`${name}List`]: object(['data', 'has_more'], {
      data: { type: 'array', items: ref(name) },
      has_more: { type: 'boolean' },
    }),
  };
}

function operation(operationId, summary) {
  const example = `curl https://api.example.com/v1/${operationId} \\\n  -H "Authorization: Bearer $KEY"\n`;
  return { operationId, tags: ['Unrelated'], summary, 'x-meta': { group: 'unrelated', example } };
}

function parameter(name, type) {
  return { name, in: 'query', required: false, schema: { type }, description: prose(name.length) };
}

function answer(schema) {
  return { 200: { description: 'OK', content: json(schema) } };
}

function json(schema) {
  return { 'application/json': { schema: ref(schema) } };
}

function object(required, properties, description) {
  const told = description === undefined ? {} : { description };
  return { type: 'object', ...told, properties, ...(required.length === 0 ? {} : { required }) };
}

function ref(schema) {
  return { $ref: `#/components/schemas/${schema}` };
}

function text(description) {
  return { type: 'string', description };
}

function prose(index) {
  const verb = verbs[index % verbs.length];
  return `${verb} what number ${index} stands for. What is said here takes more than one line in the document, as it does where people write for people: with \`code\`, with "quotes", and with a list of what else there is to know.\n\nA second paragraph follows.\n`;
}
