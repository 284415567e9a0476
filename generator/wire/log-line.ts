import { speakerOf } from './capture-envelope.ts';
import type { Speaker } from './frame.ts';

/** A line of a log: words, and a message after them. */
export interface LogLine {
  readonly from: Speaker | undefined;
  /** In milliseconds since 1970. */
  readonly time: number | undefined;
  /** The text of what looks like a message. */
  readonly content: string;
}

/** `> {…}`, `[10:00:00] < {…}`, `2024-10-27T10:00:00Z → {…}`: whatever follows is meant to be a message. */
export function markedLine(line: string): LogLine | undefined {
  const logged = marked.exec(line)?.groups;
  if (logged === undefined) return undefined;
  const { mark = '', time = '', content = '' } = logged;
  return { from: speakerOf(mark), time: timeOf(time), content };
}

const marked =
  /^(?:\[?(?<time>[\dT:.,+Z /-]+)\]?\s+)?(?<mark>>|<|->|<-|=>|<=|→|←)\s*(?<content>[[{].*)$/s;

/** `2024-10-27 10:00:00 INFO received: {…}`: what stands between the first brace and the last may be a message, or not. */
export function wordedLine(line: string): LogLine | undefined {
  const [start, end] = [line.indexOf('{'), line.lastIndexOf('}')];
  if (start === -1 || end < start) return undefined;
  const words = line.slice(0, start);
  const time = timeOf(date.exec(words)?.[0] ?? '');
  const ways = directions.find(([, pattern]) => pattern.test(words));
  return { from: ways?.[0], time, content: line.slice(start, end + 1) };
}

const date = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/;

/** What is said goes before who is named: what a client received, the server has said. */
const directions: readonly (readonly [Speaker, RegExp])[] = [
  ['client', /\bclient\s*(?:->|=>|→|to)\s*(?:the )?server\b|\bc2s\b/i],
  ['server', /\bserver\s*(?:->|=>|→|to)\s*(?:the )?client\b|\bs2c\b/i],
  ['client', /\b(?:sent|send|sending|sends|outgoing|outbound|tx)\b/i],
  ['server', /\b(?:received|receive|receiving|receives|recv|incoming|inbound|rx)\b/i],
  ['client', />>|-->|=>|->|[→⬆↑]|(?:^|\s)>/],
  ['server', /<<|<--|<=|<-|[←⬇↓]|(?:^|\s)</],
  ['client', /\bclient\b/i],
  ['server', /\bserver\b/i],
];

function timeOf(text: string): number | undefined {
  const time = Date.parse(text.replace(',', '.'));
  return Number.isNaN(time) ? undefined : time;
}
