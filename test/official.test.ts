import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../generator/base/finding.ts';
import { officialVerdict } from '../generator/verdict/official.ts';
import { startOfficialVerdict } from '../generator/verdict/remembered.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'wireshape official ü ')));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A document whose one schema stands elsewhere. */
function documentWith(ref: string): string {
  return `asyncapi: 3.0.0
info:
  title: Chat
  version: 1.0.0
components:
  schemas:
    A:
      $ref: ${JSON.stringify(ref)}
`;
}

function errorsIn(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ level }) => level === 'error');
}

describe('officialVerdict', () => {
  test('tells what the parser tells, with its place', async () => {
    const text = documentWith('#/components/schemas/B').replace('title: Chat', 'titel: Chat');
    const file = write('chat.yaml', text);
    const findings = await officialVerdict(file, text);
    expect(findings).toContainEqual({
      rule: 'asyncapi-parser/invalid-ref',
      level: 'error',
      at: { file, pointer: '/components/schemas/A/$ref', line: 8, column: 13 },
      message: "'#/components/schemas/B' does not exist",
      hint: undefined,
    });
    expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual([
      'info asyncapi-parser/asyncapi-latest-version',
      'error asyncapi-parser/asyncapi-document-resolved',
      'error asyncapi-parser/asyncapi-document-resolved',
      'error asyncapi-parser/invalid-ref',
    ]);
  });

  test('reads other files in the folder of the document, and finds their faults there', async () => {
    const other = write('parts/a b.yaml', 'A:\n  type: nope\n');
    const text = documentWith('parts/a b.yaml#/A');
    const findings = await officialVerdict(write('chat.yaml', text), text);
    expect(errorsIn(findings).map(({ at }) => at)).toContainEqual({
      file: other,
      pointer: '/A/type',
      line: 2,
      column: 9,
    });
  });

  test('takes a document whose parts are all valid', async () => {
    write('parts/a.json', '{ "A": { "type": "object" } }');
    const text = documentWith('./parts/a.json#/A');
    expect(errorsIn(await officialVerdict(write('chat.yaml', text), text))).toEqual([]);
  });

  test('reads nothing outside the folder, not through a link either', async () => {
    write('outside.yaml', 'A: { type: object }\n');
    mkdirSync(path.join(folder, 'api'));
    symlinkSync(path.join(folder, 'outside.yaml'), path.join(folder, 'api/link.yaml'));
    for (const ref of ['../outside.yaml', 'link.yaml', path.join(folder, 'outside.yaml')]) {
      const text = documentWith(`${ref}#/A`);
      const errors = errorsIn(await officialVerdict(write('api/chat.yaml', text), text));
      expect(errors.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
        expect.stringMatching(/^asyncapi-parser\/invalid-ref .* was not read$/),
      ]);
    }
  });

  test('asks nobody on the network', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('A: { type: object }');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/a.yaml`;
    const text = documentWith(`${address}#/A`);
    const errors = errorsIn(await officialVerdict(write('chat.yaml', text), text));
    server.close();
    expect(asked).toBe(0);
    expect(errors.map(({ message }) => message)).toEqual([`${address} was not read`]);
  });

  test('tells of a text that is no YAML', async () => {
    const text = 'asyncapi: 3.0.0\ninfo: [\n';
    const findings = await officialVerdict(write('chat.yaml', text), text);
    expect(errorsIn(findings).map(({ rule }) => rule)).toContain('asyncapi-parser/parser');
  });
});

describe('startOfficialVerdict', () => {
  /** Where the verdicts on documents of a package with installed modules are kept. */
  const cache = (): string => path.join(folder, 'node_modules/.cache/wireshape/verdicts');

  function inPackage(text: string): { file: string; texts: ReadonlyMap<string, string> } {
    write('package.json', '{}');
    mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
    const file = write('api/chat.yaml', text);
    return { file, texts: new Map([[file, text]]) };
  }

  test('asks the parser once for each content', async () => {
    const input = inPackage(documentWith('#/nope'));
    const first = await startOfficialVerdict(input);
    expect(first.source).toBe('parser');
    expect(errorsIn(first.findings).map(({ at }) => at.file)).toEqual([input.file]);
    expect(first.findings).toStrictEqual(await officialVerdict(input.file, documentWith('#/nope')));
    expect(await startOfficialVerdict(input)).toStrictEqual({ ...first, source: 'remembered' });
    expect(readdirSync(cache())).toHaveLength(1);
    const [name = ''] = readdirSync(cache());
    // What is remembered belongs to the content, wherever the folder stands.
    expect(readFileSync(path.join(cache(), name), 'utf8')).not.toContain(folder);

    const changed = inPackage(documentWith('#/nowhere'));
    expect((await startOfficialVerdict(changed)).source).toBe('parser');
    expect(readdirSync(cache())).toHaveLength(2);
  });

  test('shows the parser the texts it was given, and no others', async () => {
    const input = inPackage(documentWith('part.yaml#/A'));
    const part = write('api/part.yaml', 'A: { type: nope }');
    const texts = new Map([...input.texts, [part, 'A: { type: object }']]);
    expect(errorsIn((await startOfficialVerdict({ ...input, texts })).findings)).toEqual([]);
    const unread = errorsIn((await startOfficialVerdict(input)).findings);
    expect(unread.map(({ message }) => message)).toEqual([`${part} was not read`]);
  });

  test('forgets what is broken, and does without a place to remember', async () => {
    const input = inPackage(documentWith('#/info'));
    await startOfficialVerdict(input);
    const [name = ''] = readdirSync(cache());
    writeFileSync(path.join(cache(), name), '{"half');
    expect((await startOfficialVerdict(input)).source).toBe('parser');
    rmSync(cache(), { recursive: true });
    writeFileSync(cache(), 'in the way');
    expect((await startOfficialVerdict(input)).source).toBe('parser');
  });

  test('leaves large documents to those who ask for it', async () => {
    const input = inPackage(`${documentWith('#/info')}# ${'a'.repeat(600 * 1024)}`);
    expect(await startOfficialVerdict(input)).toEqual({
      findings: [],
      source: 'skipped',
      reason: 'the document is larger than 512 KB',
    });
  });

  test('ends when nobody waits any more', async () => {
    const controller = new AbortController();
    const outcome = startOfficialVerdict({
      ...inPackage(documentWith('#/info')),
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 100);
    expect(await outcome).toEqual({
      findings: [],
      source: 'skipped',
      reason: 'nobody waited for it',
    });
    expect(existsSync(cache())).toBe(false);
  });
});
