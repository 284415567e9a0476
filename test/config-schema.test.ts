import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../generator/base/finding.ts';
import { checkConfig } from '../generator/commands/check-config.ts';
import { configSchema } from './config-schema.ts';

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'wireshape.config.schema.json');

test('wireshape.config.schema.json is what the type Config says', async () => {
  const text = await format(JSON.stringify(configSchema()), { parser: 'json', printWidth: 100 });
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
});

test('and it is published', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
    readonly exports: Readonly<Record<string, unknown>>;
  };
  expect(manifest.files).toContain('wireshape.config.schema.json');
  expect(manifest.exports['./wireshape.config.schema.json']).toBe('./wireshape.config.schema.json');
});

describe('the schema and the check agree that', () => {
  const validate = new Ajv({ strict: false }).compile(configSchema());
  const version = { name: 'v1', document: 'a.yaml' };
  const withTop = (more: object): unknown => ({ ...more, apis: { a: { versions: [version] } } });
  const settings: readonly (readonly [what: string, right: boolean, more: object])[] = [
    ['nothing more is needed', true, {}],
    ['$schema may be there', true, { $schema: './x.json' }],
    ['a key is misspelt', false, { overlay: ['x.yaml'] }],
    ['folders are listed', true, { allowRefs: ['../common'] }],
    ['folders are no text', false, { allowRefs: '../common' }],
    ['overlays are listed', true, { overlays: ['a.yaml', 'b.json'] }],
    ['overlays are texts', false, { overlays: [1] }],
    ['names are by name', true, { names: { Foo: 'Bar', 'components/schemas/x': 'X' } }],
    ['names are texts', false, { names: { Foo: 1 } }],
    ['events are chosen', true, { include: { events: ['a.*'] }, exclude: { channels: ['b'] } }],
    ['events are chosen by what is known', false, { include: { tags: ['a'] } }],
    ['events are listed', false, { exclude: { events: 'a' } }],
    ['a format may be plain', true, { formats: { 'date-time': 'plain' } }],
    ['a format may be nothing else', false, { formats: { 'date-time': 'Date' } }],
    ['a format may be branded', true, { formats: { uuid: { brand: 'Uuid', of: 'string' } } }],
    ['a format may be imported', true, { formats: { uuid: { import: './x.js', name: 'Uuid' } } }],
    ['an import has a name', false, { formats: { uuid: { import: './x.js' } } }],
    ['a brand is of a text or a number', false, { formats: { uuid: { brand: 'X', of: 'Date' } } }],
    ['templates are in a folder', true, { templates: 'templates' }],
    ['templates are in one folder', false, { templates: ['a', 'b'] }],
    ['rules have levels', true, { rules: { 'tag-missing': 'off', 'asyncapi-parser/x': 'error' } }],
    ['rules have known levels', false, { rules: { 'tag-missing': 'fatal' } }],
    ['changes are judged', true, { diff: { rules: { deprecated: 'off' }, failOn: 'never' } }],
    ['of one audience', true, { diff: { rules: { deprecated: { wire: 'error' } } } }],
    ['of known audiences', false, { diff: { rules: { deprecated: { wires: 'error' } } } }],
    ['waivers have reasons', false, { diff: { waivers: [{ rule: 'deprecated', at: '*' }] } }],
    [
      'waivers may expire',
      true,
      {
        diff: {
          waivers: [{ rule: 'deprecated', at: '*', reason: 'known', expires: '2026-12-31' }],
        },
      },
    ],
    ['one may be strict', true, { strict: true }],
    ['pages for people may be wanted', true, { reference: true }],
    ['pages for people are wanted or not', false, { reference: ['api.md'] }],
    ['one is strict or not', false, { strict: 'yes' }],
  ];
  test.each(settings)('%s', (_what, right, more) => {
    for (const value of [
      withTop(more),
      { apis: { a: { versions: [version], ...withoutSchema(more) } } },
      ...('diff' in more
        ? []
        : [{ apis: { a: { versions: [{ ...version, ...withoutSchema(more) }] } } }]),
    ]) {
      expect(validate(value)).toBe(right);
      if (right) expect(checkConfig(value, 'c.json')).toBe(value);
      else expect(() => checkConfig(value, 'c.json')).toThrow(UsageError);
    }
  });

  test.each([
    [true, { http: 'a.openapi.yaml' }],
    [false, { http: ['a.openapi.yaml'] }],
  ])('what goes over HTTP is told by one document (%s)', (right, more) => {
    const value = { apis: { a: { versions: [{ ...version, ...more }] } } };
    expect(validate(value)).toBe(right);
    if (right) expect(checkConfig(value, 'c.json')).toBe(value);
    else expect(() => checkConfig(value, 'c.json')).toThrow(UsageError);
  });

  test.each([
    [true, [{ before: 'v1', after: 'v2', map: 'm.yaml' }]],
    [false, [{ before: 'v1', after: 'v2' }]],
    [false, [{ before: 'v1', after: 'v2', map: 1 }]],
    [false, [{ before: 'v1', after: 'v2', map: 'm.yaml', reviewed: true }]],
    [false, { before: 'v1', after: 'v2', map: 'm.yaml' }],
  ])('migrations have maps (%s)', (right, migrations) => {
    const value = { apis: { a: { versions: [version, { ...version, name: 'v2' }], migrations } } };
    expect(validate(value)).toBe(right);
    if (right) expect(checkConfig(value, 'c.json')).toBe(value);
    else expect(() => checkConfig(value, 'c.json')).toThrow(UsageError);
  });

  test('a config of nothing is none', () => {
    expect(validate({})).toBe(false);
    expect(() => checkConfig({}, 'c.json')).toThrow(UsageError);
  });
});

function withoutSchema(more: object): object {
  return Object.fromEntries(Object.entries(more).filter(([key]) => key !== '$schema'));
}
