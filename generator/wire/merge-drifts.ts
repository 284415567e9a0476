import type { Drift } from '../base/wire-report.ts';
import { comparePlaces, mergeByKey, mergeTexts, rest } from './merge-lists.ts';

/** Of each rule and flow, so many are told one by one, the first by event and path; what is more is told together. */
const mostDrifts = 500;

type DriftKey = Pick<Drift, 'rule' | 'flow' | 'event' | 'path' | 'keyword' | 'expected'>;

/** What tells a difference from others, as a text. */
export function driftKey({ rule, flow, event, path, keyword, expected }: DriftKey): string {
  return [event, path, rule, flow, keyword ?? '', expected].join('\u0000');
}

/** Equal differences as one, in order, and no more than anybody reads. */
export function boundDrifts(drifts: readonly Drift[]): readonly Drift[] {
  const sorted = mergeByKey(drifts, driftKey, mergeDrift);
  const counts = new Map<string, number>();
  const kept: Drift[] = [];
  const left = new Map<string, Drift>();
  for (const one of sorted) {
    const group = `${one.rule} ${one.flow}`;
    const count = one.event === rest ? Infinity : (counts.get(group) ?? 0);
    if (one.event !== rest) counts.set(group, count + 1);
    if (count < mostDrifts) {
      kept.push(one);
      continue;
    }
    const known = left.get(group);
    const nameless = withoutName(one);
    left.set(group, known === undefined ? nameless : mergeDrift(known, nameless));
  }
  return [...kept, ...mergeByKey([...left.values()], driftKey, mergeDrift)];
}

function withoutName({ rule, flow, first, count }: Drift): Drift {
  const actual = [{ text: rest, count }];
  return {
    ...{ rule, flow, event: rest, path: '', keyword: undefined, expected: '' },
    ...{ actual, count, first, example: '' },
  };
}

function mergeDrift(a: Drift, b: Drift): Drift {
  const [one, other] = comparePlaces(a.first, b.first) <= 0 ? [a, b] : [b, a];
  return {
    ...one,
    actual: mergeTexts(one.actual, other.actual),
    count: one.count + other.count,
  };
}
