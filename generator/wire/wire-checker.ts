import type { Unreadable } from '../base/wire-report.ts';
import { isRecord } from '../base/json.ts';
import type { Flow } from '../model/api.ts';
import { DriftTally } from './drift-tally.ts';
import type { EventCheck, SeenEvent } from './event-check.ts';
import { EventRow, Fit } from './event-row.ts';
import type { WireIssue } from './explain.ts';
import type { Frame, Gap } from './frame.ts';
import { ThingReader } from './read-things.ts';
import { beginning } from './short-text.ts';
import type { ThingRecord } from './thing-record.ts';
import { VersionCheck, type Version } from './version-check.ts';
import type { WirePart } from './wire-part.ts';

type Value = Readonly<Record<string, unknown>>;

/** How many messages a stretch of a capture had. */
export interface Counts {
  readonly messages: number;
  readonly sent: number;
  readonly received: number;
  readonly unknown: number;
}

const none: readonly WireIssue[] = [];

/** More names of events than any API has. */
const mostRows = 5000;
const longestName = 200;

/** Holds the messages of captures against one version of an API, and counts how well they fit the others. */
export class WireChecker {
  readonly #main: VersionCheck;
  readonly #versions: readonly { readonly check: VersionCheck; readonly fit: Fit }[];
  readonly #rows: Readonly<Record<Flow, Map<string, EventRow>>> = {
    sent: new Map(),
    received: new Map(),
  };
  readonly #drifts = new DriftTally();
  readonly #gaps = new Map<string, Unreadable>();
  readonly #things: ThingReader | undefined;
  /** True where one field tells all events of all versions apart, so that what they make of a name can be kept. */
  readonly #isSimple: boolean;
  #byName: ReadonlyMap<string, EventCheck> | undefined;
  #capture = '';
  #counts = { messages: 0, sent: 0, received: 0, unknown: 0 };

  /** `main` is one of `versions`; `take` gets what messages do to things, in order. */
  constructor(versions: readonly Version[], main: string, take: (record: ThingRecord) => void) {
    this.#versions = versions.map((one) => ({
      ...{ check: new VersionCheck(one), fit: new Fit(one.name) },
    }));
    const found = this.#versions.find(({ check }) => check.name === main);
    if (found === undefined) throw new Error(`${main} is none of the versions`);
    this.#main = found.check;
    const { lifecycles } = found.check.model;
    this.#isSimple = this.#versions.every(({ check }) => check.isSimple);
    this.#things = lifecycles && new ThingReader(lifecycles, take);
  }

  begin(capture: string): void {
    this.#capture = capture;
  }

  /** Whether a value is a message of some version, as it stands. */
  readonly isMessage = (value: Value): boolean =>
    this.#versions.some(
      ({ check }) =>
        check.find('received', value) !== undefined || check.find('sent', value) !== undefined,
    );

  /** Where the message differs from the main version. */
  push(frame: Frame): readonly WireIssue[] {
    const { message } = frame;
    if (!isRecord(message)) {
      this.gap({ line: frame.line, why: 'no object', message: 'the message is no JSON object' });
      return none;
    }
    const flow = frame.from === undefined ? this.#flowOf(message) : this.#main.flowOf(frame.from);
    const row = this.#row(flow, message);
    if (row === undefined) {
      const text = 'the message has no field that tells its event';
      this.gap({ line: frame.line, why: 'no event', message: text });
      return none;
    }
    this.#counts.messages += 1;
    this.#counts[flow] += 1;
    const issues = this.#judge(row, message, frame.line);
    row.count(message, issues === none);
    if (!this.#isSimple) row.settle();
    const at = { line: frame.line, time: frame.time, event: row.event };
    this.#things?.push(message, flow, frame.connection, at);
    return issues;
  }

  gap({ line, why, message }: Gap): void {
    const known = this.#gaps.get(why);
    const count = (known?.count ?? 0) + 1;
    const first = known ?? { at: { capture: this.#capture, line }, why, message };
    this.#gaps.set(why, { ...first, count });
  }

  /** What was counted since it was last asked. */
  take(): { readonly part: WirePart; readonly counts: Counts } {
    this.#things?.flush();
    for (const rows of [this.#rows.sent, this.#rows.received]) {
      for (const row of rows.values()) row.settle();
    }
    const seen = this.#main.events().filter((one) => one.count > 0);
    const part: WirePart = {
      drifts: this.#drifts.take(),
      coverage: seen.map((one) => ({
        ...{ flow: one.flow, event: one.event, count: one.count, fields: one.fields() },
      })),
      fits: this.#versions.map(({ fit }) => fit.take()),
      unreadable: [...this.#gaps.values()],
    };
    const counts = this.#counts;
    for (const one of seen) one.reset();
    this.#gaps.clear();
    this.#counts = { messages: 0, sent: 0, received: 0, unknown: 0 };
    return { part, counts };
  }

  /** Which events were seen since it was last asked. */
  takeSeen(): readonly SeenEvent[] {
    const seen = this.#main.events().filter((one) => one.count > 0);
    const taken = seen.map((one) => one.seen());
    for (const one of seen) one.reset();
    return taken;
  }

  /** Adds what another checker of the same version has seen. */
  addSeen(seen: readonly SeenEvent[]): void {
    const keyOf = ({ flow, event }: Pick<SeenEvent, 'flow' | 'event'>): string =>
      `${flow} ${event}`;
    this.#byName ??= new Map(this.#main.events().map((one) => [keyOf(one), one]));
    for (const one of seen) this.#byName.get(keyOf(one))?.add(one);
  }

  /** What no message was needed for: every event and field that there is, none of them seen, and all versions. */
  nothing(): WirePart {
    return {
      drifts: [],
      coverage: this.#main.events().map((one) => ({
        ...{ flow: one.flow, event: one.event, count: 0 },
        fields: one.fields().map(({ path }) => ({ path, count: 0 })),
      })),
      fits: this.#versions.map(({ check }) => ({
        version: check.name,
        fitting: 0,
        unknown: [],
        differing: 0,
      })),
      unreadable: [],
    };
  }

  /** `none` itself where all is well. */
  #judge(row: EventRow, message: Value, line: number): readonly WireIssue[] {
    const { main, event, flow } = row;
    if (main?.counted(message) === true) return none;
    if (main === undefined) this.#counts.unknown += 1;
    const issues = main === undefined ? [this.#undeclared(row, message)] : main.issues(message);
    const place = { capture: this.#capture, line };
    for (const issue of issues) this.#drifts.add(flow, event, issue, place);
    return issues;
  }

  /** An event of another version, or of the other end, is said to be one. */
  #undeclared({ event, flow, known }: EventRow, message: Value): WireIssue {
    const isOther = this.#main.find(flow === 'sent' ? 'received' : 'sent', message) !== undefined;
    const way = isOther ? ` that is ${flow}` : '';
    const hint = known.length === 0 ? '' : `; it is one of ${known.join(', ')}`;
    return {
      ...{ rule: 'event-undeclared' as const, path: '', keyword: undefined, value: message },
      expected: `an event of ${this.#main.name}${way}${hint}`,
      actual: JSON.stringify(beginning(event, 80)),
    };
  }

  /** A message whose capture does not tell who said it is taken for what it fits. */
  #flowOf(message: Value): Flow {
    for (const find of [this.#main, ...this.#versions.map((one) => one.check)]) {
      const received = find.find('received', message);
      const sent = find.find('sent', message);
      if (received !== undefined && sent !== undefined) {
        return received.fits(message) || !sent.fits(message) ? 'received' : 'sent';
      }
      if (received !== undefined) return 'received';
      if (sent !== undefined) return 'sent';
    }
    return 'received';
  }

  #row(flow: Flow, message: Value): EventRow | undefined {
    const name = this.#isSimple ? this.#main.nameOf(message) : undefined;
    const rows = this.#rows[flow];
    const kept = name === undefined ? undefined : rows.get(name);
    if (kept !== undefined) return kept;
    const main = this.#main.find(flow, message);
    const event = main?.event ?? this.#nameOf(message);
    if (event === undefined) return undefined;
    const checks = this.#versions.map((one) => ({
      fit: one.fit,
      check: one.check.find(flow, message),
    }));
    const row = new EventRow(event, flow, main, checks);
    if (name === undefined) return row;
    if (rows.size >= mostRows) this.#forgetRows(rows);
    rows.set(name, row);
    return row;
  }

  /** Names that are made up as a capture goes on must not be remembered for ever. */
  #forgetRows(rows: Map<string, EventRow>): void {
    for (const row of rows.values()) row.settle();
    rows.clear();
  }

  #nameOf(message: Value): string | undefined {
    for (const { check } of this.#versions) {
      const name = check.nameOf(message);
      if (name !== undefined) return beginning(name, longestName);
    }
    return undefined;
  }
}
