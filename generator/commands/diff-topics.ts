import type { DiffRuleId } from '../base/diff-rules.ts';
import type { Change } from '../diff/change.ts';
import { audiences, type Judgement } from '../diff/judgement.ts';
import type { Flow } from '../model/api.ts';
import { fieldItem, limitItem, subjectItem, valueItem, type Item } from './diff-items.ts';
import { sortOf } from './diff-sort.ts';

/** What a line of the first screen is about. */
export interface Topic {
  /** `count` is that of different things, which several changes may be about. */
  readonly text: (count: number, group: readonly Judgement[]) => string;
  readonly item: (judgement: Judgement) => Item;
  /** True where grave and harmless changes are told in one line. */
  readonly isOneLine: boolean;
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
  /** Only what breaks somebody, in this flow where one is given. */
  readonly breaks: boolean | Flow;
  /** Only what may break somebody, or does. */
  readonly isGrave: boolean;
}

type Options = Partial<Pick<TopicRow, 'item' | 'isOneLine' | 'breaks' | 'isGrave'>>;

const rows: readonly TopicRow[] = [
  topic(['event-moved'], (n) => `${events(n)} changed direction: sent now, or received now`),
  topic(
    ['event-removed'],
    (n) => `${events(n)} removed: nothing is received under the old ${n === 1 ? 'name' : 'names'}`,
    { breaks: 'received' },
  ),
  topic(['event-removed'], (n) => `${events(n)} removed from what may be sent`, { breaks: 'sent' }),
  topic(
    ['field-removed', 'field-removed-refused', 'field-removed-typed'],
    (n, group) =>
      `${fields(n)} lost: what is sent there is ${lossOf(group)}, and nothing takes ${its(n)} place`,
    { item: ofField, breaks: 'sent' },
  ),
  topic(
    ['field-removed', 'field-removed-refused', 'field-removed-typed'],
    (n) => `${fields(n)} gone from what is received, and nothing takes ${its(n)} place`,
    { item: ofField, breaks: 'received' },
  ),
  topic(
    ['field-added-required', 'field-required', 'field-added-refused', 'default-changed'],
    (n) => `${fields(n)} now required in what is sent`,
    { item: ofField, breaks: 'sent' },
  ),
  topic(['value-removed'], (n) => `${counted(n, 'value')} no longer taken in what is sent`, {
    item: ofValue,
    breaks: 'sent',
  }),
  topic(['values-closed'], (n) => `${fields(n)} now limited to the listed values when sent`, {
    item: ofField,
    breaks: 'sent',
  }),
  topic(['member-removed'], (n) => `${counted(n, 'shape')} no longer taken in what is sent`, {
    item: ofValue,
    breaks: 'sent',
  }),
  topic(['null-removed'], (n) => `${fields(n)} no longer null in what is sent`, {
    item: ofField,
    breaks: 'sent',
  }),
  topic(
    ['type-changed', 'format-changed', 'rest-changed'],
    (n, group) => `${fields(n)} with another type in what is ${waysOf(group)}`,
    { item: ofField, breaks: true },
  ),
  topic(['field-optional'], (n) => `${fields(n)} now sometimes missing in what is received`, {
    item: ofField,
    breaks: 'received',
  }),
  topic(['null-added'], (n) => `${fields(n)} now sometimes null in what is received`, {
    item: ofField,
    breaks: 'received',
  }),
  topic(['value-added'], (n) => `${counted(n, 'value')} received that nobody knew before`, {
    item: ofValue,
    breaks: 'received',
  }),
  topic(['values-opened'], (n) => `${fields(n)} received with values that are not listed`, {
    item: ofField,
    breaks: 'received',
  }),
  topic(['member-added'], (n) => `${counted(n, 'shape')} received that nobody knew before`, {
    item: ofValue,
    breaks: 'received',
  }),
  topic(['limit-tightened'], (n) => `${counted(n, 'limit')} tighter: more is refused than before`, {
    item: ofLimit,
    breaks: 'sent',
  }),
  topic(['channel-removed', 'address-changed'], (n) => `${counted(n, 'channel')} gone or moved`, {
    breaks: true,
  }),
  topic(['operation-removed'], (n) => `${counted(n, 'operation')} gone`, { breaks: true }),
  topic(
    undefined,
    (n) => `${counted(n, 'other change')} that ${n === 1 ? 'breaks' : 'break'} somebody`,
    {
      item: ofField,
      breaks: true,
    },
  ),
  topic(['event-added'], (n, group) => `${events(n)} added: ${splitOf(group)}`, {
    isOneLine: true,
  }),
  topic(
    ['value-removed', 'value-removed-open'],
    (n) => `${counted(n, 'value')} gone that code may wait for`,
    {
      item: ofValue,
      isGrave: true,
    },
  ),
  topic(['member-removed'], (n) => `${counted(n, 'shape')} gone that code may wait for`, {
    item: ofValue,
    isGrave: true,
  }),
  topic(['default-changed'], (n) => `${counted(n, 'default')} changed`, {
    item: ofField,
    isGrave: true,
  }),
  topic(['deprecated'], (n) => `${counted(n, 'thing')} deprecated`, {
    item: ofField,
    isGrave: true,
  }),
  topic(undefined, (n) => `${counted(n, 'other change')} that may break somebody`, {
    item: ofField,
    isGrave: true,
  }),
  topic(
    ['field-added', 'field-added-required', 'field-added-refused'],
    (n) => `${fields(n)} added`,
    {
      item: ofField,
    },
  ),
  topic(['value-added', 'value-added-open'], (n) => `${counted(n, 'value')} added`, {
    item: ofValue,
  }),
  topic(['member-added'], (n) => `${counted(n, 'shape')} added`, { item: ofValue }),
  topic(['description-changed'], (n) => `${counted(n, 'description')} changed`, { item: ofField }),
  topic(
    undefined,
    (n) => `${counted(n, 'other change')} that ${n === 1 ? 'breaks' : 'break'} nobody`,
    {
      item: ofField,
    },
  ),
];

/** In the order in which they are told. */
export const topics: readonly Topic[] = rows;

function topic(rules: TopicRow['rules'], text: Topic['text'], options: Options = {}): TopicRow {
  const plain = { item: ofSubject, isOneLine: false, breaks: false, isGrave: false };
  return { rules, text, ...plain, ...options };
}

function takes({ rules, breaks, isGrave }: TopicRow, judgement: Judgement): boolean {
  if (rules !== undefined && !rules.includes(judgement.rule)) return false;
  const sort = sortOf(judgement);
  if (typeof breaks === 'string') return breaksIn(judgement, breaks);
  if (breaks) return sort === 'silent' || sort === 'loud';
  return !isGrave || sort !== 'info';
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

/** `11 received, 2 sent`. */
function splitOf(group: readonly Judgement[]): string {
  const parts = (['received', 'sent'] as const).map((flow) => {
    const names = group.filter((one) => one.change.flows.includes(flow)).map(subjectOf);
    return [new Set(names).size, flow] as const;
  });
  return parts
    .filter(([count]) => count > 0)
    .map(([count, flow]) => `${count} ${flow}`)
    .join(', ');
}

function lossOf(group: readonly Judgement[]): string {
  const effects = new Set(group.map(({ byFlow }) => byFlow.sent?.wire.effect));
  return effects.has('loud')
    ? effects.has('silent')
      ? 'ignored or refused'
      : 'refused'
    : 'ignored';
}

function subjectOf({ change }: Judgement): string {
  return change.subject;
}

function ofSubject({ change }: Judgement): Item {
  return subjectItem(change);
}

function ofField({ change }: Judgement): Item {
  return hasPlace(change) ? fieldItem(change) : subjectItem(change);
}

function ofValue({ change }: Judgement): Item {
  return valueItem(change);
}

function ofLimit({ change }: Judgement): Item {
  return limitItem(change);
}

/** Events, channels and operations are places themselves. */
function hasPlace({ kind }: Change): boolean {
  return !/^(?:event|channel|operation|parameter)-/.test(kind);
}

/** `1 event`, `2 events`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function events(count: number): string {
  return counted(count, 'event');
}

function fields(count: number): string {
  return counted(count, 'field');
}

function its(count: number): string {
  return count === 1 ? 'its' : 'their';
}
