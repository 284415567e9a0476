import { isAscii, isUtf8 } from 'node:buffer';

/** What becomes of the lines of a file. */
export interface LineSink {
  /** `ended` is false for a last line without a line break. */
  readonly line: (text: string, line: number, ended: boolean) => void;
  readonly bad: (why: 'not UTF-8' | 'too long', line: number) => void;
}

/** A longer line is no message of any API; holding it would cost more memory than all the rest. */
export const longestLine = 64 * 1024 * 1024;

const newline = 10;

/** Bytes that are decoded together: a text of this size is soon forgotten again. */
const largeBlock = 1 << 14;
const smallBlock = 1 << 13;

/** Cuts bytes into lines as they come, and keeps no more than the line that is not whole yet. */
export class LineCutter {
  readonly #sink: LineSink;
  #pending: Uint8Array[] = [];
  #pendingLength = 0;
  #skipping = false;
  /** The number of the last line. */
  lines: number;

  /** `before`: how many lines of the file come before the bytes that are given. */
  constructor(sink: LineSink, before: number) {
    this.#sink = sink;
    this.lines = before;
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
    if (first < last) this.#lines(view(bytes.subarray(first + 1, last + 1)));
    if (last + 1 < bytes.length) this.#keep(bytes.subarray(last + 1));
  }

  end(): void {
    if (this.#skipping) this.#finish(new Uint8Array(0));
    if (this.#pendingLength === 0) return;
    const whole = Buffer.concat(this.#pending, this.#pendingLength);
    this.#drop();
    this.#one(view(whole), false);
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
    const isLong = this.#skipping || this.#pendingLength + bytes.length > longestLine;
    const whole = isLong ? bytes : Buffer.concat([...this.#pending, bytes]);
    this.#skipping = false;
    this.#drop();
    if (isLong) this.#tooLong();
    else this.#one(view(whole), true);
  }

  /** Lines that are whole; decoding them together costs less than one by one, decoding many less than a few. */
  #lines(buffer: Buffer): void {
    for (let from = 0; from < buffer.length;) {
      const end = endOfBlock(buffer, from);
      this.#block(buffer.subarray(from, end));
      from = end;
    }
  }

  /** A text with a single character that is not ASCII takes twice the room, so lines around such a one are decoded apart. */
  #block(buffer: Buffer): void {
    if (buffer.length > longestLine) this.#each(buffer);
    else if (isAscii(buffer)) this.#texts(buffer.toString('latin1'));
    else {
      const half = buffer.length < smallBlock ? -1 : buffer.lastIndexOf(newline, buffer.length / 2);
      if (half !== -1) {
        this.#block(buffer.subarray(0, half + 1));
        this.#block(buffer.subarray(half + 1));
      } else if (isUtf8(buffer)) this.#texts(buffer.toString('utf8'));
      else this.#each(buffer);
    }
  }

  #texts(text: string): void {
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

  #one(buffer: Buffer, ended: boolean): void {
    if (buffer.length > longestLine) {
      this.#tooLong();
      return;
    }
    this.lines += 1;
    if (isUtf8(buffer)) this.#sink.line(buffer.toString('utf8'), this.lines, ended);
    else this.#sink.bad('not UTF-8', this.lines);
  }

  #tooLong(): void {
    this.lines += 1;
    this.#sink.bad('too long', this.lines);
  }
}

/** Where the lines end that are decoded together; a longer line is decoded alone. */
function endOfBlock(buffer: Buffer, from: number): number {
  if (buffer.length - from <= largeBlock) return buffer.length;
  const last = buffer.lastIndexOf(newline, from + largeBlock - 1);
  return (last < from ? buffer.indexOf(newline, from + largeBlock) : last) + 1;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
