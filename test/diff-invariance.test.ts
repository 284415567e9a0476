import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { diff, type DiffResult } from '../generator/index.ts';
import { inCaseFolder } from './case-folder.ts';
import { wholeCorpus } from './corpus/samples.ts';
import { rewritings, type Files } from './diff-invariance/rewrite.ts';
import { versions } from './facts/tables.ts';
import { root } from './output/emit.ts';

/** Documents by the file that one compares, relative to the folder that has all their files. */
const documents: readonly (readonly [folder: string, file: string])[] = [
  ...versions.map((one) => ['spec/openai-realtime', `${one}.asyncapi.yaml`] as const),
  ['test/fixtures', 'openai-2026-08-21.asyncapi.yaml'],
  ...['corpus/asyncapi', 'series/skyfollower', 'series/springwolf-kafka', 'verdict', 'versions']
    .map((one) => `test/fixtures/${one}`)
    .flatMap((folder) =>
      readdirSync(path.join(root, folder))
        .filter((file) => /\.(?:ya?ml|json)$/.test(file) && file !== 'INDEX.json')
        .map((file) => [folder, file] as const),
    ),
];

/** A pointer leads through a reference there, which the official parser takes in one order and refuses in another. */
const ordered: ReadonlySet<string> = new Set(['chat.v3.yaml']);

describe.each(Object.entries(rewritings))('%s', (name, rewrite) => {
  test.each(documents)('%s/%s', async (folder, file) => {
    const files = filesOf(path.join(root, folder), file);
    const isByName = JSON.stringify([...files]).includes('"discriminator"');
    // What tells shapes apart by the names of their schemas says otherwise with other names.
    if (isByName && /called|\$ref/.test(name)) return;
    if (name === 'keys in another order' && ordered.has(file)) return;
    const { texts, named } = rewrite(files);
    await inCaseFolder(async ({ path: cwd, write }) => {
      write(new Map([...texts].map(([one, text]) => [`after/${one}`, text])));
      for (const [one] of files) copy(path.join(root, folder, one), path.join(cwd, 'before', one));
      const result = await compared(`before/${file}`, `after/${named(file)}`, cwd);
      expectNothing(result);
    });
  });
});

describe('AsyncAPI 2 and its conversion to 3', () => {
  const own = path.join(root, 'test/fixtures/versions');
  test.each(['plain', 'inline', 'traits'])('%s', async (name) => {
    expectNothing(await compared(`${name}.v2.yaml`, `${name}.v3.yaml`, own));
    expectNothing(await compared(`${name}.v3.yaml`, `${name}.v2.yaml`, own));
  });

  const corpus = path.join(wholeCorpus, 'asyncapi');
  test.skipIf(!existsSync(corpus))('a chat of 49 messages', async () => {
    expectNothing(await compared('jasyncapi-slack-rtm-v26.yaml', 'spec-slack-rtm.yaml', corpus));
  });
});

/** No change, or the same refusal on both sides. */
function expectNothing({ report, findings }: DiffResult): void {
  if (report === undefined) {
    const sides = findings.filter((one) => one.level === 'error').map(({ at }) => at.file);
    expect(new Set(sides.map((one) => one.split('/')[0])).size).toBe(2);
    return;
  }
  const { rows, candidates, unrelated, semver, before } = report;
  expect(rows.map(({ id }) => id)).toEqual([]);
  expect(candidates).toEqual([]);
  // Types that no event holds are known by nothing but their names.
  if (before.events.received + before.events.sent > 0) expect(unrelated).toBe(false);
  expect([semver.source.bump, semver.wire.bump]).toEqual(['none', 'none']);
}

/** A document and all files that it may refer to, as values. */
function filesOf(folder: string, file: string): Files {
  const common = path.join(folder, 'common');
  const others = existsSync(common) ? readdirSync(common).map((one) => `common/${one}`) : [];
  return new Map(
    [file, ...others].map((one) => {
      const text = readFileSync(path.join(folder, one), 'utf8');
      return [one, load(text, { schema: CORE_SCHEMA })];
    }),
  );
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, readFileSync(from));
}

async function compared(before: string, after: string, cwd: string): Promise<DiffResult> {
  return diff({
    before,
    after,
    cwd,
    configFile: undefined,
    events: { received: undefined, sent: undefined },
    perspective: undefined,
    settings: {},
    allowRefs: [],
    prove: false,
    failOn: 'never',
    today: '2026-01-01',
  });
}
