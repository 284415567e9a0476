import { diffRules, type DiffRuleId } from '../base/diff-rules.ts';
import type { Flow } from '../model/api.ts';
import type { Change } from './change.ts';
import { fits, ruleOf } from './rules.ts';

type Reasons = Readonly<Partial<Record<DiffRuleId, Readonly<Partial<Record<Flow, string>>>>>>;

/**
 * Rules that break compiled code where one type is assignable to the other all the same: assignability does not ask whether what code
 * names is still there.
 */
export const beyondAssignability: Reasons = {
  'event-removed': {
    received:
      'A union with one member less is assignable, but a comparison with the tag that is gone does not compile.',
    sent: 'The type by which code calls the event is no longer exported.',
  },
  'event-moved': {
    received:
      'A union with one member less is assignable, but a comparison with the tag that is gone does not compile.',
    sent: 'The event is no longer in the union of what may be sent.',
  },
  'field-removed': {
    received:
      'An optional key may be left out of the source, but reading it does not compile where the type has none.',
    sent: 'A variable with more keys is assignable, an object literal with a key that the type lacks is not.',
  },
  'field-removed-refused': {
    received:
      'An optional key may be left out of the source, but reading it does not compile where the type has none.',
    sent: 'A variable with more keys is assignable, an object literal with a key that the type lacks is not.',
  },
  'channel-removed': bothWays('Looking it up in the interface of channels does not compile.'),
  'address-changed': bothWays('Channels go by their address, so the old one is no key any more.'),
  'parameter-added': bothWays('An object of parameters lacks one; no message has their type.'),
  'operation-removed': bothWays('Looking it up in the interface of operations does not compile.'),
  'endpoint-removed': bothWays('Looking its path up in the types of HTTP does not compile.'),
};

/** Rules that break no code where the compiler says that types do not fit. */
export const belowAssignability: Reasons = {
  'event-added': {
    received:
      'A union with one more member is not assignable to the old one, but events are told apart by who handles them, and parsers have ' +
      'an outcome for those that nobody knows.',
  },
};

/**
 * What the verdict for `source` stands on, before anybody set a level: that types fit or do not, or one of the two tables above, whose
 * verdict is the opposite of what the compiler says of assignability.
 */
export type SourceBasis =
  | { readonly kind: 'fits' }
  | { readonly kind: 'misfits' }
  | { readonly kind: 'beyond'; readonly reason: string }
  | { readonly kind: 'below'; readonly reason: string };

export function sourceBasis(change: Change, flow: Flow): SourceBasis {
  const rule = ruleOf(change);
  const { fit, misfit } = diffRules[rule][flow].source;
  if (!fits(change, flow)) {
    return misfit.level === 'error'
      ? { kind: 'misfits' }
      : { kind: 'below', reason: belowAssignability[rule]?.[flow] ?? '' };
  }
  return fit.level === 'error'
    ? { kind: 'beyond', reason: beyondAssignability[rule]?.[flow] ?? '' }
    : { kind: 'fits' };
}

function bothWays(reason: string): Readonly<Record<Flow, string>> {
  return { received: reason, sent: reason };
}
