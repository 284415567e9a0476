import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { ApiModel } from '../../generator/model/api.ts';
import { documentOf } from '../output/document.ts';
import { modelOfValue, root } from '../output/emit.ts';
import { payloadsOf, type Payload } from './bundle.ts';

/** A message of a real document, in a document of its own in which it travels both ways. */
export interface Base extends Payload {
  /** `ga.asyncapi.yaml session.update`. */
  readonly label: string;
}

/** All messages of the documents of the repository that have types of their own, small ones first. */
export function readBases(): readonly Base[] {
  const bases = files.flatMap((file) =>
    payloadsOf(path.join(root, file)).map((payload) => {
      return { ...payload, label: `${path.basename(file)} ${payload.name}` };
    }),
  );
  return bases
    .filter((base) => modelOfBase(base) !== undefined)
    .map((base) => [JSON.stringify(base.schemas).length, base] as const)
    .sort(([a], [b]) => a - b)
    .map(([, base]) => base);
}

const known = new Map<string, ApiModel | undefined>();

/** The model of a payload that many cases begin with; made once. */
export function modelOfBase(base: Payload): ApiModel | undefined {
  const text = JSON.stringify([base.name, base.schemas]);
  if (!known.has(text)) known.set(text, modelOf(base));
  return known.get(text);
}

/** The model of a payload; undefined where the document is one that no types are made of. */
export function modelOf({ name, schemas }: Payload): ApiModel | undefined {
  try {
    return modelOfValue(documentOf(schemas, [name], [name]));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('there is no model')) return undefined;
    throw error;
  }
}

const folders = ['spec/openai-realtime', 'test/fixtures/corpus/asyncapi', 'test/fixtures/versions'];

const files = [
  ...folders.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((one) => /\.(?:yaml|json)$/u.test(one) && one !== 'INDEX.json')
      .sort()
      .map((one) => `${folder}/${one}`),
  ),
  'test/fixtures/openai-2026-08-21.asyncapi.yaml',
];
