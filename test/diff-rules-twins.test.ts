import { describe, expect, test } from 'vitest';
import {
  diffRuleIds,
  diffRules,
  type DiffRuleId,
  type RuleCells,
} from '../generator/base/diff-rules.ts';
import { audiences } from '../generator/diff/judgement.ts';
import type { Flow } from '../generator/model/api.ts';

/**
 * What widens, and what undoes it. A rule that is its own twin is about changes that have no direction. Each pair must say of what is
 * received after the one what it says of what is sent after the other, and the other way round.
 */
const twins: readonly (readonly [widening: DiffRuleId, narrowing: DiffRuleId])[] = [
  ['event-added', 'event-removed'],
  ['event-moved', 'event-moved'],
  ['field-removed', 'field-added-required'],
  ['field-removed-refused', 'field-added-refused'],
  ['field-removed-typed', 'field-added'],
  ['field-optional', 'field-required'],
  ['null-added', 'null-removed'],
  ['value-added', 'value-removed'],
  ['value-added-open', 'value-removed-open'],
  ['values-opened', 'values-closed'],
  ['member-added', 'member-removed'],
  ['type-changed', 'type-changed'],
  ['type-changed-unseen', 'type-changed-unseen'],
  ['rest-changed', 'rest-changed'],
  ['rest-allowed', 'rest-refused'],
  ['format-changed', 'format-changed'],
  ['limit-loosened', 'limit-tightened'],
  ['limit-changed', 'limit-changed'],
  ['default-changed', 'default-changed'],
  ['description-changed', 'description-changed'],
  ['deprecated', 'undeprecated'],
  ['channel-added', 'channel-removed'],
  ['address-changed', 'address-changed'],
  ['parameter-added', 'parameter-removed'],
  ['operation-added', 'operation-removed'],
  ['operation-changed', 'operation-changed'],
  ['endpoint-added', 'endpoint-removed'],
];

/** Why a pair says something else of one flow than of the other, by pair and audience. */
const exceptions: Readonly<Record<string, string>> = {
  'event-added source':
    'Events are told apart by who handles them, so one more is harmless; one less takes away the names by which code calls it.',
  'event-added wire': 'One more event falls through to nobody; one less is waited for or refused.',
  'field-removed source': 'Code that names the key does not compile, whichever way it travels.',
  'field-removed wire': 'A key that nobody takes any more is lost when sent; an added one is not.',
  'field-removed-refused source':
    'Code that names the key does not compile, whichever way it travels.',
  'field-removed-refused wire':
    'A sent key is refused; a received one, only by readers that check.',
  'field-removed-typed wire':
    'A key that is named no longer may mean nothing; an added one means something.',
  'value-added source': 'Code that compares with a value that is gone does not compile.',
  'value-added wire': 'Who waits for a value that is gone waits in vain.',
  'value-added-open wire':
    'A value that is known no longer may mean nothing; a new one means something.',
  'member-added source':
    'Code that compares with the tag of a shape that is gone does not compile.',
  'member-added wire': 'Who waits for a shape that is gone waits in vain.',
  'limit-loosened wire': 'Whoever sends is refused beyond a limit; few who receive depend on one.',
  'deprecated source': 'Only what will go needs to be told.',
  'channel-added source': 'One more thing to name; one less takes the name away.',
  'channel-added wire': 'One more place to listen or send; one less leaves whoever does alone.',
  'parameter-added source':
    'An object literal with one key less does not compile, a variable with one more does.',
  'operation-added source': 'One more thing to name; one less takes the name away.',
  'endpoint-added source': 'One more path to name; one less takes the name away.',
  'endpoint-added wire': 'One more thing to ask for; one less refuses whoever does.',
};

describe('the flows are mirrors of each other', () => {
  test('each rule has one twin', () => {
    const paired = twins.flatMap(([wide, narrow]) => (wide === narrow ? [wide] : [wide, narrow]));
    expect(paired.toSorted()).toEqual(diffRuleIds.toSorted());
  });

  test('what widens breaks who receives exactly where what narrows breaks who sends', () => {
    const uneven = twins.flatMap(([wide, narrow]) =>
      audiences
        .filter((audience) => !areMirrored(audience, wide, narrow))
        .map((audience) => `${wide} ${audience}`),
    );
    expect(uneven).toEqual(Object.keys(exceptions));
  });

  function areMirrored(audience: keyof RuleCells, wide: DiffRuleId, narrow: DiffRuleId): boolean {
    const levels = (id: DiffRuleId, flow: Flow): string => {
      const { fit, misfit } = diffRules[id][flow][audience];
      return `${fit.level} ${misfit.level}`;
    };
    return (
      levels(wide, 'received') === levels(narrow, 'sent') &&
      levels(wide, 'sent') === levels(narrow, 'received')
    );
  }
});
