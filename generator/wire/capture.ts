import { isRecord } from '../base/json.ts';
import { ElementCutter } from './capture-elements.ts';
import { EnvelopeReader, speakerOf } from './capture-envelope.ts';
import { LineCutter, longestLine } from './capture-lines.ts';
import type { FrameSink, GapReason, Speaker } from './frame.ts';
import { readMessage } from './read-message.ts';

/** How a capture is written. */
export type CaptureKind = 'messages' | 'frames' | 'har' | 'log';

/** How a file is cut: line by line, or as the elements of lists in one JSON text. */
export type CaptureForm = 'lines' | 'list' | 'har';

const enough = 4096;

/** How a file is to be cut, by its first bytes. */
export function formOf(head: Uint8Array): CaptureForm {
  const text = Buffer.from(head.subarray(0, enough)).toString('latin1');
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (/^\{\s*"log"\s*:\s*\{/.test(start)) return 'har';
  return start.startsWith('[') && !isLogTime(start) ? 'list' : 'lines';
}

/** `[2024-10-27T10:00:00Z] > …`: a line of a log may begin with a bracket too. */
function isLogTime(text: string): boolean {
  return /^\[[^\]"{[]*\]\s*[<>→←]/.test(text);
}

export interface CaptureOptions {
  readonly form: CaptureForm;
  /** Whether a value is a message of the API as it stands, without an envelope. */
  readonly isMessage: (value: Readonly<Record<string, unknown>>) => boolean;
  readonly sink: FrameSink;
}

/** Reads a capture piece by piece: what is a message goes to `sink.frame`, what is none to `sink.gap`. */
export class CaptureReader {
  readonly #options: CaptureOptions;
  readonly #envelopes = new EnvelopeReader();
  readonly #lines: LineCutter | undefined;
  readonly #elements: ElementCutter | undefined;
  #number = 0;
  #isFirst = true;
  #frames = 0;
  /** What the capture turned out to be: `frames` where messages have envelopes. */
  kind: CaptureKind = 'messages';

  constructor(options: CaptureOptions) {
    this.#options = options;
    if (options.form === 'har') this.kind = 'har';
    if (options.form === 'lines') {
      this.#lines = new LineCutter({
        line: (text, line, ended) => {
          this.#line(text, line, ended);
        },
        bad: (why, line) => {
          this.#gap(line, why, badText[why]);
        },
      });
      return;
    }
    this.#elements = new ElementCutter(options.form === 'har' ? '_webSocketMessages' : '', {
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

  /** Lines, or elements of lists, as far as they were read. */
  get count(): number {
    return this.#lines?.lines ?? this.#number;
  }

  /** `bytes` may be used again by the caller afterwards. */
  write(bytes: Uint8Array): void {
    const piece = this.#isFirst ? withoutMark(bytes) : bytes;
    this.#isFirst = false;
    this.#lines?.write(piece);
    this.#elements?.write(piece);
  }

  end(): void {
    this.#lines?.end();
    this.#elements?.end();
  }

  #line(text: string, line: number, ended: boolean): void {
    const first = text.charCodeAt(0);
    if (first === 123) {
      this.#json(text, line, ended, '');
      return;
    }
    const trimmed = text.trim();
    if (trimmed === '') return;
    const logged = logLine.exec(trimmed)?.groups;
    if (logged === undefined) {
      if (!logNote.test(trimmed)) this.#json(trimmed, line, ended, '');
      return;
    }
    if (this.#frames === 0) this.kind = 'log';
    const from = speakerOf(logged['mark']);
    const time = Date.parse(logged['time'] ?? '');
    const message = this.#parse(logged['content'] ?? '', line, ended);
    if (message === undefined) return;
    this.#frame(from, message, line, Number.isNaN(time) ? undefined : time, '');
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
    this.#frames += 1;
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

/** `> {…}`, `[10:00:00] < {…}`, `2024-10-27T10:00:00Z → {…}`. */
const logLine =
  /^(?:\[?(?<time>[\dT:.,+Z /-]+)\]?\s+)?(?<mark>>|<|->|<-|=>|<=|→|←)\s*(?<content>[[{].*)$/s;

/** What wscat and its like say of the connection itself, and prompts without a text. */
const logNote = /^(?:>|<|(?:> )?(?:Connected|Disconnected|Connecting)\b.*)$/;

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
