import { ts } from 'ts-morph';
import { propertyOf } from './constant.ts';
import { fateOf } from './fates.ts';
import { layoutOf } from './literal-items.ts';
import { bare } from './node-text.ts';
import type { Place } from './role.ts';
import type { ShapeWorld } from './shape-world.ts';
import type { SpreadSource } from './spreads.ts';

/** What a literal has when it has the new shape. */
export interface NewPaths {
  /** Its own keys. */
  readonly tops: ReadonlySet<string>;
  /** Objects in it that are new, by their paths: `audio`, `audio.output`. */
  readonly made: ReadonlySet<string>;
}

/** What a literal has when it has the new shape; undefined where it has what nobody can name. */
export function newPathsOf(
  literal: ts.ObjectLiteralExpression,
  places: readonly Place[],
  world: ShapeWorld,
): NewPaths | undefined {
  const tops = new Set<string>();
  const made = new Set<string>();
  for (const { key } of layoutOf(literal).items) {
    if (key === undefined) return undefined;
    const fate = fateOf({ places, self: literal }, key, world.plan, world.acts);
    if (fate?.drop !== undefined) continue;
    const to = fate?.to ?? [key];
    tops.add(to[0] ?? key);
    for (let depth = 1; depth < to.length; depth += 1) made.add(to.slice(0, depth).join('.'));
    const isOld = places.some(
      ({ shape }) => shape.kind === 'object' && shape.fields.some((one) => one.key === key),
    );
    if (!isOld) addWritten(literal, [key], made);
  }
  return { tops, made };
}

/** An object that has the new shape already is joined like one that is made. */
function addWritten(
  literal: ts.ObjectLiteralExpression,
  path: readonly string[],
  made: Set<string>,
): void {
  const value = propertyOf(literal, path.at(-1) ?? '')?.initializer;
  const inner = value === undefined ? undefined : bare(value);
  if (inner === undefined || !ts.isObjectLiteralExpression(inner)) return;
  made.add(path.join('.'));
  for (const { key } of layoutOf(inner).items)
    if (key !== undefined) addWritten(inner, [...path, key], made);
}

/** What the literals of a spread may have, and what all of them have. */
export function sourcePaths(
  { literals }: SpreadSource,
  places: readonly Place[],
  world: ShapeWorld,
): { readonly some: NewPaths; readonly every: ReadonlySet<string> } | undefined {
  const all = literals.map((one) => newPathsOf(one, places, world));
  const known = all.filter((one) => one !== undefined);
  if (known.length < all.length) return undefined;
  const made = new Set(known.flatMap((one) => [...one.made]));
  return {
    some: { tops: new Set(known.flatMap((one) => [...one.tops])), made },
    every: new Set([...made].filter((path) => known.every((one) => one.made.has(path)))),
  };
}
