import type { Change } from '../../generator/diff/change.ts';
import type { Flow } from '../../generator/model/api.ts';
import { deviations, type Deviation } from '../deviations.ts';
import { nameOf } from '../facts/naming.ts';
import type { Version } from '../facts/tables.ts';
import {
  bodyComparison,
  changesBetween,
  entityTrees,
  facts,
  treesOf,
  typeTrees,
} from './compared.ts';
import { demandsOf, type Demand, type Mounts } from './demands.ts';
import { objectDemands, treeDemands } from './tree-demands.ts';
import { isExplained, type Trees } from './explain-change.ts';
import { isStated } from './explain-limit.ts';
import type { Entity, Entry, Migration } from './migration.ts';
import { holderOf, lastKey, occurrencesOf, plainPath, type Occurrence } from './places.ts';

/** A demand with the changes that may meet it. */
export interface Asked {
  readonly demand: Demand;
  readonly trees: Trees | undefined;
  readonly occurrences: readonly Occurrence[];
}

/** All that a migration says, mount by mount; entities without a mount are HTTP bodies, or one event for another. */
export function askedBy({ before, after, entities, event_fields }: Migration): readonly Asked[] {
  const { trees, at } = eventsOf(before, after);
  const events = (entries: readonly Entry[], mounts: Mounts): readonly Asked[] =>
    entries
      .flatMap((entry) => demandsOf(entry, mounts))
      .map((demand) => ({ demand, trees: trees(demand.event), occurrences: at(demand.event) }));
  return [
    ...entities.flatMap((entity) => {
      if (isBody(entity)) return bodyAsked(entity, before, after);
      const name = nameOf(facts[after].types, entity.to_type);
      if (entity.mounts.length > 0)
        return entity.mounts.flatMap((mount) =>
          events(entity.entries, { from: mount, to: mount, name }),
        );
      // The old event is still typed, so nothing of it goes away; all of it can be said by the other one now.
      return events(entity.entries, {
        from: undefined,
        to: { event: 'session.update', path: 'session' },
        name,
      });
    }),
    ...event_fields.flatMap(({ event, to_event, entries }) =>
      events(entries, {
        from: { event, path: '' },
        to: { event: to_event, path: '' },
        name: '',
      }),
    ),
  ];
}

function bodyAsked(entity: Entity, before: Version, after: Version): readonly Asked[] {
  const mount = { event: entity.name, path: '' };
  const occurrences = occurrencesOf(bodyComparison(entity, before, after).changes);
  const trees = entityTrees(entity, before, after);
  return entity.entries
    .flatMap((entry) => demandsOf(entry, { from: mount, to: mount, name: '' }))
    .map((demand) => ({ demand, trees, occurrences }));
}

/** True for what goes over HTTP. */
export function isBody({ mounts, name }: Entity): boolean {
  return mounts.length === 0 && name.startsWith('POST ');
}

/** All that differs between the tables of the events that both versions have. */
export function askedByTables(before: Version, after: Version): readonly Asked[] {
  const { trees, at } = eventsOf(before, after);
  return eventNames(before).flatMap((event) => {
    const own = trees(event);
    if (own === undefined) return [];
    return [...treeDemands(event, own), ...objectDemands(event, own)].map((demand) => ({
      demand,
      trees: own,
      occurrences: at(event),
    }));
  });
}

function eventNames(version: Version): readonly string[] {
  const { client, server } = facts[version].events;
  return [...client, ...server].map((one) => one.type);
}

function eventsOf(
  before: Version,
  after: Version,
): {
  readonly trees: (event: string) => Trees | undefined;
  readonly at: (event: string) => readonly Occurrence[];
} {
  const occurrences = new Map<string, Occurrence[]>();
  for (const one of occurrencesOf(changesBetween(before, after))) {
    occurrences.set(one.event, [...(occurrences.get(one.event) ?? []), one]);
  }
  const sent = new Set(facts[after].events.client.map((one) => one.type));
  return {
    trees: (event) => treesOf(before, after, sent.has(event) ? 'sent' : 'received', event),
    at: (event) => occurrences.get(event) ?? [],
  };
}

/** What nothing says of the demands; `without` are changes that are not looked at. */
export function unmet(
  asked: readonly Asked[],
  without: ReadonlySet<string> = new Set(),
): readonly Asked[] {
  return asked.filter(({ demand, trees, occurrences }) => {
    if (trees === undefined) return true;
    return !occurrences.some(
      (one) =>
        one.event === demand.event && !without.has(one.change.id) && demand.isMet(one, trees),
    );
  });
}

/** The row of DEVIATIONS.md by which one of the documents says otherwise than the demand: on the same field of the same type. */
export function deviationFor(
  { demand, trees }: Asked,
  versions: readonly Version[],
): Deviation | undefined {
  const holder = holderOf(demand.path);
  const objects = [
    ...(trees?.before.objects.get(holder) ?? []),
    ...(trees?.after.objects.get(holder) ?? []),
  ];
  const kind = demand.text.endsWith(' null') ? 'null' : 'field';
  return deviations.find(
    (row) =>
      versions.includes(row.version) &&
      row.kind === kind &&
      row.field === lastKey(demand.path) &&
      (row.events.length === 0 ||
        row.events.includes(demand.event) ||
        demand.event.startsWith('POST ')) &&
      objects.some(({ tags }) => tags.get(holder)?.has(row.type) === true),
  );
}

/** The changes, at each of their places, that the tables do not explain. */
export function unexplained(
  changes: readonly Change[],
  { before, after }: Pick<Migration, 'before' | 'after'>,
  entities: readonly Entity[],
): {
  readonly judged: number;
  readonly left: readonly string[];
} {
  const isSo = (one: Occurrence, trees: Trees): boolean =>
    isExplained(one, trees) || isStated(one, trees, before, after);
  const bodies = entities.filter(isBody).flatMap((entity) => {
    const trees = entityTrees(entity, before, after);
    return occurrencesOf(bodyComparison(entity, before, after).changes).filter((one) =>
      isSo(one, trees),
    );
  });
  const told = new Set(bodies.map((one) => one.change.id));
  const left: string[] = [];
  let judged = 0;
  for (const change of changes.filter((one) => !isOurs(one))) {
    if (change.kind.startsWith('event-')) {
      judged += change.reaches.length;
      if (!isOfLists(change, before, after)) left.push(change.id);
      continue;
    }
    const places = occurrencesOf([change]);
    judged += Math.max(1, places.length);
    for (const one of places) {
      const trees = treesOf(before, after, one.flow, one.event);
      if (trees === undefined || !isSo(one, trees))
        left.push(`${change.id}: ${one.event} ${one.path}`);
    }
    if (places.length > 0 || told.has(change.id)) continue;
    // A type that no event holds; where both versions call it the same, the tables have it under that name.
    const one: Occurrence = { change, flow: 'received', event: '', ...plainPath(change.path) };
    const name = (change.before ?? change.after)?.shape ?? '';
    if (!typeTrees(before, after, name).some((trees) => isSo(one, trees))) left.push(change.id);
  }
  return { judged, left };
}

/** The tables hold no prose, so they cannot explain how we word it. */
export function isOurs({ kind }: Change): boolean {
  return kind === 'description-changed';
}

function isOfLists({ kind, subject, flows }: Change, before: Version, after: Version): boolean {
  const has = (version: Version, flow: Flow): boolean =>
    facts[version].events[flow === 'sent' ? 'client' : 'server'].some(
      (one) => one.type === subject,
    );
  if (kind === 'event-moved') return false;
  const [here, there] = kind === 'event-added' ? [after, before] : [before, after];
  return flows.every((flow) => has(here, flow) && !has(there, flow));
}
