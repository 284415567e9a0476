import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTasks, taskHashes, turboVersion, type TurboRun } from './many-apis/turbo.ts';
import { apis, lockfile, makeWorkspace } from './many-apis/workspace.ts';
import { textsBelow } from './pack/scratch.ts';

const version = turboVersion();
const all = apis.flatMap((api) => [`${api}#generate`, `${api}#pack`]);

let scratch: string;
let workspace: string;
let first: TurboRun;
/** What the first run made, by path. */
let made: ReadonlyMap<string, string>;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wireshape-many-'));
  if (version === undefined) return;
  workspace = path.join(scratch, 'workspace');
  makeWorkspace(workspace);
  first = runTasks(workspace, ['pack']);
  made = output(workspace);
}, 300_000);
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe.skipIf(version === undefined)('twenty APIs in a workspace', { timeout: 120_000 }, () => {
  test('are all made by the first run', () => {
    expect(first).toMatchObject({ ran: all, cached: [] });
    const packed = [...made.keys()].filter((one) => one.endsWith('v1/guards.cjs'));
    expect(packed.length).toBe(apis.length);
    expect(made.get('apis/api-07/generated/api-07/v1/types.ts')).toContain('api-07.posted');
  });

  test('are all taken from the cache by the second', () => {
    expect(runTasks(workspace, ['pack'])).toMatchObject({ ran: [], cached: all });
    for (const folder of ['generated', 'packages']) {
      for (const api of apis)
        rmSync(path.join(workspace, 'apis', api, folder), { recursive: true });
    }
    expect(runTasks(workspace, ['pack'])).toMatchObject({ ran: [], cached: all });
    expect(output(workspace)).toEqual(made);
  });

  test('need one package made anew after a change of one document', () => {
    replace('apis/api-07/api-07.yaml', 'text: { type: string }', 'text: { type: integer }');
    const { ran, cached } = runTasks(workspace, ['pack']);
    expect(ran).toEqual(['api-07#generate', 'api-07#pack']);
    expect(cached.length).toBe(all.length - 2);
    const now = output(workspace);
    const changed = [...now].filter(([file, text]) => made.get(file) !== text);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter(([file]) => !file.startsWith('apis/api-07/'))).toEqual([]);
    replace('apis/api-07/api-07.yaml', 'text: { type: integer }', 'text: { type: string }');
    expect(runTasks(workspace, ['pack'])).toMatchObject({ ran: [], cached: all });
    expect(output(workspace)).toEqual(made);
  });

  test('are packed again, and not generated, where a changelog is written beside what is generated', () => {
    const changelog = path.join(workspace, 'apis/api-03/generated/api-03/CHANGELOG.md');
    writeFileSync(changelog, '# Changelog\n\n## 0.1.0\n\nThe first one.\n');
    expect(runTasks(workspace, ['pack']).ran).toEqual(['api-03#pack']);
    expect(readFileSync(changelog, 'utf8')).toContain('The first one.');
    rmSync(changelog);
  });

  test('have other inputs all at once when a shared document, or the tool, is another', () => {
    const before = taskHashes(workspace, 'pack');
    expect([...before.keys()].toSorted()).toEqual(all);
    const differing = (): readonly string[] =>
      [...taskHashes(workspace, 'pack')]
        .filter(([task, hash]) => before.get(task) !== hash)
        .map(([task]) => task)
        .toSorted();
    expect(differing()).toEqual([]);
    writeFileSync(path.join(workspace, 'package-lock.json'), lockfile('0.0.9'));
    expect(differing()).toEqual(all);
    makeLockfileAgain();
    expect(differing()).toEqual([]);
    appendFileSync(path.join(workspace, 'shared/people.yaml'), '# A word more.\n');
    expect(differing()).toEqual(all);
    replace('shared/people.yaml', '# A word more.\n', '');
  });

  test('are the same to the byte in another folder, for another user, in another place', () => {
    const elsewhere = path.join(scratch, 'a folder', 'that lies deeper ü', 'w');
    makeWorkspace(elsewhere);
    expect(taskHashes(elsewhere, 'pack')).toEqual(taskHashes(workspace, 'pack'));
    const some = ['api-01', 'api-20'];
    const filters = some.map((api) => `--filter=${api}`);
    const abroad = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', HOME: scratch };
    const { ran } = runTasks(elsewhere, ['pack', ...filters], abroad);
    expect(ran).toEqual(some.flatMap((api) => [`${api}#generate`, `${api}#pack`]));
    const own = [...made].filter(([file]) => some.includes(file.split('/')[1] ?? ''));
    expect(output(elsewhere)).toEqual(new Map(own));
  });
});

/** All that tasks have written. */
function output(folder: string): ReadonlyMap<string, string> {
  return new Map(
    [...textsBelow(path.join(folder, 'apis'))]
      .filter(([file]) => /^[^/]+\/(?:generated|packages)\//.test(file))
      .map(([file, text]) => [`apis/${file}`, text]),
  );
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(workspace, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(workspace, file), text.replace(from, to));
}

function makeLockfileAgain(): void {
  const { version: tool } = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'),
  ) as { readonly version: string };
  writeFileSync(path.join(workspace, 'package-lock.json'), lockfile(tool));
}
