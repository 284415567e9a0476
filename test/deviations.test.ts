import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { deviations, readDeviations, type Deviation } from './deviations.ts';
import { deviationsTable } from './deviations-table.ts';
import { versions } from './facts/tables.ts';

const root = path.join(import.meta.dirname, '..');
const captured = deviations.filter(({ evidence }) => evidence.startsWith('test/fixtures/wire/'));

describe('DEVIATIONS.md', () => {
  test('has the table that the patches make', async () => {
    const file = path.join(root, 'spec/openai-realtime/DEVIATIONS.md');
    const text = readFileSync(file, 'utf8');
    const heading = '## Deviations\n\n';
    const page = `${text.slice(0, text.indexOf(heading))}${heading}${await deviationsTable()}`;
    const wanted = await format(page, { ...(await resolveConfig(file)), filepath: file });
    if (process.env['UPDATE'] === '1') writeFileSync(file, wanted);
    expect(text).toBe(wanted);
  });

  test('lists each place once', () => {
    const places = deviations.map((one) => `${one.version} ${one.type}.${one.field} ${one.kind}`);
    expect(new Set(places).size).toBe(places.length);
    expect(new Set(deviations.map(({ version }) => version))).toEqual(new Set(versions));
  });

  test('names its sources', () => {
    const source = /^(test\/fixtures\/wire\/[\w.-]+:\d+|OpenAPI \d{4}-\d\d-\d\d, .+|openai \d.+)$/;
    expect(deviations.map(({ evidence }) => evidence).filter((one) => !source.test(one))).toEqual(
      [],
    );
  });

  test('refuses a row that it cannot read', () => {
    const head =
      '## Deviations\n\n| Version | Place | Kind | The facts say | The document says | Events | Evidence |\n|---|---|---|---|---|---|---|\n';
    expect(readDeviations(head)).toEqual([]);
    expect(() => readDeviations(`${head}| beta | Session | null | a | b | c | d |\n`)).toThrow(
      'cannot be understood',
    );
    expect(() => readDeviations('## Deviations\n')).toThrow('must have a table');
  });
});

describe('captured evidence', () => {
  test('there is some', () => {
    expect(captured.length).toBeGreaterThan(0);
  });

  test.each(captured)('$type.$field in $evidence', (deviation) => {
    const message = capturedMessage(deviation);
    expect(deviation.events).toContain(message['type']);
    const values = valuesOf(message, deviation.field);
    expect(values).not.toEqual([]);
    expect(values.includes(null)).toBe(deviation.kind === 'null');
  });
});

function capturedMessage({ evidence }: Deviation): Readonly<Record<string, unknown>> {
  const [file = '', line = ''] = evidence.split(':');
  const text = readFileSync(path.join(root, file), 'utf8').split('\n')[Number(line) - 1] ?? '';
  const record = JSON.parse(text) as { message: Readonly<Record<string, unknown>> };
  return record.message;
}

/** Every value that the key has anywhere in the message. */
function valuesOf(value: unknown, key: string): readonly unknown[] {
  if (Array.isArray(value))
    return (value as readonly unknown[]).flatMap((one) => valuesOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...valuesOf(inner, key),
  ]);
}
