import { describe, expect, test } from 'vitest';
import { githubReport } from '../generator/report/github.ts';
import { candidateOf, endOf, reportOf, rowOf } from './diff-report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';

const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1);

test('a row is an annotation of its line in the document after', () => {
  const row = rowOf('limit-changed A.b', {
    sort: 'loud',
    message: 'the limit is lower',
    hint: 'send less',
    before: endOf('10', 'spec/before.yaml', 3),
    after: endOf('5', 'spec/after.yaml', 4),
  });
  expect(githubReport(reportOf([row]), { verbose: false })).toBe(
    '::error file=spec/after.yaml,line=4,col=5,title=limit-changed%3A A.b::the limit is lower ' +
      '(source breaks loudly, wire breaks silently)%0Abefore: 10%0Aafter: 5%0Ato do: send less\n',
  );
});

test('what is gone is annotated in the document before, with what it may be now', () => {
  const [gone, come] = [
    rowOf('event-removed a', { before: endOf('Event', 'spec/before.yaml', 3) }),
    rowOf('event-added b', { sort: 'info' }),
  ];
  const report = reportOf([gone, come], { candidates: [candidateOf(gone, come)] });
  const [line = ''] = linesOf(githubReport(report, { verbose: false }));
  expect(line).toMatch(/^::error file=spec\/before\.yaml,line=3,col=5,/);
  expect(line).toContain('(silent: source breaks');
  expect(line).toContain('%0Aprobably renamed to b: same 7 fields');
});

test('levels follow sorts and findings, gravest first; waived rows are left out', () => {
  const rows = [
    rowOf('a a'),
    rowOf('a b', { sort: 'loud' }),
    rowOf('a c', { sort: 'warning' }),
    rowOf('a d', { sort: 'info' }),
    rowOf('a e', { waiver: { reason: 'known', expires: undefined } }),
  ];
  const names = (verbose: boolean): readonly string[] =>
    linesOf(githubReport(reportOf(rows), { verbose })).map((line) => line.split(' ')[0] ?? '');
  expect(names(false)).toEqual(['::error', '::error', '::warning']);
  expect(names(true)).toEqual(['::error', '::error', '::warning', '::notice']);
});

test('a place without a line names its file, a row without a place none', () => {
  const [finding = ''] = linesOf(githubReport(migration(), { verbose: false }));
  expect(finding).toMatch(/^::warning file=wireshape\.config\.ts,title=waiver-expired::/);
  expect(githubReport(reportOf([rowOf('a b')]), { verbose: false })).toMatch(/^::error title=/);
});

test('without a change there is nothing to say', () => {
  expect(githubReport(reportOf([]), { verbose: true })).toBe('');
});

describe('a text of a document is data:', () => {
  test.each(hostileTexts.map((text) => [JSON.stringify(text), text]))('%s', (_name, text) => {
    const lines = linesOf(githubReport(hostile(text), { verbose: true }));
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const read = readCommand(line);
      expect(Object.keys(read.properties).filter((key) => key !== 'file')).toEqual(
        line === lines[2] ? ['title'] : ['line', 'col', 'title'],
      );
      expect(['error', 'notice']).toContain(read.command);
      expect(line).not.toMatch(/\p{Cc}|##\[/u);
    }
    const file = readCommand(lines[0] ?? '').properties['file'] ?? '';
    if (/^[ -~]*$/.test(text)) expect(file).toBe(text.includes('##[') ? file : text);
  });
});

/** Reads a command as GitHub's runner does: up to the first `::`, properties by `,` and `=`, then the escapes. */
function readCommand(line: string) {
  const end = line.indexOf('::', 2);
  const [command = '', ...rest] = line.slice(2, end).split(' ');
  const properties = rest
    .join(' ')
    .split(',')
    .map((one) => one.split(/=(.*)/s) as [string, string])
    .map(([key, value]) => [key, unescape(value)]);
  return {
    command,
    properties: Object.fromEntries(properties) as Record<string, string>,
    message: unescape(line.slice(end + 2)),
  };
}

function unescape(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');
}
