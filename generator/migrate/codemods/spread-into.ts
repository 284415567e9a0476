import { ts } from 'ts-morph';
import type { Branch } from './branch.ts';
import { fateOf } from './fates.ts';
import type { Group } from './groups.ts';
import { layoutOf } from './literal-items.ts';
import type { ObjectPlan } from './object-plan.ts';
import type { ShapeWorld } from './shape-world.ts';
import { guardOf, isPure, spreadLiteral } from './spreads.ts';

/** New objects take over what a spread before them has in the same place. */
export function spreadInto(group: Group, plan: ObjectPlan, world: ShapeWorld): void {
  if (group.entry.kind !== 'branch' || group.at === undefined) return;
  const before = plan.parts.slice(
    0,
    plan.parts.findIndex(({ item }) => item === group.at),
  );
  for (const { item } of before) {
    if (!ts.isSpreadAssignment(item.node) || guardOf(item.node) !== undefined) continue;
    const literal = spreadLiteral(item.node.expression, world.program);
    if (literal === undefined || !isPure(item.node.expression)) continue;
    const paths = new Set(
      layoutOf(literal).items.flatMap(({ key }) => {
        const to =
          key === undefined
            ? undefined
            : fateOf({ places: plan.places, self: literal }, key, world.plan, world.acts)?.to;
        if (to === undefined) return key === undefined ? [] : [key];
        return to.slice(0, -1).map((_, at) => to.slice(0, at + 1).join('.'));
      }),
    );
    spreadAt(group.entry, [group.entry.key], paths, item.node.expression.getText());
  }
}

function spreadAt(
  branch: Branch,
  path: readonly string[],
  paths: ReadonlySet<string>,
  base: string,
): void {
  if (!paths.has(path.join('.'))) return;
  for (const entry of branch.entries)
    if (entry.kind === 'branch') spreadAt(entry, [...path, entry.key], paths, base);
  const text = `...${base}.${path.join('.')}`;
  branch.entries.unshift({ kind: 'leaf', key: undefined, text, lead: [], trail: undefined });
}
