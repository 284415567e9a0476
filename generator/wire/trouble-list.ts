import type { Trouble, TroubleRule } from '../base/wire-report.ts';
import { nameShown } from './secrets.ts';
import { boundTroubles, mostTroubles } from './wire-part.ts';

/** The troubles of one capture as they are found; those that will not be told are not kept. */
export class TroubleList {
  #troubles: readonly Trouble[] = [];
  #waiting: Trouble[] = [];
  /** Of a rule that has as many troubles as are told, the line of the last one. */
  readonly #lasts = new Map<TroubleRule, number>();

  /** `full`: rules of which enough was found before. */
  constructor(full: readonly TroubleRule[] = []) {
    for (const rule of full) this.#lasts.set(rule, -1);
  }

  /** Rules of which enough was found before a line. */
  fullBefore(line: number): readonly TroubleRule[] {
    return [...this.#lasts].filter(([, last]) => last < line).map(([rule]) => rule);
  }

  /** Whether a trouble would be told; putting it in words costs something. */
  wants(rule: TroubleRule, line: number): boolean {
    return line <= (this.#lasts.get(rule) ?? Infinity);
  }

  add(trouble: Trouble): void {
    if (!this.wants(trouble.rule, trouble.at.line)) return;
    this.#waiting.push({ ...trouble, id: nameShown(trouble.id) });
    if (this.#waiting.length >= mostTroubles) this.#settle();
  }

  all(): readonly Trouble[] {
    this.#settle();
    return this.#troubles;
  }

  #settle(): void {
    this.#troubles = boundTroubles([...this.#troubles, ...this.#waiting]);
    this.#waiting = [];
    const counts = new Map<TroubleRule, number>();
    for (const { rule, at } of this.#troubles) {
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count === mostTroubles) this.#lasts.set(rule, at.line);
    }
  }
}
