import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isRecord } from '../../generator/base/json.ts';
import { pointerSegments } from '../../generator/base/pointer.ts';

/** What an endpoint takes and gives; a schema is named by its last step, or else by its type. */
export interface Endpoint {
  readonly parameters: readonly {
    readonly name: unknown;
    readonly in: unknown;
    readonly required: unknown;
  }[];
  readonly body?: { readonly required: unknown; readonly content: Content };
  /** By status. */
  readonly responses: Readonly<
    Record<string, { readonly headers: readonly string[]; readonly content: Content }>
  >;
}

/** By media type, the schema. */
export type Content = Readonly<Record<string, string>>;

/** By method and path, `POST /realtime/calls`. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

interface EndpointFacts {
  readonly format: string;
  /** By the label of the vendor's OpenAPI document. */
  readonly documents: Readonly<Record<string, Endpoints>>;
  /** What the vendor's guide to migration says of the beta's endpoints and those of GA. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
}

const file = path.join(import.meta.dirname, '../fixtures/facts/endpoints.json');

export const endpointFacts = JSON.parse(readFileSync(file, 'utf8')) as EndpointFacts;

/** The endpoints of an OpenAPI document, as far as these facts go. */
export function endpointsOf(document: unknown): Endpoints {
  const follow = (value: unknown): Readonly<Record<string, unknown>> => {
    const ref = isRecord(value) ? value['$ref'] : undefined;
    if (typeof ref !== 'string') return isRecord(value) ? value : {};
    return follow(
      pointerSegments(ref.slice(1)).reduce<unknown>(
        (one, step) => (isRecord(one) ? one[step] : undefined),
        document,
      ),
    );
  };
  const { paths } = follow(document);
  return Object.fromEntries(
    Object.entries(follow(paths)).flatMap(([address, item]) =>
      Object.entries(follow(item)).map(([method, operation]) => [
        `${method.toUpperCase()} ${address}`,
        endpointOf(follow(operation), follow),
      ]),
    ),
  );
}

type Follow = (value: unknown) => Readonly<Record<string, unknown>>;

function endpointOf(operation: Readonly<Record<string, unknown>>, follow: Follow): Endpoint {
  const { parameters = [], requestBody, responses } = operation;
  const body = follow(requestBody);
  return {
    parameters: (parameters as readonly unknown[]).map(follow).map((one) => ({
      name: one['name'],
      in: one['in'],
      required: one['required'] ?? false,
    })),
    ...(requestBody === undefined
      ? {}
      : {
          body: {
            required: body['required'] ?? false,
            content: contentOf(body['content'], follow),
          },
        }),
    responses: Object.fromEntries(
      Object.entries(follow(responses)).map(([status, response]) => {
        const { headers, content } = follow(response);
        const names = Object.keys(follow(headers));
        return [status, { headers: names, content: contentOf(content, follow) }];
      }),
    ),
  };
}

function contentOf(content: unknown, follow: Follow): Content {
  return Object.fromEntries(
    Object.entries(follow(content)).map(([media, value]) => {
      const { schema } = follow(value);
      const ref = isRecord(schema) ? schema['$ref'] : undefined;
      const type = isRecord(schema) ? schema['type'] : undefined;
      return [media, typeof ref === 'string' ? ref.slice(ref.lastIndexOf('/') + 1) : String(type)];
    }),
  );
}

/** The schemas that a client sends in bodies, and those that it receives. */
export function schemasOf(endpoint: Endpoint): {
  sent: readonly string[];
  received: readonly string[];
} {
  const named = (content: Content): readonly string[] =>
    Object.values(content).filter((name) => name !== 'string');
  return {
    sent: named(endpoint.body?.content ?? {}),
    received: Object.values(endpoint.responses).flatMap(({ content }) => named(content)),
  };
}
