import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportedNames } from '../generator/emit/emit-api.ts';
import { documentTargets, generate, type TargetResult } from '../generator/index.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { inCaseFolder } from './case-folder.ts';
import { documents } from './hostile/arbitrary-documents.ts';
import { besideCore } from './hostile/connection-core.ts';
import { executableText } from './hostile/executable-text.ts';
import { hugeDocuments } from './hostile/huge-documents.ts';
import { emit, modelOfValue } from './output/emit.ts';
import { compileErrors } from './strict-program.ts';

/** The model of a document; undefined where its faults are told instead. */
function modelOrNone(document: object): ApiModel | undefined {
  try {
    return modelOfValue(document);
  } catch (error) {
    if ((error as Error).message.startsWith('there is no model: ')) return undefined;
    throw error;
  }
}

/** Generates documents of a folder into `out`; gives the result of the first. */
async function generateIn(cwd: string, names: readonly string[]): Promise<TargetResult> {
  const events = { received: undefined, sent: undefined };
  const [result] = await generate(documentTargets(names, { output: 'out', events }), {
    cwd,
    mode: 'write',
    verdict: 'quick',
    verify: false,
    allowRefs: [],
    onProgress: () => undefined,
  });
  if (result === undefined) throw new Error('nothing came of the documents');
  return result;
}

describe('documents that mean harm', () => {
  test('bring no text of theirs into code', () => {
    let [emitted, connected] = [0, 0];
    fc.assert(
      fc.property(documents, (document) => {
        const model = modelOrNone(document);
        if (model === undefined) return;
        emitted += 1;
        const exported = new Set(exportedNames(model));
        for (const { path: file, text } of emit(model)) {
          expect(file).toMatch(/^[a-z]+\.ts$/);
          if (file === 'connection.ts') {
            const { rest, open } = besideCore(text);
            expect(executableText(file, rest, new Set([...exported, open]))).toEqual([]);
            connected += 1;
          } else expect(executableText(file, text, exported)).toEqual([]);
        }
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(emitted).toBeGreaterThan(200);
    expect(connected).toBeGreaterThan(20);
  });

  test('become modules that compile', () => {
    const files = new Map<string, string>();
    const sample = fc.sample(documents, { numRuns: 120, seed: 12 });
    for (const [place, document] of sample.entries()) {
      const model = modelOrNone(document);
      for (const draft of model === undefined ? [] : emit(model)) {
        files.set(`d${String(place)}/${draft.path}`, draft.text);
      }
    }
    expect(files.size).toBeGreaterThan(200);
    expect(compileErrors(files)).toEqual([]);
  });

  test('write to their output folder alone', async () => {
    const sample = fc.sample(documents, { numRuns: 40, seed: 13 });
    await inCaseFolder(async (folder) => {
      const names = sample.map((_, place) => `d${String(place)}.json`);
      const given = new Map(sample.map((one, place) => [names[place] ?? '', JSON.stringify(one)]));
      folder.write(given);
      await generateIn(folder.path, names);
      const outer = path.dirname(folder.path);
      expect(readdirSync(outer)).toEqual(['project']);
      expect(readdirSync(folder.path).sort()).toEqual([...names, 'out'].sort());
      expect(existsSync('/etc/pwned')).toBe(false);
      const written = [...folder.read('out').keys()];
      expect(written.length).toBeGreaterThan(20);
      for (const file of written) expect(file).toMatch(/^d\d+\/[a-z]+\.ts$/);
    });
  });
});

describe('a document that is made to bring us down ends in seconds', () => {
  test.each(hugeDocuments)(
    '%s',
    async (_name, make, end) => {
      await inCaseFolder(async (folder) => {
        folder.write(new Map([['given.json', JSON.stringify(make())]]));
        const { findings, counts } = await generateIn(folder.path, ['given.json']);
        const errors = findings.filter(({ level }) => level === 'error').map(({ rule }) => rule);
        expect(errors).toEqual(end === 'types' ? [] : [end]);
        expect(counts === undefined).toBe(end !== 'types');
      });
    },
    30_000,
  );
});

describe('text that runs is found in', () => {
  test.each([
    ['a statement', 'pwned();'],
    ['a constant', 'export const list = pwned() as const;'],
    ['an item', 'export const list = [pwned()] as const;'],
    ['a function', 'export function isA(event: A): event is A {\n  return pwned(event);\n}'],
    ['an import', "import './../pwned.js';"],
    ['the type of a module', "export type A = import('pwned').A;"],
    ['any', 'export interface A {\n  a: any;\n}'],
    ['what is no TypeScript', 'export interface A {'],
  ])('%s', (_name, text) => {
    expect(executableText('a.ts', text, new Set(['A', 'isA', 'list']))).not.toEqual([]);
  });
});
