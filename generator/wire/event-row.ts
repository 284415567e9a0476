import type { VersionFit } from '../base/wire-report.ts';
import type { Flow } from '../model/api.ts';
import type { EventCheck } from './event-check.ts';
import { countTexts } from './merge-lists.ts';
import { hidden } from './secrets.ts';

type Value = Readonly<Record<string, unknown>>;

const mostUnknown = 50;

/** How well messages fit one version. */
export class Fit {
  readonly version: string;
  fitting = 0;
  differing = 0;
  readonly #unknown = new Map<string, number>();

  constructor(version: string) {
    this.version = version;
  }

  addUnknown(event: string, count: number): void {
    this.#unknown.set(event, (this.#unknown.get(event) ?? 0) + count);
    if (this.#unknown.size < 100 * mostUnknown) return;
    const kept = countTexts(this.#unknown, mostUnknown);
    this.#unknown.clear();
    for (const { text, count: some } of kept) this.#unknown.set(text, some);
  }

  /** What was counted since it was last asked. */
  take(): VersionFit {
    const { version, fitting, differing } = this;
    const texts = countTexts(this.#unknown, mostUnknown);
    const unknown = texts.map(({ text, count }) => ({ event: text, count }));
    [this.fitting, this.differing] = [0, 0];
    this.#unknown.clear();
    return { version, fitting, unknown, differing };
  }
}

/** Versions that make the same of an event. */
interface Group {
  readonly check: EventCheck;
  readonly fits: Fit[];
  fitting: number;
}

/** What the versions make of one event; counted here, and added to the versions when they are asked. */
export class EventRow {
  readonly event: string;
  readonly flow: Flow;
  readonly main: EventCheck | undefined;
  /** The versions, besides the main one, that have the event. */
  readonly known: readonly string[];
  readonly #same: Fit[] = [];
  readonly #strange: Fit[] = [];
  readonly #groups: Group[] = [];
  #count = 0;
  #fitting = 0;

  /** `checks`: what each version has for the event; the main one is among them. */
  constructor(
    event: string,
    flow: Flow,
    main: EventCheck | undefined,
    checks: readonly { readonly fit: Fit; readonly check: EventCheck | undefined }[],
  ) {
    // What no version knows may be anything.
    this.event = main === undefined ? hidden(event) : event;
    [this.flow, this.main] = [flow, main];
    this.known = checks.flatMap(({ check, fit }) => (check === undefined ? [] : [fit.version]));
    for (const { fit, check } of checks) {
      if (check === undefined) this.#strange.push(fit);
      else if (check.text() === main?.text()) this.#same.push(fit);
      else {
        const group = this.#groups.find((one) => one.check.text() === check.text());
        if (group === undefined) this.#groups.push({ check, fits: [fit], fitting: 0 });
        else group.fits.push(fit);
      }
    }
  }

  /** A message of the event; `fits` is what the main version says of it. */
  count(message: Value, fits: boolean): void {
    this.#count += 1;
    if (fits) this.#fitting += 1;
    for (const group of this.#groups) if (group.check.fits(message)) group.fitting += 1;
  }

  /** Adds to the versions what was counted. */
  settle(): void {
    const count = this.#count;
    if (count === 0) return;
    for (const fit of this.#strange) fit.addUnknown(this.event, count);
    for (const fit of this.#same) addTo(fit, this.#fitting, count);
    for (const group of this.#groups) {
      for (const fit of group.fits) addTo(fit, group.fitting, count);
      group.fitting = 0;
    }
    [this.#count, this.#fitting] = [0, 0];
  }
}

function addTo(fit: Fit, fitting: number, count: number): void {
  fit.fitting += fitting;
  fit.differing += count - fitting;
}
