import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isRecord, own } from '../base/json.ts';
import type { SchemaObject } from './keywords.ts';

/** The versions whose JSON Schemas AsyncAPI publishes, and its parser accepts; no other, not even another patch version. */
export const specVersions = [
  '2.0.0',
  '2.1.0',
  '2.2.0',
  '2.3.0',
  '2.4.0',
  '2.5.0',
  '2.6.0',
  '3.0.0',
  '3.1.0',
] as const;

export type SpecVersion = (typeof specVersions)[number];

/** One version's schemas, by the address that they refer to each other with. */
export interface SpecSchemas {
  readonly version: SpecVersion;
  /** The schema of a whole document. */
  readonly root: SchemaObject;
  readonly at: (address: string) => unknown;
}

/** The address of a definition of the version, `schema` for example. */
export function addressOf(version: SpecVersion, name: string): string {
  return `http://asyncapi.com/definitions/${version}/${name}.json`;
}

/** JSON Schema's own schema, which AsyncAPI's Schema Object builds upon. */
export const draft07 = 'http://json-schema.org/draft-07/schema';

/**
 * Reads the version's schemas out of the package @asyncapi/specs and makes them fit for documents whose references are
 * followed. The package's objects are not used themselves, because the parser takes pieces out of them.
 */
export function readSpecSchemas(version: SpecVersion): SpecSchemas {
  const file = createRequire(import.meta.url).resolve(`@asyncapi/specs/schemas/${version}.json`);
  const root: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(root) || !isRecord(root['definitions'])) throw new Error(`${file} is no schema`);
  const definitions = new Map(Object.entries(root['definitions']));
  replaceDefinitions(definitions, version);
  return { version, root, at: (address) => definitions.get(address) };
}

/** Where the specification wants a reference and nothing else, and what has to stand behind it. */
const referencesOnly: readonly (readonly [string, readonly string[], string])[] = [
  ['channel', ['servers', 'items'], 'server'],
  ['operation', ['channel'], 'channel'],
  ['operation', ['messages', 'items'], 'messageObject'],
  ['operationReply', ['channel'], 'channel'],
  ['operationReply', ['messages', 'items'], 'messageObject'],
];

/** Even one whose `$ref` is no text: the parser overlooks it there. */
const bareReference: SchemaObject = {
  type: 'object',
  required: ['$ref'],
  properties: { $ref: true },
  additionalProperties: false,
};

function replaceDefinitions(definitions: Map<string, unknown>, version: SpecVersion): void {
  if (version.startsWith('3.')) {
    for (const [name, steps, target] of referencesOnly) {
      const address = addressOf(version, name);
      const place = steps.reduce(own, own(definitions.get(address), 'properties'));
      if (!isRecord(place)) throw new Error(`${address} has no ${steps.join('.')}`);
      Object.assign(place, {
        $ref: undefined,
        oneOf: [bareReference, { $ref: addressOf(version, target) }],
      });
    }
  }
  definitions.set(draft07, withoutFormats(definitions.get(draft07)));
}

/**
 * JSON Schema's own schema as the parser's validator holds it: without formats, so that any text may stand under `$schema`
 * or `pattern`, and without `writeOnly`.
 */
function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats);
  if (!isRecord(schema)) return schema;
  const { format, writeOnly: _, ...rest } = schema;
  const entries = Object.entries(rest).map(([key, one]) => [key, withoutFormats(one)] as const);
  const all = Object.fromEntries(entries);
  // Among the properties that it describes is one of that name.
  return typeof format === 'string' || format === undefined ? all : { ...all, format };
}
