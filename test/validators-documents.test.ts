import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleAsyncApi, type AsyncApiBundle } from '../bench/bundle.mjs';
import { own } from '../generator/base/json.ts';
import { root } from './output/emit.ts';
import { emitAll, type Emitted } from './validators/emitted.ts';
import { instancesOf } from './validators/instances.ts';
import { createAjv, judgeOf, type Judge } from './validators/judge.ts';
import { strictSchemas, taggedSchemas } from './validators/tagged.ts';
import { captured } from './wire/captured.ts';

/** How many values all schemas of all versions are given together. */
const instances = Number(process.env['VALIDATOR_INSTANCES'] ?? 100_000);

const versions = ['beta', 'preview', 'ga', 'current'] as const;
const sides = ['read', 'write'] as const;

describe.each(versions)('%s', (version) => {
  let bundle: AsyncApiBundle;
  let emitted: Emitted;

  beforeAll(async () => {
    bundle = bundleAsyncApi(path.join(root, `spec/openai-realtime/${version}.asyncapi.yaml`));
    const [one] = await emitAll([new Map([['document.json', JSON.stringify(bundle)]])]);
    if (one === undefined) throw new Error('nothing was generated');
    emitted = one;
  });

  /** The schemas that have a validator on a side, each with the judge. */
  function pairs(side: (typeof sides)[number], schemas: object): readonly Pair[] {
    const ajv = createAjv('draft2019-09');
    ajv.addSchema({ $id: 'document.json', components: { schemas } });
    return Object.keys(bundle.components.schemas).flatMap((name) => {
      const type = side === 'read' ? name : `${name}Param`;
      if (emitted.exports[`validate${type}`] === undefined) return [];
      const judge = judgeOf({ $ref: `document.json#/components/schemas/${name}` }, ajv);
      return [{ name, type, judge }];
    });
  }

  test('every schema has a validator, and every message a Standard Schema', () => {
    const types = pairs('read', bundle.components.schemas).map((one) => one.type);
    expect(types.length).toBeGreaterThan(50);
    const without = Object.keys(bundle.components.schemas).filter((name) => {
      return !types.includes(name) && emitted.exports[`validate${name}Param`] === undefined;
    });
    // What only the HTTP side sends has its own name there.
    expect(without.filter((name) => emitted.exports[`validate${name}`] === undefined)).toEqual([]);
    const schemas = Object.keys(emitted.exports).filter((name) => name.endsWith('Schema'));
    const functions = Object.keys(emitted.exports).filter((name) => name.startsWith('validate'));
    expect(schemas).toHaveLength(functions.length);
  });

  test.each(sides)(
    '%s: each has the verdict of the judge, and tells of the same places',
    (side) => {
      const { schemas } = bundle.components;
      const all = pairs(side, taggedSchemas(schemas, side));
      const numRuns = Math.ceil(instances / versions.length / sides.length / all.length);
      const counts = { valid: 0, invalid: 0 };
      for (const { name, type, judge } of all) {
        const validate = emitted.validatorOf(type);
        fc.assert(
          fc.property(instancesOf(schemas[name], schemas), (value) => {
            const before = JSON.stringify(value);
            const { ok, value: same, issues = [] } = validate(value, { unknownFields: 'allow' });
            const ours = issues.filter((one) => one.rule !== 'if').map((one) => one.path);
            const judged = judge(value);
            expect({ ok, paths: sorted(ours) }).toEqual({
              ok: judged.ok,
              paths: sorted(judged.paths),
            });
            expect(JSON.stringify(value)).toBe(before);
            if (ok) expect(same).toBe(value);
            counts[ok ? 'valid' : 'invalid'] += 1;
          }),
          { numRuns, seed: 7 },
        );
      }
      // A judge that is never of two minds would prove nothing.
      expect(counts.valid).toBeGreaterThan(numRuns * 3);
      expect(counts.invalid).toBeGreaterThan(numRuns * 3);
    },
  );

  test.each(sides)('%s: fields that are not described are refused where they are to be', (side) => {
    const { schemas } = bundle.components;
    const strict = pairs(side, strictSchemas(taggedSchemas(schemas, side)));
    const numRuns = Math.ceil(instances / 4 / versions.length / sides.length / strict.length);
    let refused = 0;
    for (const { name, type, judge } of strict) {
      const validate = emitted.validatorOf(type);
      const loose = { unknownFields: 'allow' } as const;
      fc.assert(
        fc.property(instancesOf(schemas[name], schemas), (value) => {
          const { ok, issues } = validate(value, { unknownFields: 'refuse' });
          expect([ok, issues]).toEqual([judge(value).ok, issues]);
          if (!ok && validate(value, loose).ok) refused += 1;
        }),
        { numRuns, seed: 7 },
      );
    }
    expect(refused).toBeGreaterThan(10);
  });
});

interface Pair {
  readonly name: string;
  readonly type: string;
  readonly judge: Judge;
}

function sorted(paths: Iterable<string>): readonly string[] {
  return [...new Set(paths)].sort();
}

test('the messages of real sessions have the verdict of the judge, and come out as they went in', async () => {
  const bundle = bundleAsyncApi(path.join(root, 'spec/openai-realtime/beta.asyncapi.yaml'));
  const [emitted] = await emitAll([new Map([['document.json', JSON.stringify(bundle)]])]);
  const { schemas } = bundle.components;
  const ajv = createAjv('draft7');
  ajv.addSchema({ $id: 'document.json', components: { schemas: taggedSchemas(schemas, 'read') } });
  const verdicts = new Set<boolean>();
  for (const { place, direction, message } of captured) {
    const type = direction === 'server' ? 'RealtimeServerEvent' : 'RealtimeClientEvent';
    const { ok, value, issues = [] } = emitted?.validatorOf(type)(message) ?? { ok: false };
    const event = Object.keys(schemas).find((name) => isOf(message, schemas[name]));
    const judged = judgeOf(
      { $ref: `document.json#/components/schemas/${event ?? ''}` },
      ajv,
    )(message);
    const paths = sorted(issues.map((one) => one.path));
    expect([place, ok, paths]).toEqual([place, judged.ok, sorted(judged.paths)]);
    if (ok) expect(value).toBe(message);
    verdicts.add(ok);
  }
  // The document alone does not know of all nulls that are sent; its patches do.
  expect(verdicts).toEqual(new Set([true, false]));
});

/** True for the schema of an event that has the type of a message. */
function isOf(message: Readonly<Record<string, unknown>>, schema: unknown): boolean {
  const type = own(own(own(schema, 'properties'), 'type'), 'const');
  return type !== undefined && type === message['type'];
}
