import { CaptureReader, firstState, type CaptureKind, type ReaderState } from '../wire/capture.ts';
import { longestLine } from '../wire/capture-lines.ts';
import type { Stretch } from '../wire/stretch.ts';
import type { WireRun } from '../wire/wire-run.ts';
import type { InOrder } from './in-order.ts';
import type { WirePool } from './wire-pool.ts';

/** Large enough that handing it over costs next to nothing, small enough to hold several. */
const stretchSize = 2 << 20;

const newline = 10;

/** So much of a capture is looked at to see how it is written. */
const enough = 1 << 14;

/** So many stretches may be done before an earlier one is. */
const mostAhead = 3;

export interface StretchedCaptureOptions {
  readonly name: string;
  readonly run: WireRun;
  readonly pool: Pick<WirePool, 'check' | 'checkHere' | 'isMessage'>;
  /** Where results are put together in the order of the stretches. */
  readonly order: InOrder;
  readonly size?: number;
}

/** Cuts a capture into stretches of whole lines, has threads check them, and puts together in order what comes of them. */
export class StretchedCapture {
  readonly #options: StretchedCaptureOptions;
  readonly #spare: Uint8Array[] = [];
  #bytes: Uint8Array;
  #length = 0;
  #lines = 0;
  #isSkipping = false;
  /** True when what belongs to the captures before it is done. */
  #isBegun = false;
  /** How the lines were written of which all is known. */
  #known: ReaderState = firstState;
  /** How the next stretch will find them to be written, most likely. */
  #expected: ReaderState = firstState;

  constructor(options: StretchedCaptureOptions) {
    this.#options = options;
    this.#bytes = this.#room();
  }

  /** How the capture is written, as far as it is known. */
  get kind(): CaptureKind {
    return this.#known.kind;
  }

  /** `bytes` may be used again by the caller afterwards. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      if (this.#length === this.#bytes.length) await this.#cut();
      if (this.#isSkipping) at = bytes.indexOf(newline, at);
      if (at === -1) return;
      this.#isSkipping = false;
      const some = bytes.subarray(at, at + this.#bytes.length - this.#length);
      this.#bytes.set(some, this.#length);
      this.#length += some.length;
      at += some.length;
    }
  }

  /** How many lines were whole. */
  async end(): Promise<number> {
    if (this.#length > 0) await this.#give(this.#length);
    return this.#lines;
  }

  /** Makes room: gives away the lines that are whole, or takes more of one that is not. */
  async #cut(): Promise<void> {
    const end = this.#bytes.subarray(0, this.#length).lastIndexOf(newline) + 1;
    if (end > 0) {
      await this.#give(end);
      return;
    }
    if (this.#length > longestLine) {
      // Of a line that will not be read, no more is kept than shows how long it is.
      this.#length = longestLine + 1;
      this.#isSkipping = true;
      return;
    }
    const larger = shared(Math.min(2 * this.#bytes.length, longestLine + 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  async #give(end: number): Promise<void> {
    const { name, run, pool, order } = this.#options;
    const whole = this.#bytes;
    const bytes = whole.subarray(0, end);
    const [before, state] = [this.#lines, this.#expected];
    // What is known of a capture by now is true of it whatever else will be.
    const full = this.#isBegun ? run.fullBefore(before) : [];
    const stretch: Stretch = { capture: name, bytes, before, state, full };
    if (stretch.before === 0) this.#expected = this.#stateAfter(bytes);
    this.#lines += linesIn(bytes);
    this.#length -= end;
    this.#bytes = this.#room();
    this.#bytes.set(whole.subarray(end, end + this.#length));
    order.when(pool.check(stretch), (result) => {
      this.#isBegun = true;
      const isExpected = isSame(stretch.state, this.#known);
      const right = isExpected ? result : pool.checkHere({ ...stretch, state: this.#known });
      run.stretch(right);
      this.#known = right.state;
      this.#expected = right.state;
      if (whole.length === this.#size) this.#spare.push(whole);
    });
    await order.settle(mostAhead);
  }

  /** How the beginning of a capture is written, which is how most often all of it is. */
  #stateAfter(bytes: Uint8Array): ReaderState {
    const { isMessage } = this.#options.pool;
    const sink = { frame: () => undefined, gap: () => undefined };
    const reader = new CaptureReader({ form: 'lines', isMessage, sink });
    const head = bytes.subarray(0, bytes.subarray(0, enough).lastIndexOf(newline) + 1);
    reader.write(head);
    return reader.state;
  }

  get #size(): number {
    return this.#options.size ?? stretchSize;
  }

  /** Room for what is left, and for more of it. */
  #room(): Uint8Array {
    if (this.#length > this.#size) return shared(this.#length);
    return this.#spare.pop() ?? shared(this.#size);
  }
}

function shared(size: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(size));
}

function isSame(a: ReaderState, b: ReaderState): boolean {
  return (
    a.kind === b.kind &&
    a.hasFrames === b.hasFrames &&
    a.direction === b.direction &&
    a.content === b.content
  );
}

function linesIn({ buffer, byteOffset, byteLength }: Uint8Array): number {
  // Node looks for a byte far quicker than the language does.
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
