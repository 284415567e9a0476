import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, type Migrated } from './mock-realtime/migrate.ts';

const nearMisses = path.join(import.meta.dirname, 'near-misses');
const names = readdirSync(nearMisses, { recursive: true, encoding: 'utf8' })
  .filter((one) => /\.\w+$/.test(one))
  .map((one) => one.split(path.sep).join('/'));

/**
 * Files that what is left of the old version is looked for in, and that have something which only their authors can tell from it. They
 * stay as they are all the same.
 */
const toldApart: ReadonlySet<string> = new Set([]);

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'wireshape near misses ')));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Copies the near misses, and applications beside them, and migrates all of it as one project. */
async function migrated(project: string, apps: readonly string[]): Promise<Migrated> {
  const root = path.join(folder, project);
  mkdirSync(root);
  cpSync(nearMisses, path.join(root, 'near-misses'), { recursive: true });
  for (const app of apps) {
    const sources = path.join(nearMisses, '../apps', app, 'src');
    cpSync(sources, path.join(root, app), { recursive: true });
  }
  return migrate(root, '**/*.{ts,tsx,js,jsx,mjs,cjs}', ['--write', '--models']);
}

function changedIn(project: string): readonly string[] {
  return names.filter((name) => {
    const [is, was] = [path.join(folder, project, 'near-misses'), nearMisses];
    return !readFileSync(path.join(is, name)).equals(readFileSync(path.join(was, name)));
  });
}

/** Files that are told to have something of the old version in them. */
function accusedIn({ left }: Migrated): readonly string[] {
  const own = left.filter(({ file }) => file.startsWith('near-misses/'));
  return [...new Set(own.map(({ file }) => file.slice('near-misses/'.length)))].sort();
}

test('there are at least forty near misses', () => {
  expect(names.length).toBeGreaterThanOrEqual(40);
});

describe('what has the words of the beta in other meanings', () => {
  test('stays as it is to the byte, in a project of its own', async () => {
    const result = await migrated('alone', []);
    expect(result.files).toEqual([]);
    expect(changedIn('alone')).toEqual([]);
    expect(accusedIn(result)).toEqual([...toldApart].sort());
  });

  test('stays as it is to the byte beside applications that are migrated', async () => {
    const apps = ['openai-node', 'plain-ws', 'typed-protocol', 'react-webrtc'];
    const result = await migrated('beside', apps);
    const changed = new Set(result.files.map((one) => one.split('/')[0]));
    expect([...changed].sort()).toEqual([...apps].sort());
    expect(changedIn('beside')).toEqual([]);
    expect(accusedIn(result)).toEqual([...toldApart].sort());
  });
});
