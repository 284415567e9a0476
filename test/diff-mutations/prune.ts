import { isRecord } from '../../generator/base/json.ts';
import type { Payload } from './bundle.ts';

type Versions = readonly [before: Payload, after: Payload];

/** Takes out of both versions what both have, as long as it still fails; for so many milliseconds at most. */
export function prune(
  payloads: Versions,
  milliseconds: number,
  fails: (payloads: Versions) => boolean,
): Versions {
  const end = performance.now() + milliseconds;
  let current = payloads;
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    const taken = new Set<string>();
    for (const path of commonPaths(current[0].schemas, current[1].schemas)) {
      if (performance.now() > end) return current;
      if (path.some((_, length) => taken.has(JSON.stringify(path.slice(0, length))))) continue;
      const [before, after] = current;
      const tried: Versions = [withoutPath(before, path), withoutPath(after, path)];
      if (!holds(() => fails(tried))) continue;
      taken.add(JSON.stringify(path));
      current = tried;
      shrunk = true;
    }
  }
  return current;
}

/** What can no longer be read does not fail in the same way. */
function holds(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false;
  }
}

type KeyPath = readonly string[];

/** Outer ones first, and the last items of a list, so that the places of others stay what they are. */
function commonPaths(one: unknown, other: unknown): readonly KeyPath[] {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return [];
  }
  const same = Object.keys(one).filter((key) => Object.hasOwn(other, key));
  return same.reverse().flatMap((key): readonly KeyPath[] => {
    const inner = commonPaths(Reflect.get(one, key), Reflect.get(other, key));
    return [[key], ...inner.map((path) => [key, ...path])];
  });
}

function withoutPath({ name, schemas }: Payload, path: KeyPath): Payload {
  return { name, schemas: without(schemas, path) as Payload['schemas'] };
}

function without(value: unknown, [key = '', ...rest]: KeyPath): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((one, index) => {
      if (String(index) !== key) return [one];
      return rest.length === 0 ? [] : [without(one, rest)];
    });
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner] as const];
      return rest.length === 0 ? [] : [[name, without(inner, rest)] as const];
    }),
  );
}
