import { isRecord } from '../base/json.ts';
import { ElementCutter } from './capture-elements.ts';
import { EnvelopeReader, type EnvelopeKeys } from './capture-envelope.ts';
import { LineCutter, longestLine, type LineSink } from './capture-lines.ts';
import type { FrameSink, GapReason, Speaker } from './frame.ts';
import { markedLine, wordedLine, type LogLine } from './log-line.ts';
import { readMessage } from './read-message.ts';

/** How a capture is written. */
export type CaptureKind = 'messages' | 'frames' | 'har' | 'log';

/** How a file is cut: line by line, or as the elements of lists in one JSON text. */
export type CaptureForm = 'lines' | 'list' | 'har';

/** What the lines that were read say of how to read the next ones. */
export interface ReaderState extends EnvelopeKeys {
  readonly kind: CaptureKind;
  readonly hasFrames: boolean;
}

/** Before the first line. */
export const firstState: ReaderState = {
  ...{ kind: 'messages', hasFrames: false, direction: 'direction', content: 'message' },
};

const enough = 4096;

/** How a file is to be cut, by its first bytes. */
export function formOf(head: Uint8Array): CaptureForm {
  const text = Buffer.from(head.subarray(0, enough)).toString('latin1');
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (/^\{\s*"log"\s*:\s*\{/.test(start)) return 'har';
  return start.startsWith('[') && !isLogTime(start) ? 'list' : 'lines';
}

/** `[2024-10-27T10:00:00Z] > …`, `[send] {…}`: a line of a log may begin with a bracket too. */
function isLogTime(text: string): boolean {
  return /^\[[^\]"{[\n]*\][^\S\n]*[^\s,\]]/.test(text);
}

export interface CaptureOptions {
  readonly form: CaptureForm;
  /** Whether a value is a message of the API as it stands, without an envelope. */
  readonly isMessage: (value: Readonly<Record<string, unknown>>) => boolean;
  readonly sink: FrameSink;
  /** Where what is read is a stretch of a file: how many lines come before it, and what they say. */
  readonly before?: number;
  readonly state?: ReaderState;
}

/** Reads a capture piece by piece: what is a message goes to `sink.frame`, what is none to `sink.gap`. */
export class CaptureReader {
  readonly #options: CaptureOptions;
  readonly #envelopes: EnvelopeReader;
  readonly #lines: LineCutter | undefined;
  readonly #elements: ElementCutter | undefined;
  #number = 0;
  /** The first bytes, as long as they can be a byte order mark; undefined once that is known. */
  #held: Buffer | undefined;
  #hasFrames: boolean;
  /** What the capture turned out to be: `frames` where messages have envelopes. */
  kind: CaptureKind;

  constructor(options: CaptureOptions) {
    const { form, before = 0, state = firstState } = options;
    this.#options = options;
    this.#envelopes = new EnvelopeReader(state);
    this.#held = before === 0 ? Buffer.alloc(0) : undefined;
    this.#hasFrames = state.hasFrames;
    this.kind = form === 'har' ? 'har' : state.kind;
    if (form === 'lines') {
      const sink: LineSink = {
        line: (text, line, ended) => {
          this.#line(text, line, ended);
        },
        bad: (why, line) => {
          this.#gap(line, why, badText[why]);
        },
      };
      this.#lines = new LineCutter(sink, before);
      return;
    }
    this.#elements = new ElementCutter(form === 'har' ? '_webSocketMessages' : '', {
      element: (text, list, ended) => {
        this.#number += 1;
        this.#json(text, this.#number, ended, this.kind === 'har' ? String(list) : '');
      },
      bad: (why) => {
        this.#number += 1;
        this.#gap(this.#number, why, badText[why]);
      },
    });
  }

  get state(): ReaderState {
    return { kind: this.kind, hasFrames: this.#hasFrames, ...this.#envelopes.keys };
  }

  /** `bytes` may be used again by the caller afterwards. */
  write(bytes: Uint8Array): void {
    if (this.#held === undefined) this.#cut(bytes);
    else {
      const head = Buffer.concat([this.#held, bytes]);
      const isPart = head.length < mark.length && mark.subarray(0, head.length).equals(head);
      this.#held = isPart ? head : undefined;
      if (!isPart) this.#cut(withoutMark(head));
    }
  }

  #cut(bytes: Uint8Array): void {
    this.#lines?.write(bytes);
    this.#elements?.write(bytes);
  }

  /** How many lines were whole, or elements of lists. */
  end(): number {
    if (this.#held !== undefined) this.#cut(this.#held);
    const whole = this.#lines?.lines ?? this.#number;
    this.#lines?.end();
    this.#elements?.end();
    return whole;
  }

  #line(text: string, line: number, ended: boolean): void {
    const first = text.charCodeAt(0);
    if (first === 123) {
      this.#json(text, line, ended, '');
      return;
    }
    const trimmed = text.trim();
    if (trimmed === '') return;
    const marked = markedLine(trimmed);
    if (marked === undefined) {
      if (!logNote.test(trimmed) && !this.#worded(trimmed, line)) {
        this.#json(trimmed, line, ended, '');
      }
      return;
    }
    const message = this.#parse(marked.content, line, ended);
    this.#logged(marked, message, line);
  }

  /** Words with a message in them; false where nothing shows that it is one. */
  #worded(text: string, line: number): boolean {
    // A text or a list is meant to be JSON.
    const isJson = text.startsWith('"') || (text.startsWith('[') && !isLogTime(text));
    const worded = isJson ? undefined : wordedLine(text);
    if (worded === undefined) return false;
    const read = readMessage(worded.content, line);
    if ('why' in read || !isRecord(read.message)) return false;
    if (worded.from === undefined && !this.#options.isMessage(read.message)) return false;
    this.#logged(worded, read.message, line);
    return true;
  }

  #logged({ from, time }: LogLine, message: unknown, line: number): void {
    if (!this.#hasFrames) this.kind = 'log';
    if (message !== undefined) this.#frame(from, message, line, time, '');
  }

  /** A message, or an envelope with one. */
  #json(text: string, line: number, ended: boolean, connection: string): void {
    const value = this.#parse(text, line, ended);
    if (value === undefined) return;
    const isBare = this.kind === 'messages' && isRecord(value) && this.#options.isMessage(value);
    const envelope = isBare || !isRecord(value) ? undefined : this.#envelopes.read(value);
    if (envelope === undefined) {
      if (this.kind === 'har') this.#gap(line, 'no object', 'the frame holds no message');
      else this.#frame(undefined, value, line, undefined, connection);
      return;
    }
    const { from, content, time } = envelope;
    const place = connection === '' ? envelope.connection : connection;
    if (this.kind === 'messages') this.kind = 'frames';
    if (envelope.isBinary) {
      this.#gap(line, 'binary', 'the frame is binary');
      return;
    }
    const message = typeof content === 'string' ? this.#parse(content, line, true) : content;
    if (message !== undefined) this.#frame(from, message, line, time, place);
  }

  /** Undefined where the text is told to be none; JSON itself has no such value. */
  #parse(text: string, line: number, ended: boolean): unknown {
    const read = readMessage(text, line, ended);
    if (!('why' in read)) return read.message;
    this.#options.sink.gap(read);
    return undefined;
  }

  #frame(
    from: Speaker | undefined,
    message: unknown,
    line: number,
    time: number | undefined,
    connection: string,
  ): void {
    this.#hasFrames = true;
    if (isRecord(message)) this.#options.sink.frame({ from, message, line, time, connection });
    else this.#gap(line, 'no object', 'the message is no JSON object');
  }

  #gap(line: number, why: GapReason, message: string): void {
    this.#options.sink.gap({ line, why, message });
  }
}

const badText = {
  'not UTF-8': 'the bytes are no UTF-8',
  'too long': `the line is longer than ${String(longestLine / 1024 / 1024)} MiB`,
} as const;

/** What wscat and its like say of the connection itself, and prompts without a text. */
const logNote = /^(?:>|<|(?:> )?(?:Connected|Disconnected|Connecting)\b.*)$/;

/** The byte order mark of UTF-8. */
const mark = Buffer.from('\uFEFF');

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, mark.length).equals(mark) ? bytes.subarray(mark.length) : bytes;
}
