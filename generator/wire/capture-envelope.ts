import { isRecord, own } from '../base/json.ts';
import type { Speaker } from './frame.ts';

/** What was written around a message. */
export interface Envelope {
  readonly from: Speaker | undefined;
  readonly content: unknown;
  readonly time: number | undefined;
  readonly connection: string;
  readonly isBinary: boolean;
}

/** Where an envelope has its parts. */
export interface EnvelopeKeys {
  readonly direction: string;
  readonly content: string;
}

const directionKeys = ['direction', 'dir', 'flow', 'from', 'type', 'kind', 'sender', 'source'];
const contentKeys = ['message', 'data', 'payload', 'event', 'body', 'text', 'frame', 'msg'];
const timeKeys = ['time', 'timestamp', 'ts', 'at', 'date', 't', 'datetime'];
const connectionKeys = ['connection', 'connectionId', 'connection_id', 'conn', 'socket'];

const fromClient =
  /^(?:client|sent|send|sending|out|outgoing|outbound|output|up|upstream|tx|request|c2s|c->s|client[ _-]?to[ _-]?server|user|>|->|=>|→|⬆|↑)$/i;
const fromServer =
  /^(?:server|received|receive|recv|receiving|in|incoming|inbound|input|down|downstream|rx|response|s2c|s->c|server[ _-]?to[ _-]?client|<|<-|<=|←|⬇|↓)$/i;

/** Who speaks, by the word that a capture has for it, seen from the client. */
export function speakerOf(word: unknown): Speaker | undefined {
  if (typeof word !== 'string') return undefined;
  if (word === 'client' || word === 'server') return word;
  if (fromClient.test(word)) return 'client';
  return fromServer.test(word) ? 'server' : undefined;
}

/** Takes envelopes off, and looks first where the last one had its parts. */
export class EnvelopeReader {
  #direction: string;
  #content: string;
  #word: unknown = undefined;
  #from: Speaker | undefined;

  constructor({ direction, content }: EnvelopeKeys) {
    this.#direction = direction;
    this.#content = content;
  }

  /** Where the last one had its parts. */
  get keys(): EnvelopeKeys {
    return { direction: this.#direction, content: this.#content };
  }

  /** Undefined where the value is no envelope, and so a message as it stands. */
  read(value: Readonly<Record<string, unknown>>): Envelope | undefined {
    let word: unknown;
    let content: unknown;
    let isMore = false;
    for (const key in value) {
      if (key === this.#direction) word = value[key];
      else if (key === this.#content) content = value[key];
      else isMore = true;
    }
    let from = this.#speaker(word);
    if (from === undefined || content === undefined) {
      const found = this.#find(value);
      if (found === undefined) return undefined;
      [from, content, isMore] = [found.from, found.content, true];
    }
    if (!isMore) {
      const isBinary = isBytes(content);
      return { from, content, time: undefined, connection: '', isBinary };
    }
    const time = timeKeys.find((key) => own(value, key) !== undefined);
    const connection = connectionKeys.find((key) => isName(own(value, key)));
    return {
      from,
      content,
      time: time === undefined ? undefined : toMilliseconds(own(value, time)),
      connection: connection === undefined ? '' : String(own(value, connection)),
      isBinary: saysBinary(value) || isBytes(content),
    };
  }

  /** Where its parts are, if it is one; the next one is looked for there first. */
  #find(
    value: Readonly<Record<string, unknown>>,
  ): { readonly from: Speaker | undefined; readonly content: unknown } | undefined {
    const direction = directionKeys.find((key) => this.#speaker(own(value, key)) !== undefined);
    const isBinary = saysBinary(value);
    const content = contentKeys.find((key) => {
      const one = own(value, key);
      return isContent(one) || (isBinary && typeof one === 'string');
    });
    if (content === undefined) return undefined;
    if (direction === undefined && !isOnlyEnvelope(value, content)) return undefined;
    this.#direction = direction ?? this.#direction;
    this.#content = content;
    const word = direction === undefined ? undefined : own(value, direction);
    return { from: this.#speaker(word), content: own(value, content) };
  }

  #speaker(word: unknown): Speaker | undefined {
    if (word === this.#word) return this.#from;
    this.#word = word;
    this.#from = speakerOf(word);
    return this.#from;
  }
}

function isName(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function isContent(value: unknown): boolean {
  return isRecord(value) || (typeof value === 'string' && /^\s*[[{]/.test(value));
}

/** Without a direction, an envelope is what has nothing beside the message but when and where it was caught. */
function isOnlyEnvelope(value: Readonly<Record<string, unknown>>, content: string): boolean {
  const others = [...timeKeys, ...connectionKeys, 'opcode', content];
  return Object.keys(value).every((key) => others.includes(key));
}

/** A frame of opcode 2 is binary (RFC 6455, 5.2). */
function saysBinary(value: Readonly<Record<string, unknown>>): boolean {
  return own(value, 'opcode') === 2 || own(value, 'binary') === true;
}

/** Bytes as Node writes them to JSON. */
function isBytes(content: unknown): boolean {
  return isRecord(content) && content['type'] === 'Buffer' && Array.isArray(own(content, 'data'));
}

/** Seconds, milliseconds or microseconds since 1970 are told apart by their size; a number below 100,000,000,000 is seconds. */
function toMilliseconds(value: unknown): number | undefined {
  if (typeof value === 'string') {
    if (/^\d+(?:\.\d+)?$/.test(value)) return toMilliseconds(Number(value));
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : time;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return undefined;
  if (value >= 1e14) return value / 1000;
  return value >= 1e11 ? value : value * 1000;
}
