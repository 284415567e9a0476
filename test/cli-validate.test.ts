import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool, type Ended } from './run-tool.ts';

const document = `asyncapi: 2.6.0
info: { title: Lamp, version: 1.0.0, owner: me }
channels:
  lamps/{id}:
    subscribe:
      message:
        name: lit
        payload: { type: object, properties: { type: { const: lit } } }
        examples: [{ payload: { type: dark } }]
`;

let folder: string;
const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
const run = (...given: readonly string[]): Promise<Ended> => runTool(folder, given);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-validate-'));
  write('lamp.yaml', document);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('validate', () => {
  test('tells mistakes of which no type depends as warnings, with what the parser advises', async () => {
    const { code, out, err } = await run('validate', 'lamp.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/^lamp\.yaml {2}no error, \d+ warnings {2}\d+\.\d\d s\n$/);
    expect(err).toContain('lamp.yaml:2:38  warning  property-unknown  ');
    expect(err).toContain(
      'lamp.yaml:9:33  warning  message-example  "type" must be "lit", not "dark"',
    );
    expect(err).toContain('  warning  asyncapi-parser/asyncapi-info-contact  ');
    expect(err).not.toContain('  error  ');
    expect(readdirSync(folder)).toEqual(['lamp.yaml']);
  });

  test('makes errors of mistakes, not of advice, where one is strict', async () => {
    const { code, err } = await run('validate', 'lamp.yaml', '--strict');
    expect(code).toBe(1);
    expect(err).toContain('lamp.yaml:9:33  error  message-example  ');
    expect(err).toContain('  warning  asyncapi-parser/asyncapi-info-contact  ');
  });

  test('takes documents and levels from the config', async () => {
    const rules = { 'asyncapi-parser/asyncapi-info-contact': 'error', 'property-unknown': 'off' };
    const versions = [{ name: 'v1', document: 'lamp.yaml' }];
    write('wireshape.config.json', JSON.stringify({ rules, apis: { lamp: { versions } } }));
    const { code, err } = await run('validate');
    expect(code).toBe(1);
    expect(err).toContain('  error  asyncapi-parser/asyncapi-info-contact  ');
    expect(err).not.toContain('property-unknown');
  });

  test('applies overlays first', async () => {
    const actions = [
      { target: '$.info.owner', remove: true },
      { target: '$..examples', remove: true },
      { target: '$.info', update: { contact: { name: 7 } } },
    ];
    const info = { title: 'Fix', version: '1' };
    write('fix.json', JSON.stringify({ overlay: '1.0.0', info, actions }, undefined, 2));
    const { err } = await run('validate', 'lamp.yaml', '--overlay', 'fix.json');
    expect(err).not.toContain('property-unknown');
    expect(err).not.toContain('message-example');
    expect(err).toMatch(/^fix\.json:20:11 {2}warning {2}asyncapi-aside {2}/m);
  });

  test('exits with 1 for what cannot be read, and goes on with the others', async () => {
    write('broken.yaml', 'asyncapi: [');
    const { code, out, err } = await run('validate', 'broken.yaml', 'lamp.yaml', 'none.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^broken\.yaml +1 error .*\nlamp\.yaml +no error, .*\nnone\.yaml +1 error /,
    );
    expect(err).toContain('none.yaml:1:1  error  file-missing  ');
  });

  test('prints one JSON document', async () => {
    const { code, out, err } = await run('validate', 'lamp.yaml', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out) as {
      readonly documents: readonly { readonly findings: readonly object[] }[];
    };
    expect(Object.keys(report)).toEqual([
      'wireshape',
      'command',
      'exitCode',
      'errors',
      'warnings',
      'notes',
      'documents',
    ]);
    expect(report).toMatchObject({ command: 'validate', exitCode: 0, errors: 0 });
    expect(report.documents[0]).toMatchObject({ api: 'lamp', version: '', document: 'lamp.yaml' });
    expect(report.documents[0]?.findings).toContainEqual({
      file: 'lamp.yaml',
      line: 2,
      column: 38,
      pointer: '/info/owner',
      rule: 'property-unknown',
      level: 'warning',
      message: 'property "owner" is not allowed in an info',
      hint: null,
    });
  });
});
