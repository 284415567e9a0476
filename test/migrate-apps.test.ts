import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RealtimeClientEvent } from '../generated/openai-realtime/beta/index.ts';
import { upgradeClientEvent } from '../generated/openai-realtime/migrate/beta-to-ga.ts';
import { apps, mendByHand, notesOf, textsBelow } from './mock-realtime/apps.ts';
import { compileApps } from './mock-realtime/compile-apps.ts';
import {
  betaDialect,
  gaDialect,
  isRecord,
  type Data,
  type Dialect,
} from './mock-realtime/dialect.ts';
import { migrate, type Left, type Migrated } from './mock-realtime/migrate.ts';
import type { Seen } from './mock-realtime/mock-server.ts';
import { bundleApp, runBundle, type Outcome } from './mock-realtime/run-app.ts';

const names = readdirSync(apps).sort();
const [beta, ga] = [betaDialect(), gaDialect()];
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'wireshape apps ')));
  cpSync(apps, path.join(folder, 'before'), { recursive: true });
  symlinkSync(path.join(apps, '../../node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What an application did beside a server. */
interface Run {
  readonly seen: Seen;
  /** What it observed, and apart from that the messages that it has as fixtures. */
  readonly observed: unknown;
  readonly fixtures: readonly Data[];
}

/** Milliseconds to wait for what has to come, on a machine that is busy, and for what does not. */
const [patience, briefly] = [10_000, 1500];

async function run(
  stage: 'before' | 'after',
  name: string,
  dialect: Dialect,
  wait = patience,
): Promise<Run> {
  const bundle = await bundleApp(path.join(folder, stage, name));
  const { outcome, seen } = await runBundle(bundle, dialect, wait);
  return { seen, ...partsOf(outcome) };
}

function partsOf(outcome: Outcome): Omit<Run, 'seen'> {
  const { observed } = outcome.kind === 'done' ? outcome : { observed: outcome.how };
  if (!isRecord(observed)) return { observed, fixtures: [] };
  const { messages, ...rest } = observed;
  return { observed: rest, fixtures: Array.isArray(messages) ? messages.filter(isRecord) : [] };
}

const runs = new Map<string, Promise<Run>>();

/** The application as it was, beside the beta; once. */
function onBeta(name: string): Promise<Run> {
  const known = runs.get(name) ?? run('before', name, beta);
  runs.set(name, known);
  return known;
}

function faultsOf(fixtures: readonly Data[], dialect: Dialect): readonly unknown[] {
  return fixtures.flatMap((one) => dialect.check('server', one));
}

test('there are at least eight applications', () => {
  expect(names.length).toBeGreaterThanOrEqual(8);
});

describe('before the migration', () => {
  test('all that is TypeScript compiles against the types of the beta', () => {
    const { files, errors } = compileApps(path.join(folder, 'before'));
    expect(files).toBeGreaterThan(15);
    expect(errors).toEqual([]);
  });

  test.concurrent.each(names)('%s does its work on the beta', async (name) => {
    const { seen, observed, fixtures } = await onBeta(name);
    expect(seen.refused).toEqual([]);
    expect(seen.accepted.length).toBeGreaterThan(0);
    expect(seen.ownFaults).toEqual([]);
    expect(observed).toEqual(notesOf(name).observed);
    expect(faultsOf(fixtures, beta)).toEqual([]);
  });

  test.concurrent.each(names)('%s does not do its work on GA', async (name) => {
    const { seen, observed, fixtures } = await run('before', name, ga, briefly);
    expect(observed).not.toEqual(notesOf(name).observed);
    expect(seen.ownFaults).toEqual([]);
    if (fixtures.length === 0) expect(seen.refused).not.toEqual([]);
    else expect(faultsOf(fixtures, ga)).not.toEqual([]);
  });
});

describe('after the migration', () => {
  const sources = 'src/**/*.{ts,tsx,js,jsx,mjs,cjs}';
  const reports = new Map<string, Migrated>();

  beforeAll(async () => {
    cpSync(apps, path.join(folder, 'after'), { recursive: true });
    // Two at a time, as many as there are cores at least.
    const waiting = [...names];
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const own = path.join(folder, 'after', name);
        reports.set(name, await migrate(own, sources, ['--write', '--models']));
      }
    };
    await Promise.all([work(), work()]);
  });

  test.each(names)('%s is left with what its notes say, and with nothing else', (name) => {
    const { files, left, others } = reports.get(name)!;
    expect(files.length).toBeGreaterThan(0);
    expect(others.filter(({ rule }) => rule !== 'old-name-in-text')).toEqual([]);
    expect(left.map(toldShort)).toEqual(notesOf(name).leftOvers.map(({ says }) => says));
  });

  test('a second run changes nothing, and checking lists what the first run listed', async () => {
    const before = textsBelow(path.join(folder, 'after'));
    const all = path.join(folder, 'after');
    const second = await migrate(all, `*/${sources}`, ['--write', '--models']);
    expect(second.files).toEqual([]);
    expect(textsBelow(all)).toEqual(before);
    const check = await migrate(all, `*/${sources}`, ['--check']);
    const wanted = names.flatMap((name) =>
      reports.get(name)!.left.map((one) => `${name}/${toldShort(one)}`),
    );
    expect(check.left.map(toldShort).sort()).toEqual(wanted.sort());
    expect(check.code).toBe(wanted.length === 0 ? 0 : 1);
  });

  describe('and with that done by hand', () => {
    beforeAll(() => {
      for (const name of names) mendByHand(path.join(folder, 'after', name), notesOf(name).byHand);
    });

    test('all that is TypeScript compiles against the types of GA alone', () => {
      const { files, errors } = compileApps(path.join(folder, 'after'));
      expect(files).toBeGreaterThan(15);
      expect(errors).toEqual([]);
      const texts = [...textsBelow(path.join(folder, 'after')).values()];
      expect(texts.filter((one) => /openai\/(?:resources\/)?beta\//.test(one))).toEqual([]);
    });

    test.concurrent.each(names)('%s does on GA what it did on the beta', async (name) => {
      const { seen, observed, fixtures } = await run('after', name, ga);
      expect(seen.refused).toEqual([]);
      expect(seen.ownFaults).toEqual([]);
      expect(observed).toEqual(notesOf(name).observed);
      expect(faultsOf(fixtures, ga)).toEqual([]);
      const was = (await onBeta(name)).seen.accepted;
      expect(seen.accepted.map(withoutId)).toEqual(was.flatMap(upgraded).map(withoutId));
    });

    test('nothing is left', async () => {
      const check = await migrate(path.join(folder, 'after'), `*/${sources}`, ['--check']);
      expect(check.left).toEqual([]);
      expect(check.code).toBe(0);
    });
  });
});

/** `src/config.js: reads session.temperature`. */
function toldShort({ file, message }: Left): string {
  return `${file}: ${message.replace(/ \([a-z-]+ [^()]*\)$/, '')}`;
}

/** What the generated converters, which know nothing of source code, make of a message. */
function upgraded(message: Data): readonly Data[] {
  const { values } = upgradeClientEvent(message as unknown as RealtimeClientEvent);
  return (values as readonly unknown[]).filter(isRecord);
}

/** Without the id that a client makes up anew in each run. */
function withoutId(message: Data): Data {
  return Object.fromEntries(Object.entries(message).filter(([key]) => key !== 'event_id'));
}
