import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { isRecord, own } from '../generator/base/json.ts';
import { pascalCase } from '../generator/base/names.ts';
import { corpus, samplesOf, type Sample } from './corpus/samples.ts';
import { compileErrors } from './strict-program.ts';
import { emitAll, type Emitted } from './validators/emitted.ts';
import { instancesOf } from './validators/instances.ts';
import { createAjv, judgeOf, type Judge } from './validators/judge.ts';
import { taggedSchemas, type Schemas } from './validators/tagged.ts';

/** All documents of one file, or so many that the ordinary run stays short. */
const all = process.env['VALIDATOR_CORPUS'] === 'all';
const samples = samplesOf('asyncapi')
  .filter(({ file }) => file.split('/').length === 2)
  .filter((_, at) => all || at % 4 === 0);

/** What the judge does not read, or not as documents mean it. */
const apart: Readonly<Record<string, string>> = {
  'evry-kafka-single-file complexObject':
    'has fields of one side among those that it forbids all others beside',
  'reversi-zh render_data:LobbyData': 'has a type beside a reference, which the judge reads',
  'reversi-zh LobbyData': 'has a type beside a reference, which the judge reads',
};

test('documents from elsewhere get validators that compile and have the verdict of the judge', async () => {
  const emitted = await emitAll(
    samples.map(({ file }) => new Map([[path.basename(file), textOf(file)]])),
  );
  const files = emitted.flatMap((one, at) =>
    [...one.files].map(([name, text]) => [`${samples[at]?.name ?? ''}/${name}`, text] as const),
  );
  expect(compileErrors(new Map(files))).toEqual([]);
  let judged = 0;
  for (const [at, sample] of samples.entries()) {
    const one = emitted[at];
    if (one?.files.has('validators.ts') === true) judged += judgeAll(sample, one);
  }
  expect(judged).toBeGreaterThan(samples.length);
}, 300_000);

/** Holds the validators of a document against the judge, each on what its schema mostly takes; how many there were. */
function judgeAll({ name, file }: Sample, emitted: Emitted): number {
  const schemas = schemasOf(file);
  const text = emitted.files.get('validators.ts') ?? '';
  const known = Object.keys(schemas).filter((key) => {
    const isNamed = emitted.exports[`validate${pascalCase(key)}`] !== undefined;
    return isNamed && apart[`${name} ${key}`] === undefined;
  });
  const judges = judgesOf(known, schemas);
  for (const [key, judge] of judges) {
    const validate = emitted.validatorOf(pascalCase(key));
    const examples = own(schemas[key], 'examples');
    const made = fc.sample(instancesOf(schemas[key], schemas), { numRuns: 30, seed: 3 });
    for (const value of [...(Array.isArray(examples) ? examples : []), ...made]) {
      const { ok, issues = [] } = validate(value, { unknownFields: 'allow' });
      const verdict = judge(value);
      const about = `${name} ${key} ${JSON.stringify(value)}`;
      expect([about, ok]).toEqual([about, verdict.ok]);
      // Of a union that literals tell apart, we tell of the member that is meant, the judge of all.
      if (text.includes('run.strange(')) continue;
      const paths = new Set(issues.filter((one) => one.rule !== 'if').map((one) => one.path));
      expect([about, [...paths].sort()]).toEqual([about, [...verdict.paths].sort()]);
    }
  }
  return judges.size;
}

/** A judge for each schema; none for those that the judge cannot read. */
function judgesOf(keys: readonly string[], schemas: Schemas): ReadonlyMap<string, Judge> {
  const places = JSON.stringify(schemas).includes('"prefixItems"');
  const ajv = createAjv(places ? 'draft2020-12' : 'draft7');
  const judges = new Map<string, Judge>();
  try {
    ajv.addSchema({
      $id: 'document.json',
      components: { schemas: taggedSchemas(schemas, 'read') },
    });
    for (const key of keys) {
      const pointer = key.replaceAll('~', '~0').replaceAll('/', '~1');
      judges.set(key, judgeOf({ $ref: `document.json#/components/schemas/${pointer}` }, ajv));
    }
  } catch {
    // It leads to what is no schema, or says what no schema may.
  }
  return judges;
}

function textOf(file: string): string {
  return readFileSync(path.join(corpus, file), 'utf8');
}

function schemasOf(file: string): Schemas {
  try {
    const schemas = own(own(load(textOf(file), { json: true }), 'components'), 'schemas');
    return isRecord(schemas) ? Object.fromEntries(Object.entries(plain(schemas))) : {};
  } catch {
    // Our reader is more patient.
    return {};
  }
}

/** A value as the judge reads it: without the envelope of another format, without ids, and with null spelt out. */
function plain(value: unknown): object {
  const made = Array.isArray(value) ? value.map(within) : entriesOf(value);
  return made;
}

function within(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? nullable(plain(value), value) : value;
}

function entriesOf(value: unknown): object {
  if (!isRecord(value)) return {};
  if (typeof value['schemaFormat'] === 'string') return plain(value['schema']);
  const kept = Object.entries(value).filter(([key, one]) => {
    return !/^(?:x-)?nullable$/.test(key) && (key !== '$id' || typeof one !== 'string');
  });
  return Object.fromEntries(kept.map(([key, one]) => [key, within(one)]));
}

function nullable(made: object, given: object): unknown {
  if (own(given, 'nullable') !== true && own(given, 'x-nullable') !== true) return made;
  const type = own(made, 'type');
  return typeof type === 'string' && own(made, 'enum') === undefined
    ? { ...made, type: [type, 'null'] }
    : { anyOf: [made, { type: 'null' }] };
}
