import { expressionFlags } from '../base/expression.ts';
import { isRecord, own } from '../base/json.ts';
import { addressOf, childOf, type Node, type Resolver } from '../load/resolve.ts';

/** A schema as it stands in a document, and what a message has there. */
export interface Spot {
  readonly node: Node;
  readonly value: unknown;
}

/** Stands for a value that is not at hand: every alternative may be meant. */
export const anything = Symbol('anything');

/** Finds the schemas that say what stands at a place of a message. */
export class SpotFinder {
  readonly #resolver: Resolver;

  constructor(resolver: Resolver) {
    this.#resolver = resolver;
  }

  /** The schemas of a place, `response.output[].id`, from those of the message on; a `$ref` is not followed at the end. */
  find(starts: readonly Spot[], path: readonly string[]): readonly Spot[] {
    return path.reduce<readonly Spot[]>(
      (spots, token) => distinct(spots.flatMap((spot) => this.#step(spot, token))),
      starts,
    );
  }

  /** The schemas that together say what a value is: those behind references, parts of it all, the alternatives that it is one of. */
  parts({ node, value }: Spot, depth = 0): readonly Node[] {
    const end = this.#resolver.follow(node);
    if (end === undefined || !isRecord(end.value) || depth > deepest) return [];
    const inner = (one: Node): readonly Node[] => this.parts({ node: one, value }, depth + 1);
    const unions = ['anyOf', 'oneOf'].flatMap((key) => this.#members(end, key, value));
    return [end, ...itemsOf(end, 'allOf').flatMap(inner), ...unions.flatMap(inner)];
  }

  #step(spot: Spot, token: string): readonly Spot[] {
    const parts = this.parts(spot);
    if (token === '[]') {
      const values = Array.isArray(spot.value) ? (spot.value as readonly unknown[]) : [anything];
      return withSchema(parts, 'items').flatMap((node) => values.map((value) => ({ node, value })));
    }
    if (token === '{}') return parts.flatMap((part) => valuesOfMap(part, spot.value));
    const value = isRecord(spot.value) ? own(spot.value, token) : anything;
    return parts
      .map((part) => childOf(childOf(part, 'properties'), token))
      .filter((node) => node.value !== undefined)
      .map((node) => ({ node, value }));
  }

  /** The alternatives that a value can be meant for: none of its literals says otherwise, and most of them say so. */
  #members(node: Node, key: string, value: unknown): readonly Node[] {
    const members = itemsOf(node, key);
    if (value === anything) return members;
    const scored = members.map((one) => [one, this.#likeness(one, value)] as const);
    const best = Math.max(...scored.map(([, score]) => score), 0);
    return scored.filter(([, score]) => score === best).map(([one]) => one);
  }

  /** How many literals of a schema a value has; less than nothing where one is another. */
  #likeness(node: Node, value: unknown): number {
    let score = 0;
    for (const part of this.parts({ node, value: anything }, deepest - 1)) {
      const { type } = isRecord(part.value) ? part.value : {};
      if (type !== undefined && !isOfType(value, type)) return -1;
      const properties = own(part.value, 'properties');
      if (!isRecord(properties) || !isRecord(value)) continue;
      for (const [key, inner] of Object.entries(properties)) {
        const literals = literalsOf(inner);
        const actual = own(value, key);
        if (literals === undefined || actual === undefined) continue;
        if (!literals.includes(actual)) return -1;
        score += 1;
      }
    }
    return score;
  }
}

/** The schemas of what an object holds besides its properties, each with the values that it is for. */
function valuesOfMap(part: Node, value: unknown): readonly Spot[] {
  const properties = own(part.value, 'properties');
  const patterns = childOf(part, 'patternProperties');
  const others = withSchema([part], 'additionalProperties');
  const spelt = Object.keys(isRecord(patterns.value) ? patterns.value : {}).map((expression) => ({
    node: childOf(patterns, expression),
    test: expressionOf(expression),
  }));
  if (!isRecord(value)) {
    return [...spelt.map(({ node }) => node), ...others].map((node) => ({ node, value: anything }));
  }
  return Object.entries(value).flatMap(([key, one]) => {
    const matching = spelt.filter(({ test }) => test?.test(key) === true);
    const isOther = matching.length === 0 && own(properties, key) === undefined;
    const nodes = [...matching.map(({ node }) => node), ...(isOther ? others : [])];
    return nodes.map((node) => ({ node, value: one }));
  });
}

/** JSON Schema: a pattern is sought anywhere in the key, character by character. */
function expressionOf(text: string): RegExp | undefined {
  const flags = expressionFlags(text);
  return flags === undefined ? undefined : new RegExp(text, flags);
}

/** Deeper than anybody composes schemas. */
const deepest = 32;

/** The texts of a path: `a.b[].c` is `a`, `b`, `[]`, `c`. */
export function pathTokens(path: string): readonly string[] {
  return path.split('.').flatMap((segment) => {
    const [, key = '', ends = ''] = /^(.*?)((?:\[\]|\{\})*)$/.exec(segment) ?? [];
    return [...(key === '' ? [] : [key]), ...(ends.match(/\[\]|\{\}/g) ?? [])];
  });
}

function itemsOf(node: Node, key: string): readonly Node[] {
  const list = childOf(node, key);
  return Array.isArray(list.value) ? list.value.map((_, index) => childOf(list, index)) : [];
}

function withSchema(parts: readonly Node[], key: string): readonly Node[] {
  return parts.map((part) => childOf(part, key)).filter(({ value }) => isRecord(value));
}

/** The values that a schema lists; undefined where it lists none. */
export function literalsOf(schema: unknown): readonly unknown[] | undefined {
  if (!isRecord(schema)) return undefined;
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  return Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : undefined;
}

function isOfType(value: unknown, type: unknown): boolean {
  const types: readonly unknown[] = Array.isArray(type) ? (type as readonly unknown[]) : [type];
  return (
    types.includes(jsonTypeOf(value)) || (Number.isInteger(value) && types.includes('integer'))
  );
}

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function distinct(spots: readonly Spot[]): readonly Spot[] {
  const known = new Map<string, Set<unknown>>();
  return spots.filter(({ node, value }) => {
    const key = addressOf(node.at);
    const values = known.get(key) ?? new Set();
    known.set(key, values);
    return !values.has(value) && values.add(value);
  });
}
