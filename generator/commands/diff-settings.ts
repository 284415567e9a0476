import type { DiffLevel } from '../diff/judge.ts';

/** How grave the changes between versions are taken. Stands at the top of a config, and at an API. */
export interface DiffSettings {
  /** Levels of the rules about changes, by their names; for both audiences, or for one. */
  readonly rules?: Readonly<Record<string, DiffLevel>>;
  /** Breaks that are known and accepted. */
  readonly waivers?: readonly WaiverConfig[];
  /** What makes the command fail; `breaking` where it is left out. */
  readonly failOn?: FailOn;
}

/** `breaking`: a break that no waiver covers; `warning`: what may break somebody as well. */
export type FailOn = 'breaking' | 'warning' | 'never';

export const failOns: readonly FailOn[] = ['breaking', 'warning', 'never'];

/** A break that is known and accepted. */
export interface WaiverConfig {
  /** The rule that it falls under. */
  readonly rule: string;
  /** Where: the id of the change, a type with its path, or an event; `*` stands for any text. */
  readonly at: string;
  readonly reason: string;
  /** The last day on which it holds, `2026-12-31`; it always does where this is left out. */
  readonly expires?: string;
}

/** One out of two: `inner` goes before, rule by rule; waivers are put together. */
export function mergeDiffSettings(outer: DiffSettings, inner: DiffSettings): DiffSettings {
  const failOn = inner.failOn ?? outer.failOn;
  return {
    rules: { ...outer.rules, ...inner.rules },
    waivers: [...(outer.waivers ?? []), ...(inner.waivers ?? [])],
    ...(failOn && { failOn }),
  };
}
