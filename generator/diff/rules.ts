import type { DiffRuleId } from '../base/diff-rules.ts';
import type { Flow } from '../model/api.ts';
import type { Change, ChangeKind } from './change.ts';

/** The rule that a change falls under: exactly one, whatever it is. */
export function ruleOf(change: Change): DiffRuleId {
  const rule = rules[change.kind];
  return typeof rule === 'string' ? rule : rule(change);
}

/**
 * Whether the types of a flow still fit: what is received now may be taken for what was received before; what was sent before may be
 * sent now.
 */
export function fits(change: Change, flow: Flow): boolean {
  const relation = flow === 'sent' ? change.sentRelation : change.relation;
  return relation === 'same' || relation === (flow === 'sent' ? 'wider' : 'narrower');
}

const rules: Readonly<Record<ChangeKind, DiffRuleId | ((change: Change) => DiffRuleId)>> = {
  'event-added': 'event-added',
  'event-removed': 'event-removed',
  'event-moved': 'event-moved',
  'field-added': (change) => {
    if (change.otherKeys === 'refused') return 'field-added-refused';
    const isRequired = change.after?.required === true && !fits(change, 'sent');
    return isRequired ? 'field-added-required' : 'field-added';
  },
  'field-removed': ({ otherKeys }) => {
    if (otherKeys === 'refused') return 'field-removed-refused';
    return otherKeys === 'typed' ? 'field-removed-typed' : 'field-removed';
  },
  'field-required': 'field-required',
  'field-optional': 'field-optional',
  'null-added': 'null-added',
  'null-removed': 'null-removed',
  'value-added': (change) => (isUnseen(change) ? 'value-added-open' : 'value-added'),
  'value-removed': (change) => (isUnseen(change) ? 'value-removed-open' : 'value-removed'),
  'values-opened': 'values-opened',
  'values-closed': 'values-closed',
  'member-added': 'member-added',
  'member-removed': 'member-removed',
  'type-changed': (change) => (isUnseen(change) ? 'type-changed-unseen' : 'type-changed'),
  'rest-changed': ({ before, after }) => {
    if (after?.text === 'never') return 'rest-refused';
    return before?.text === 'never' ? 'rest-allowed' : 'rest-changed';
  },
  'format-changed': 'format-changed',
  'limit-added': 'limit-tightened',
  'limit-removed': 'limit-loosened',
  'limit-changed': limitRule,
  'default-changed': 'default-changed',
  'description-changed': 'description-changed',
  deprecated: 'deprecated',
  undeprecated: 'undeprecated',
  'channel-added': 'channel-added',
  'channel-removed': 'channel-removed',
  'address-changed': 'address-changed',
  'parameter-added': 'parameter-added',
  'parameter-removed': 'parameter-removed',
  'operation-added': 'operation-added',
  'operation-removed': 'operation-removed',
  'operation-changed': 'operation-changed',
  'endpoint-added': 'endpoint-added',
  'endpoint-removed': 'endpoint-removed',
};

/** True where the types say nothing of the change. */
function isUnseen({ relation, sentRelation }: Change): boolean {
  return relation === 'same' && sentRelation === 'same';
}

/** Of an upper bound, less is tighter; of a lower one, more is. */
function limitRule({ subject, before, after }: Change): DiffRuleId {
  const isUpper = /max/i.test(subject);
  const growth = Number(after?.text) - Number(before?.text);
  if ((!isUpper && !/min/i.test(subject)) || Number.isNaN(growth)) return 'limit-changed';
  return isUpper === growth > 0 ? 'limit-loosened' : 'limit-tightened';
}
