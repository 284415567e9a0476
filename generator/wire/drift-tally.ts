import type { CapturePlace, Drift } from '../base/wire-report.ts';
import type { Flow } from '../model/api.ts';
import type { WireIssue } from './explain.ts';
import { boundDrifts, driftKey } from './merge-drifts.ts';
import { countTexts } from './merge-lists.ts';
import { exampleOf, nameShown } from './secrets.ts';

interface Entry {
  readonly drift: Omit<Drift, 'actual' | 'count'>;
  readonly actual: Map<string, number>;
  count: number;
}

/** So many differences are looked at one by one; more than that are put together from time to time. */
const mostEntries = 4000;

/** Counts what differs, one entry for each rule, event and place. */
export class DriftTally {
  #entries = new Map<string, Entry>();
  #settled: readonly Drift[] = [];

  add(flow: Flow, event: string, issue: WireIssue, first: CapturePlace): void {
    const { rule, keyword, expected } = issue;
    // Keys of a message may be anything.
    const path = nameShown(issue.path);
    const key = driftKey({ rule, flow, event, path, keyword, expected });
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      if (this.#entries.size >= mostEntries) this.#settle();
      const example = exampleOf(issue.value, issue.path);
      entry = {
        drift: { rule, flow, event, path, keyword, expected, first, example },
        actual: new Map(),
        count: 0,
      };
      this.#entries.set(key, entry);
    }
    entry.count += 1;
    entry.actual.set(issue.actual, (entry.actual.get(issue.actual) ?? 0) + 1);
    if (entry.actual.size > 200) shorten(entry.actual);
  }

  /** What was counted since it was last asked. */
  take(): readonly Drift[] {
    this.#settle();
    const drifts = this.#settled;
    this.#settled = [];
    return drifts;
  }

  #settle(): void {
    const drifts = [...this.#entries.values()].map(({ drift, actual, count }) => ({
      ...drift,
      actual: countTexts(actual),
      count,
    }));
    this.#entries = new Map();
    this.#settled = boundDrifts([...this.#settled, ...drifts]);
  }
}

function shorten(actual: Map<string, number>): void {
  const kept = countTexts(actual);
  actual.clear();
  for (const { text, count } of kept) actual.set(text, count);
}
