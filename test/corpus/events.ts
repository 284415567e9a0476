import path from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import yaml from 'js-yaml';

/** A place in a file: what a message is known by. */
interface Place {
  readonly file: string;
  readonly steps: readonly string[];
  readonly value: unknown;
}

/**
 * How many messages a document has each way, counted over its plain values and without anything of the generator: the oracle
 * for what the generator reads.
 */
export function countEvents(file: string): { readonly sent: number; readonly received: number } {
  const ways = { sent: new Set<string>(), received: new Set<string>() };
  const root = open(file);
  const unused: Place[] = [];
  const add = (place: Place, way: 'sent' | 'received'): void => {
    const end = follow(place);
    if (end !== undefined) ways[way].add(keyOf(end));
  };
  const isOld = String(field(root, 'asyncapi')?.value).startsWith('2.');
  (isOld ? readOld : readNew)(root, add);
  for (const message of children(at(root, 'components', 'messages'))) {
    const end = follow(message);
    if (end === undefined || ways.sent.has(keyOf(end)) || ways.received.has(keyOf(end))) continue;
    unused.push(end);
  }
  for (const message of unused) {
    add(message, 'sent');
    add(message, 'received');
  }
  return { sent: ways.sent.size, received: ways.received.size };
}

type Add = (place: Place, way: 'sent' | 'received') => void;

function readOld(root: Place, add: Add): void {
  for (const reference of children(at(root, 'channels'))) {
    const channel = follow(reference);
    if (channel === undefined) continue;
    for (const [verb, way] of [
      ['publish', 'sent'],
      ['subscribe', 'received'],
    ] as const) {
      const message = at(channel, verb, 'message');
      if (message?.value === undefined) continue;
      const oneOf = field(follow(message) ?? message, 'oneOf');
      const options = Array.isArray(oneOf?.value) ? children(oneOf) : [message];
      for (const option of options) add(option, way);
    }
  }
}

function readNew(root: Place, add: Add): void {
  const used = new Set<string>();
  const addAll = (holder: Place, channel: Place | undefined, way: 'sent' | 'received'): void => {
    const own = field(holder, 'messages');
    const source = Array.isArray(own?.value) ? own : at(channel, 'messages');
    for (const message of children(source)) add(message, way);
  };
  for (const reference of children(at(root, 'operations'))) {
    const operation = follow(reference);
    if (operation === undefined) continue;
    const way = field(operation, 'action')?.value === 'send' ? 'sent' : 'received';
    const channel = follow(field(operation, 'channel'));
    if (channel !== undefined) used.add(keyOf(channel));
    addAll(operation, channel, way);
    const reply = follow(field(operation, 'reply'));
    if (reply === undefined) continue;
    const answer = follow(field(reply, 'channel'));
    if (answer !== undefined) used.add(keyOf(answer));
    addAll(reply, answer, way === 'sent' ? 'received' : 'sent');
  }
  for (const reference of children(at(root, 'channels'))) {
    const channel = follow(reference);
    if (channel === undefined || used.has(keyOf(channel))) continue;
    for (const message of children(at(channel, 'messages'))) {
      add(message, 'sent');
      add(message, 'received');
    }
  }
}

function follow(given: Place | undefined): Place | undefined {
  let place = given;
  for (let steps = 0; place !== undefined && steps < 100; steps += 1) {
    const ref = field(place, '$ref')?.value;
    if (typeof ref !== 'string') return place.value === undefined ? undefined : place;
    place = jump(ref, place);
  }
  return undefined;
}

function jump(ref: string, from: Place): Place | undefined {
  const [file = '', pointer = ''] = ref.split('#');
  if (/^https?:/.test(file)) return undefined;
  const target = file === '' ? from.file : path.resolve(path.dirname(from.file), file);
  if (!existsSync(target)) return undefined;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Place | undefined>((place, step) => {
      const here = place && field(place, '$ref') !== undefined ? follow(place) : place;
      return field(here, step);
    }, open(target));
}

const files = new Map<string, unknown>();

function open(file: string): Place {
  if (!files.has(file)) {
    const merge = new yaml.Type('tag:yaml.org,2002:merge', {
      kind: 'scalar',
      resolve: (key: unknown) => key === '<<',
    });
    const schema = yaml.CORE_SCHEMA.extend({ implicit: [merge] });
    files.set(file, yaml.load(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), { schema }));
  }
  return { file, steps: [], value: files.get(file) };
}

function at(place: Place | undefined, ...steps: readonly string[]): Place | undefined {
  return steps.reduce((one, step) => field(one, step), place);
}

function field(place: Place | undefined, key: string): Place | undefined {
  const value = place?.value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const child = (value as Readonly<Record<string, unknown>>)[key];
  return place && { file: place.file, steps: [...place.steps, key], value: child };
}

function children(place: Place | undefined): readonly Place[] {
  const value = place?.value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => field(place, key) ?? []);
}

function keyOf({ file, steps }: Place): string {
  return JSON.stringify([file, steps]);
}
