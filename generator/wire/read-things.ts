import { fitsGlob } from '../base/glob.ts';
import { own } from '../base/json.ts';
import type { Flow } from '../model/api.ts';
import type { Lifecycle, Lifecycles, ThingId, ValueAt } from '../model/lifecycle.ts';
import { joined, sumOf, type TextSum } from './text-sum.ts';
import type { Moment, Step, ThingRecord } from './thing-record.ts';

type Message = Readonly<Record<string, unknown>>;

/** What an event does to things of one kind. */
interface Deed {
  readonly thing: number;
  readonly kind: Step['kind'];
  readonly id: ThingId;
  readonly holder: ThingId | undefined;
  readonly special: readonly ValueAt[];
  readonly pieces: readonly (readonly string[] | undefined)[];
  readonly wholes: readonly (readonly string[] | undefined)[];
  /** Messages in a row about one thing, as far as they are one record. */
  run: Run | undefined;
}

interface Run extends Omit<Step, 'last' | 'pieces'> {
  last: Moment;
  pieces: readonly (TextSum | undefined)[];
}

interface Deeds {
  readonly isStart: boolean;
  readonly asks: readonly { readonly thing: number; readonly unless: readonly ValueAt[] }[];
  readonly steps: readonly Deed[];
}

/** Reads off messages what they do to things, and hands it on as records, in order. */
export class ThingReader {
  readonly #lifecycles: Lifecycles;
  readonly #take: (record: ThingRecord) => void;
  readonly #deeds = new Map<string, Deeds | undefined>();
  #running: Deed[] = [];

  constructor(lifecycles: Lifecycles, take: (record: ThingRecord) => void) {
    this.#lifecycles = lifecycles;
    this.#take = take;
  }

  push(message: Message, flow: Flow, connection: string, at: Moment): void {
    let deeds = this.#deeds.get(at.event);
    if (deeds === undefined && !this.#deeds.has(at.event)) {
      deeds = deedsOf(at.event, this.#lifecycles);
      // Names that are made up as a capture goes on must not be remembered for ever.
      if (this.#deeds.size < mostEvents) this.#deeds.set(at.event, deeds);
    }
    if (deeds === undefined) return;
    if (deeds.isStart) this.#pass({ kind: 'start', connection, at });
    for (const { thing, unless } of deeds.asks) {
      if (!hasOne(message, unless)) this.#pass({ kind: 'ask', connection, at, thing });
    }
    for (const deed of deeds.steps) this.#step(deed, message, flow, connection, at);
  }

  /** Hands on what is not complete yet; another message may follow. */
  flush(): void {
    // In the order in which they began: a thing that opens by going on must be known before what it holds.
    const runs = this.#running.flatMap((deed) => deed.run ?? []);
    for (const deed of this.#running) deed.run = undefined;
    this.#running = [];
    runs.sort((a, b) => a.at.line - b.at.line || a.thing - b.thing);
    for (const run of runs) this.#take(run);
  }

  #pass(record: ThingRecord): void {
    this.flush();
    this.#take(record);
  }

  #step(deed: Deed, message: Message, flow: Flow, connection: string, at: Moment): void {
    const id = idOf(message, deed.id);
    if (id === undefined) return;
    const { thing, kind, run } = deed;
    const pieces = textsAt(message, deed.pieces);
    if (run !== undefined) {
      if (run.id === id && run.connection === connection && run.flow === flow) {
        run.last = at;
        if (pieces !== none) run.pieces = joinedAll(run.pieces, pieces);
        return;
      }
      this.flush();
    }
    const holder = deed.holder && idOf(message, deed.holder);
    const isSpecial = hasOne(message, deed.special);
    const wholes = textsAt(message, deed.wholes);
    const step = {
      kind,
      connection,
      thing,
      id,
      holder,
      flow,
      at,
      last: at,
      isSpecial,
      pieces,
      wholes,
    };
    if (kind !== 'go' || wholes !== none) {
      this.#pass(step);
      return;
    }
    deed.run = step;
    this.#running.push(deed);
  }
}

const mostEvents = 10_000;
const none: readonly undefined[] = [];

/** What an event does; undefined where it does nothing. */
function deedsOf(event: string, { starts, things }: Lifecycles): Deeds | undefined {
  const isStart = starts.includes(event);
  const asks = things.flatMap((one, thing) =>
    one.asks.filter((ask) => ask.event === event).map(({ unless }) => ({ thing, unless })),
  );
  const steps = things.flatMap((one, thing) => deedOf(event, one, thing) ?? []);
  return isStart || asks.length + steps.length > 0 ? { isStart, asks, steps } : undefined;
}

/** A name that is spelt out goes before a pattern; of several, what closes before what opens. */
function deedOf(event: string, one: Lifecycle, thing: number): Deed | undefined {
  const all = [
    ...one.closes.map((step) => ({ ...step, kind: 'close' as const, special: one.cuts })),
    ...one.opens.map((step) => ({ ...step, kind: 'open' as const, special: one.aside })),
    ...one.continues.map((step) => ({ ...step, kind: 'go' as const, special: [] })),
  ];
  const exact = all.find((step) => step.event === event);
  const found = exact ?? all.find((step) => fitsGlob(event, step.event));
  if (found === undefined) return undefined;
  const at = (texts: readonly { readonly event: string; readonly path: readonly string[] }[]) =>
    texts.find((text) => text.event === event)?.path;
  return {
    thing,
    kind: found.kind,
    id: found.id,
    holder: one.inside?.id,
    special: found.special,
    pieces: used(one.joins.map(({ pieces }) => at(pieces))),
    wholes: used(one.joins.map(({ whole }) => at(whole))),
    run: undefined,
  };
}

function used(paths: Deed['pieces']): Deed['pieces'] {
  return paths.some((one) => one !== undefined) ? paths : none;
}

function textsAt(message: Message, paths: Deed['pieces']): readonly (TextSum | undefined)[] {
  if (paths === none) return none;
  const texts = paths.map((path) => {
    const value = path && valueAt(message, path);
    return typeof value === 'string' ? sumOf(value) : undefined;
  });
  return texts.some((one) => one !== undefined) ? texts : none;
}

function joinedAll(
  a: readonly (TextSum | undefined)[],
  b: readonly (TextSum | undefined)[],
): readonly (TextSum | undefined)[] {
  const longer = a.length > b.length ? a : b;
  return longer.map((_, at) => {
    const [one, other] = [a[at], b[at]];
    return one && other ? joined(one, other) : (one ?? other);
  });
}

/** The parts of an id as one text; undefined where one of them is not there. */
function idOf(message: Message, id: ThingId): string | undefined {
  const [first, second] = id;
  if (first === undefined) return '';
  let text = partOf(message, first);
  if (second === undefined || text === undefined) return text;
  for (const path of id.slice(1)) {
    const part = partOf(message, path);
    if (part === undefined) return undefined;
    text += ` ${part}`;
  }
  return text;
}

function partOf(message: Message, path: readonly string[]): string | undefined {
  const value = valueAt(message, path);
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function valueAt(message: Message, path: readonly string[]): unknown {
  let value: unknown = message;
  for (const key of path) value = own(value, key);
  return value;
}

function hasOne(message: Message, values: readonly ValueAt[]): boolean {
  return values.some(({ path, values: some }) => {
    const value = valueAt(message, path);
    return value !== undefined && some.some((one) => one === value);
  });
}
