import { describe, expect, test } from 'vitest';
import { deviations, type Deviation } from './deviations.ts';
import { patchedBundle, readPatches } from './patched.ts';
import { captured, type Captured } from './wire/captured.ts';
import { createJudge, type Drift } from './wire/judge.ts';

const judge = createJudge(patchedBundle('beta'));

const folder = 'test/fixtures/wire/';
const own = deviations.filter(({ version }) => version === 'beta');
const evidenced = own.filter(({ evidence }) => evidence.startsWith(folder));

/** What 73 messages say that the facts do not: how often, in which event, where, what, and in which message first. */
const knownDrifts = `
2x session.created session.object unknown forum-2024-10-27.ndjson:1
1x session.created session.expires_at unknown forum-2024-10-27.ndjson:1
2x session.created session.input_audio_transcription null forum-2024-10-27.ndjson:1
4x response.created response.status_details null forum-2024-10-27.ndjson:5
4x response.created response.usage null forum-2024-10-27.ndjson:5
2x response.done response.status_details null forum-2024-10-27.ndjson:36
1x session.created session.expires_at unknown forum-2024-10-28.ndjson:1
1x response.done response.status_details.error.message unknown rate-limit-failure-2025-07.ndjson:1
1x response.done response.usage.input_token_details.cached_tokens_details unknown rate-limit-failure-2025-07.ndjson:1
`;

/** How many of the messages the facts allow. */
const fitFacts = 64;

function driftsWithout(some: readonly Deviation[]): readonly Drift[] {
  const rows = new Set(some.map((one) => own.indexOf(one)));
  return captured.flatMap(createJudge(patchedBundle('beta', rows)));
}

/** Equal drifts, of equal values, as one line of the table above. */
function linesOf(drifts: readonly Drift[]): readonly string[] {
  const counts = new Map<string, { readonly first: string; count: number }>();
  for (const { event, path: at, kind, value, place } of drifts) {
    const key = JSON.stringify([event, at, kind, value]);
    const group = counts.get(key) ?? { first: `${event} ${at} ${kind} ${place}`, count: 0 };
    group.count += 1;
    counts.set(key, group);
  }
  return [...counts.values()].map(({ first, count }) => `${String(count)}x ${first}`);
}

test('the schemas of our document, patched, take every captured message, no field of it undeclared', () => {
  expect(captured).toHaveLength(73);
  expect(captured.flatMap(judge)).toEqual([]);
});

describe('without the deviations', () => {
  const drifts = driftsWithout(own);

  test('the messages drift from the schemas as they do from the facts', () => {
    expect([...linesOf(drifts)].sort()).toEqual(knownDrifts.trim().split('\n').sort());
    const drifting = new Set(drifts.map(({ place }) => place));
    expect(captured.length - drifting.size).toBe(fitFacts);
  });

  test('the messages that drift are as many as the patches say', () => {
    const counted = readPatches('beta')
      .flatMap((patch) => patch['x-evidence'] ?? [])
      .flatMap((one) => ('capture' in one ? [one.count] : []));
    expect(counted).toEqual(evidenced.map((one) => driftsWithout([one]).length));
  });

  test('that messages show, nothing else would drift', () => {
    const others = own.filter((one) => !evidenced.includes(one));
    expect(others.length).toBeGreaterThan(0);
    expect(driftsWithout(others)).toEqual([]);
    expect(driftsWithout(evidenced)).toEqual(drifts);
  });

  test.each(evidenced.map((one) => [`${one.type}.${one.field}`, one] as const))(
    'of %s alone, the message that shows it drifts there',
    (_, one) => {
      const { field, kind, evidence } = one;
      const found = driftsWithout([one]);
      expect(found[0]?.place).toBe(evidence.slice(folder.length));
      const what = new Set(found.map((drift) => [drift.path.split('.').at(-1), drift.kind].join()));
      expect([...what]).toEqual([[field, kind === 'field' ? 'unknown' : kind].join()]);
      for (const drift of found) expect(drifts).toContainEqual(drift);
    },
  );
});

describe('the judge', () => {
  test('finds a field that is not declared in any object of any message', () => {
    const told = captured.flatMap((one) =>
      pathsOfObjects(one.message).map((steps) => {
        const found = judge({ ...one, message: withSurprise(one.message, steps) });
        const at = [...steps, 'surprise'].join('.');
        return [`${one.place} ${at}`, found.some(({ path: where }) => where === at)] as const;
      }),
    );
    expect(told.length).toBe(143);
    expect(told.flatMap(([place, noticed]) => (noticed ? [] : [place]))).toEqual([]);
  });

  const [created, sent] = ['session.created', 'response.create'].map((type) =>
    captured.find(({ message }) => message['type'] === type)!,
  );

  test.each<[what: string, message: Captured, path: string, kind: string]>([
    ['null', { ...created!, message: { ...created!.message, event_id: null } }, 'event_id', 'null'],
    [
      'a field that is missing',
      { ...created!, message: { type: 'session.created' } },
      '',
      'required',
    ],
    ['another type', { ...sent!, message: { ...sent!.message, response: 7 } }, 'response', 'type'],
    ['another direction', { ...sent!, direction: 'server' }, '', 'no such event'],
    ['an event of another version', { ...sent!, message: { type: 'ping' } }, '', 'no such event'],
  ])('finds %s', (_, message, where, kind) => {
    const found = judge(message);
    expect(found.map((drift) => [drift.path, drift.kind])).toContainEqual([where, kind]);
  });
});

type Steps = readonly (string | number)[];

function pathsOfObjects(value: unknown, at: Steps = []): readonly Steps[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  const inner = entries.flatMap(([key, one]) => pathsOfObjects(one, [...at, key]));
  return Array.isArray(value) ? inner : [at, ...inner];
}

function withSurprise(message: Captured['message'], steps: Steps): Captured['message'] {
  const copy = structuredClone(message) as Record<string | number, unknown>;
  const object = steps.reduce((at, step) => at[step] as typeof copy, copy);
  object['surprise'] = 1;
  return copy;
}
