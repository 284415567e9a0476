import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { AsyncApiBundle } from '../../bench/bundle.mjs';
import type { Captured } from './captured.ts';
import { closed } from './closed.ts';

/** Where a message says something else than the schema of its event. */
export interface Drift {
  /** `forum-2024-10-27.ndjson:12`. */
  readonly place: string;
  readonly event: string;
  /** `response.output.0.status`. */
  readonly path: string;
  /** `unknown`: a field that is not declared; `null`: a null where none is; else the keyword that is not met. */
  readonly kind: string;
  readonly value: unknown;
}

const directions = { send: 'client', receive: 'server' } as const;

/**
 * Holds messages against the payload schemas of an AsyncAPI 3 document with JSON Schema's own rules, by ajv alone: a message
 * against the schema that its direction has for its `type`, every object that declares fields closed.
 */
export function createJudge(document: AsyncApiBundle): (message: Captured) => readonly Drift[] {
  const judge = createSchemaJudge(document);
  const payloads = payloadsOf(document);
  return ({ place, direction, message }) => {
    const event = String(message['type']);
    const name = payloads.get(`${direction} ${event}`);
    return name === undefined
      ? [{ place, event, path: '', kind: 'no such event', value: event }]
      : judge(name, message).map((drift) => ({ ...drift, place, event }));
  };
}

/** Holds values against the schemas of a document by name, in the same way; what it finds has neither place nor event. */
export function createSchemaJudge(
  document: AsyncApiBundle,
): (name: string, value: unknown) => readonly Drift[] {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, verbose: true });
  formats.default(ajv);
  ajv.addVocabulary(['components', 'schemas', 'x-wireshape']);
  const schemas = closedAll(document.components.schemas);
  ajv.addSchema({ $id: 'document.json', components: { schemas } });
  const judges = new Map<string, ValidateFunction>();
  return (name, value) => {
    const known = judges.get(name) ?? ajv.getSchema(`document.json#/components/schemas/${name}`);
    if (known === undefined) throw new Error(`there is no schema ${name}`);
    judges.set(name, known);
    known(value);
    const nowhere = { place: '', event: '' };
    return withoutEchoes((known.errors ?? []).map((error) => ({ ...nowhere, ...driftOf(error) })));
  };
}

function closedAll(schemas: AsyncApiBundle['components']['schemas']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, closed(one)]));
}

/** The name of the payload's schema for each event that the operations name, `server response.done`. */
function payloadsOf({
  channels,
  components,
  operations,
}: AsyncApiBundle): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { action, messages } of Object.values(operations)) {
    for (const { $ref } of messages) {
      const [, , channel = '', , key = ''] = $ref.split('/');
      const message = channels[channel]?.messages[key]?.$ref.split('/').at(-1) ?? '';
      const name = components.messages[message]?.payload.$ref.split('/').at(-1) ?? '';
      const fields = components.schemas[name]?.['properties'] as
        { readonly type?: { readonly const?: unknown } } | undefined;
      if (typeof fields?.type?.const !== 'string') throw new Error(`${$ref} has no type`);
      const event = `${directions[action]} ${fields.type.const}`;
      if (found.has(event)) throw new Error(`two messages are ${event}`);
      found.set(event, name);
    }
  }
  return found;
}

/** A fault inside one alternative is told again as a fault of each other alternative and of the choice itself. */
function withoutEchoes(drifts: readonly Drift[]): readonly Drift[] {
  const choices = new Set(drifts.filter(({ kind }) => kind === 'anyOf').map((one) => one.path));
  return drifts.filter(
    ({ path }) => !choices.has(path) || !drifts.some((one) => one.path.startsWith(`${path}.`)),
  );
}

function driftOf(error: ErrorObject): Pick<Drift, 'path' | 'kind' | 'value'> {
  const steps = error.instancePath.split('/').slice(1);
  const data: unknown = error.data;
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const value = (data as Readonly<Record<string, unknown>>)[key];
    return { path: [...steps, key].join('.'), kind: 'unknown', value };
  }
  const kind = error.keyword === 'type' && data === null ? 'null' : error.keyword;
  return { path: steps.join('.'), kind, value: data };
}
