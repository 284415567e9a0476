import type { Candidate } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { Headline } from '../report/report.ts';
import { byDepth, inlineNames, shownItems, type Item } from './diff-items.ts';
import { moveHeadlines } from './diff-moves.ts';
import { gravestSort, sortOf, sorts } from './diff-sort.ts';
import { counted, topicOf, topics, type Topic } from './diff-topics.ts';

/**
 * What changes come to, gravest first. Each change that is not waived counts in one line: what went and what came in its place, as it
 * seems, count together as a rename or a move, and all others by what they are about.
 */
export function headlinesOf(
  judgements: readonly Judgement[],
  candidates: readonly Candidate[],
): readonly Headline[] {
  const open = judgements.filter((one) => one.waiver === undefined);
  const byId = new Map(open.map((one) => [one.change.id, one]));
  const believed = candidates.filter((one) => byId.has(one.removed) && byId.has(one.added));
  const halves = new Set(believed.flatMap((one) => [one.removed, one.added]));
  const lines = [
    ...moveHeadlines(believed, byId),
    ...topicHeadlines(open.filter((one) => !halves.has(one.change.id))),
  ];
  return sorts.flatMap((sort) => lines.filter((one) => one.sort === sort));
}

/** In the order of the topics; what breaks nobody is one line. */
function topicHeadlines(judgements: readonly Judgement[]): readonly Headline[] {
  const groups = new Map<Topic, Judgement[]>();
  for (const one of judgements) {
    const topic = topicOf(one);
    const group = groups.get(topic);
    if (group === undefined) groups.set(topic, [one]);
    else group.push(one);
  }
  const lines = topics.flatMap((topic) =>
    bySort(topic, groups.get(topic) ?? []).map((part) => lineOf(topic, part)),
  );
  const harmless = lines.filter((one) => one.sort === 'info');
  return [
    ...lines.filter((one) => one.sort !== 'info').map(headlineOf),
    ...(harmless.length === 0 ? [] : [headlineOf(joined(harmless))]),
  ];
}

interface Line {
  readonly sort: Headline['sort'];
  readonly text: string;
  readonly items: readonly Item[];
  /** Those that the text names. */
  readonly named: readonly string[];
}

function lineOf(topic: Topic, group: readonly Judgement[]): Line {
  const sort = gravestSort(group.map(sortOf));
  const items = byDepth(group.map((one) => topic.item(one)));
  const { count } = shownItems(items);
  const { names, more } = inlineNames(sort === 'info' || topic.isOneLine ? [] : items);
  const told = names.length === 0 ? '' : ` (${[...names, ...(more ? ['…'] : [])].join(', ')})`;
  const text = `${counted(count, topic.noun)}${told} ${topic.tail(count, group)}`;
  return { sort, text, items, named: names };
}

function joined(lines: readonly Line[]): Line {
  return {
    sort: 'info',
    text: lines.map((one) => one.text).join(', '),
    items: lines.flatMap((one) => one.items),
    named: [],
  };
}

/** Where the text says it all, nothing is left to list. */
function headlineOf({ sort, text, items: all, named }: Line): Headline {
  const { items, more } = shownItems(all);
  const isSaid = more === 0 && items.every((one) => named.includes(one));
  return { sort, text, items: isSaid ? [] : items, more };
}

/** What breaks silently is told apart from what breaks loudly, but for topics that are one line whatever they come to. */
function bySort(topic: Topic, group: readonly Judgement[]): readonly (readonly Judgement[])[] {
  const parts = topic.isOneLine
    ? [group]
    : sorts.map((sort) => group.filter((one) => sortOf(one) === sort));
  return parts.filter((part) => part.length > 0);
}
