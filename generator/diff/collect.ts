import type { ApiModel, Flow } from '../model/api.ts';
import type { Change, Relation } from './change.ts';
import { changeEnd, factKey, relationOf, type Fact } from './fact.ts';
import { pathText } from './path.ts';
import { reachesOf, type Holding } from './reach.ts';
import { placeText } from './slot.ts';
import type { Pair } from './spot.ts';

/** One change while it is found from several pairs. */
interface Group {
  readonly fact: Fact;
  /** By side; one that no pair has seen is undefined. */
  readonly relations: { read?: Relation; write?: Relation };
  readonly holdings: Holding[];
  readonly rank: number;
}

/** Facts as they come in; the same fact from several pairs is one change. */
export class Collected {
  readonly #groups = new Map<string, Group[]>();
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #events = new Map<string, number>();
  readonly #outer: Change[] = [];
  readonly #behind = new Map<Change, Group>();

  constructor(before: ApiModel, after: ApiModel) {
    const names = [...before.shapes, ...after.shapes].map(({ name }) => name);
    this.#ranks = new Map([...new Set(names)].map((name, rank) => [name, rank]));
  }

  /** The order in which reaches are listed. */
  addEvent(flow: Flow, event: string): void {
    this.#events.set(`${flow} ${event}`, this.#events.size);
  }

  /** A change that is about an event, a channel or an operation itself. */
  addChange(change: Change): void {
    this.#outer.push(change);
  }

  readonly add = (fact: Fact, pair: Pair): void => {
    const key = factKey(fact);
    const groups = this.#groups.get(key) ?? [];
    this.#groups.set(key, groups);
    const { side } = pair.lane;
    const relation = relationOf(fact.leans);
    const known = groups.find(({ relations }) => (relations[side] ?? relation) === relation);
    const group = known ?? { fact, relations: {}, holdings: [], rank: this.#rankOf(fact) };
    if (known === undefined) groups.push(group);
    group.relations[side] = relation;
    group.holdings.push({ pair, local: fact.local });
  };

  /** Events first, then shapes in the order of the document, then channels and operations; ids are unique. */
  changes(): readonly Change[] {
    const groups = [...this.#groups.values()].flat().sort((a, b) => a.rank - b.rank);
    const [events, others] = [true, false].map((isEvent) =>
      this.#outer.filter(({ kind }) => kind.startsWith('event-') === isEvent),
    );
    const inner = groups.map((group) => [this.#changeOf(group), group] as const);
    const outer = (list: readonly Change[] = []) => list.map((one) => [one, undefined] as const);
    const used = new Map<string, number>();
    return [...outer(events), ...inner, ...outer(others)].map(([change, group]) => {
      const times = (used.get(change.id) ?? 0) + 1;
      used.set(change.id, times);
      const told = times === 1 ? change : { ...change, id: `${change.id} (${String(times)})` };
      if (group !== undefined) this.#behind.set(told, group);
      return told;
    });
  }

  /** The pairs of shapes in which a change was found. */
  readonly pairsOf = (change: Change): readonly Pair[] =>
    this.#behind.get(change)?.holdings.map(({ pair }) => pair) ?? [];

  #rankOf({ before, after }: Fact): number {
    const label = (before ?? after)?.at.holder?.name;
    return label === undefined ? -1 : (this.#ranks.get(label) ?? this.#ranks.size);
  }

  #changeOf({ fact, relations, holdings }: Group): Change {
    const { before, after, kind, subject, otherKeys } = fact;
    const at = (before ?? after)?.at;
    const relation = relations.read ?? relations.write ?? 'same';
    const flows = (['received', 'sent'] as const).filter((flow) =>
      holdings.some(({ pair }) => pair.lane.flow === flow),
    );
    return {
      id: idOf(fact),
      kind,
      subject,
      relation,
      sentRelation: relations.write ?? relation,
      otherKeys,
      path: at?.path ?? [],
      before: before && changeEnd(before),
      after: after && changeEnd(after),
      flows,
      reaches: reachesOf(holdings, this.#events),
    };
  }
}

/** `field-removed RealtimeSession.voice`, `value-added Voice "marin"`. */
function idOf({ kind, subject, before, after }: Fact): string {
  const at = (before ?? after)?.at;
  if (at === undefined) return `${kind} ${subject}`;
  const last = at.path.findLast((step) => step.kind === 'field');
  const isTold =
    last?.key === subject || pathText(at.path).endsWith(subject) || at.label === subject;
  return `${kind} ${placeText(at)}${isTold ? '' : ` ${subject}`}`;
}
