import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { DiffReport } from '../generator/report/report.ts';
import { sarifReport } from '../generator/report/sarif.ts';
import { endOf, reportOf, rowOf } from './diff-report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';
import { compileErrors } from './strict-program.ts';

const runOf = (report: DiffReport, verbose = true): Run =>
  (JSON.parse(sarifReport(report, { verbose })) as Log).runs[0]!;
const resultsOf = (report: DiffReport, verbose = true): readonly Result[] =>
  runOf(report, verbose).results!;

const reports: readonly (readonly [string, DiffReport])[] = [
  ['a migration', migration()],
  ['no change', reportOf([])],
  ...hostileTexts.map((text) => [JSON.stringify(text), hostile(text)] as const),
];

test('the log fits the types of SARIF 2.1.0, with no key that they do not know', () => {
  const types = createRequire(import.meta.url).resolve('@types/sarif/index.d.ts');
  const files = new Map([
    ['sarif.d.ts', readFileSync(types, 'utf8')],
    ...reports.map(([, report], index) => [`log${index}.ts`, moduleOf(report)] as const),
  ]);
  expect(compileErrors(files)).toEqual([]);
  const wrong = moduleOf(migration()).replaceAll('"startLine"', '"line"');
  expect(compileErrors(new Map([...files, ['log0.ts', wrong]])).join('\n')).toContain('"line"');
});

function moduleOf(report: DiffReport): string {
  const log = sarifReport(report, { verbose: true });
  return `import type { Log } from './sarif.js';\nexport const log: Log = ${log};\n`;
}

describe('what the types do not say holds as well for', () => {
  test.each(reports)('%s', (_name, report) => {
    const text = sarifReport(report, { verbose: true });
    const { tool, results = [] } = runOf(report);
    expect(text.startsWith('{\n  "version": "2.1.0",\n')).toBe(true);
    const ids = tool.driver.rules!.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    const suppressed = results.filter((one) => one.suppressions !== undefined).length;
    expect([0, results.length]).toContain(suppressed);
    for (const result of results) {
      expect(ids[result.ruleIndex!]).toBe(result.ruleId);
      for (const { physicalLocation } of [
        ...(result.locations ?? []),
        ...(result.relatedLocations ?? []),
      ]) {
        expect(physicalLocation!.artifactLocation!.uri).toMatch(
          /^(?:file:\/\/\/)?[\w.~%/!'()*-]*$/,
        );
        const { startLine = 1, startColumn = 1 } = physicalLocation!.region ?? {};
        expect(Math.min(startLine, startColumn)).toBeGreaterThan(0);
      }
    }
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]|##\[/u);
  });
});

test('levels, places, fingerprints and rules', () => {
  const row = rowOf('field-removed A.b', {
    before: endOf('string', 'spec/before.yaml', 3),
    after: endOf('number', 'spec/after.yaml', 4),
  });
  const report = reportOf([
    row,
    rowOf('a c', { sort: 'loud' }),
    rowOf('a d', { sort: 'warning' }),
    rowOf('a e', { sort: 'info' }),
  ]);
  const results = resultsOf(report);
  expect(results.map((one) => one.level)).toEqual(['error', 'error', 'warning', 'note']);
  expect(resultsOf(report, false)).toHaveLength(3);
  expect(results[0]).toMatchObject({
    ruleId: 'field-removed',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'spec/after.yaml' },
          region: { startLine: 4, startColumn: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: 'A.b' }],
      },
    ],
    relatedLocations: [
      { physicalLocation: { artifactLocation: { uri: 'spec/before.yaml' } }, message: {} },
    ],
    partialFingerprints: { 'wireshapeChange/v1': row.fingerprint },
  });
  expect(runOf(report).tool.driver.rules!.map((rule) => rule.id)).toEqual(['a', 'field-removed']);
});

test('a rule of ours says why it is there', () => {
  const rules = runOf(reportOf([rowOf('syntax a')])).tool.driver.rules;
  expect(rules).toEqual([
    {
      id: 'syntax',
      shortDescription: { text: 'The text is neither JSON nor YAML.' },
      defaultConfiguration: { level: 'error' },
    },
  ]);
});

test('a waived row is suppressed, and then every result says whether it is', () => {
  const waived = resultsOf(migration()).map((one) => one.suppressions!.length);
  expect(waived.filter((one) => one === 1)).toHaveLength(1);
  expect(resultsOf(migration()).find((one) => one.suppressions!.length === 1)).toMatchObject({
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        justification: 'nobody of ours uses it (until 2026-12-31)',
      },
    ],
  });
  expect(resultsOf(reportOf([rowOf('a b')]))[0]).not.toHaveProperty('suppressions');
});

test.each([
  ['spec/größe x.yaml', 'spec/gr%C3%B6%C3%9Fe%20x.yaml'],
  ['HEAD~1:spec/x.yaml', 'HEAD~1%3Aspec/x.yaml'],
  ['../x.yaml', '../x.yaml'],
  ['/tmp/x.yaml', 'file:///tmp/x.yaml'],
  ['C:\\spec\\x.yaml', 'file:///C%3A/spec/x.yaml'],
])('the file %s is the URI %s', (file, uri) => {
  const [result] = resultsOf(reportOf([rowOf('a b', { after: endOf('x', file) })]));
  expect(result!.locations![0]!.physicalLocation!.artifactLocation!.uri).toBe(uri);
});

test('a message has neither links nor places for arguments of its own', () => {
  const [result] = resultsOf(reportOf([rowOf('a b', { message: 'see [x](1) and {0}' })]));
  expect(result!.message.text).toContain('see \\[x\\](1) and {{0}}');
});

test('a contradiction of the compiler is a notification about the tool', () => {
  const notifications = runOf(hostile('x')).invocations![0]!.toolExecutionNotifications;
  expect(notifications).toEqual([
    {
      level: 'error',
      message: {
        text: 'x (sent): the rules say that it holds, the compiler that it breaks. not x',
      },
    },
  ]);
});
