import { createHash } from 'node:crypto';
import { UsageError } from '../base/finding.ts';
import type { WireReport } from '../base/wire-report.ts';
import { isDeep } from '../wire/depth.ts';
import type { WireIssue } from '../wire/explain.ts';
import type { Frame, Gap, Speaker } from '../wire/frame.ts';
import { enoughToGuess, VersionGuess } from '../wire/guess-version.ts';
import { readMessage } from '../wire/read-message.ts';
import { WireRun, type WireApi } from '../wire/wire-run.ts';

/** A message as a program comes by it. */
export interface WireFrame {
  /** Who said it; where nobody knows, it is taken for what it fits. */
  readonly from?: Speaker | undefined;
  /** The message, parsed or as its JSON text; bytes are a binary frame. */
  readonly message: unknown;
  /** When, in milliseconds, from wherever the program counts. */
  readonly time?: number | undefined;
  /** What tells connections apart, where there are several. */
  readonly connection?: string | undefined;
}

export interface CheckFramesOptions {
  /** As {@link readWireApi} gives it. */
  readonly api: WireApi;
  /** The version to hold messages against; the one that the first 2,000 fit best, where it is left out. */
  readonly version?: string | undefined;
  /** What places in the report are said to be in. */
  readonly name?: string | undefined;
}

/** Checks live traffic, message by message. */
export interface FrameChecker {
  /** Where the message differs from its version; nothing where it does not. */
  readonly push: (frame: WireFrame) => readonly WireIssue[];
  /** What came of all messages so far; nothing can be pushed afterwards. */
  readonly report: () => WireReport;
}

/**
 * A checker for messages as they come. It keeps counts, places and what is open, and no messages.
 *
 * @throws {UsageError} where the API has no such version.
 */
export function createFrameChecker(
  options: CheckFramesOptions & { readonly version: string },
): FrameChecker {
  return new LiveCheck(options, options.version, false);
}

/**
 * Checks messages from anywhere, and reports what differs, what was seen and what never ended.
 *
 * @throws {UsageError} where the API has no such version.
 */
export async function checkFrames(
  frames: AsyncIterable<WireFrame> | Iterable<WireFrame>,
  options: CheckFramesOptions,
): Promise<WireReport> {
  const { version, api } = options;
  let check = version === undefined ? undefined : new LiveCheck(options, version, false);
  const waiting: WireFrame[] = [];
  for await (const frame of frames) {
    if (check !== undefined) check.push(frame);
    else if (waiting.push(frame) >= enoughToGuess) check = guessed(waiting, options, api);
  }
  return (check ?? guessed(waiting, options, api)).report();
}

function guessed(waiting: WireFrame[], options: CheckFramesOptions, api: WireApi): LiveCheck {
  const guess = new VersionGuess(api);
  waiting.forEach((one, index) => {
    const frame = toFrame(one, index + 1);
    if (!('why' in frame)) guess.push(frame);
  });
  const check = new LiveCheck(options, guess.version(), true);
  for (const one of waiting.splice(0)) check.push(one);
  return check;
}

class LiveCheck implements FrameChecker {
  readonly #run: WireRun;
  readonly #name: string;
  readonly #hash = createHash('sha256');
  #line = 0;
  #bytes = 0;
  #report: WireReport | undefined;

  constructor({ api, name = 'frames' }: CheckFramesOptions, version: string, isGuess: boolean) {
    const known = api.versions.map((one) => one.name);
    if (!known.includes(version)) throw UsageError.unknown('version', version, known);
    this.#name = name;
    this.#run = new WireRun(api, version, isGuess);
    this.#run.begin(name);
  }

  readonly push = (given: WireFrame): readonly WireIssue[] => {
    if (this.#report !== undefined) throw new UsageError('a report was made of these messages');
    this.#line += 1;
    const text = textOf(given.message);
    this.#bytes += Buffer.byteLength(text) + 1;
    this.#hash.update(text).update('\n');
    const frame = toFrame(given, this.#line);
    if ('why' in frame) {
      this.#run.gap(frame);
      return [];
    }
    return this.#run.frame(frame);
  };

  readonly report = (): WireReport => {
    this.#report ??= this.#end();
    return this.#report;
  };

  #end(): WireReport {
    const [name, bytes, sha256] = [this.#name, this.#bytes, this.#hash.digest('hex')];
    this.#run.end({ name, kind: 'frames', bytes, sha256 });
    return this.#run.report();
  }
}

/** The message as a text; empty where it is none that JSON could hold. */
function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (message instanceof Uint8Array) return Buffer.from(message).toString('base64');
  try {
    const text: unknown = JSON.stringify(message);
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}

function toFrame({ from, message, time, connection = '' }: WireFrame, line: number): Frame | Gap {
  const isObject = typeof message === 'object' && !(message instanceof Uint8Array);
  const text = isObject ? textOf(message) : '';
  if (isObject && (text === '' || isDeep(text, message))) {
    return { line, why: 'too deep', message: 'the message is nested too deep, or in itself' };
  }
  const read = readMessage(message, line);
  return 'why' in read ? read : { from, message: read.message, time, line, connection };
}
