import type { DiffRuleId } from '../base/diff-rules.ts';
import type { Change } from '../diff/change.ts';
import { audiences, type Judgement } from '../diff/judgement.ts';
import type { Flow } from '../model/api.ts';
import {
  fieldItem as ofField,
  limitItem as ofLimit,
  subjectItem as ofSubject,
  valueItem as ofValue,
  type Item,
} from './diff-items.ts';
import { sortOf } from './diff-sort.ts';

/** What a line of the first screen is about: `2 fields (session.voice, session.speed) lost: ignored when sent`. */
export interface Topic {
  readonly noun: string;
  /** What stands behind the number and the noun; `count` is that of different things, which several changes may be about. */
  readonly tail: (count: number, group: readonly Judgement[]) => string;
  readonly item: (judgement: Judgement) => Item;
  /** Topics that are told in one line where more than one of them has changes of a sort; undefined for one of its own. */
  readonly family: Family | undefined;
  /** True where grave and harmless changes are told in one line. */
  readonly isOneLine: boolean;
}

/** `less is taken: 15 values gone, 10 limits tighter`. */
export interface Family {
  /** What is said before the parts. */
  readonly lead: string;
  /** One topic's part of the line, its number and noun. */
  readonly part: (count: number) => string;
}

/** The first topic that takes a change; the last ones take all that is left. */
export function topicOf(judgement: Judgement): Topic {
  const row = rows.find((one) => takes(one, judgement));
  if (row === undefined) throw new Error(`no topic for ${judgement.change.id}`);
  return row;
}

interface TopicRow extends Topic {
  /** Undefined where it is about any rule. */
  readonly rules: readonly DiffRuleId[] | undefined;
  readonly takes: Takes;
}

/** Of its rules' changes: those that break somebody, in one flow or in any; those that may or do; or all. */
type Takes = Flow | 'breaks' | 'may' | 'all';

const gone: readonly DiffRuleId[] = [
  'field-removed',
  'field-removed-refused',
  'field-removed-typed',
];
const retyped: readonly DiffRuleId[] = [
  'type-changed',
  'type-changed-unseen',
  'format-changed',
  'rest-changed',
];
const limits: readonly DiffRuleId[] = ['limit-changed', 'limit-tightened', 'limit-loosened'];
const demanded: readonly DiffRuleId[] = ['field-required', 'default-changed'];
const newDemands: readonly DiffRuleId[] = ['field-added-required', 'field-added-refused'];

const rows: readonly TopicRow[] = [
  topic(
    'event',
    ['event-moved'],
    'all',
    (n) => `${n === 1 ? 'travels' : 'travel'} the other way now`,
    ofSubject,
  ),
  topic(
    'event',
    ['event-removed'],
    'received',
    (n) => `removed: ${n === 1 ? 'its handler never runs' : 'their handlers never run'}`,
    ofSubject,
  ),
  topic('event', ['event-removed'], 'sent', 'removed from what may be sent', ofSubject),
  topic('field', gone, 'sent', (_n, group) => `lost: ${lossOf(group)} when sent`, ofField),
  topic('field', gone, 'received', 'gone from what is received', ofField),
  within(
    demands('new field'),
    topic('field', newDemands, 'sent', 'new and now required in what is sent', ofField),
  ),
  within(
    demands('old field'),
    topic('field', demanded, 'sent', 'now required in what is sent', ofField),
  ),
  within(
    lessTaken('value', 'gone'),
    topic('value', ['value-removed'], 'sent', 'no longer taken in what is sent', ofValue),
  ),
  within(
    lessTaken('list', 'closed'),
    topic(
      'field',
      ['values-closed'],
      'sent',
      'now limited to the listed values when sent',
      ofField,
    ),
  ),
  within(
    lessTaken('shape', 'gone'),
    topic('shape', ['member-removed'], 'sent', 'no longer taken in what is sent', ofValue),
  ),
  within(
    lessTaken('null', 'gone'),
    topic('field', ['null-removed'], 'sent', 'no longer null in what is sent', ofField),
  ),
  topic(
    'field',
    retyped,
    'breaks',
    (_n, group) => `of another type in what is ${waysOf(group)}`,
    ofField,
  ),
  topic(
    'field',
    ['field-optional'],
    'received',
    'now sometimes missing in what is received',
    ofField,
  ),
  topic('field', ['null-added'], 'received', 'now sometimes null in what is received', ofField),
  within(
    moreReceived('new value'),
    topic('value', ['value-added'], 'received', 'received that nobody knew before', ofValue),
  ),
  within(
    moreReceived('opened list'),
    topic(
      'field',
      ['values-opened'],
      'received',
      'received with values that are not listed',
      ofField,
    ),
  ),
  within(
    moreReceived('new shape'),
    topic('shape', ['member-added'], 'received', 'received that nobody knew before', ofValue),
  ),
  within(
    lessTaken('limit', 'tighter'),
    topic('limit', ['limit-tightened'], 'sent', 'tighter: more is refused than before', ofLimit),
  ),
  topic('channel', ['channel-removed', 'address-changed'], 'breaks', 'gone or moved', ofSubject),
  topic('operation', ['operation-removed'], 'breaks', 'gone', ofSubject),
  topic('endpoint', ['endpoint-removed'], 'breaks', 'gone', ofSubject),
  topic(
    'other change',
    undefined,
    'breaks',
    (n) => `that ${n === 1 ? 'breaks' : 'break'} somebody`,
    ofAny,
  ),
  { ...topic('event', ['event-added'], 'all', splitOf, ofSubject), isOneLine: true },
  topic('endpoint', ['endpoint-added'], 'all', 'added', ofSubject),
  topic(
    'value',
    ['value-removed', 'value-removed-open'],
    'may',
    'gone that code may wait for',
    ofValue,
  ),
  topic('shape', ['member-removed'], 'may', 'gone that code may wait for', ofValue),
  topic('default', ['default-changed'], 'may', 'changed', ofField),
  topic('thing', ['deprecated'], 'may', 'deprecated', ofAny),
  topic('field', retyped, 'may', 'of another type', ofField),
  topic('limit', limits, 'may', 'changed', ofLimit),
  topic(
    'object',
    ['rest-refused'],
    'may',
    (n) => (n === 1 ? 'refuses what it does not name' : 'refuse what they do not name'),
    ofField,
  ),
  topic('operation', ['operation-changed'], 'may', 'changed', ofSubject),
  topic('other change', undefined, 'may', 'that may break somebody', ofAny),
  topic('field', ['field-added', ...newDemands], 'all', 'added', ofField),
  topic('value', ['value-added', 'value-added-open'], 'all', 'added', ofValue),
  topic('shape', ['member-added'], 'all', 'added', ofValue),
  topic('channel', ['channel-added'], 'all', 'added', ofSubject),
  topic('operation', ['operation-added'], 'all', 'added', ofSubject),
  topic('limit', limits, 'all', 'changed', ofLimit),
  topic('description', ['description-changed'], 'all', 'changed', ofAny),
  topic(
    'other change',
    undefined,
    'all',
    (n) => `that ${n === 1 ? 'breaks' : 'break'} nobody`,
    ofAny,
  ),
];

/** In the order in which they are told. */
export const topics: readonly Topic[] = rows;

function topic(
  noun: string,
  rules: TopicRow['rules'],
  takes: Takes,
  tail: string | Topic['tail'],
  item: (change: Change) => Item,
): TopicRow {
  return {
    noun,
    rules,
    takes,
    tail: typeof tail === 'string' ? () => tail : tail,
    item: ({ change }) => item(change),
    family: undefined,
    isOneLine: false,
  };
}

function within(family: Family, row: TopicRow): TopicRow {
  return { ...row, family };
}

function demands(noun: string): Family {
  return { lead: 'now required', part: (count) => counted(count, noun) };
}

function lessTaken(noun: string, how: string): Family {
  return { lead: 'less is taken', part: (count) => `${counted(count, noun)} ${how}` };
}

function moreReceived(noun: string): Family {
  return { lead: 'more is received', part: (count) => counted(count, noun) };
}

function takes({ rules, takes }: TopicRow, judgement: Judgement): boolean {
  if (rules !== undefined && !rules.includes(judgement.rule)) return false;
  const sort = sortOf(judgement);
  switch (takes) {
    case 'received':
    case 'sent':
      return breaksIn(judgement, takes);
    case 'breaks':
      return sort === 'silent' || sort === 'loud';
    case 'may':
      return sort !== 'info';
    case 'all':
      return true;
  }
}

function breaksIn({ byFlow }: Judgement, flow: Flow): boolean {
  const verdicts = byFlow[flow];
  return (
    verdicts !== undefined && audiences.some((audience) => verdicts[audience].level === 'error')
  );
}

function waysOf(group: readonly Judgement[]): string {
  const ways = (['sent', 'received'] as const).filter((flow) =>
    group.some((one) => breaksIn(one, flow)),
  );
  return ways.join(' and ');
}

/** `added: 11 received, 2 sent`, or `added to what is sent`. */
function splitOf(_count: number, group: readonly Judgement[]): string {
  const parts = (['received', 'sent'] as const).map((flow) => {
    const names = group
      .filter(({ change }) => change.flows.includes(flow))
      .map(({ change }) => change.subject);
    return [new Set(names).size, flow] as const;
  });
  const told = parts.filter(([count]) => count > 0);
  const [only] = told;
  if (only !== undefined && told.length === 1) return `added to what is ${only[1]}`;
  return `added: ${told.map(([count, flow]) => `${count} ${flow}`).join(', ')}`;
}

function lossOf(group: readonly Judgement[]): string {
  const effects = new Set(group.map(({ byFlow }) => byFlow.sent?.wire.effect));
  if (!effects.has('loud')) return 'ignored';
  return effects.has('silent') ? 'ignored or refused' : 'refused';
}

/** Events, endpoints, channels and operations are places themselves. */
function ofAny(change: Change): Item {
  const isPlace = /^(?:event|endpoint|channel|operation|parameter)-/.test(change.kind);
  return isPlace ? ofSubject(change) : ofField(change);
}

/** `1 event`, `2 events`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
