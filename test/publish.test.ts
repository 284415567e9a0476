import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, consume } from './publish/consumers.ts';
import { firstChat, Project, type Chat } from './publish/project.ts';
import { startRegistry, type Registry } from './publish/registry.ts';

let folder: string;
let registry: Registry;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-publish-test-'));
  registry = await startRegistry(path.join(folder, 'registry'));
}, 120_000);
afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Step {
  readonly what: string;
  readonly chat: Chat;
  readonly given: readonly string[];
  readonly bump: string;
  readonly to: string;
  /** What the changelog says of it. */
  readonly told: readonly string[];
}

const without: Chat = { ...firstChat, received: { text: 'required', at: 'optional' } };
const demanding: Chat = { ...without, sent: { text: 'required', room: 'optional' } };

/** What is published one after the other, each as what changed since the last one. */
const steps: readonly Step[] = [
  {
    what: 'the first version',
    chat: firstChat,
    given: [],
    bump: 'minor',
    to: '0.1.0',
    told: ['The first version.', '`v1`: this version of the API'],
  },
  {
    what: 'an addition before 1.0.0',
    chat: without,
    given: [],
    bump: 'minor',
    to: '0.1.1',
    told: ['### Added', '1 field: `said: at`'],
  },
  {
    what: 'a break before 1.0.0',
    chat: {
      ...without,
      received: { ...without.received, at: 'required' },
      sent: { text: 'required', room: 'required' },
    },
    given: [],
    bump: 'major',
    to: '0.2.0',
    told: ['### Loud breaks', 'room'],
  },
  {
    what: 'the same, as 1.0.0',
    chat: {
      ...without,
      received: { ...without.received, at: 'required' },
      sent: { text: 'required', room: 'required' },
    },
    given: ['--bump', '1.0.0', '--reason', 'It has been in use for a year'],
    bump: 'none',
    to: '1.0.0',
    told: ['Why this version:', 'It has been in use for a year'],
  },
  {
    what: 'a break after 1.0.0',
    chat: { ...demanding, sent: { text: 'required' } },
    given: [],
    bump: 'major',
    to: '2.0.0',
    told: ['breaks', 'room'],
  },
  {
    what: 'an addition after 1.0.0',
    chat: demanding,
    given: [],
    bump: 'minor',
    to: '2.1.0',
    told: ['### Added', '`say: room`'],
  },
  {
    what: 'other words after 1.0.0',
    chat: { ...demanding, about: 'What somebody has said.' },
    given: [],
    bump: 'patch',
    to: '2.1.1',
    told: ['### Changed', 'description'],
  },
];

const quick = ['--skip', 'attw', '--skip', 'consumer'];

describe('a package through its life', () => {
  const name = '@acme/chat';
  let project: Project;
  beforeAll(() => {
    project = new Project(path.join(folder, 'life'), name, registry.env('publisher'));
  });

  test.each(steps)(
    '$what is $to',
    async ({ chat, given, bump, to, told }) => {
      await project.describe(chat);
      const before = project.changelog();
      // The first plan makes all checks, as each publication does.
      const plan = await project.publish(
        '--dry-run',
        ...(before === undefined ? [] : quick),
        ...given,
      );
      expect(plan).toMatchObject({ code: 0, bump, to, published: null, tag: null });
      expect(project.changelog()).toBe(before);
      expect(project.tags()).not.toContain(`${name}@${to}`);

      const done = await project.publish(...given);
      expect(done).toMatchObject({ code: 0, bump, to, published: 'now', tag: `${name}@${to}` });
      expect(done.entry).toBe(plan.entry);
      for (const one of told) expect(done.entry).toContain(one);
      expect(done.checks.map((one) => one.state)).toEqual(['passed', 'passed', 'passed']);
      expect(await registry.versions(name)).toEqual(upTo(to));
      expect(project.git('rev-parse', `refs/tags/${name}@${to}`)).toBe(
        project.git('rev-parse', 'HEAD'),
      );
      const changelog = project.changelog() ?? '';
      expect(changelog.match(/^## \[.*\]/gm)).toEqual(
        upTo(to)
          .map((one) => `## [${one}]`)
          .toReversed(),
      );
      // What is told of earlier versions is as it was.
      if (before !== undefined)
        expect(changelog.endsWith(before.slice(before.indexOf('## [')))).toBe(true);

      const again = await project.publish(...given);
      expect(again).toMatchObject({ code: 0, to: null, published: 'before' });
      expect(await registry.versions(name)).toEqual(upTo(to));
      expect(project.changelog()).toBe(changelog);

      const sent = Object.keys(chat.sent).filter((one) => chat.sent[one] === 'required');
      const consumer = path.join(folder, `consumer-${to}`);
      const spec = { name, version: to, sent };
      expect(consume(consumer, spec, registry.env('nobody'))).toEqual(['hello', 'hello', 'hello']);
    },
    180_000,
  );

  test('goes through bundlers, and runs where nobody compiles it', async () => {
    const consumer = path.join(folder, 'consumer-2.1.1');
    expect(await bundle(consumer, name)).toEqual(['hello', 'hello', 'hello', 'hello']);
  }, 120_000);

  test('is planned from a file where no registry is asked', async () => {
    const tarball = path.join(folder, 'since');
    project.npm('pack', `${name}@1.0.0`, '--pack-destination', project.folder);
    await registry.stop();
    const since = ['--dry-run', '--allow-dirty', '--since', 'acme-chat-1.0.0.tgz'];
    expect(await project.publish(...since)).toMatchObject({ code: 0, bump: 'major', to: '2.0.0' });
    const installed = path.join(folder, 'consumer-2.1.0/node_modules', name);
    const plan = await project.publish('--dry-run', '--allow-dirty', '--since', installed);
    expect(plan).toMatchObject({ code: 0, bump: 'patch', to: '2.1.1' });
    expect(await project.publish('--dry-run', '--allow-dirty', '--since', tarball)).toMatchObject({
      code: 2,
    });
    await registry.start();
  }, 120_000);

  function upTo(version: string): readonly string[] {
    const all = steps.map((one) => one.to);
    return all.slice(0, all.indexOf(version) + 1);
  }
});
