import type { Flow } from '../model/api.ts';
import { reachLimit, type Reach } from './change.ts';
import { pathText, type Path } from './path.ts';
import type { Pair } from './spot.ts';

/** Where a pair of shapes holds something. */
export interface Holding {
  readonly pair: Pair;
  readonly local: Path;
}

/** A way out of a pair to the event that holds it, from the inside to the outside. */
interface Way {
  readonly pair: Pair;
  readonly path: Path;
  readonly inner: Way | undefined;
}

/** Each event by which the holdings are reached, shortest paths first, and some paths of each. */
export function reachesOf(
  holdings: readonly Holding[],
  order: ReadonlyMap<string, number>,
): readonly Reach[] {
  const found = new Map<string, Map<string, Reach>>();
  for (const { flow, event, path } of holdings.flatMap(waysOut)) {
    const key = `${flow} ${event}`;
    const paths = found.get(key) ?? new Map<string, Reach>();
    found.set(key, paths);
    const text = pathText(path);
    if (!paths.has(text)) paths.set(text, { flow, event, path });
  }
  const rank = ({ flow, event }: Reach): number => order.get(`${flow} ${event}`) ?? order.size;
  return [...found.values()]
    .flatMap((paths) =>
      [...paths.values()].sort((a, b) => a.path.length - b.path.length).slice(0, reachLimit),
    )
    .sort((a, b) => a.path.length - b.path.length || rank(a) - rank(b));
}

/** The events around a pair, nearest first; no pair is passed more often than an event's paths are listed. */
function waysOut({ pair, local }: Holding): readonly Reach[] {
  const reaches: Reach[] = [];
  const passed = new Map<Pair, number>();
  let ways: readonly Way[] = [{ pair, path: local, inner: undefined }];
  while (ways.length > 0) {
    const further: Way[] = [];
    for (const way of ways) {
      const times = passed.get(way.pair) ?? 0;
      if (times >= reachLimit) continue;
      passed.set(way.pair, times + 1);
      const { flow } = way.pair.lane;
      if (flow !== undefined)
        reaches.push(...way.pair.events.map((event) => reachOf(flow, event, way)));
      for (const holder of way.pair.holders) {
        if (!leadsThrough(way, holder.pair)) further.push({ ...holder, inner: way });
      }
    }
    ways = further;
  }
  return reaches;
}

function leadsThrough(way: Way, pair: Pair): boolean {
  for (let one: Way | undefined = way; one !== undefined; one = one.inner) {
    if (one.pair === pair) return true;
  }
  return false;
}

function reachOf(flow: Flow, event: string, way: Way): Reach {
  const path = [];
  for (let one: Way | undefined = way; one !== undefined; one = one.inner) path.push(...one.path);
  return { flow, event, path };
}
