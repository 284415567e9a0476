import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultyPath, firstChat, Project } from './publish/project.ts';
import { startRegistry, type Registry } from './publish/registry.ts';

const name = '@acme/failing';
const root = path.join(import.meta.dirname, '..');

let folder: string;
let registry: Registry;
let project: Project;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-publish-failures-'));
  registry = await startRegistry(path.join(folder, 'registry'));
  project = new Project(path.join(folder, 'project'), name, registry.env('publisher'));
  await project.describe(firstChat);
  expect(await project.publish()).toMatchObject({ code: 0, to: '0.1.0' });
}, 120_000);
afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** All checks but the quickest: what fails here are the steps around them. */
const quick = ['--skip', 'attw', '--skip', 'consumer'];
let count = 0;

/** One more field than before, committed; the version that it asks for. */
async function addField(): Promise<string> {
  count += 1;
  const fields = Array.from(
    { length: count },
    (_, at) => [`field${String(at)}`, 'optional'] as const,
  );
  const received = { ...firstChat.received, ...Object.fromEntries(fields) };
  await project.describe({ ...firstChat, received });
  return `0.1.${String(count)}`;
}

/** What must hold once a version is out, whatever happened on the way. */
async function expectWhole(version: string): Promise<void> {
  const versions = await registry.versions(name);
  expect(versions.at(-1)).toBe(version);
  expect(versions.length).toBe(count + 1);
  expect(project.tags()).toContain(`${name}@${version}`);
  const entries = project.changelog()?.match(/^## \[.*\]/gm) ?? [];
  expect(entries[0]).toBe(`## [${version}]`);
  expect(new Set(entries).size).toBe(entries.length);
  expect(entries.length).toBe(count + 1);
  const manifest = readFileSync(path.join(project.folder, 'generated/chat/manifest.json'), 'utf8');
  expect(await registry.file(name, version, 'manifest.json')).toBe(manifest);
  expect(await registry.file(name, version, 'CHANGELOG.md')).toBe(project.changelog());
  const again = await project.publish(...quick);
  expect(again).toMatchObject({ code: 0, to: null, published: 'before' });
  expect(await registry.versions(name)).toEqual(versions);
}

describe('a run that is killed', () => {
  const die = 'kill -9 $PPID';
  const after = `"$REAL" "$@"; ${die}`;

  test.each<
    [when: string, command: 'npm' | 'git', words: readonly string[], shell: string, isOut: boolean]
  >([
    ['when it has asked the registry', 'npm', ['view'], after, false],
    ['when it has fetched what is published', 'npm', ['pack', `${name}@*`], after, false],
    ['when it has packed', 'npm', ['pack', '/*'], after, false],
    ['when it is about to publish', 'npm', ['publish'], die, false],
    ['when it has published', 'npm', ['publish'], after, true],
    ['when it is about to tag', 'git', ['tag'], die, true],
    ['when it has tagged', 'git', ['tag'], after, true],
  ])(
    '%s leaves nothing wrong, and the next one completes it',
    async (_when, command, words, shell, isOut) => {
      const version = await addField();
      const before = await registry.versions(name);
      const PATH = faultyPath(path.join(folder, `shim-${String(count)}`), command, words, shell);
      const killed = await project.publishWith({ PATH }, ...quick);
      expect(killed.code).toBe(null);
      expect(await registry.versions(name)).toEqual(isOut ? [...before, version] : before);
      const done = await project.publish(...quick);
      expect(done).toMatchObject({ code: 0, published: isOut ? 'before' : 'now' });
      await expectWhole(version);
    },
    120_000,
  );
});

describe('a run that fails', () => {
  test('because the registry is down says so, and the next one completes it', async () => {
    const version = await addField();
    await registry.stop();
    const failed = await project.publish(...quick).finally(() => registry.start());
    expect(failed).toMatchObject({ code: 1, to: null, published: null });
    expect(failed.findings.map((one) => one.rule)).toEqual(['publish-registry']);
    expect(await project.publish(...quick)).toMatchObject({ code: 0, published: 'now' });
    await expectWhole(version);
  }, 120_000);

  test('because the registry goes down before it is published to', async () => {
    const version = await addField();
    const shell = 'exec "$REAL" "$@" --registry http://127.0.0.1:9/';
    const PATH = faultyPath(path.join(folder, 'shim-down'), 'npm', ['publish'], shell);
    const failed = await project.publishWith({ PATH }, ...quick);
    expect(failed).toMatchObject({ code: 1, to: version, published: null, tag: null });
    expect(failed.findings.map((one) => one.rule)).toEqual(['publish-registry']);
    expect(await registry.versions(name)).not.toContain(version);
    expect(project.tags()).not.toContain(`${name}@${version}`);
    expect(await project.publish(...quick)).toMatchObject({ code: 0, published: 'now' });
    await expectWhole(version);
  }, 120_000);

  test('although it was published, sees that it was', async () => {
    const version = await addField();
    const PATH = faultyPath(
      path.join(folder, 'shim-lost'),
      'npm',
      ['publish'],
      '"$REAL" "$@" >/dev/null; exit 1',
    );
    const done = await project.publishWith({ PATH }, ...quick);
    expect(done).toMatchObject({ code: 0, published: 'now', tag: `${name}@${version}` });
    await expectWhole(version);
  }, 120_000);

  test('because git refuses the tag is completed by the next one', async () => {
    const version = await addField();
    const PATH = faultyPath(
      path.join(folder, 'shim-tag'),
      'git',
      ['tag'],
      'echo no room >&2; exit 128',
    );
    const failed = await project.publishWith({ PATH }, ...quick);
    expect(failed).toMatchObject({ code: 1, published: 'now', tag: null });
    expect(failed.findings).toMatchObject([
      { rule: 'publish-tag', message: expect.stringContaining('no room') },
    ]);
    expect(await project.publish(...quick)).toMatchObject({ code: 0, tag: `${name}@${version}` });
    await expectWhole(version);
  }, 120_000);

  test('because the document has changed on the way tells nothing of what never was', async () => {
    const version = await addField();
    const PATH = faultyPath(path.join(folder, 'shim-change'), 'npm', ['publish'], 'kill -9 $PPID');
    await project.publishWith({ PATH }, ...quick);
    expect(project.changelog()).toContain(`## [${version}]`);
    const done = await project.publish(...quick, '--bump', '0.2.0');
    expect(done).toMatchObject({ code: 0, to: '0.2.0', published: 'now' });
    expect(project.changelog()).not.toContain(`## [${version}]`);
    await expectWhole('0.2.0');
  }, 120_000);
});

describe('nothing is published', () => {
  test('where nobody has said who it is, or who it is has no leave', async () => {
    const nobody = new Project(path.join(folder, 'nobody'), '@acme/nobody', registry.env('nobody'));
    await nobody.describe(firstChat);
    const failed = await nobody.publish(...quick);
    expect(failed).toMatchObject({ code: 1, to: '0.1.0', published: null, tag: null });
    expect(failed.findings).toMatchObject([
      { rule: 'publish-registry', hint: expect.stringContaining('npm login') },
    ]);
    const env = registry.env('publisher');
    const refused = new Project(path.join(folder, 'refused'), '@refused/chat', env);
    await refused.describe(firstChat);
    expect(await refused.publish(...quick)).toMatchObject({
      code: 1,
      published: null,
      findings: [{ rule: 'publish-registry' }],
    });
    expect([...nobody.tags(), ...refused.tags()]).toEqual([]);
    const token = readFileSync(String(env['NPM_CONFIG_USERCONFIG']), 'utf8')
      .split('_authToken=')[1]
      ?.trim();
    expect(token).toMatch(/\w{20}/);
    expect(failed.out + failed.err).not.toContain(token);
  }, 120_000);

  test('where a check fails, and none of the others is either', async () => {
    const env = registry.env('publisher');
    const bad = new Project(path.join(folder, 'bad'), '@acme/bad', env, { repository: 'nonsense' });
    await bad.describe(firstChat);
    const failed = await bad.publish();
    expect(failed).toMatchObject({ code: 1, to: '0.1.0', published: null, tag: null });
    expect(failed.checks).toContainEqual({ name: 'publint', state: 'failed' });
    expect(await registry.versions(bad.name)).toEqual([]);
    expect(bad.changelog()).toBeUndefined();
    expect(bad.git('status', '--porcelain')).toBe('');
    expect(await bad.publish('--skip', 'publint')).toMatchObject({ code: 0, published: 'now' });
  }, 120_000);

  test('where are-the-types-wrong is not installed, unless it is left out on purpose', async () => {
    const alone = new Project(path.join(folder, 'alone'), '@acme/alone', registry.env('publisher'));
    await alone.describe(firstChat);
    const tool = toolAlone(path.join(folder, 'tool'));
    const run = (...given: readonly string[]) => alone.runOther(tool, 'publish', ...given);
    const failed = run();
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('are-the-types-wrong is not installed');
    expect(failed.err).toContain('npm install --save-dev @arethetypeswrong/core');
    expect(await registry.versions(alone.name)).toEqual([]);
    expect(run('--skip', 'attw')).toMatchObject({ code: 0 });
    expect(await registry.versions(alone.name)).toEqual(['0.1.0']);
  }, 120_000);

  test('of what is not committed, or not generated anew', async () => {
    const dirty = new Project(path.join(folder, 'dirty'), '@acme/dirty', registry.env('publisher'));
    await dirty.describe(firstChat);
    dirty.write(
      'chat.json',
      readFileSync(path.join(dirty.folder, 'chat.json'), 'utf8').replace('Chat', 'Talk'),
    );
    const failed = await dirty.publish(...quick);
    expect(failed.code).toBe(1);
    expect(failed.findings.map((one) => one.rule).sort()).toEqual([
      'package-stale',
      'publish-dirty',
    ]);
    expect(await dirty.run('generate', '--quick')).toMatchObject({ code: 0 });
    expect((await dirty.publish(...quick)).findings.map((one) => one.rule)).toEqual([
      'publish-dirty',
    ]);
    expect(await registry.versions(dirty.name)).toEqual([]);
    expect(await dirty.publish(...quick, '--allow-dirty', '--no-git-tag')).toMatchObject({
      code: 0,
      published: 'now',
      tag: null,
    });
    expect(dirty.tags()).toEqual([]);
  }, 120_000);

  test('less than the changes ask for, without a reason', async () => {
    const some = new Project(path.join(folder, 'some'), '@acme/some', registry.env('publisher'));
    await some.describe({ ...firstChat, received: { text: 'required', at: 'required' } });
    expect(await some.publish(...quick)).toMatchObject({ code: 0, to: '0.1.0' });
    await some.describe(firstChat);
    expect(await some.publish(...quick, '--bump', 'patch')).toMatchObject({ code: 2, out: '' });
    expect(await registry.versions(some.name)).toEqual(['0.1.0']);
    const reason = 'Nobody has ever read it';
    const done = await some.publish(...quick, '--bump', 'patch', '--reason', reason);
    expect(done).toMatchObject({ code: 0, due: '0.2.0', to: '0.1.1', published: 'now' });
    expect(some.changelog()).toContain(reason);
  }, 120_000);
});

test.each([
  [['--bump', 'huge'], 'major, minor, patch or a version'],
  [['--reason', 'because'], '--bump'],
  [['--since', 'x.tgz'], '--dry-run'],
  [['--since', 'x.tgz', '--dry-run'], 'no package that was published'],
  [['--access', 'friends'], 'public or restricted'],
  [['--skip', 'publnt'], 'did you mean publint'],
  [['nonsense'], 'unknown API nonsense'],
])(
  'wrong use is told: %j',
  async (given, message) => {
    const ended = await project.run('publish', ...given);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(message);
  },
  60_000,
);

test('a package without a name of its own is none that a registry is asked for', async () => {
  const place = path.join(folder, 'nameless');
  const nameless = new Project(place, '', registry.env('publisher'), { name: undefined });
  await nameless.describe(firstChat);
  const ended = await nameless.run('publish', '--dry-run');
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toContain('apis["chat"].package.name');
}, 60_000);

/** The tool with the packages that it declares and no other within reach; its command comes back. */
function toolAlone(place: string): string {
  const modules = path.join(place, 'node_modules');
  const inside = path.join(modules, 'wireshape');
  mkdirSync(inside, { recursive: true });
  cpSync(path.join(root, 'dist'), path.join(inside, 'dist'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(inside, 'package.json'));
  const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const one of Object.keys(dependencies)) {
    mkdirSync(path.dirname(path.join(modules, one)), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', one), path.join(modules, one));
  }
  return path.join(inside, 'dist/cli.js');
}
