import type { DiffRuleId, Effect } from '../base/diff-rules.ts';
import type { Level } from '../base/finding.ts';
import type { Flow } from '../model/api.ts';
import type { Change } from './change.ts';

/**
 * Whom a change concerns: `source` is code that is compiled against the types, `wire` is a client or server that runs already and that
 * nobody recompiles.
 */
export type Audience = 'source' | 'wire';

export const audiences: readonly Audience[] = ['source', 'wire'];

/** What a change means to an audience: `error` breaks it, `warning` may, `info` does not; `off` is not told. */
export interface Verdict {
  readonly level: Level | 'off';
  readonly effect: Effect;
}

/** A change with what the rules say of it. */
export interface Judgement {
  readonly change: Change;
  readonly rule: DiffRuleId;
  /** For the flows that the change travels in, the graver of the two. */
  readonly verdicts: Readonly<Record<Audience, Verdict>>;
  /** Per flow, before the graver is taken; only flows in which it travels. */
  readonly byFlow: Readonly<Partial<Record<Flow, Readonly<Record<Audience, Verdict>>>>>;
  /** One sentence, without a full stop: `the field "voice" is gone from what is sent`. */
  readonly message: string;
  /** What to do, where there is something to do. */
  readonly hint: string | undefined;
  /** The waiver that covers it; its verdicts then count for nothing but are still told. */
  readonly waiver: Waiver | undefined;
}

/** Somebody's written word that a break is known and accepted. */
export interface Waiver {
  readonly rule: string;
  /** A glob over the places of a change, as texts: `session.update:session.voice`, `RealtimeSession.*`. */
  readonly at: string;
  readonly reason: string;
  /** The last day on which it holds, `2026-12-31`; undefined where it always does. */
  readonly expires: string | undefined;
}

/** What a package of types must become, for one audience. */
export interface SemverVerdict {
  readonly bump: 'major' | 'minor' | 'patch' | 'none';
  /** The ids of the changes that force it. */
  readonly forcedBy: readonly string[];
}
