import { describe, expect, test } from 'vitest';
import type { ApiModel } from '../generator/model/api.ts';
import type { Lifecycle, LifecycleStep } from '../generator/model/lifecycle.ts';
import type { Shape } from '../generator/model/shape.ts';
import { indexShapes } from '../generator/model/walk.ts';
import { readRealtime } from './facts/realtime.ts';
import { versions } from './facts/tables.ts';

describe.each(versions)('x-lifecycle of %s', (version) => {
  const { model, findings } = readRealtime(version);
  const messages = new Map(model.messages.map((one) => [String(one.tags[0]?.[0]), one.shape]));
  const things = model.lifecycles?.things ?? [];

  /** The events of a thing that a step is about, each with the shape of its messages. */
  function eventsOf(thing: Lifecycle, event: string): readonly (readonly [string, Shape])[] {
    const spelt = new Set(stepsOf(thing).map((one) => one.event));
    const pattern = new RegExp(`^${event.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    return [...messages].filter(([tag]) => tag === event || (!spelt.has(tag) && pattern.test(tag)));
  }

  test('is understood, and tells of all that opens and closes', () => {
    expect(findings).toEqual([]);
    expect(things.length).toBe(version === 'beta' ? 10 : 14);
    for (const event of model.lifecycles?.starts ?? []) expect(messages.has(event)).toBe(true);
  });

  test.each(things.map((one) => [one.name, one] as const))(
    'names events and fields that the version has: %s',
    (_, thing) => {
      for (const { event, id } of stepsOf(thing)) {
        const named = eventsOf(thing, event);
        expect(named, event).not.toEqual([]);
        for (const [tag, shape] of named)
          for (const path of id)
            expect(has(model, shape, path), `${tag} ${path.join('.')}`).toBe(true);
      }
      const values = [
        ...thing.asks.flatMap((one) => one.unless.map((each) => [one.event, each.path] as const)),
        ...thing.closes.flatMap((one) => thing.cuts.map((each) => [one.event, each.path] as const)),
        ...thing.opens.flatMap((one) => thing.aside.map((each) => [one.event, each.path] as const)),
        ...thing.joins.flatMap(({ pieces, whole }) =>
          [...pieces, ...whole].map((each) => [each.event, each.path] as const),
        ),
      ];
      for (const [tag, path] of values)
        expect(has(model, messages.get(tag), path), `${tag} ${path.join('.')}`).toBe(true);
    },
  );
});

function stepsOf({ opens, continues, closes }: Lifecycle): readonly LifecycleStep[] {
  return [...opens, ...continues, ...closes];
}

/** True where a message may have something at a path. */
function has(model: ApiModel, shape: Shape | undefined, path: readonly string[]): boolean {
  if (shape === undefined) return false;
  const [key, ...rest] = path;
  if (key === undefined) return true;
  switch (shape.kind) {
    case 'ref':
      return has(model, indexShapes(model).get(shape.name)?.shape, path);
    case 'union':
      return shape.members.some((one) => has(model, one, path));
    case 'object':
      return shape.fields.some((one) => one.key === key && has(model, one.shape, rest));
    default:
      return false;
  }
}
