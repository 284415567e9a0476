import { describe, expect, test } from 'vitest';
import { format } from 'prettier';
import { withEntry, type ChangelogRequest } from '../generator/pack/changelog.ts';
import { entryText } from '../generator/pack/changelog-entry.ts';
import type { ReleasePlan, VersionChange } from '../generator/pack/plan.ts';
import type { ReportRow } from '../generator/report/report.ts';

const request: ChangelogRequest = {
  own: undefined,
  published: undefined,
  from: undefined,
  to: '0.1.0',
  day: '2026-12-31',
  entry: 'The first version.',
  name: '@acme/chat',
};

function headings(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('## '));
}

describe('a changelog', () => {
  const first = withEntry(request).text;
  const next = {
    ...request,
    own: first,
    published: first,
    from: '0.1.0',
    to: '0.2.0',
    entry: 'More.',
  };

  test('begins with the first version', () => {
    expect(first).toContain('# Changelog\n');
    expect(first).toContain('## [0.1.0] - 2026-12-31\n\nThe first version.\n');
  });

  test('has the newest version in front, and the others as they were', () => {
    const { text } = withEntry(next);
    expect(headings(text)).toEqual(['## [0.2.0] - 2026-12-31', '## [0.1.0] - 2026-12-31']);
    expect(text.endsWith(first.slice(first.indexOf('## [')))).toBe(true);
  });

  test('is the same when it is written again, on another day too', () => {
    const { text } = withEntry(next);
    expect(
      withEntry({ ...next, own: text, published: text, from: '0.2.0', day: '2027-01-01' }),
    ).toEqual({
      text,
      strangers: [],
    });
  });

  test('keeps what people wrote into entries and around them', () => {
    const own = first
      .replace('The first version.', 'The very first version, by Ann.')
      .replace('## [0.1.0]', 'Hello.\n\n## [Unreleased]\n\n- soon\n\n## [0.1.0]');
    const { text } = withEntry({ ...next, own });
    expect(text).toContain('The very first version, by Ann.');
    expect(text).toContain('Hello.');
    expect(headings(text)).toEqual([
      '## [Unreleased]',
      '## [0.2.0] - 2026-12-31',
      '## [0.1.0] - 2026-12-31',
    ]);
  });

  test('takes an entry that somebody has written for the version as it is', () => {
    const own = first.replace('## [0.1.0]', '## 0.2.0\n\nBy hand.\n\n## [0.1.0]');
    const { text, strangers } = withEntry({ ...next, own });
    expect(headings(text)).toEqual(['## 0.2.0', '## [0.1.0] - 2026-12-31']);
    expect(strangers).toEqual([]);
  });

  test('loses an entry of ours whose version never came out', () => {
    const { text: own } = withEntry(next);
    const { text, strangers } = withEntry({ ...next, own, to: '1.0.0', entry: 'Much more.' });
    expect(headings(text)).toEqual(['## [1.0.0] - 2026-12-31', '## [0.1.0] - 2026-12-31']);
    expect(strangers).toEqual([]);
  });

  test('names an entry that somebody changed whose version never came out', () => {
    const own = withEntry(next).text.replace('More.', 'More, by Ann.');
    const { text, strangers } = withEntry({ ...next, own, to: '1.0.0' });
    expect(text).toContain('More, by Ann.');
    expect(strangers).toEqual(['0.2.0']);
  });

  test('takes in what was published and is not committed', () => {
    const { text: published } = withEntry(next);
    const later = { ...next, own: first, published, from: '0.2.0', to: '0.3.0', entry: 'Later.' };
    expect(headings(withEntry(later).text)).toEqual([
      '## [0.3.0] - 2026-12-31',
      '## [0.2.0] - 2026-12-31',
      '## [0.1.0] - 2026-12-31',
    ]);
  });

  test('with Windows line ends is read too', () => {
    const own = first.replaceAll('\n', '\r\n');
    expect(headings(withEntry({ ...next, own }).text).length).toBe(2);
  });
});

const row = (
  kind: string,
  sort: ReportRow['sort'],
  place: string,
  more: Partial<ReportRow> = {},
): ReportRow => ({
  id: `${kind} ${place}`,
  fingerprint: '',
  rule: kind,
  kind,
  sort,
  source: { level: 'info', effect: 'none' },
  wire: { level: 'info', effect: 'none' },
  flows: ['received'],
  place,
  reaches: [],
  message: 'it is another one',
  hint: undefined,
  before: undefined,
  after: undefined,
  waiver: undefined,
  ...more,
});

const none = { bump: 'none', forcedBy: [] } as const;
const counts = { silent: 0, loud: 0, warning: 0, info: 0, waived: 0 };
const at = { file: '', pointer: '', line: undefined, column: undefined };
const changes: readonly VersionChange[] = [
  {
    name: 'v1',
    state: 'kept',
    report: {
      semver: { source: none, wire: none },
      counts,
      headlines: [
        { sort: 'silent', text: '1 event renamed', items: ['old.name → new.name'], more: 0 },
        { sort: 'loud', text: '7 fields lost: refused when sent', items: ['say: <b>'], more: 6 },
      ],
      rows: [
        row('event-added', 'info', 'said'),
        row('value-added', 'info', 'said: kind', { after: { text: '"*/"', at } }),
        row('limit-loosened', 'info', 'said: text'),
        row('description-changed', 'info', 'said'),
        row('field-removed', 'loud', 'say: room', {
          waiver: { reason: 'nobody sends it', expires: undefined },
        }),
      ],
    },
    gone: ['isOld'],
    come: ['isNew'],
  },
  { name: 'v2', state: 'added', report: undefined, gone: [], come: [] },
  { name: 'v0', state: 'removed', report: undefined, gone: [], come: [] },
];
const plan: ReleasePlan = {
  from: '1.0.0',
  to: '1.1.0',
  bump: 'major',
  due: '2.0.0',
  why: [],
  reason: 'nobody uses it [yet](x)',
};

describe('an entry', () => {
  const text = entryText(plan, changes, '0.1.0');

  test('says what breaks silently, what breaks loudly, what is new and what else, in that order', () => {
    expect(text.match(/^### .*/gm)).toEqual([
      '### Silent breaks',
      '### Loud breaks',
      '### Added',
      '### Changed',
      '### Accepted',
    ]);
    expect(text).toContain('- `v1`: 1 event renamed\n  - `old.name` → `new.name`');
    expect(text).toContain('- `v1`: no longer exported: `isOld`');
    expect(text).toContain('- `v0`: this version of the API is gone');
    expect(text).toContain('- `v1`: 1 event: `said`');
    expect(text).toContain('- `v1`: 1 value: `"*/" in said: kind`');
    expect(text).toContain('- `v2`: this version of the API');
    expect(text).toContain('- `v1`: 1 description');
    expect(text).toContain('nobody sends it');
    expect(text).toContain('  - and 6 more');
  });

  test('says why it is another version than what the changes ask for', () => {
    expect(text).toMatch(/^_The changes ask for 2\.0\.0; why this is 1\.1\.0:_ nobody uses it/);
  });

  test('lets nothing of a document or a reason through as Markdown', () => {
    expect(text).toContain('`<b>`');
    expect(text).not.toContain('[yet](x)_');
    expect(text).toContain('`[yet](x)`');
  });

  test('is in the layout of prettier', async () => {
    const whole = withEntry({ ...request, entry: text }).text;
    expect(await format(whole, { parser: 'markdown' })).toBe(whole);
  });

  test('of another tool alone says so', () => {
    expect(entryText(plan, [], '0.2.0')).toContain('Made anew by wireshape 0.2.0');
  });
});
