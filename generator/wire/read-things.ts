import { fitsGlob } from '../base/glob.ts';
import { isRecord } from '../base/json.ts';
import type { Flow } from '../model/api.ts';
import type { Lifecycle, Lifecycles, ThingId, ValueAt } from '../model/lifecycle.ts';
import { appended, noText, type TextSum } from './text-sum.ts';
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

interface Run extends Omit<Step, 'last'> {
  /** The values that its id was made of, as they stand in messages. */
  readonly parts: readonly unknown[];
  last: Moment;
  readonly pieces: (TextSum | undefined)[];
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

  /** Hands on what is not complete yet, in the order in which it began; another message may follow. */
  flush(): void {
    const running = this.#running;
    if (running.length === 0) return;
    this.#running = [];
    for (const deed of running) {
      const { run } = deed;
      deed.run = undefined;
      if (run !== undefined) this.#take(run);
    }
  }

  #pass(record: ThingRecord): void {
    this.flush();
    this.#take(record);
  }

  #step(deed: Deed, message: Message, flow: Flow, connection: string, at: Moment): void {
    const { run } = deed;
    if (run !== undefined) {
      if (isAbout(run, deed.id, message) && run.connection === connection && run.flow === flow) {
        run.last = at;
        addTexts(run.pieces, message, deed.pieces);
        return;
      }
      this.flush();
    }
    const id = idOf(message, deed.id);
    if (id === undefined) return;
    const { thing, kind } = deed;
    const pieces = textsOf(message, deed.pieces);
    const wholes = textsOf(message, deed.wholes);
    const step: Run = {
      kind,
      connection,
      thing,
      id,
      holder: deed.holder && idOf(message, deed.holder),
      flow,
      at,
      last: at,
      isSpecial: deed.special.length > 0 && hasOne(message, deed.special),
      pieces,
      wholes,
      parts:
        kind === 'go' && deed.id.length > 1 ? deed.id.map((one) => valueAt(message, one)) : [id],
    };
    if (kind !== 'go' || wholes.length > 0) {
      this.#pass(step);
      return;
    }
    deed.run = step;
    this.#running.push(deed);
  }
}

const mostEvents = 10_000;

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
  return paths.some((one) => one !== undefined) ? paths : [];
}

const noTexts: (TextSum | undefined)[] = [];

function textsOf(message: Message, paths: Deed['pieces']): (TextSum | undefined)[] {
  if (paths.length === 0) return noTexts;
  const sums: (TextSum | undefined)[] = [];
  addTexts(sums, message, paths);
  return sums;
}

/** Adds the texts that stand at the paths to what is there already. */
function addTexts(
  sums: (TextSum | undefined)[],
  message: Message,
  paths: readonly (readonly string[] | undefined)[],
): void {
  for (let at = 0; at < paths.length; at += 1) {
    const path = paths[at];
    const text = path === undefined ? undefined : valueAt(message, path);
    if (typeof text === 'string') sums[at] = appended(sums[at] ?? noText, text);
  }
}

function isAbout({ parts }: Run, id: ThingId, message: Message): boolean {
  const [path] = id;
  if (path === undefined) return true;
  if (parts.length === 1) return parts[0] === valueAt(message, path);
  for (let at = 0; at < parts.length; at += 1) {
    if (parts[at] !== valueAt(message, id[at] ?? [])) return false;
  }
  return true;
}

/** The parts of an id as one text; undefined where one of them is not there. */
function idOf(message: Message, id: ThingId): string | undefined {
  let text = '';
  let isFirst = true;
  for (const path of id) {
    const part = valueAt(message, path);
    if (typeof part !== 'string' && typeof part !== 'number') return undefined;
    text = isFirst ? String(part) : `${text} ${String(part)}`;
    isFirst = false;
  }
  return text;
}

/** What every object inherits is neither a text nor a number, which is all that is asked for. */
function valueAt(message: Message, path: readonly string[]): unknown {
  let value: unknown = message;
  for (const key of path) {
    if (!isRecord(value)) return undefined;
    value = value[key];
  }
  return value;
}

function hasOne(message: Message, values: readonly ValueAt[]): boolean {
  return values.some(({ path, values: some }) => {
    const value = valueAt(message, path);
    return value !== undefined && some.some((one) => one === value);
  });
}
