import { diffRuleIds, diffRules, type DiffRuleId, type RuleVerdict } from '../base/diff-rules.ts';
import { UsageError, type Finding } from '../base/finding.ts';
import type { RuleLevel } from '../base/levels.ts';
import type { Flow } from '../model/api.ts';
import type { Change } from './change.ts';
import { audiences, type Audience, type Judgement, type Verdict } from './judgement.ts';
import { hintOf, messageOf } from './rule-text.ts';
import { fits, ruleOf } from './rules.ts';
import { holdWaivers, type WaiverChoice } from './waivers.ts';

/** A level for both audiences, or one for each; an audience that is not named keeps what the rule says. */
export type DiffLevel = RuleLevel | Readonly<Partial<Record<Audience, RuleLevel>>>;

/** What somebody wants judged otherwise. */
export interface JudgeSettings extends WaiverChoice {
  /** By the id of the rule. */
  readonly levels: Readonly<Record<string, DiffLevel>>;
}

/** What changes mean, one judgement a change, in their order; and what is wrong with the waivers. */
export function judge(
  changes: readonly Change[],
  settings: JudgeSettings,
): { readonly judgements: readonly Judgement[]; readonly findings: readonly Finding[] } {
  for (const id of [...Object.keys(settings.levels), ...settings.waivers.map((one) => one.rule)]) {
    if (!isDiffRule(id)) throw UsageError.unknown('rule', id, diffRuleIds);
  }
  return holdWaivers(
    changes.map((change) => judgeOne(change, settings.levels)),
    settings,
  );
}

function isDiffRule(id: string): id is DiffRuleId {
  return Object.hasOwn(diffRules, id);
}

function judgeOne(change: Change, levels: JudgeSettings['levels']): Judgement {
  const rule = ruleOf(change);
  const level = Object.hasOwn(levels, rule) ? levels[rule] : undefined;
  const byFlow = Object.fromEntries(
    change.flows.map((flow) => [flow, verdictsOf(change, rule, flow, level)]),
  ) as Judgement['byFlow'];
  return {
    change,
    rule,
    verdicts: byAudience((audience) => {
      const told = Object.values(byFlow).map((one) => one[audience]);
      return told.length === 0 ? ofNoFlow(change, rule, audience, level) : gravest(told);
    }),
    byFlow,
    message: messageOf(rule, change),
    hint: hintOf(rule, change),
    waiver: undefined,
  };
}

function verdictsOf(
  change: Change,
  rule: DiffRuleId,
  flow: Flow,
  level: DiffLevel | undefined,
): Readonly<Record<Audience, Verdict>> {
  return byAudience((audience) => {
    const cell = diffRules[rule][flow][audience];
    const verdict = fits(change, flow) ? cell.fit : cell.misfit;
    const wanted = typeof level === 'string' ? level : level?.[audience];
    return setLevel(verdict, wanted, !saysAnything(rule, audience));
  });
}

/**
 * A type that no event holds breaks nobody on the wire. It is exported all the same, and which way code uses it is not known, so what
 * would break either way may break.
 */
function ofNoFlow(
  change: Change,
  rule: DiffRuleId,
  audience: Audience,
  level: DiffLevel | undefined,
): Verdict {
  if (audience === 'wire')
    return { level: isOff(level, audience) ? 'off' : 'info', effect: 'none' };
  const flows: readonly Flow[] = ['received', 'sent'];
  const worst = gravest(flows.map((flow) => verdictsOf(change, rule, flow, level)[audience]));
  return worst.level === 'error' ? { ...worst, level: 'warning' } : worst;
}

function isOff(level: DiffLevel | undefined, audience: Audience): boolean {
  return (typeof level === 'string' ? level : level?.[audience]) === 'off';
}

/**
 * A level that somebody sets is for what the rule has to say: a verdict of `info` beside one that breaks stays what it is. Only a rule
 * that says nothing to the audience at all has that level wherever it applies.
 */
function setLevel(verdict: RuleVerdict, level: RuleLevel | undefined, always: boolean): Verdict {
  if (level === undefined) return verdict;
  if (level === 'off') return { level, effect: 'none' };
  return verdict.effect === 'none' && !always ? verdict : { ...verdict, level };
}

function saysAnything(rule: DiffRuleId, audience: Audience): boolean {
  const { received, sent } = diffRules[rule];
  return [received[audience], sent[audience]].some(
    ({ fit, misfit }) => fit.effect !== 'none' || misfit.effect !== 'none',
  );
}

/** The gravest of verdicts; of equal ones the one that nobody would notice. */
function gravest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce((one, other) => (gravity(other) > gravity(one) ? other : one));
}

function gravity({ level, effect }: Verdict): number {
  return levels.indexOf(level) * effects.length + effects.indexOf(effect);
}

const levels: readonly Verdict['level'][] = ['off', 'info', 'warning', 'error'];
const effects: readonly Verdict['effect'][] = ['none', 'loud', 'silent'];

function byAudience(verdict: (audience: Audience) => Verdict): Readonly<Record<Audience, Verdict>> {
  const entries = audiences.map((audience) => [audience, verdict(audience)]);
  return Object.fromEntries(entries) as Readonly<Record<Audience, Verdict>>;
}
