import type { Candidate } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { Headline } from '../report/report.ts';
import { shownItems } from './diff-items.ts';
import { moveHeadlines } from './diff-moves.ts';
import { gravestSort, sortOf, sorts } from './diff-sort.ts';
import { topicOf, topics, type Topic } from './diff-topics.ts';

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

/** In the order of the topics. */
function topicHeadlines(judgements: readonly Judgement[]): readonly Headline[] {
  const groups = new Map<Topic, Judgement[]>();
  for (const one of judgements) {
    const topic = topicOf(one);
    const group = groups.get(topic);
    if (group === undefined) groups.set(topic, [one]);
    else group.push(one);
  }
  return topics.flatMap((topic) => {
    const group = groups.get(topic) ?? [];
    return bySort(topic, group).map((part) => {
      const { count, ...items } = shownItems(part.map((one) => topic.item(one)));
      return { sort: gravestSort(part.map(sortOf)), text: topic.text(count, part), ...items };
    });
  });
}

/** What breaks silently is told apart from what breaks loudly, but for topics that are one line whatever they come to. */
function bySort(topic: Topic, group: readonly Judgement[]): readonly (readonly Judgement[])[] {
  const parts = topic.isOneLine
    ? [group]
    : sorts.map((sort) => group.filter((one) => sortOf(one) === sort));
  return parts.filter((part) => part.length > 0);
}
