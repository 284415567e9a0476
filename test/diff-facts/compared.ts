import { compareApis } from '../../generator/diff/compare.ts';
import type { Change, Comparison } from '../../generator/diff/change.ts';
import type { ApiModel, Flow, Message } from '../../generator/model/api.ts';
import { noDoc } from '../../generator/model/shape.ts';
import { nameOf } from '../facts/naming.ts';
import { readRealtime } from '../facts/realtime.ts';
import { byVersion, readFacts, type Facts, type Side, type Version } from '../facts/tables.ts';
import { readHttp, typesOf } from '../http/document.ts';
import type { Trees } from './explain-change.ts';
import { factTree, type FactTree } from './fact-tree.ts';
import type { Entity } from './migration.ts';

export const facts = byVersion(readFacts);
const models = byVersion((version) => readRealtime(version).model);

/** The documents of two versions, compared. */
export function comparisonOf(before: Version, after: Version): Comparison {
  return compareApis(models[before], models[after]);
}

export function changesBetween(before: Version, after: Version): readonly Change[] {
  return comparisonOf(before, after).changes;
}

export function modelOf(version: Version): ApiModel {
  return models[version];
}

/** A body or an answer of two versions, compared as though it were an event that is called like the entity. */
export function bodyComparison(entity: Entity, before: Version, after: Version): Comparison {
  const flow = entity.side === 'write' ? 'sent' : 'received';
  return compareApis(
    bodyModel(entity.name, flow, before, nameOf(facts[before].types, entity.from_type)),
    bodyModel(entity.name, flow, after, nameOf(facts[after].types, entity.to_type)),
  );
}

function bodyModel(name: string, flow: Flow, version: Version, type: string): ApiModel {
  const components = { sent: undefined, received: undefined, [flow]: type };
  const { model } = typesOf(readHttp(version), components);
  const shape = { kind: 'ref', name: type } as const;
  const origin = { file: model.source.file, pointer: '' };
  const message: Message = { name, tags: [], flow, shape, doc: noDoc, origin };
  return { ...model, messages: [message] };
}

/** The tables of one event in two versions; undefined for an event that one of them has not. */
export function treesOf(
  before: Version,
  after: Version,
  flow: Flow,
  event: string,
): Trees | undefined {
  const [one, other] = [
    eventTree(facts[before], flow, event),
    eventTree(facts[after], flow, event),
  ];
  return one === undefined || other === undefined ? undefined : { before: one, after: other };
}

function eventTree(own: Facts, flow: Flow, event: string): FactTree | undefined {
  const list = flow === 'sent' ? own.events.client : own.events.server;
  const found = list.find((one) => one.type === event);
  if (found === undefined) return undefined;
  const twin = own.types.get(found.def)?.twin;
  return flow === 'sent' && twin !== undefined
    ? tree(own, 'write', twin)
    : tree(own, 'read', found.def);
}

/** The tables of the two types of an entity. */
export function entityTrees(
  { side, from_type, to_type }: Entity,
  before: Version,
  after: Version,
): Trees {
  return { before: tree(facts[before], side, from_type), after: tree(facts[after], side, to_type) };
}

const grown = new Map<string, FactTree>();

function tree(own: Facts, side: Side, key: string): FactTree {
  const name = `${own.version} ${side} ${key}`;
  const known = grown.get(name) ?? factTree(own, side, key);
  grown.set(name, known);
  return known;
}

/** The tables of two types that are called alike in our documents, on each side on which both have one. */
export function typeTrees(before: Version, after: Version, name: string): readonly Trees[] {
  return (['read', 'write'] as const).flatMap((side) => {
    const keys = [before, after].map((version) => {
      const { types } = facts[version];
      return [...types].find(
        ([key, type]) =>
          (type.side === side || type.side === 'both') && nameOf(types, key) === name,
      )?.[0];
    });
    const [one, other] = keys;
    if (one === undefined || other === undefined) return [];
    return [{ before: tree(facts[before], side, one), after: tree(facts[after], side, other) }];
  });
}
