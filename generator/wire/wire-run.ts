import type { CaptureSummary, TroubleRule, WireReport } from '../base/wire-report.ts';
import type { WireIssue } from './explain.ts';
import { ThingFollower } from './follow-things.ts';
import type { Frame, FrameSink, Gap } from './frame.ts';
import { emptyReport, mergeReports } from './merge.ts';
import type { StretchResult } from './stretch.ts';
import type { Version } from './version-check.ts';
import { WireChecker, type Counts } from './wire-checker.ts';
import { TroubleList } from './trouble-list.ts';
import { mergeParts, type WirePart } from './wire-part.ts';

export interface WireApi {
  /** The API's name, `openai-realtime`. */
  readonly api: string;
  /** All of its versions, the oldest first. */
  readonly versions: readonly Version[];
}

/** What is known of a capture when it has been read. */
export type CaptureFile = Pick<CaptureSummary, 'name' | 'kind' | 'bytes' | 'sha256'>;

/** Checks captures one after another against one version, and makes the report of all of them. */
export class WireRun {
  readonly #of: Pick<WireReport, 'api' | 'version'>;
  readonly #guessed: boolean;
  readonly #checker: WireChecker;
  readonly #lifecycles: Version['model']['lifecycles'];
  readonly #reports: WireReport[] = [];
  #follower: ThingFollower | undefined;
  #stretches: Found[] = [];
  #troubles = new TroubleList();
  #line = 0;
  #time: number | undefined;

  constructor({ api, versions }: WireApi, version: string, guessed: boolean) {
    this.#of = { api, version };
    this.#guessed = guessed;
    this.#lifecycles = versions.find((one) => one.name === version)?.model.lifecycles;
    this.#checker = new WireChecker(versions, version, (record) => this.#follower?.take(record));
  }

  get version(): string {
    return this.#of.version;
  }

  get isMessage(): WireChecker['isMessage'] {
    return this.#checker.isMessage;
  }

  begin(capture: string): void {
    this.#checker.begin(capture);
    this.#troubles = new TroubleList();
    [this.#line, this.#time] = [0, undefined];
    this.#follower =
      this.#lifecycles && new ThingFollower(this.#lifecycles, capture, this.#troubles);
  }

  /** Takes what is read of the capture that was begun. */
  readonly sink: FrameSink = {
    frame: (frame) => {
      this.frame(frame);
    },
    gap: (gap) => {
      this.gap(gap);
    },
  };

  /** Where the message differs from the version. */
  frame(frame: Frame): readonly WireIssue[] {
    this.#reach(frame.line, frame.time);
    return this.#checker.push(frame);
  }

  gap(gap: Gap): void {
    this.#checker.gap(gap);
  }

  /** Troubles of which the capture that was begun has enough before a line. */
  fullBefore(line: number): readonly TroubleRule[] {
    return this.#troubles.fullBefore(line);
  }

  /** What somebody else found in the next stretch of the capture that was begun. */
  stretch({ seen, part, counts, records, troubles, last }: StretchResult): void {
    this.#checker.addSeen(seen);
    this.#stretches.push({ part, counts });
    for (const one of troubles) this.#troubles.add(one);
    for (const one of records) this.#follower?.take(one);
    if (last.line > this.#line) this.#reach(last.line, last.time);
    if (this.#stretches.length >= 64) this.#stretches = [putTogether(this.#stretches)];
  }

  /** The capture that was begun is over. */
  end(file: CaptureFile): void {
    const { part, counts } = putTogether([...this.#stretches, this.#checker.take()]);
    this.#stretches = [];
    this.#follower?.reach({ line: this.#line, time: this.#time });
    this.#follower?.end();
    const unreadable = [...part.unreadable];
    if (counts.messages === 0 && file.bytes > 0) {
      const at = { capture: file.name, line: 1 };
      unreadable.push({ at, why: 'no capture', message: 'nothing in it is a message', count: 1 });
    }
    this.#reports.push({
      ...emptyReport(this.#of),
      guessed: this.#guessed,
      captures: [{ ...file, ...counts }],
      troubles: this.#troubles.all(),
      ...part,
      unreadable,
    });
    // Of many small captures, one report each would outweigh what they say.
    if (this.#reports.length >= 64) this.#reports.splice(0, Infinity, this.#merged());
  }

  report(): WireReport {
    const report = this.#merged();
    return { ...report, guessed: this.#guessed, ...mergeParts([this.#checker.nothing(), report]) };
  }

  #reach(line: number, time: number | undefined): void {
    this.#line = line;
    if (time !== undefined) this.#time = time;
  }

  #merged(): WireReport {
    const empty = emptyReport(this.#of);
    return this.#reports.reduce(mergeReports, empty);
  }
}

interface Found {
  readonly part: WirePart;
  readonly counts: Counts;
}

function putTogether(found: readonly Found[]): Found {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const sum = (key: keyof Counts): number => found.reduce((all, one) => all + one.counts[key], 0);
  const [messages, sent] = [sum('messages'), sum('sent')];
  const counts = { messages, sent, received: sum('received'), unknown: sum('unknown') };
  return { part: mergeParts(found.map((one) => one.part)), counts };
}
