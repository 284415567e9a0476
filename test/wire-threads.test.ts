import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { StretchedCapture } from '../generator/commands/check-stretches.ts';
import { InOrder } from '../generator/commands/in-order.ts';
import { WireAhead } from '../generator/commands/wire-ahead.ts';
import { WirePool } from '../generator/commands/wire-pool.ts';
import { WireThread } from '../generator/commands/wire-thread.ts';
import { checkWith } from '../generator/commands/check-captures.ts';
import { checkCaptures, type WireReport } from '../generator/index.ts';
import { firstState } from '../generator/wire/capture.ts';
import { WireRun } from '../generator/wire/wire-run.ts';
import { captured } from './wire/captured.ts';
import { checkGiven } from './wire/check-files.ts';
import { wireVersions } from './wire/models.ts';

const versions = await wireVersions('unpatched');
const api = { api: 'openai-realtime', versions };
const folder = mkdtempSync(path.join(os.tmpdir(), 'wire-threads-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const sessions = captured.map(({ direction, message }) => ({ direction, message }));

/** Lines in whatever spelling, and such as depend on how the ones before them were written. */
const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...sessions).map((one) => JSON.stringify(one)) },
  {
    weight: 4,
    arbitrary: fc
      .record({ one: fc.constantFrom(...sessions), connection: fc.constantFrom('a', 'b', 'c') })
      .map(({ one, connection }) => JSON.stringify({ ...one, connection, time: 5 })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...captured).map(({ message }) => JSON.stringify(message)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      'no JSON',
      '> {"type":"response.cancel"}',
      '[2024-10-27T10:00:00Z] < {"type":"error"}',
      '\uFEFF{"type":"response.cancel"}',
      '{"type":"response.cancel","direction":"sent","data":{"type":"error"}}',
      '{"dir":"sent","direction":"received","msg":{"type":"error"},"data":{"type":"response.cancel"}}',
      '{"type":"Grüße, 世界"}',
    ),
  },
);

const capture = fc
  .record({ lines: fc.array(line, { maxLength: 60 }), end: fc.constantFrom('', '\n') })
  .map(({ lines, end }) => lines.join('\n') + end);

/** Answers after a while, the last ones sometimes before the first ones. */
class SlowPool extends WirePool {
  readonly #delays: readonly number[];
  #at = 0;

  constructor(delays: readonly number[]) {
    super(api, 'beta', { threads: 1 });
    this.#delays = delays;
  }

  override check(stretch: Parameters<WirePool['check']>[0]): ReturnType<WirePool['check']> {
    this.#at += 1;
    const delay = this.#delays[this.#at % this.#delays.length] ?? 0;
    const result = this.checkHere(stretch);
    return delay === 0 ? result : later(delay, result);
  }
}

async function cutReport(
  texts: readonly string[],
  options: { readonly size: number; readonly piece: number; readonly delays: readonly number[] },
): Promise<WireReport> {
  const run = new WireRun(api, 'beta', false);
  const [order, pool] = [new InOrder(), new SlowPool(options.delays)];
  for (const [index, text] of texts.entries()) {
    const name = `c${String(index)}`;
    const bytes = Buffer.from(text);
    order.now(() => {
      run.begin(name);
    });
    const reading = new StretchedCapture({ name, run, pool, order, size: options.size });
    for (let at = 0; at < bytes.length; at += options.piece) {
      await reading.write(bytes.subarray(at, at + options.piece));
    }
    await reading.end();
    order.now(() => {
      run.end({ name, kind: reading.kind, bytes: bytes.length, sha256: '' });
    });
  }
  await order.settle(0);
  return run.report();
}

function wholeReport(texts: readonly string[]): WireReport {
  const given = texts.map((text, index) => [`c${String(index)}`, Buffer.from(text)] as const);
  const report = checkGiven(versions, 'beta', given);
  return { ...report, captures: report.captures.map((one) => ({ ...one, sha256: '' })) };
}

test('a report is the same to the byte wherever captures are cut, and whoever is done first', async () => {
  const cut = fc.record({
    size: fc.integer({ min: 1, max: 3000 }),
    piece: fc.integer({ min: 1, max: 5000 }),
    delays: fc.array(fc.nat(2), { minLength: 1, maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(capture, { maxLength: 3 }), cut, async (texts, options) => {
      const report = await cutReport(texts, options);
      expect(JSON.stringify(report)).toBe(JSON.stringify(wholeReport(texts)));
    }),
    { numRuns: 80 },
  );
});

test('of more connections than are followed, the same ones are given up', async () => {
  const opened = (id: string, type: string) => ({
    ...{ direction: 'server', connection: id },
    message: { type, response: { id: `resp_${id}` }, session: {} },
  });
  const lines = Array.from({ length: 4000 }, (_, at) => [
    opened(String(at % 1300), 'session.created'),
    opened(String(at % 1300), 'response.created'),
    opened(String((at * 7) % 1300), 'response.done'),
  ]).flat();
  const text = lines.map((one) => JSON.stringify(one)).join('\n');
  const options = { size: 90_000, piece: 65_536, delays: [0, 1] };
  const report = await cutReport([text], options);
  expect(report.troubles.length).toBeGreaterThan(0);
  expect(JSON.stringify(report)).toBe(JSON.stringify(wholeReport([text])));
});

test('a line beyond all measure is said to be one, and takes no more room than one', async () => {
  const long = Buffer.alloc(40 << 20, 'a');
  const run = new WireRun(api, 'beta', false);
  const [order, pool] = [new InOrder(), new SlowPool([0])];
  run.begin('c');
  const reading = new StretchedCapture({ name: 'c', run, pool, order });
  await reading.write(Buffer.from('{"type":"response.cancel"}\n'));
  for (let at = 0; at < 4; at += 1) await reading.write(long);
  await reading.write(Buffer.from('\n{"type":"response.cancel"}'));
  await reading.end();
  await order.settle(0);
  run.end({ name: 'c', kind: reading.kind, bytes: 1, sha256: '' });
  const { unreadable, captures } = run.report();
  expect(unreadable.map((one) => [one.at.line, one.why, one.count])).toEqual([[2, 'too long', 1]]);
  expect(captures[0]?.messages).toBe(2);
});

describe('threads', () => {
  const file = path.join(folder, 'large.ndjson');
  const round = sessions.map((one) => JSON.stringify(one)).join('\n');
  writeFileSync(file, `${round}\n`.repeat(500));
  const large = [{ name: 'large.ndjson', from: file }];

  async function reportWith(threads: number): Promise<string> {
    const { report } = await checkCaptures(large, { api, version: 'beta', threads });
    return JSON.stringify(report);
  }

  test('give the report that one alone gives', async () => {
    expect(await reportWith(3)).toBe(await reportWith(1));
  });

  /** What is reported with a thread that was started beforehand, and did this to the file since. */
  async function reportAhead(
    file: string,
    since: () => void,
    start?: () => WireThread,
  ): Promise<string> {
    const captures = [{ name: path.basename(file), from: file }];
    const ahead = WireAhead.of(captures, start);
    expect(ahead).toBeDefined();
    since();
    const { report } = await checkWith(captures, { api, version: 'beta', threads: 2 }, ahead);
    expect(ahead?.thread.isGone).toBe(true);
    return JSON.stringify(report);
  }

  test('may be started beforehand, and sum up the capture meanwhile', async () => {
    expect(await reportAhead(file, () => undefined)).toBe(await reportWith(1));
  });

  test('sum up what is checked: of a file that grows what it was, of one that shrinks what is left', async () => {
    const want = await reportWith(1);
    const other = path.join(folder, 'changes', 'large.ndjson');
    mkdirSync(path.dirname(other));
    copyFileSync(file, other);
    const grow = (): void => {
      appendFileSync(other, `${round}\n`);
    };
    expect(await reportAhead(other, grow)).toBe(want);
    const shrink = (): void => {
      copyFileSync(file, other);
      truncateSync(other, 9_000_000);
    };
    const short = await reportAhead(other, shrink);
    const captures = [{ name: 'large.ndjson', from: other }];
    const { report } = await checkCaptures(captures, { api, version: 'beta' });
    expect(short).toBe(JSON.stringify(report));
  });

  test('that end before anything is checked change nothing', async () => {
    const listen = `require('node:worker_threads').parentPort.once('message', () => process.exit(1));`;
    const start = (): WireThread => new WireThread(() => new Worker(listen, { eval: true }));
    expect(await reportAhead(file, () => undefined, start)).toBe(await reportWith(1));
  });

  test('are not started beforehand where no capture is a large file', () => {
    const small = path.join(folder, 'small.ndjson');
    writeFileSync(small, `${round}\n`);
    const none = path.join(folder, 'none.ndjson');
    const from = [small, none, folder, Readable.from([])];
    expect(WireAhead.of(from.map((one, at) => ({ name: String(at), from: one })))).toBeUndefined();
  });

  const text = Buffer.from(`${round}\n`.repeat(50));
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(text);
  const stretch = { capture: 'c', bytes, before: 0, state: firstState, full: [] };

  async function answersOf(pool: WirePool): Promise<readonly string[]> {
    // The first of them are done before it is worth another thread.
    const given = Array.from({ length: 14 }, async () => Promise.resolve(pool.check(stretch)));
    return (await Promise.all(given)).map((one) => JSON.stringify(one));
  }

  test('work beside this one, as long as they live', async () => {
    const pool = new WirePool(api, 'beta', { threads: 2 });
    const want = JSON.stringify(pool.checkHere(stretch));
    expect(new Set(await answersOf(pool))).toEqual(new Set([want]));
    expect(pool.others).toBe(1);
    await pool.end();
    expect(pool.others).toBe(0);
  });

  test.each([
    ['ends', 'process.exit(1);'],
    ['fails', 'throw new Error("no memory");'],
  ])('leave what they have not done to this one: one that %s', async (_, code) => {
    const listen = `require('node:worker_threads').parentPort.once('message', () => { ${code} });`;
    const pool = new WirePool(api, 'beta', {
      threads: 3,
      start: () => new WireThread(() => new Worker(listen, { eval: true })),
    });
    const want = JSON.stringify(pool.checkHere(stretch));
    expect(new Set(await answersOf(pool))).toEqual(new Set([want]));
    expect(pool.others).toBe(0);
    await pool.end();
  });

  test('are done without where none may be started', async () => {
    const pool = new WirePool(api, 'beta', {
      threads: 3,
      start: () => {
        throw new Error('ERR_ACCESS_DENIED');
      },
    });
    const want = JSON.stringify(pool.checkHere(stretch));
    expect(new Set(await answersOf(pool))).toEqual(new Set([want]));
  });

  test('run from the built package', async () => {
    const entry = path.join(import.meta.dirname, '../dist/wire-worker.js');
    const start = () => new WireThread(() => new Worker(entry));
    const pool = new WirePool(api, 'beta', { threads: 2, start });
    const want = JSON.stringify(pool.checkHere(stretch));
    expect(new Set(await answersOf(pool))).toEqual(new Set([want]));
    expect(pool.others).toBe(1);
    await pool.end();
  });

  test('are as many as --jobs says, which changes nothing in what is printed', () => {
    const cli = path.join(import.meta.dirname, '../dist/cli.js');
    const printed = (jobs: string): string =>
      execFileSync(
        process.execPath,
        [
          ...[cli, 'wire', file, '--api', 'openai-realtime', '--against', 'beta', '--json'],
          ...['--fail-on', 'never', '--jobs', jobs],
        ],
        { cwd: path.join(import.meta.dirname, '..'), encoding: 'utf8', maxBuffer: 1 << 26 },
      );
    expect(printed('3')).toBe(printed('1'));
  });
});

describe('in order', () => {
  test('things are done, though they are ready in another one', async () => {
    const [order, done] = [new InOrder(), new Array<string>()];
    const note = (text: string): void => {
      done.push(text);
    };
    order.when(later(20, 'first'), note);
    order.when(later(1, 'second'), note);
    order.now(() => {
      note('third');
    });
    order.when('fourth', note);
    expect(done).toEqual([]);
    await order.settle(0);
    expect(done).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('what fails is thrown to whoever waits', async () => {
    const order = new InOrder();
    order.when(
      later(1).then(() => Promise.reject(new Error('no answer'))),
      () => undefined,
    );
    await expect(order.settle(0)).rejects.toThrow('no answer');
  });
});
