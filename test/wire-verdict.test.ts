import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { VersionCheck } from '../generator/wire/version-check.ts';
import { versions, type Version } from './facts/tables.ts';
import { patchedBundle } from './patched.ts';
import { captured, type Captured } from './wire/captured.ts';
import { createJudge } from './wire/judge.ts';
import { wireVersions } from './wire/models.ts';

const models = await wireVersions('patched');

/** Values that schemas tell apart. */
const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 0.5, 1e300, '', 'auto', 'none', 'text', 'message'),
  fc.constantFrom<unknown>('user', 'audio', 'pcm16', 'server_vad', [], {}, [null], {
    type: 'text',
  }),
  fc.string({ maxLength: 3 }),
);

interface Edit {
  readonly at: number;
  readonly value: unknown;
  readonly how: 'set' | 'remove' | 'add';
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(60),
  value,
  how: fc.constantFrom('set', 'remove', 'add'),
});

/** Each place of a value in turn, counted: the one that is meant is changed, and the number of places is given back. */
function edited(given: unknown, { at, value: put, how }: Edit): unknown {
  let left = at;
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (!isRecord(one)) return one;
    const entries = Object.entries(one).flatMap(([key, inner]) => {
      left -= 1;
      if (left !== -1) return [[key, walk(inner)]];
      if (how === 'remove') return [];
      return how === 'set'
        ? [[key, put]]
        : [
            [key, inner],
            [`${key}_too`, put],
          ];
    });
    return Object.fromEntries(entries);
  };
  return walk(given);
}

function mutated({
  one,
  edits,
}: {
  readonly one: Captured;
  readonly edits: readonly Edit[];
}): Captured {
  const message = edits.reduce<unknown>((given, each) => edited(given, each), one.message);
  return { ...one, message: isRecord(message) ? message : {} };
}

const message = fc
  .record({ one: fc.constantFrom(...captured), edits: fc.array(edit, { maxLength: 3 }) })
  .map(mutated);

describe.each(versions.map((name) => [name]))('the verdict on a message of %s', (name: Version) => {
  const model = models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`no model of ${name}`);
  const check = new VersionCheck(model);
  const judge = createJudge(patchedBundle(name));

  test('is that of ajv on schemas that are closed, and what is wrong is told where something is', () => {
    fc.assert(
      fc.property(message, (one) => {
        const event = check.find(one.direction === 'client' ? 'sent' : 'received', one.message);
        const drifts = judge(one);
        const fits = event?.fits(one.message) ?? false;
        expect({ one, fits }).toEqual({ one, fits: drifts.length === 0 });
        if (event === undefined) return;
        expect(event.counted(one.message)).toBe(fits);
        expect(event.issues(one.message).length > 0).toBe(!fits);
      }),
      { numRuns: 4000 },
    );
  });
});

test('what is wrong is told at the place where ajv sees it, where there is but one', () => {
  const [beta] = models.filter((one) => one.name === 'beta');
  if (beta === undefined) throw new Error('no beta');
  const check = new VersionCheck(beta);
  const judge = createJudge(patchedBundle('beta'));
  let compared = 0;
  fc.assert(
    fc.property(message, (one) => {
      const event = check.find(one.direction === 'client' ? 'sent' : 'received', one.message);
      const drifts = judge(one);
      const [drift] = drifts;
      if (event === undefined || drift === undefined || drifts.length > 1) return;
      const issues = event.issues(one.message);
      compared += 1;
      // ajv tells what is missing, and what the keys are, at the object; we tell it at the key.
      const isKey = drift.kind === 'required';
      // Nor are keys of maps told, which may be anything.
      const path = drift.path
        .replace(/\.\d+(?=\.|$)/g, '[]')
        .replace(/(?<=\bmetadata)\.[^.]+/, isKey ? '$&' : '{}');
      const paths = issues.map((each) => (isKey ? each.path.replace(/\.?[^.]*$/, '') : each.path));
      expect({ one, paths: [...new Set(paths)] }).toEqual({ one, paths: [path] });
      if (drift.kind === 'null') expect(issues[0]?.rule).toBe('null-undeclared');
      if (drift.kind === 'unknown') expect(issues[0]?.rule).toBe('field-undeclared');
    }),
    { numRuns: 6000 },
  );
  expect(compared).toBeGreaterThan(500);
});
