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
}

/** A record of messages in a row that do the same to the same things. */
interface Run {
  readonly connection: string;
  readonly flow: Flow;
  /** What stands at the places that tell the things. */
  readonly values: readonly unknown[];
  readonly steps: readonly { readonly deed: Deed; readonly step: Step; readonly pieces: Sums }[];
  last: Moment;
}

interface Deeds {
  readonly isStart: boolean;
  readonly asks: readonly { readonly thing: number; readonly unless: readonly ValueAt[] }[];
  readonly steps: readonly Deed[];
  /** Where messages of the event say what they are about, if one after another may become one record. */
  readonly places: ThingId | undefined;
  run: Run | undefined;
}

type Sums = (TextSum | undefined)[];

/** Reads off messages what they do to things, and hands it on as records, in order. */
export class ThingReader {
  readonly #lifecycles: Lifecycles;
  readonly #take: (record: ThingRecord) => void;
  readonly #deeds = new Map<string, Deeds | undefined>();
  #running: Deeds[] = [];

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
    if (deeds.places !== undefined) this.#run(deeds, deeds.places, message, flow, connection, at);
    else this.#pass(deeds, message, flow, connection, at);
  }

  /** Hands on what is not complete yet, in the order in which it began; another message may follow. */
  flush(): void {
    const running = this.#running;
    if (running.length === 0) return;
    this.#running = [];
    for (const deeds of running) {
      const { run } = deeds;
      deeds.run = undefined;
      if (run === undefined) continue;
      const { last } = run;
      for (const { step, pieces } of run.steps) this.#take({ ...step, last, pieces });
    }
  }

  #pass(deeds: Deeds, message: Message, flow: Flow, connection: string, at: Moment): void {
    this.flush();
    if (deeds.isStart) this.#take({ kind: 'start', connection, at });
    for (const { thing, unless } of deeds.asks) {
      if (!hasOne(message, unless)) this.#take({ kind: 'ask', connection, at, thing });
    }
    for (const deed of deeds.steps) {
      const step = stepOf(deed, message, flow, connection, at);
      if (step !== undefined) this.#take(step);
    }
  }

  #run(
    deeds: Deeds,
    places: ThingId,
    message: Message,
    flow: Flow,
    connection: string,
    at: Moment,
  ): void {
    const { run } = deeds;
    if (run !== undefined) {
      if (run.connection === connection && run.flow === flow && isAbout(run, places, message)) {
        run.last = at;
        for (const { deed, pieces } of run.steps) {
          if (deed.pieces.length > 0) addTexts(pieces, message, deed.pieces);
        }
        return;
      }
      this.flush();
    }
    const steps = deeds.steps.flatMap((deed) => {
      const step = stepOf(deed, message, flow, connection, at);
      return step === undefined ? [] : [{ deed, step, pieces: [...step.pieces] }];
    });
    const values = places.map((one) => valueAt(message, one));
    deeds.run = { connection, flow, values, steps, last: at };
    this.#running.push(deeds);
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
  if (!isStart && asks.length + steps.length === 0) return undefined;
  const goesOn = steps.every(({ kind, wholes }) => kind === 'go' && wholes.length === 0);
  const mayRun = goesOn && !isStart && asks.length === 0;
  return { isStart, asks, steps, places: mayRun ? placesOf(steps) : undefined, run: undefined };
}

/** Each place once, though several things may be told by it. */
function placesOf(steps: readonly Deed[]): ThingId {
  const places = steps.flatMap(({ id }) => id);
  return [...new Map(places.map((one) => [JSON.stringify(one), one])).values()];
}

function stepOf(
  deed: Deed,
  message: Message,
  flow: Flow,
  connection: string,
  at: Moment,
): Step | undefined {
  const id = idOf(message, deed.id);
  if (id === undefined) return undefined;
  const { kind, thing } = deed;
  const holder = deed.holder && idOf(message, deed.holder);
  const isSpecial = deed.special.length > 0 && hasOne(message, deed.special);
  const [pieces, wholes] = [textsOf(message, deed.pieces), textsOf(message, deed.wholes)];
  return { kind, connection, thing, id, holder, flow, at, last: at, isSpecial, pieces, wholes };
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
  };
}

function used(paths: Deed['pieces']): Deed['pieces'] {
  return paths.some((one) => one !== undefined) ? paths : [];
}

const noTexts: Sums = [];

function textsOf(message: Message, paths: Deed['pieces']): Sums {
  if (paths.length === 0) return noTexts;
  const sums: Sums = [];
  addTexts(sums, message, paths);
  return sums;
}

/** Adds the texts that stand at the paths to what is there already. */
function addTexts(
  sums: Sums,
  message: Message,
  paths: readonly (readonly string[] | undefined)[],
): void {
  for (let at = 0; at < paths.length; at += 1) {
    const path = paths[at];
    const text = path === undefined ? undefined : valueAt(message, path);
    if (typeof text === 'string') sums[at] = appended(sums[at] ?? noText, text);
  }
}

function isAbout({ values }: Run, places: ThingId, message: Message): boolean {
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] !== valueAt(message, places[at] ?? [])) return false;
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
  const [key] = path;
  if (key === undefined) return message;
  let value = message[key];
  for (let at = 1; at < path.length; at += 1) {
    if (!isRecord(value)) return undefined;
    value = value[path[at] ?? ''];
  }
  return value;
}

function hasOne(message: Message, values: readonly ValueAt[]): boolean {
  return values.some(({ path, values: some }) => {
    const value = valueAt(message, path);
    return value !== undefined && some.some((one) => one === value);
  });
}
