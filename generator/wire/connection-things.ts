import type { TroubleRule } from '../base/wire-report.ts';
import type { Flow } from '../model/api.ts';
import type { Lifecycle, Lifecycles } from '../model/lifecycle.ts';
import { insideOf, withInside, type Thing } from './open-thing.ts';
import { differenceText, line, shownId, since } from './trouble-text.ts';
import { isSameText, joined, noText } from './text-sum.ts';
import type { Moment, Step, StretchEnd } from './thing-record.ts';
import type { TroubleList } from './trouble-list.ts';

/** What is kept of a thing that was closed. */
interface Closed {
  readonly at: Moment;
  /** Who said that it was closed: what the other end says afterwards, it may have said before it heard. */
  readonly flow: Flow;
  isTold: boolean;
}

/** Of each kind, so many ids of closed things are remembered, the last ones. */
const mostClosed = 1000;
/** Of each kind, so many may be open; of more, those that were opened first are told and forgotten. */
const mostOpen = 10_000;

/** What is open on one connection, and what was lately closed. */
export class Connection {
  /** True where its beginning was seen, so that what was never opened was really not. */
  isWhole = false;
  readonly #kinds: readonly Lifecycle[];
  /** By the number of a kind, that of the kind that holds it. */
  readonly #holders: readonly number[];
  /** By the number of a kind; a place is empty while nothing of the kind was seen. */
  readonly #open: (Map<string, Thing> | undefined)[];
  readonly #closed: (Map<string, Closed> | undefined)[];
  readonly #capture: string;
  readonly #troubles: TroubleList;

  constructor({ things }: Lifecycles, capture: string, troubles: TroubleList) {
    this.#kinds = things;
    const names = things.map((one) => one.name);
    this.#holders = things.map((one) => names.indexOf(one.inside?.thing ?? ''));
    this.#open = things.map(() => undefined);
    this.#closed = things.map(() => undefined);
    this.#capture = capture;
    this.#troubles = troubles;
  }

  /** Another one is asked for. */
  ask(number: number, at: Moment): void {
    const kind = this.#kinds[number];
    if (kind === undefined) return;
    const first = this.#overtake(number, at);
    if (first === undefined || !this.#troubles.wants('opened-meanwhile', at.line)) return;
    const what = `${at.event} asks for another ${kind.name} while ${shownId(first)}`;
    const message = `${what}, opened in ${line(first.opened)}, is still open`;
    first.asked = { at, last: first.last, message };
  }

  step(step: Step): void {
    const kind = this.#kinds[step.thing];
    if (kind === undefined) return;
    const known = this.#open[step.thing]?.get(step.id);
    const closed = known === undefined ? this.#closed[step.thing]?.get(step.id) : undefined;
    if (step.kind === 'open') this.#opens(step, kind, known);
    else if (closed !== undefined) this.#late(step, kind, closed);
    else {
      const thing = known ?? this.#unopened(step, kind);
      thing.last = step.last;
      this.#join(thing, step);
      if (step.kind === 'close') this.#close(thing, step);
    }
  }

  /** Nothing more is said on this connection. */
  end(end: StretchEnd): void {
    for (const things of this.#open) {
      for (const thing of [...(things?.values() ?? [])]) {
        if (thing.holder === undefined) this.#never(thing, end);
      }
    }
  }

  #opens(step: Step, kind: Lifecycle, known: Thing | undefined): void {
    this.#closed[step.thing]?.delete(step.id);
    if (known !== undefined) {
      if (known.isSeen && step.id !== '') {
        const what = `${shownId(known)} is opened again; it was opened in ${line(known.opened)}`;
        this.#trouble('opened-meanwhile', known, step.at, what);
      } else if (known.isSeen) this.#never(known, step.at);
      this.#forget(known, step.thing);
    }
    const first = step.isSpecial ? undefined : this.#overtake(step.thing, step.at);
    if (!step.isSpecial) for (const one of this.#open[step.thing]?.values() ?? []) this.#tell(one);
    const thing = this.#enter(step, kind, true);
    this.#join(thing, step);
    if (first === undefined || !this.#troubles.wants('opened-meanwhile', step.at.line)) return;
    const what = `${shownId(thing)} opens while ${shownId(first)}, opened in ${line(first.opened)}`;
    this.#trouble('opened-meanwhile', first, step.at, `${what}, is still open`);
  }

  /** What nobody opened: it goes on from before the capture, or is opened by going on, or ought not to be. */
  #unopened(step: Step, kind: Lifecycle): Thing {
    const mustOpen = kind.opens.length > 0;
    const thing = this.#enter(step, kind, !mustOpen && this.#begins(step));
    if (mustOpen && this.isWhole) {
      const what = `${step.at.event} is about ${shownId(thing)}, which nothing has opened`;
      this.#trouble('never-opened', thing, step.at, what);
    }
    return thing;
  }

  /** Whether nothing can have been said of it before: since the connection began, or since what holds it was opened. */
  #begins(step: Step): boolean {
    return this.isWhole || this.#holderOf(step)?.isSeen === true;
  }

  #enter(step: Step, kind: Lifecycle, isSeen: boolean): Thing {
    const holder = this.#holderOf(step);
    const { id, at } = step;
    const thing: Thing = {
      kind,
      id,
      isSeen,
      isAside: step.isSpecial && step.kind === 'open',
      holder,
      // What comes of it later in a row of messages must not be known before.
      last: at,
      opened: at,
      inside: undefined,
      texts: [],
      overtaken: undefined,
      asked: undefined,
    };
    if (holder !== undefined) (holder.inside ??= new Set()).add(thing);
    const open = (this.#open[step.thing] ??= new Map<string, Thing>());
    open.set(id, thing);
    if (open.size > mostOpen) {
      const [oldest = thing] = open.values();
      this.#never(oldest, at);
      this.#forget(oldest, step.thing);
    }
    return thing;
  }

  #holderOf({ holder, thing }: Step): Thing | undefined {
    return holder === undefined ? undefined : this.#open[this.#holders[thing] ?? -1]?.get(holder);
  }

  #close(thing: Thing, step: Step): void {
    // Whoever cuts one off may ask for the next one before it is told that it was.
    if (step.isSpecial) thing.asked = undefined;
    this.#forget(thing, step.thing);
    for (const one of insideOf(thing)) {
      if (step.isSpecial || one.kind.mayStay) this.#cut(one, step);
      else this.#never(one, step.at, thing);
    }
    this.#remember(step.thing, step.id, { at: step.at, flow: step.flow, isTold: false });
  }

  /** It ends with what holds it. */
  #cut(thing: Thing, { at, flow }: Step): void {
    const number = this.#kinds.indexOf(thing.kind);
    thing.asked = undefined;
    for (const one of insideOf(thing)) this.#cut(one, { at, flow } as Step);
    this.#forget(thing, number);
    this.#remember(number, thing.id, { at, flow, isTold: true });
  }

  #remember(number: number, id: string, closed: Closed): void {
    // What has no id can be opened again at any time.
    if (id === '') return;
    const all = (this.#closed[number] ??= new Map<string, Closed>());
    all.set(id, closed);
    if (all.size <= mostClosed) return;
    const [oldest = ''] = all.keys();
    all.delete(oldest);
  }

  /** Something is said of what was closed. */
  #late(step: Step, kind: Lifecycle, closed: Closed): void {
    if (step.flow !== closed.flow) return;
    const rule = step.kind === 'close' ? 'closed-twice' : 'after-close';
    if (rule === 'after-close' && closed.isTold) return;
    closed.isTold = true;
    const thing = shownId({ kind, id: step.id });
    const verb = rule === 'closed-twice' ? 'closes' : 'comes after';
    const what =
      rule === 'closed-twice'
        ? `${step.at.event} ${verb} ${thing} again, which ${line(closed.at)} had closed`
        : `${step.at.event} ${verb} ${thing} was closed, in ${line(closed.at)}`;
    this.#put(rule, kind, step.id, step.at, undefined, closed.at, what, undefined);
  }

  /** The first of those that count and are open already, where there must be no more; all of them are passed by from now on. */
  #overtake(number: number, at: Moment): Thing | undefined {
    const { atOnce: most = Infinity, mayStay } = this.#kinds[number] ?? {};
    // What may stay open without a word may have been left for the next one.
    if (most === Infinity || mayStay === true) return undefined;
    const open: Thing[] = [];
    for (const one of this.#open[number]?.values() ?? []) {
      if (!one.isAside && one.overtaken === undefined && one.isSeen) open.push(one);
    }
    if (open.length < most) return undefined;
    for (const one of open) one.overtaken = at;
    return open[0];
  }

  #join(thing: Thing, step: Step): void {
    step.pieces.forEach((piece, at) => {
      if (piece !== undefined) thing.texts[at] = joined(thing.texts[at] ?? noText, piece);
    });
    if (!thing.isSeen) return;
    step.wholes.forEach((whole, at) => {
      const text = thing.texts[at] ?? noText;
      // Whoever sends the whole alone, sends no pieces that could differ from it.
      if (whole === undefined || text.length === 0 || isSameText(text, whole)) return;
      const what = differenceText(text, whole, step.at.event);
      this.#trouble('text-differs', thing, step.at, `the pieces of ${shownId(thing)} ${what}`);
    });
  }

  /** It is open, and will not be closed; what is inside is told with it. */
  #never(thing: Thing, end: StretchEnd, holder?: Thing): void {
    const isWanted = this.#troubles.wants('never-closed', thing.opened.line);
    if (!thing.kind.mayStay && thing.isSeen && isWanted) {
      const inside = [...withInside(thing)].slice(1).filter((one) => !one.kind.mayStay);
      const ended = holder === undefined ? '' : ` before ${shownId(holder)} did`;
      const parts = [
        `${shownId(thing)} opened in ${line(thing.opened)} and never closed${ended}`,
        thing.last.line === thing.opened.line
          ? 'nothing more is heard of it'
          : `the last of it is ${thing.last.event} in ${line(thing.last)}`,
        ...(inside.length === 0 ? [] : [`open inside it: ${inside.map(shownId).join(', ')}`]),
        ...(thing.overtaken === undefined
          ? []
          : [`${thing.overtaken.event} in ${line(thing.overtaken)} came meanwhile`]),
      ];
      const after = since(thing.opened, end.time);
      const { kind, id, opened, last } = thing;
      this.#put('never-closed', kind, id, opened, last, undefined, parts.join('; '), after);
    }
    for (const one of withInside(thing)) this.#forget(one, this.#kinds.indexOf(one.kind));
  }

  /** That another one was asked for. */
  #tell(thing: Thing): void {
    const { asked, kind, id, opened } = thing;
    if (asked === undefined) return;
    thing.asked = undefined;
    const { at, last, message } = asked;
    const after = since(opened, at.time);
    this.#put('opened-meanwhile', kind, id, at, last, opened, message, after);
  }

  #forget(thing: Thing, number: number): void {
    this.#tell(thing);
    const open = this.#open[number];
    if (open?.get(thing.id) === thing) open.delete(thing.id);
    thing.holder?.inside?.delete(thing);
  }

  #trouble(rule: TroubleRule, thing: Thing, at: Moment, message: string): void {
    const { kind, id, opened, last } = thing;
    const isOther = opened.line !== at.line;
    const after = since(opened, at.time);
    this.#put(
      rule,
      kind,
      id,
      at,
      last,
      isOther && thing.isSeen ? opened : undefined,
      message,
      after,
    );
  }

  #put(
    rule: TroubleRule,
    kind: Lifecycle,
    id: string,
    at: Moment,
    last: Moment | undefined,
    opened: Moment | undefined,
    message: string,
    after: number | undefined,
  ): void {
    const place = (moment: Moment) => ({ capture: this.#capture, line: moment.line });
    this.#troubles.add({
      ...{ rule, lifecycle: kind.name, id, at: place(at), message, after },
      opened: opened && place(opened),
      last: last && { event: last.event, place: place(last) },
    });
  }
}
