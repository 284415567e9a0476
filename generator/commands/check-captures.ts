import { createHash } from 'node:crypto';
import { finding, UsageError, type Finding } from '../base/finding.ts';
import type { WireReport } from '../base/wire-report.ts';
import { CaptureReader, formOf, type CaptureForm } from '../wire/capture.ts';
import type { FrameSink, Gap } from '../wire/frame.ts';
import { VersionGuess } from '../wire/guess-version.ts';
import { WireRun, type WireApi } from '../wire/wire-run.ts';
import { capturePieces, filePieces, type CaptureSource } from './capture-source.ts';
import { InOrder } from './in-order.ts';
import { StretchedCapture } from './check-stretches.ts';
import type { KnownSum, WireAhead } from './wire-ahead.ts';
import { WirePool } from './wire-pool.ts';

export interface CheckCapturesOptions {
  readonly api: WireApi;
  /** The version to hold messages against; the one that the first of them fit best, where it is undefined. */
  readonly version: string | undefined;
  /** How many threads check what is large, this one among them; by default, this one alone. The report is the same. */
  readonly threads?: number | undefined;
}

export interface CheckCapturesResult {
  readonly report: WireReport;
  /** Captures that could not be read. */
  readonly findings: readonly Finding[];
}

/**
 * Checks captures against a version of an API. What is no message is counted in the report; a file that cannot be read is a finding,
 * and the others are read all the same.
 *
 * @throws {UsageError} where the API has no such version, and where two captures have one name.
 */
export async function checkCaptures(
  captures: readonly CaptureSource[],
  options: CheckCapturesOptions,
): Promise<CheckCapturesResult> {
  return checkWith(captures, options, undefined);
}

/** The same; `ahead` is a thread that was started before the documents were read, and ends with the others. */
export async function checkWith(
  captures: readonly CaptureSource[],
  options: CheckCapturesOptions,
  ahead: WireAhead | undefined,
): Promise<CheckCapturesResult> {
  const { api, version } = options;
  const known = api.versions.map((one) => one.name);
  if (version !== undefined && !known.includes(version)) {
    throw UsageError.unknown('version', version, known);
  }
  const names = captures.map((one) => one.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`two captures are called ${twice}`);
  const begun = captures.map((one) => new BegunCapture(one));
  const guessed = version === undefined;
  const run = new WireRun(api, version ?? (await guess(begun, api)), guessed);
  const { threads = 1 } = options;
  const first = ahead?.thread;
  const pool = threads > 1 ? new WirePool(api, run.version, { threads, first }) : undefined;
  const check: Check = { run, pool, ahead, order: new InOrder() };
  const findings: Finding[] = [];
  try {
    for (const one of begun) {
      const failure = await checkOne(one, check);
      if (failure !== undefined) findings.push(failure);
    }
    await check.order.settle(0);
  } finally {
    await pool?.end();
  }
  return { report: run.report(), findings };
}

interface Check {
  readonly run: WireRun;
  readonly pool: WirePool | undefined;
  readonly ahead: WireAhead | undefined;
  /** What is done to the run, one after another. */
  readonly order: InOrder;
}

/** What is read to guess the version is read again, where it cannot be kept: from a file. From a stream, it is kept. */
class BegunCapture {
  readonly source: CaptureSource;
  #kept: Uint8Array[] = [];
  #rest: AsyncIterator<Uint8Array> | undefined;

  constructor(source: CaptureSource) {
    this.source = source;
  }

  /** The first bytes, unpacked. */
  async *head(): AsyncGenerator<Uint8Array> {
    const { name, from } = this.source;
    if (typeof from === 'string') {
      yield* capturePieces(this.source, () => undefined);
      return;
    }
    const rest = from[Symbol.asyncIterator]();
    this.#rest = rest;
    const kept = this.#kept;
    const pieces = (async function* () {
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
        kept.push(next.value);
        yield next.value;
      }
    })();
    yield* capturePieces({ name, from: pieces }, () => undefined);
  }

  /** All of it. */
  whole(): CaptureSource {
    const { name, from } = this.source;
    const [kept, rest] = [this.#kept, this.#rest];
    this.#kept = [];
    if (typeof from === 'string' || rest === undefined) return this.source;
    const pieces = (async function* () {
      yield* kept;
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
        yield next.value;
      }
    })();
    return { name, from: pieces };
  }
}

async function guess(captures: readonly BegunCapture[], api: WireApi): Promise<string> {
  const found = new VersionGuess(api);
  const sink: FrameSink = {
    frame: (frame) => {
      found.push(frame);
    },
    gap: () => undefined,
  };
  for (const one of captures) {
    if (found.isEnough()) break;
    try {
      let reader: CaptureReader | undefined;
      let size = 0;
      for await (const piece of one.head()) {
        reader ??= new CaptureReader({ form: formOf(piece), isMessage: found.isMessage, sink });
        reader.write(piece);
        size += piece.length;
        if (found.isEnough() || size > mostToGuess) break;
      }
    } catch {
      // Why it cannot be read is told when it is checked.
    }
  }
  return found.version();
}

/** Bytes of a capture beyond which nothing more is read for a guess. */
const mostToGuess = 32 * 1024 * 1024;

/** Why the capture could not be read; undefined where it could. */
async function checkOne(capture: BegunCapture, check: Check): Promise<Finding | undefined> {
  const { run, order } = check;
  const source = capture.whole();
  const { name } = source;
  const sum = new CaptureSum(source, check.ahead);
  const raw = (piece: Uint8Array): void => {
    sum.add(piece);
  };
  const failures: Finding[] = [];
  const failed = (error: unknown): void => {
    failures.push(failureOf(error, name));
  };
  order.now(() => {
    run.begin(name);
  });
  let reading: Reading | undefined;
  for await (const piece of untilFailure(capturePieces(source, raw, sum.end), failed)) {
    reading ??= await startReading(name, formOf(piece), check);
    await reading.write(piece);
  }
  const [failure] = failures;
  if (failure !== undefined && sum.bytes === 0) return failure;
  const whole = (await reading?.end()) ?? 0;
  const { bytes } = sum;
  const sha256 = await sum.sha256();
  order.now(() => {
    // What was unpacked before it broke off counts.
    const gap: Gap = { line: whole + 1, why: 'truncated', message: failure?.message ?? '' };
    if (failure !== undefined) run.gap(gap);
    run.end({ name, kind: reading?.kind ?? 'messages', bytes, sha256 });
  });
  return undefined;
}

/** How long a capture is, as it lies there, and its SHA-256, which somebody may know already. */
class CaptureSum {
  readonly #source: CaptureSource;
  readonly #known: KnownSum | undefined;
  readonly #hash = createHash('sha256');
  bytes = 0;

  constructor(source: CaptureSource, ahead: WireAhead | undefined) {
    this.#source = source;
    this.#known = ahead?.sumOf(source.name);
  }

  /** A file that grows meanwhile is checked as far as it is summed up. */
  get end(): number {
    return this.#known?.bytes ?? Infinity;
  }

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    if (this.#known === undefined) this.#hash.update(piece);
  }

  /** @throws {UsageError} where a file became another one while it was read, and went away. */
  async sha256(): Promise<string> {
    const { name, from } = this.#source;
    if (this.#known === undefined || typeof from !== 'string') return this.#hash.digest('hex');
    const sha256 = await this.#known.sha256;
    // What breaks off is not read to its end.
    if (sha256 !== undefined && this.#known.bytes === this.bytes) return sha256;
    try {
      for (const piece of filePieces(from, 0, this.bytes)) this.#hash.update(piece);
    } catch {
      throw new UsageError(`${name} went away while it was read`);
    }
    return this.#hash.digest('hex');
  }
}

/** What fails while a capture is checked is no failure of the capture. */
async function* untilFailure(
  pieces: AsyncIterable<Uint8Array>,
  failed: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(failed);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

type Reading = CaptureReader | StretchedCapture;

/** What is not cut into lines, only one thread can read. */
async function startReading(
  name: string,
  form: CaptureForm,
  { run, pool, order }: Check,
): Promise<Reading> {
  if (pool !== undefined && form === 'lines') {
    return new StretchedCapture({ name, run, pool, order });
  }
  await order.settle(0);
  return new CaptureReader({ form, isMessage: run.isMessage, sink: run.sink });
}

function failureOf(error: unknown, name: string): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = reasons[code] ?? `it cannot be read (${code || String(error)})`;
  return finding('capture-missing', 'error', { file: name, pointer: '' }, message);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'it may not be read',
  Z_DATA_ERROR: 'the packed data are damaged',
  Z_BUF_ERROR: 'the packed data break off',
};
