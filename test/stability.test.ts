import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { generate } from '../generator/commands/generate.ts';
import { exportedNames } from '../generator/emit/emit-api.ts';
import type { Draft } from '../generator/render/drafts.ts';
import { versions } from './facts/tables.ts';
import { emit, emitWithValidators, modelOfFile, realtimeUnions, root } from './output/emit.ts';
import { shuffleKeys } from './stability/shuffle-keys.ts';
import { addedName, withEvent, type Addition } from './stability/with-event.ts';
import { withoutEvent } from './stability/without-event.ts';

const ga = 'spec/openai-realtime/ga.asyncapi.yaml';
const documents = [
  'spec/openai-realtime/beta.asyncapi.yaml',
  ga,
  'test/fixtures/openai-2026-08-21.asyncapi.yaml',
];

describe('one event more in GA', () => {
  const before = modelOfFile(ga);
  const namesBefore = exportedNames(before);
  const draftsBefore = emit(before);

  const additions = (['received', 'sent'] as const).flatMap((flow) =>
    (['first', 'middle', 'last'] as const).flatMap((place) =>
      (['component', 'inline'] as const).map((payload) => [flow, place, payload] as const),
    ),
  );

  test.each(additions)('%s, %s, %s', (flow, place, payload) => {
    const addition: Addition = { flow, place, payload };
    const after = modelOfFile(ga, (value, file) => {
      return file === ga ? withEvent(value, addition) : value;
    });
    const names = exportedNames(after);
    expect(names.filter((name) => !addedName.test(name))).toEqual(namesBefore);
    expect(names).toContain('AardvarkAddedEvent');
    expect(names).toContain('AardvarkAddedEventItemError');
    const drafts = emit(after);
    expect(drafts.filter((draft, index) => draft.text !== draftsBefore[index]?.text)).not.toEqual(
      [],
    );
    for (const [index, { path: file, text }] of drafts.entries()) {
      const expected = draftsBefore[index]!;
      expect(file).toBe(expected.path);
      expect(withoutEvent(text, addedName)).toBe(expected.text);
    }
  });
});

describe('the same document gives the same bytes', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const newFolder = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-stability-'));
    folders.push(folder);
    return folder;
  };

  /** What `generate` writes when it is run in a folder. */
  async function written(cwd: string, document: string): Promise<readonly Draft[]> {
    const output = newFolder();
    const [result] = await generate(
      [
        {
          api: 'openai-realtime',
          version: 'ga',
          document,
          output,
          unionNames: realtimeUnions,
          components: { sent: undefined, received: undefined },
          perspective: 'client',
        },
      ],
      {
        cwd,
        mode: 'write',
        verdict: 'quick',
        verify: false,
        allowRefs: [],
        onProgress: () => undefined,
      },
    );
    expect(result?.findings).toEqual([]);
    return filesOf(output);
  }

  test('twice, and from another folder', async () => {
    const first = await written(root, ga);
    expect(first.map(({ path: file }) => file).sort()).toEqual(
      ['connection.ts', 'guards.ts', 'index.ts', 'params.ts', 'types.ts', 'unions.ts'].sort(),
    );
    expect(await written(root, ga)).toEqual(first);
    expect(await written(newFolder(), path.join(root, ga))).toEqual(first);
    expect(await written(path.dirname(path.join(root, ga)), path.basename(ga))).toEqual(first);
  });

  test.each(versions)('as generated/ holds them for %s', async (version) => {
    const document = `spec/openai-realtime/${version}.asyncapi.yaml`;
    const drafts = [...(await emitWithValidators(document))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    );
    const there = filesOf(path.join(root, 'generated/openai-realtime', version));
    // These are made of the config and of the HTTP document as well, and `generate --check` is asked about them.
    const more = ['api.md', 'reference.md', 'rest.ts'];
    expect(there.map((file) => file.path)).toEqual(
      [...more, ...drafts.map((draft) => draft.path)].sort(),
    );
    expect(drafts).toEqual(there.filter((file) => !more.includes(file.path)));
  });
});

describe('keys in another order give the same names', () => {
  test.each(documents)('%s', (document) => {
    const names = exportedNames(modelOfFile(document));
    for (const seed of [1, 2, 3, 4, 5]) {
      const shuffled = modelOfFile(document, (value) => shuffleKeys(value, seed));
      expect(emit(shuffled)).not.toEqual(emit(modelOfFile(document)));
      expect(exportedNames(shuffled)).toEqual(names);
    }
  });
});

function filesOf(folder: string): readonly Draft[] {
  return readdirSync(folder)
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') }));
}
