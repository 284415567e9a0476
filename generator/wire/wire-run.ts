import type { CaptureSummary, WireReport } from '../base/wire-report.ts';
import type { WireIssue } from './explain.ts';
import { ThingFollower } from './follow-things.ts';
import type { Frame, Gap } from './frame.ts';
import { emptyReport, mergeReports } from './merge.ts';
import type { StretchEnd } from './thing-record.ts';
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
  #troubles = new TroubleList();
  #last: StretchEnd = { line: 0, time: undefined };

  constructor({ api, versions }: WireApi, version: string, guessed: boolean) {
    this.#of = { api, version };
    this.#guessed = guessed;
    this.#lifecycles = versions.find((one) => one.name === version)?.model.lifecycles;
    this.#checker = new WireChecker(versions, version, (record) => this.#follower?.take(record));
  }

  get isMessage(): (value: Readonly<Record<string, unknown>>) => boolean {
    return this.#checker.isMessage;
  }

  begin(capture: string): void {
    this.#checker.begin(capture);
    this.#troubles = new TroubleList();
    this.#last = { line: 0, time: undefined };
    this.#follower =
      this.#lifecycles && new ThingFollower(this.#lifecycles, capture, this.#troubles);
  }

  /** Where the message differs from the version. */
  frame(frame: Frame): readonly WireIssue[] {
    this.#last = { line: frame.line, time: frame.time ?? this.#last.time };
    return this.#checker.push(frame);
  }

  gap(gap: Gap): void {
    this.#checker.gap(gap);
  }

  /** The capture that was begun is over. */
  end(file: CaptureFile): void {
    const { part, counts } = this.#checker.take();
    this.add(file, part, counts, this.#last);
  }

  /** The follower of the capture that was begun; undefined where the version says nothing of order. */
  get follower(): ThingFollower | undefined {
    return this.#follower;
  }

  /** Adds what others found in the capture that was begun. */
  add(file: CaptureFile, part: WirePart, counts: Counts, last: StretchEnd): void {
    this.#follower?.reach(last);
    this.#follower?.end();
    const unreadable = [...part.unreadable];
    if (counts.messages === 0 && file.bytes > 0) {
      const at = { capture: file.name, line: 1 };
      unreadable.push({ at, why: 'no capture', message: 'nothing in it is a message', count: 1 });
    }
    const report = {
      ...emptyReport(this.#of),
      guessed: this.#guessed,
      captures: [{ ...file, ...counts }],
      troubles: this.#troubles.all(),
      ...part,
      unreadable,
    };
    this.#reports.push(report);
    // Of many small captures, one report each would outweigh what they say.
    if (this.#reports.length >= 64) this.#reports.splice(0, Infinity, this.#merged());
  }

  report(): WireReport {
    const report = this.#merged();
    return { ...report, guessed: this.#guessed, ...mergeParts([this.#checker.nothing(), report]) };
  }

  #merged(): WireReport {
    const empty = emptyReport(this.#of);
    return this.#reports.reduce(mergeReports, empty);
  }
}
