import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generate, type GenerateTarget } from '../generator/index.ts';
import { wholeCorpus as corpus } from './corpus/samples.ts';

const pairs = path.join(import.meta.dirname, 'fixtures/versions');

/**
 * Documents and their conversions to AsyncAPI 3. What one may publish to a server (2.x), the server receives (3.x), so the types are the
 * same from opposite ends.
 */
describe('AsyncAPI 2 and its conversion to 3', () => {
  test.each(['plain', 'inline', 'traits'])('%s', async (name) => {
    const [old, converted] = await Promise.all([
      typesOf(path.join(pairs, `${name}.v2.yaml`), 'client'),
      typesOf(path.join(pairs, `${name}.v3.yaml`), 'server'),
    ]);
    expect(old.size).toBeGreaterThan(2);
    expect(converted).toEqual(old);
  });

  test.skipIf(!existsSync(corpus))('a chat of 49 messages', async () => {
    const old = await typesOf(path.join(corpus, 'asyncapi/jasyncapi-slack-rtm-v26.yaml'), 'client');
    const converted = await typesOf(path.join(corpus, 'asyncapi/spec-slack-rtm.yaml'), 'server');
    expect(old.get('unions.ts')).toContain('export type ClientEvent');
    expect(converted).toEqual(old);
  });
});

test.skipIf(!existsSync(corpus))('YAML and JSON of one document give the same types', async () => {
  const [one, other] = await Promise.all(
    ['assemblyai-realtime-v2.yaml', 'assemblyai-realtime-v2-json.json'].map((file) =>
      typesOf(path.join(corpus, 'asyncapi', file), 'client'),
    ),
  );
  expect(other).toEqual(one);
});

test('a byte order mark and the line ends of Windows change nothing', async () => {
  const file = path.join(pairs, 'plain.v2.yaml');
  const text = readFileSync(file, 'utf8');
  const { inCaseFolder } = await import('./case-folder.ts');
  await inCaseFolder(async (folder) => {
    folder.write(new Map([['plain.yaml', `\uFEFF${text.replaceAll('\n', '\r\n')}`]]));
    const marked = await typesOf(path.join(folder.path, 'plain.yaml'), 'client');
    expect(marked).toEqual(await typesOf(file, 'client'));
  });
});

/** The files of a document, without their first line, which names it. */
async function typesOf(
  file: string,
  perspective: GenerateTarget['perspective'],
): Promise<ReadonlyMap<string, string>> {
  const target: GenerateTarget = {
    api: 'one',
    version: '',
    document: file,
    output: 'out',
    unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
    components: { received: undefined, sent: undefined },
    perspective,
  };
  const [result] = await generate([target], {
    cwd: path.dirname(file),
    mode: 'check',
    verdict: 'quick',
    verify: false,
    allowRefs: [],
    onProgress: () => undefined,
  });
  expect(result?.findings.filter((one) => one.level === 'error')).toEqual([]);
  const texts = (result?.files ?? []).map(({ file: name, after }): readonly [string, string] => {
    const text = after ?? '';
    return [path.basename(name), text.slice(text.indexOf('\n'))];
  });
  return new Map(texts);
}
