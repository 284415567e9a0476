import fc from 'fast-check';
import { gt, gte, inc, valid } from 'semver';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { exportedNames } from '../generator/pack/module-exports.ts';
import {
  planRelease,
  type Bump,
  type PlanRequest,
  type PublishedState,
  type VersionChange,
} from '../generator/pack/plan.ts';

const plain: PlanRequest = { bump: undefined, reason: undefined };

function published(version: string, more: Partial<PublishedState> = {}): PublishedState {
  return { version, taken: [version], same: false, ours: true, ...more };
}

/** A version of the API whose changes ask for that. */
function kept(source: Bump, wire: Bump = 'none', more: Partial<VersionChange> = {}): VersionChange {
  const verdict = (bump: Bump) => ({ bump, forcedBy: bump === 'none' ? [] : ['a change'] });
  return {
    name: 'v1',
    state: 'kept',
    report: {
      semver: { source: verdict(source), wire: verdict(wire) },
      headlines: [],
      rows: [],
      counts: { silent: 0, loud: 0, warning: 0, info: 0, waived: 0 },
    },
    gone: [],
    come: [],
    ...more,
  };
}

const added: VersionChange = { ...kept('none'), name: 'v2', state: 'added', report: undefined };
const removed: VersionChange = { ...added, state: 'removed' };

describe('the next version', () => {
  test.each<[what: string, from: string, changes: readonly VersionChange[], want: string]>([
    ['what breaks code', '1.2.3', [kept('major')], '2.0.0'],
    ['what breaks running programs alone', '1.2.3', [kept('patch', 'major')], '2.0.0'],
    ['what is added', '1.2.3', [kept('minor')], '1.3.0'],
    ['other words', '1.2.3', [kept('patch')], '1.2.4'],
    ['the gravest of several versions', '1.2.3', [kept('patch'), kept('major')], '2.0.0'],
    ['a new version of the API', '1.2.3', [kept('none'), added], '1.3.0'],
    ['a version of the API that is gone', '1.2.3', [kept('none'), removed], '2.0.0'],
    ['a name that is gone', '1.2.3', [kept('none', 'none', { gone: ['A'] })], '2.0.0'],
    ['a name that is new', '1.2.3', [kept('none', 'none', { come: ['A'] })], '1.3.0'],
    ['another tool', '1.2.3', [kept('none')], '1.2.4'],
    ['before 1.0.0, what breaks', '0.2.3', [kept('major')], '0.3.0'],
    ['before 1.0.0, what is added', '0.2.3', [kept('minor')], '0.2.4'],
    ['before 1.0.0, other words', '0.2.3', [kept('patch')], '0.2.4'],
    ['before 0.1.0, what breaks', '0.0.3', [kept('major')], '0.1.0'],
    ['behind a preview', '2.0.0-beta.1', [kept('major')], '2.0.0'],
  ])('%s: %s', (_what, from, changes, want) => {
    expect(planRelease(published(from), changes, plain).to).toBe(want);
  });

  test('is 0.1.0 where nothing is published', () => {
    expect(planRelease(undefined, [added], plain)).toMatchObject({ from: undefined, to: '0.1.0' });
  });

  test('is none where nothing is otherwise', () => {
    const plan = planRelease(published('1.0.0', { same: true }), [], plain);
    expect(plan).toMatchObject({ from: '1.0.0', to: undefined, bump: 'none', why: [] });
  });

  test('is none that somebody has published under another tag', () => {
    const state = published('1.0.0', { taken: ['1.0.0', '1.1.0', '1.2.0'] });
    expect(planRelease(state, [kept('minor')], plain).to).toBe('1.3.0');
  });

  test('is a major one where nobody knows what is published', () => {
    expect(planRelease(published('3.1.0', { ours: false }), [], plain).to).toBe('4.0.0');
  });

  test('says why', () => {
    const changes = [kept('major', 'minor', { gone: ['A', 'B', 'C', 'D'] }), added];
    expect(planRelease(published('1.0.0'), changes, plain).why).toEqual([
      { bump: 'major', version: 'v1', text: '1 change for code that is compiled' },
      { bump: 'minor', version: 'v1', text: '1 change for programs that run already' },
      { bump: 'major', version: 'v1', text: '4 names no longer exported: A, B, C, …' },
      { bump: 'minor', version: 'v2', text: 'this version of the API is new' },
    ]);
  });
});

describe('a person', () => {
  const plan = (from: string | undefined, bump: string, source: Bump, reason?: string) =>
    planRelease(from === undefined ? undefined : published(from), [kept(source)], { bump, reason });

  test.each([
    ['1.2.3', 'major', 'patch', '2.0.0'],
    ['0.2.3', 'major', 'patch', '1.0.0'],
    ['0.2.3', 'minor', 'patch', '0.3.0'],
    ['1.2.3', '5.0.0', 'patch', '5.0.0'],
    ['1.2.3', '2.0.0-beta.1', 'major', '2.0.0-beta.1'],
    [undefined, 'major', 'none', '1.0.0'],
    [undefined, '3.0.0', 'none', '3.0.0'],
  ] as const)('raises %s by %s where %s is due: %s', (from, bump, due, want) => {
    expect(plan(from, bump, due).to).toBe(want);
  });

  test.each([
    ['1.2.3', 'minor', 'major', '1.3.0'],
    ['1.2.3', '1.2.9', 'minor', '1.2.9'],
    ['0.2.3', 'patch', 'major', '0.2.4'],
    [undefined, '0.0.1', 'none', '0.0.1'],
  ] as const)('lowers %s by %s where %s is due, for a reason alone', (from, bump, due, want) => {
    expect(() => plan(from, bump, due)).toThrow(UsageError);
    expect(() => plan(from, bump, due, '  ')).toThrow(UsageError);
    expect(plan(from, bump, due, 'nobody uses it')).toMatchObject({
      to: want,
      reason: 'nobody uses it',
    });
  });

  test.each([
    ['1.2.3', '1.2.3', 'does not come after'],
    ['1.2.3', '1.0.0', 'does not come after'],
    ['1.2.3', 'huge', 'major, minor, patch or a version'],
    ['1.2.3', 'v2.0.0', 'major, minor, patch or a version'],
    ['1.2.3', '^2', 'major, minor, patch or a version'],
  ])('cannot make %s %s', (from, bump, message) => {
    expect(() => plan(from, bump, 'patch', 'because')).toThrow(message);
  });

  test('cannot take a version that is taken', () => {
    const state = published('1.0.0', { taken: ['1.0.0', '2.0.0'] });
    const request = { bump: '2.0.0', reason: undefined };
    expect(() => planRelease(state, [kept('major')], request)).toThrow('published already');
  });

  test('publishes the same again by naming a version, once', () => {
    const request = { bump: '1.0.0', reason: undefined };
    expect(planRelease(published('0.9.0', { same: true }), [], request).to).toBe('1.0.0');
    expect(planRelease(published('1.0.0', { same: true }), [], request).to).toBeUndefined();
    const level = { bump: 'major', reason: undefined };
    expect(planRelease(published('0.9.0', { same: true }), [], level).to).toBeUndefined();
  });
});

describe('whatever happened', () => {
  const version = fc.tuple(fc.nat(3), fc.nat(5), fc.nat(5)).map((numbers) => numbers.join('.'));
  const bump = fc.constantFrom<Bump>('major', 'minor', 'patch', 'none');
  const change = fc
    .tuple(bump, bump, fc.boolean(), fc.boolean(), fc.constantFrom('kept', 'added', 'removed'))
    .map(([source, wire, goes, comes, state]): VersionChange => {
      const one = kept(source, wire, { gone: goes ? ['A'] : [], come: comes ? ['B'] : [] });
      return state === 'kept' ? one : state === 'added' ? added : removed;
    });
  const state = fc
    .record({ version, more: fc.array(version) })
    .map(({ version: from, more }) => published(from, { taken: [...new Set([from, ...more])] }));
  const wish = fc.option(fc.oneof(fc.constantFrom('major', 'minor', 'patch'), version), {
    nil: undefined,
  });

  test('a plan goes up, to what is free, and no less than is due without a reason', () => {
    fc.assert(
      fc.property(state, fc.array(change), wish, (before, changes, wanted) => {
        const request = { bump: wanted, reason: undefined };
        const plan = planned(before, changes, request);
        if (plan === undefined) return;
        const { to, due } = plan;
        expect(valid(to)).toBe(to);
        expect(gt(to ?? '', before.version)).toBe(true);
        expect(before.taken).not.toContain(to);
        expect(gte(to ?? '', due ?? '')).toBe(true);
        expect(planned(before, changes, request)).toEqual(plan);
      }),
    );
  });

  test('what breaks after 1.0.0 raises the first number, and before it the second', () => {
    fc.assert(
      fc.property(state, fc.array(change), (before, changes) => {
        const { to } = planRelease(before, [...changes, kept('major')], plain);
        const level = before.version.startsWith('0.') ? 'minor' : 'major';
        expect(gte(to ?? '', inc(before.version, level) ?? '')).toBe(true);
      }),
    );
  });

  test('nothing is left to publish once it is published', () => {
    fc.assert(
      fc.property(state, fc.array(change), wish, (before, changes, wanted) => {
        const request = { bump: wanted, reason: 'because' };
        const { to } = planned(before, changes, request) ?? {};
        if (to === undefined) return;
        const after = published(to, { taken: [...before.taken, to], same: true });
        expect(planRelease(after, [], request).to).toBeUndefined();
      }),
    );
  });

  function planned(
    before: PublishedState,
    changes: readonly VersionChange[],
    request: PlanRequest,
  ) {
    try {
      return planRelease(before, changes, request);
    } catch (error) {
      // Random wishes may be too low or taken; anything else is a defect.
      if (error instanceof UsageError) return undefined;
      throw error;
    }
  }
});

test('the names that modules export are found', () => {
  const text = [
    'import type { Hidden } from "./hidden.js";',
    'export interface Item { readonly a: string; }',
    'export type Größe = 1;',
    'export const itemTypes = [] as const;',
    'export function isItem(value: unknown): value is Item {',
    '  const inner = 1; return inner === 1;',
    '}',
    "export type { One, Two as Other } from './types.js';",
    "export { three, type Four } from './types.js';",
    "export * from './unions.js';",
  ].join('\n');
  const found = exportedNames([
    { path: 'v1/types.ts', text },
    { path: 'v1/more.ts', text: 'export class More {}' },
    { path: 'migrate.ts', text: 'export async function convert() {}' },
  ]);
  expect([...found].map(([folder, names]) => [folder, [...names]])).toEqual([
    ['v1', ['Item', 'Größe', 'itemTypes', 'isItem', 'One', 'Other', 'three', 'Four', 'More']],
    ['', ['convert']],
  ]);
});
