import { isUtf8 } from 'node:buffer';
import { longestLine } from './capture-lines.ts';

/** What becomes of the elements of lists. */
export interface ElementSink {
  /** `list` counts the lists from 0; `ended` is false where the file breaks off in an element. */
  readonly element: (text: string, list: number, ended: boolean) => void;
  readonly bad: (why: 'not UTF-8' | 'too long') => void;
}

const space = 32;
const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;

/**
 * Finds the elements of JSON lists as the bytes come, and keeps no more than one of them: of the list that is the whole file, or of
 * those that stand under a key anywhere in it.
 */
export class ElementCutter {
  readonly #sink: ElementSink;
  /** The key with its quotes, as bytes; empty for the list that is the whole file. */
  readonly #key: Buffer;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** How much of the key the text at hand has matched so far; -1 where it differs. */
  #matched = -1;
  #keyRead = false;
  #awaited: boolean;
  /** The depth of the list's elements; 0 outside. */
  #listDepth = 0;
  #list = -1;
  #parts: Uint8Array[] = [];
  #length = 0;
  #overlong = false;

  constructor(key: string, sink: ElementSink) {
    this.#sink = sink;
    this.#key = Buffer.from(key === '' ? '' : JSON.stringify(key));
    this.#awaited = key === '';
  }

  write(bytes: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#inText) {
        this.#text(byte);
        continue;
      }
      if (byte === quote) {
        this.#inText = true;
        this.#matched = 0;
        this.#match(byte);
      } else if (byte === 91 || byte === 123) {
        if (this.#open(byte)) from = at + 1;
      } else if (byte === 93 || byte === 125) {
        if (this.#depth === this.#listDepth && this.#listDepth > 0) {
          this.#take(bytes.subarray(from, at));
          this.#flush(true);
          this.#listDepth = 0;
        }
        this.#depth -= 1;
      } else if (byte === comma && this.#depth === this.#listDepth && this.#listDepth > 0) {
        this.#take(bytes.subarray(from, at));
        this.#flush(true);
        from = at + 1;
      }
      if (byte === colon) this.#awaited = this.#keyRead;
      else if (byte > space) this.#awaited = false;
      if (byte > space) this.#keyRead = false;
    }
    if (this.#listDepth > 0) this.#take(bytes.subarray(from));
  }

  end(): void {
    if (this.#listDepth > 0) this.#flush(false);
  }

  /** True where a list begins whose elements are asked for. */
  #open(byte: number): boolean {
    this.#depth += 1;
    // What follows the bracket is no longer what follows the key.
    const begins = this.#awaited && byte === 91 && this.#listDepth === 0;
    if (!begins) return false;
    this.#listDepth = this.#depth;
    this.#list += 1;
    return true;
  }

  #text(byte: number): void {
    if (this.#escaped) {
      this.#escaped = false;
      this.#matched = -1;
    } else if (byte === backslash) this.#escaped = true;
    else {
      this.#match(byte);
      if (byte === quote) {
        this.#inText = false;
        this.#keyRead = this.#listDepth === 0 && this.#matched === this.#key.length;
      }
    }
  }

  #match(byte: number): void {
    if (this.#matched === -1) return;
    this.#matched = byte === this.#key[this.#matched] ? this.#matched + 1 : -1;
  }

  #take(bytes: Uint8Array): void {
    if (this.#length + bytes.length > longestLine) this.#overlong = true;
    if (this.#overlong) this.#parts = [];
    else this.#parts.push(Uint8Array.prototype.slice.call(bytes));
    this.#length += bytes.length;
  }

  #flush(ended: boolean): void {
    const whole = Buffer.concat(this.#parts);
    const isLong = this.#overlong;
    this.#parts = [];
    this.#length = 0;
    this.#overlong = false;
    if (isLong) this.#sink.bad('too long');
    else if (!isUtf8(whole)) this.#sink.bad('not UTF-8');
    else {
      const text = whole.toString('utf8').trim();
      if (text !== '') this.#sink.element(text, this.#list, ended);
    }
  }
}
