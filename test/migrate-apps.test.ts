import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileApps } from './mock-realtime/compile-apps.ts';
import { betaDialect, gaDialect, isRecord, type Dialect } from './mock-realtime/dialect.ts';
import { bundleApp, runBundle, type Outcome } from './mock-realtime/run-app.ts';

const apps = path.join(import.meta.dirname, 'apps');
const names = readdirSync(apps);
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

/** What somebody wrote down of an application, in its `app.json`. */
interface AppNotes {
  /** What the script that drives it observes where all goes well. */
  readonly observed: unknown;
}

function notesOf(name: string): AppNotes {
  return JSON.parse(readFileSync(path.join(apps, name, 'app.json'), 'utf8')) as AppNotes;
}

/** What was observed, and apart from it messages that the application has as fixtures. */
function parts(outcome: Outcome): {
  readonly rest: unknown;
  readonly messages: readonly unknown[];
} {
  const { observed } = outcome.kind === 'done' ? outcome : { observed: outcome.how };
  if (!isRecord(observed)) return { rest: observed, messages: [] };
  const { messages, ...rest } = observed;
  return { rest, messages: Array.isArray(messages) ? messages : [] };
}

/** What is wrong with messages of the server that an application has as fixtures. */
function faultsOf(messages: readonly unknown[], dialect: Dialect): readonly unknown[] {
  return messages.filter(isRecord).flatMap((one) => dialect.check('server', one));
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
    const bundle = await bundleApp(path.join(folder, 'before', name));
    const { outcome, seen } = await runBundle(bundle, beta);
    expect(seen.refused).toEqual([]);
    expect(seen.accepted.length).toBeGreaterThan(0);
    expect(seen.ownFaults).toEqual([]);
    const { rest, messages } = parts(outcome);
    expect(rest).toEqual(notesOf(name).observed);
    expect(faultsOf(messages, beta)).toEqual([]);
  });

  test.concurrent.each(names)('%s does not do its work on GA', async (name) => {
    const bundle = await bundleApp(path.join(folder, 'before', name));
    const { outcome, seen } = await runBundle(bundle, ga);
    const { rest, messages } = parts(outcome);
    expect(rest).not.toEqual(notesOf(name).observed);
    expect(seen.ownFaults).toEqual([]);
    if (messages.length === 0) expect(seen.refused).not.toEqual([]);
    else expect(faultsOf(messages, ga)).not.toEqual([]);
  });
});
