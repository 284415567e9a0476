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
  const harmless = joined(lines.filter((one) => one.sort === 'info'));
  return [
    ...familiesOf(lines.filter((one) => one.sort !== 'info')),
    ...(harmless === undefined ? [] : [harmless]),
  ].map(headlineOf);
}

interface Line {
  readonly topic: Topic;
  readonly sort: Headline['sort'];
  readonly text: string;
  readonly count: number;
  readonly tail: string;
  readonly items: readonly Item[];
  /** Those that the text names. */
  readonly named: readonly string[];
}

function lineOf(topic: Topic, group: readonly Judgement[]): Line {
  const sort = gravestSort(group.map(sortOf));
  const items = byDepth(group.map((one) => topic.item(one)));
  const { count } = shownItems(items);
  const tail = topic.tail(count, group);
  const isNamed = sort !== 'info' && !topic.isOneLine;
  const said = withNames(counted(count, topic.noun), ` ${tail}`, isNamed ? items : []);
  return { topic, sort, ...said, count, tail, items };
}

/** As long as fits on a line of a terminal that nobody has made larger, beside what sort it is. */
const lineLetters = 69;

function withNames(
  lead: string,
  tail: string,
  items: readonly Item[],
): { readonly text: string; readonly named: readonly string[] } {
  const { names, more } = inlineNames(items, lineLetters - `${lead} ()${tail}`.length);
  const told = names.length === 0 ? '' : ` (${[...names, ...(more ? ['…'] : [])].join(', ')})`;
  return { text: lead + told + tail, named: names };
}

/** Lines of one family and sort as one, where the first of them stands. */
function familiesOf(lines: readonly Line[]): readonly Line[] {
  const kin = (line: Line): readonly Line[] =>
    lines.filter(
      (one) => one.topic.family?.lead === line.topic.family?.lead && one.sort === line.sort,
    );
  return lines.flatMap((line) => {
    const { family } = line.topic;
    const all = family === undefined ? [line] : kin(line);
    if (all.length === 1) return [line];
    return all[0] === line ? [familyLine(line, all)] : [];
  });
}

/** `now required: 1 new field (session.type), 6 old fields`. */
function familyLine(first: Line, lines: readonly Line[]): Line {
  const parts = lines.map(({ topic, count }) => topic.family?.part(count) ?? '');
  const [part = '', ...others] = parts;
  const lead = `${first.topic.family?.lead ?? ''}: ${part}`;
  const said = withNames(lead, others.map((one) => `, ${one}`).join(''), first.items);
  return { ...first, ...said, items: lines.flatMap((one) => one.items) };
}

/** `2 endpoints, 8 fields added; 3 descriptions changed`. */
function joined(lines: readonly Line[]): Line | undefined {
  const tails = [...new Set(lines.map(({ tail }) => tail))];
  const texts = tails.map((tail) => {
    const nouns = lines
      .filter((one) => one.tail === tail)
      .map(({ count, topic }) => counted(count, topic.noun));
    return `${nouns.join(', ')} ${tail}`;
  });
  const [first] = lines;
  return (
    first && {
      ...first,
      text: texts.join('; '),
      items: lines.flatMap((one) => one.items),
      named: [],
    }
  );
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
