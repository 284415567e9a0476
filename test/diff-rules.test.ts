import { describe, expect, test } from 'vitest';
import { diffRuleIds, diffRules, type DiffRuleId } from '../generator/base/diff-rules.ts';
import { rules } from '../generator/base/rules.ts';
import type { ChangeKind, Relation } from '../generator/diff/change.ts';
import { audiences } from '../generator/diff/judgement.ts';
import { messageOf } from '../generator/diff/rule-text.ts';
import { fits, ruleOf } from '../generator/diff/rules.ts';
import {
  belowAssignability,
  beyondAssignability,
  sourceBasis,
} from '../generator/diff/source-basis.ts';
import type { Flow } from '../generator/model/api.ts';
import { makeChange, type ChangeFacts } from './make-change.ts';

const flows = ['received', 'sent'] as const satisfies readonly Flow[];
const relations: readonly Relation[] = ['same', 'narrower', 'wider', 'other'];

/** Each kind, and the rules that its changes may fall under; a kind that is new does not compile here. */
const kinds: Readonly<Record<ChangeKind, readonly DiffRuleId[]>> = {
  'event-added': ['event-added'],
  'event-removed': ['event-removed'],
  'event-moved': ['event-moved'],
  'field-added': ['field-added', 'field-added-refused', 'field-added-required'],
  'field-removed': ['field-removed', 'field-removed-refused', 'field-removed-typed'],
  'field-required': ['field-required'],
  'field-optional': ['field-optional'],
  'null-added': ['null-added'],
  'null-removed': ['null-removed'],
  'value-added': ['value-added', 'value-added-open'],
  'value-removed': ['value-removed', 'value-removed-open'],
  'values-opened': ['values-opened'],
  'values-closed': ['values-closed'],
  'member-added': ['member-added'],
  'member-removed': ['member-removed'],
  'type-changed': ['type-changed', 'type-changed-unseen'],
  'rest-changed': ['rest-allowed', 'rest-changed', 'rest-refused'],
  'format-changed': ['format-changed'],
  'limit-added': ['limit-tightened'],
  'limit-removed': ['limit-loosened'],
  'limit-changed': ['limit-changed', 'limit-loosened', 'limit-tightened'],
  'default-changed': ['default-changed'],
  'description-changed': ['description-changed'],
  deprecated: ['deprecated'],
  undeprecated: ['undeprecated'],
  'channel-added': ['channel-added'],
  'channel-removed': ['channel-removed'],
  'address-changed': ['address-changed'],
  'parameter-added': ['parameter-added'],
  'parameter-removed': ['parameter-removed'],
  'operation-added': ['operation-added'],
  'operation-removed': ['operation-removed'],
  'operation-changed': ['operation-changed'],
  'endpoint-added': ['endpoint-added'],
  'endpoint-removed': ['endpoint-removed'],
};
const allKinds = Object.keys(kinds) as readonly ChangeKind[];

/** All that rules look at, in every combination. */
const facts: readonly ChangeFacts[] = relations.flatMap((relation) =>
  relations.flatMap((sentRelation) =>
    ([undefined, 'unsaid', 'typed', 'refused'] as const).flatMap((otherKeys) =>
      [true, false].flatMap((required) =>
        (
          [
            ['never', '1'],
            ['2', 'never'],
            ['1', '2'],
            ['2', '1'],
          ] as const
        ).flatMap(([before, after]) =>
          ['minLength', 'maxLength', 'pattern'].map((subject) => ({
            relation,
            sentRelation,
            required,
            before,
            after,
            subject,
            ...(otherKeys && { otherKeys }),
          })),
        ),
      ),
    ),
  ),
);

describe('ruleOf', () => {
  test.each(allKinds)('%s is under one of its rules, whatever is said of it', (kind) => {
    const found = new Set(facts.map((one) => ruleOf(makeChange(kind, one))));
    expect([...found].toSorted()).toEqual(kinds[kind]);
  });

  test('no rule is there for nothing', () => {
    expect(new Set(Object.values(kinds).flat())).toEqual(new Set(diffRuleIds));
  });

  test.each<[kind: ChangeKind, facts: ChangeFacts, want: DiffRuleId]>([
    ['field-added', { required: true, relation: 'narrower' }, 'field-added-required'],
    ['field-added', { required: true, relation: 'narrower', sentRelation: 'same' }, 'field-added'],
    ['field-added', { required: false }, 'field-added'],
    [
      'field-added',
      { required: true, relation: 'narrower', otherKeys: 'refused' },
      'field-added-refused',
    ],
    ['field-removed', { otherKeys: 'unsaid' }, 'field-removed'],
    ['field-removed', { otherKeys: 'refused' }, 'field-removed-refused'],
    ['field-removed', { otherKeys: 'typed' }, 'field-removed-typed'],
    ['value-added', { relation: 'wider' }, 'value-added'],
    ['value-added', {}, 'value-added-open'],
    ['value-removed', {}, 'value-removed-open'],
    ['type-changed', { relation: 'other' }, 'type-changed'],
    ['type-changed', {}, 'type-changed-unseen'],
    ['limit-changed', { subject: 'maxLength', before: '10', after: '5' }, 'limit-tightened'],
    ['limit-changed', { subject: 'maxLength', before: '5', after: '10' }, 'limit-loosened'],
    ['limit-changed', { subject: 'exclusiveMinimum', before: '5', after: '9' }, 'limit-tightened'],
    ['limit-changed', { subject: 'minItems', before: '2', after: '1' }, 'limit-loosened'],
    ['limit-changed', { subject: 'pattern', before: '"a"', after: '"b"' }, 'limit-changed'],
    ['limit-changed', { subject: 'multipleOf', before: '2', after: '3' }, 'limit-changed'],
    ['rest-changed', { after: 'never' }, 'rest-refused'],
    ['rest-changed', { before: 'never' }, 'rest-allowed'],
    ['rest-changed', { before: 'string', after: 'number' }, 'rest-changed'],
  ])('%s %j is under %s', (kind, given, want) => {
    expect(ruleOf(makeChange(kind, given))).toBe(want);
  });
});

describe('the verdict for source', () => {
  const changes = allKinds.flatMap((kind) => facts.map((one) => makeChange(kind, one)));

  test.each(flows)('is that of assignability, but for what the tables list: %s', (flow) => {
    for (const change of changes) {
      const rule = ruleOf(change);
      const cell = diffRules[rule][flow].source;
      const breaks = (fits(change, flow) ? cell.fit : cell.misfit).level === 'error';
      const basis = sourceBasis(change, flow);
      const said = { rule, fits: fits(change, flow), basis };
      switch (basis.kind) {
        case 'fits':
          expect({ ...said, breaks }).toEqual({ ...said, fits: true, breaks: false });
          break;
        case 'misfits':
          expect({ ...said, breaks }).toEqual({ ...said, fits: false, breaks: true });
          break;
        case 'beyond':
          expect({ ...said, breaks }).toEqual({ ...said, fits: true, breaks: true });
          expect(basis.reason).not.toBe('');
          break;
        case 'below':
          expect({ ...said, breaks }).toEqual({ ...said, fits: false, breaks: false });
      }
    }
  });

  test('the table of what is beyond assignability has what is an error though types fit, and no more', () => {
    const found = diffRuleIds.flatMap((id) =>
      flows
        .filter((flow) => diffRules[id][flow].source.fit.level === 'error')
        .map((flow) => `${id} ${flow}`),
    );
    expect(namesIn(beyondAssignability)).toEqual(found);
  });

  test('what types do not decide is about things that they do not say, or stands in the other table', () => {
    const unseen: readonly DiffRuleId[] = [
      'value-added-open',
      'value-removed-open',
      'type-changed-unseen',
      'limit-tightened',
      'limit-loosened',
      'limit-changed',
      'description-changed',
      'deprecated',
      'undeprecated',
      'channel-added',
      'parameter-removed',
      'operation-added',
      'operation-changed',
      'endpoint-added',
    ];
    const found = diffRuleIds.flatMap((id) =>
      flows
        .filter((flow) => diffRules[id][flow].source.misfit.level !== 'error')
        .filter(() => !unseen.includes(id))
        .map((flow) => `${id} ${flow}`),
    );
    expect(namesIn(belowAssignability)).toEqual(found);
  });

  function namesIn(table: typeof beyondAssignability): readonly string[] {
    return diffRuleIds.flatMap((id) =>
      flows.filter((flow) => table[id]?.[flow] !== undefined).map((flow) => `${id} ${flow}`),
    );
  }
});

describe('each rule', () => {
  test.each(diffRuleIds)('%s is among all rules, with its gravest level', (id) => {
    const row = rules.find((one) => one.id === id);
    const levels = flows.flatMap((flow) =>
      audiences.flatMap((audience) => {
        const { fit, misfit } = diffRules[id][flow][audience];
        return [fit, misfit];
      }),
    );
    const gravest = (['error', 'warning', 'info'] as const).find((level) =>
      levels.some((one) => one.level === level),
    );
    expect(row).toMatchObject({ from: 'diff', level: gravest, fixed: false });
    expect(row?.why).toMatch(/^[A-Z].*\.$/);
  });

  test('an effect is there where there is something to learn, and only there', () => {
    for (const id of diffRuleIds) {
      for (const flow of flows) {
        for (const audience of audiences) {
          const { fit, misfit } = diffRules[id][flow][audience];
          for (const verdict of [fit, misfit]) {
            expect([id, verdict.level === 'info']).toEqual([id, verdict.effect === 'none']);
          }
          // The compiler never keeps silent.
          const { source } = diffRules[id][flow];
          expect([id, source.fit.effect, source.misfit.effect]).not.toContain('silent');
        }
      }
    }
  });
});

describe('what a change is told as', () => {
  test.each<[kind: ChangeKind, facts: ChangeFacts, want: string]>([
    [
      'event-removed',
      { subject: 'a.b', flows: ['sent'] },
      'the event "a.b" is gone from what is sent',
    ],
    [
      'field-removed',
      { subject: 'voice', flows: ['sent', 'received'] },
      'the field "voice" is gone from what is sent and received',
    ],
    [
      'field-removed',
      { subject: 'voice', flows: [] },
      'the field "voice" is gone from a type that no event holds',
    ],
    ['null-added', { subject: 'usage' }, 'usage may be null now in what is received'],
    [
      'value-removed',
      { subject: '"text"', at: ['a:item.type'], relation: 'narrower' },
      '"text" is no longer a value of type in what is received',
    ],
    [
      'type-changed',
      { subject: 'size', before: 'string', after: 'number', relation: 'other' },
      'the type of size was string and is number in what is received',
    ],
    [
      'default-changed',
      { subject: 'size', before: 'x'.repeat(80), after: '1' },
      `the default of size was ${'x'.repeat(59)}… and is 1`,
    ],
  ])('%s %j: %s', (kind, given, want) => {
    const change = makeChange(kind, given);
    expect(messageOf(ruleOf(change), change)).toBe(want);
  });

  test.each<[at: readonly string[], want: string]>([
    [['a.made:item'], 'item may be of the shape "user" now in what is received'],
    [['a.made'], 'a.made may be of the shape "user" now in what is received'],
    [[], 'Users may be of the shape "user" now in what is received'],
  ])('of a shape itself, by where the first event has it: %j', (at, want) => {
    const facts = { subject: 'user', shape: 'Users', at };
    const change = { ...makeChange('member-added', facts), path: [] };
    expect(messageOf('member-added', change)).toBe(want);
  });

  test('every sentence is one, without a full stop', () => {
    for (const kind of allKinds) {
      for (const one of facts) {
        const change = makeChange(kind, one);
        expect(messageOf(ruleOf(change), change)).toMatch(/^[^\n]*[^.\n]$/);
      }
    }
  });
});
