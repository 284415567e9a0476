import { isUtf8 } from 'node:buffer';

/** What becomes of the lines of a file. */
export interface LineSink {
  /** `ended` is false for a last line without a line break. */
  readonly line: (text: string, line: number, ended: boolean) => void;
  readonly bad: (why: 'not UTF-8' | 'too long', line: number) => void;
}

/** A longer line is no message of any API; holding it would cost more memory than all the rest. */
export const longestLine = 64 * 1024 * 1024;

const newline = 10;

/** Cuts bytes into lines as they come, and keeps no more than the line that is not whole yet. */
export class LineCutter {
  readonly #sink: LineSink;
  #pending: Uint8Array[] = [];
  #pendingLength = 0;
  #skipping = false;
  /** How many lines there were. */
  lines = 0;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  /** `bytes` may be used again by the caller afterwards. */
  write(bytes: Uint8Array): void {
    const last = bytes.lastIndexOf(newline);
    if (last === -1) {
      this.#keep(bytes);
      return;
    }
    const first = this.#pendingLength > 0 || this.#skipping ? bytes.indexOf(newline) : -1;
    if (first !== -1) this.#finish(bytes.subarray(0, first));
    if (first < last) this.#block(bytes.subarray(first + 1, last + 1));
    if (last + 1 < bytes.length) this.#keep(bytes.subarray(last + 1));
  }

  end(): void {
    if (this.#skipping) this.#finish(new Uint8Array(0));
    if (this.#pendingLength === 0) return;
    const whole = Buffer.concat(this.#pending, this.#pendingLength);
    this.#drop();
    this.#one(whole, false);
  }

  #keep(bytes: Uint8Array): void {
    if (this.#skipping) return;
    if (this.#pendingLength + bytes.length > longestLine) {
      this.#drop();
      this.#skipping = true;
      return;
    }
    this.#pending.push(Uint8Array.prototype.slice.call(bytes));
    this.#pendingLength += bytes.length;
  }

  #drop(): void {
    this.#pending = [];
    this.#pendingLength = 0;
  }

  /** The end of a line that began in an earlier piece. */
  #finish(bytes: Uint8Array): void {
    if (this.#skipping) {
      this.#skipping = false;
      this.lines += 1;
      this.#sink.bad('too long', this.lines);
      return;
    }
    const whole = Buffer.concat([...this.#pending, bytes]);
    this.#drop();
    this.#one(whole, true);
  }

  /** Lines that are whole; decoding them together costs less than one by one. */
  #block(bytes: Uint8Array): void {
    const buffer = view(bytes);
    if (!isUtf8(buffer)) {
      this.#each(buffer);
      return;
    }
    const text = buffer.toString('utf8');
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.lines += 1;
      this.#sink.line(text.slice(from, end), this.lines, true);
      from = end + 1;
    }
  }

  #each(buffer: Buffer): void {
    let from = 0;
    for (let end = buffer.indexOf(newline); end !== -1; end = buffer.indexOf(newline, from)) {
      this.#one(buffer.subarray(from, end), true);
      from = end + 1;
    }
  }

  #one(bytes: Uint8Array, ended: boolean): void {
    this.lines += 1;
    const buffer = view(bytes);
    if (isUtf8(buffer)) this.#sink.line(buffer.toString('utf8'), this.lines, ended);
    else this.#sink.bad('not UTF-8', this.lines);
  }
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
