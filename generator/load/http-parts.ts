/** What an OpenAPI document is made of, as far as its HTTP side has types (OpenAPI 3.1 "Schema"). */
export type HttpKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'body'
  | 'response'
  | 'media'
  | 'header';

/** Whether the caller sends it, or gets it in answer. */
export type HttpWay = 'asked' | 'answered';

/** What stands under a key. */
export interface HttpPart {
  readonly kind: HttpKind | 'schema';
  readonly holds: 'one' | 'list' | 'map';
  /** Undefined where it is the way of what holds it. */
  readonly way?: HttpWay;
  /** True for what the document's own side calls, so that asking and answering change places. */
  readonly turned?: true;
}

export interface HttpObject {
  readonly parts: Readonly<Record<string, HttpPart>>;
  /** Keys of plain values, and the type that these must have. */
  readonly plain: Readonly<Record<string, 'string' | 'boolean'>>;
}

export const httpMethods = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const;

const parameters: HttpPart = { kind: 'parameter', holds: 'list', way: 'asked' };
const content: HttpPart = { kind: 'media', holds: 'map' };
const schema: HttpPart = { kind: 'schema', holds: 'one' };
const prose = { summary: 'string', description: 'string' } as const;

/** What each object may hold; what is not here has no type: servers, security, callbacks, examples, links. */
export const httpObjects: Readonly<Record<HttpKind, HttpObject>> = {
  document: {
    parts: {
      paths: { kind: 'pathItem', holds: 'map' },
      webhooks: { kind: 'pathItem', holds: 'map', turned: true },
      components: { kind: 'components', holds: 'one' },
    },
    plain: { openapi: 'string' },
  },
  components: {
    parts: {
      schemas: { kind: 'schema', holds: 'map' },
      responses: { kind: 'response', holds: 'map', way: 'answered' },
      parameters: { kind: 'parameter', holds: 'map', way: 'asked' },
      requestBodies: { kind: 'body', holds: 'map', way: 'asked' },
      headers: { kind: 'header', holds: 'map', way: 'answered' },
      pathItems: { kind: 'pathItem', holds: 'map' },
    },
    plain: {},
  },
  pathItem: {
    parts: {
      parameters,
      ...Object.fromEntries(
        httpMethods.map((method) => [method, { kind: 'operation', holds: 'one' } as const]),
      ),
    },
    plain: prose,
  },
  operation: {
    parts: {
      parameters,
      requestBody: { kind: 'body', holds: 'one', way: 'asked' },
      responses: { kind: 'response', holds: 'map', way: 'answered' },
    },
    plain: { ...prose, operationId: 'string', deprecated: 'boolean' },
  },
  parameter: {
    parts: { schema, content },
    plain: {
      name: 'string',
      in: 'string',
      required: 'boolean',
      description: 'string',
      deprecated: 'boolean',
    },
  },
  body: { parts: { content }, plain: { description: 'string', required: 'boolean' } },
  response: {
    parts: { headers: { kind: 'header', holds: 'map' }, content },
    plain: { description: 'string' },
  },
  media: { parts: { schema }, plain: {} },
  header: {
    parts: { schema, content },
    plain: { description: 'string', required: 'boolean', deprecated: 'boolean' },
  },
};
