import type { Trouble, TroubleRule } from '../base/wire-report.ts';
import { CaptureReader, type ReaderState } from './capture.ts';
import type { SeenEvent } from './event-check.ts';
import { mostConnections, ThingFollower } from './follow-things.ts';
import type { FrameSink } from './frame.ts';
import type { StretchEnd, ThingRecord } from './thing-record.ts';
import { TroubleList } from './trouble-list.ts';
import { WireChecker, type Counts } from './wire-checker.ts';
import type { WirePart } from './wire-part.ts';
import type { WireApi } from './wire-run.ts';

/** Whole lines of a capture. */
export interface Stretch {
  readonly capture: string;
  readonly bytes: Uint8Array;
  /** How many lines of the capture come before them. */
  readonly before: number;
  /** How the lines before them were written. */
  readonly state: ReaderState;
  /** Troubles of which enough was found before them. */
  readonly full: readonly TroubleRule[];
}

/** What a stretch comes to, for whoever puts stretches together in order. */
export interface StretchResult {
  readonly seen: readonly SeenEvent[];
  /** All the rest; what was seen is told at less cost than as coverage. */
  readonly part: WirePart;
  readonly counts: Counts;
  /** How its lines were written. */
  readonly state: ReaderState;
  /** What is done to things, as far as it takes other stretches to tell what that comes to. */
  readonly records: readonly ThingRecord[];
  readonly troubles: readonly Trouble[];
  readonly last: StretchEnd;
}

/** So many bytes are decoded and forgotten before the next ones are looked at. */
const pieceSize = 1 << 18;

/** Checks stretches of captures by themselves, in whatever order they come. */
export class StretchChecker {
  readonly #checker: WireChecker;
  readonly #lifecycles: WireApi['versions'][number]['model']['lifecycles'];
  #take: (record: ThingRecord) => void = () => undefined;

  constructor({ versions }: WireApi, version: string) {
    this.#checker = new WireChecker(versions, version, (record) => {
      this.#take(record);
    });
    this.#lifecycles = versions.find((one) => one.name === version)?.model.lifecycles;
  }

  get isMessage(): WireChecker['isMessage'] {
    return this.#checker.isMessage;
  }

  check({ capture, bytes, before, state, full }: Stretch): StretchResult {
    const troubles = new TroubleList(full);
    const followed =
      this.#lifecycles &&
      new WholeConnections(new ThingFollower(this.#lifecycles, capture, troubles));
    this.#take = (record) => followed?.take(record);
    let last: StretchEnd = { line: before, time: undefined };
    const sink: FrameSink = {
      frame: (frame) => {
        last = { line: frame.line, time: frame.time ?? last.time };
        this.#checker.push(frame);
      },
      gap: (gap) => {
        this.#checker.gap(gap);
      },
    };
    this.#checker.begin(capture);
    const { isMessage } = this.#checker;
    const reader = new CaptureReader({ form: 'lines', isMessage, sink, before, state });
    for (let at = 0; at < bytes.length; at += pieceSize) {
      reader.write(bytes.subarray(at, at + pieceSize));
    }
    reader.end();
    const seen = this.#checker.takeSeen();
    const { part, counts } = this.#checker.take();
    const records = followed?.rest() ?? [];
    return { seen, part, counts, state: reader.state, records, troubles: troubles.all(), last };
  }
}

/**
 * Follows the connections that begin and end within a stretch, and keeps what is done on others, in order: before the first beginning
 * that is seen, and after the last one.
 */
class WholeConnections {
  readonly #follower: ThingFollower;
  /** In order; empty where a record was followed here. */
  readonly #kept: (ThingRecord | undefined)[] = [];
  readonly #begun = new Map<string, Begun>();
  readonly #names = new Set<string>();

  constructor(follower: ThingFollower) {
    this.#follower = follower;
  }

  take(record: ThingRecord): void {
    const { connection } = record;
    // Of too many connections at a time some are given up, and which, only the whole capture tells.
    if (this.#names.size < mostConnections) this.#names.add(connection);
    let begun = this.#begun.get(connection);
    if (record.kind === 'start') {
      if (begun !== undefined && this.#names.size < mostConnections) this.#follow(begun, record);
      begun = { isFirst: begun === undefined, places: [] };
      this.#begun.set(connection, begun);
    }
    const place = this.#kept.push(record) - 1;
    begun?.places.push(place);
  }

  #follow({ isFirst, places }: Begun, end: ThingRecord): void {
    for (const place of places) {
      const record = this.#kept[place];
      if (record === undefined) continue;
      this.#follower.take(record);
      // The first beginning ends what came before the stretch, too.
      if (!isFirst || place !== places[0]) this.#kept[place] = undefined;
    }
    this.#follower.take(end);
    while (this.#kept.length > 0 && this.#kept.at(-1) === undefined) this.#kept.pop();
  }

  rest(): readonly ThingRecord[] {
    return this.#kept.filter((one) => one !== undefined);
  }
}

/** A connection whose beginning was seen, and which of the kept records came since. */
interface Begun {
  readonly isFirst: boolean;
  readonly places: number[];
}
