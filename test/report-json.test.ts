import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { jsonReport } from '../generator/report/json.ts';
import type { DiffReport } from '../generator/report/report.ts';
import { reportOf, rowOf } from './diff-report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';
import { typeSchema } from './type-schema.ts';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'wireshape-diff.schema.json');
const schema = typeSchema({
  file: 'generator/report/report.ts',
  type: 'DiffReport',
  title: 'wireshape diff --format json',
});

test('wireshape-diff.schema.json is what the type DiffReport says', async () => {
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
});

test('and it is published', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
    readonly exports: Readonly<Record<string, unknown>>;
  };
  expect(manifest.files).toContain('wireshape-diff.schema.json');
  expect(manifest.exports['./wireshape-diff.schema.json']).toBe('./wireshape-diff.schema.json');
});

const validate = new Ajv({ strict: false }).compile(schema);

describe('the schema takes', () => {
  const reports: readonly (readonly [string, DiffReport])[] = [
    ['a migration', migration()],
    ['no change', reportOf([])],
    ...hostileTexts.map((text) => [JSON.stringify(text), hostile(text)] as const),
  ];
  test.each(reports)('%s', (_name, report) => {
    const parsed: unknown = JSON.parse(jsonReport(report));
    expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
    expect(parsed).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('the schema refuses', () => {
  const row = rowOf('field-removed A.b');
  test.each([
    ['another format', { ...migration(), format: 'wireshape-diff/2' }],
    ['a key that is not known', { ...migration(), extra: 1 }],
    ['a key that is not known in a row', reportOf([{ ...row, extra: 1 } as typeof row])],
    ['a sort that is not known', reportOf([{ ...row, sort: 'fatal' } as never])],
    ['a text for a number', { ...migration(), counts: { ...migration().counts, loud: '1' } }],
    ['a report without rows', { ...migration(), rows: undefined }],
    ['null for what is not there', { ...migration(), proof: null }],
  ])('%s', (_name, report) => {
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false);
  });

  test('any key left out, but those that may be undefined', () => {
    const whole = JSON.parse(jsonReport(migration())) as Record<string, unknown>;
    const needed = Object.keys(whole).filter((key) => {
      const others = Object.fromEntries(Object.entries(whole).filter(([one]) => one !== key));
      return !validate(others);
    });
    expect(needed).toEqual(Object.keys(whole).filter((key) => key !== 'proof'));
  });
});

test('the text does not depend on the order in which the report was put together', () => {
  const report = migration();
  const turned = Object.fromEntries(Object.entries(report).reverse()) as unknown as DiffReport;
  const text = jsonReport(report);
  expect(jsonReport(turned)).toBe(text);
  expect(text.endsWith('}\n')).toBe(true);
});

test('printed, it moves no cursor and gives GitHub no command', () => {
  for (const one of hostileTexts) {
    const text = jsonReport(hostile(one));
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|##\[/u);
    expect(text).not.toMatch(/^\s*::/mu);
  }
});
