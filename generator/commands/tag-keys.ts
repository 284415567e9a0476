import { isRecord } from '../base/json.ts';
import { literalsOf } from './schema-spots.ts';

/**
 * The fields that say what kind of thing an object is, such as `type` and `object`: each schema of the documents that declares one gives it
 * a single text. A field that one schema alone has says too little.
 */
export function tagKeysOf(documents: readonly unknown[]): ReadonlySet<string> {
  const declared = new Map<string, { count: number; isTag: boolean }>();
  const left: unknown[] = [...documents];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (Array.isArray(value)) left.push(...(value as readonly unknown[]));
    if (!isRecord(value)) continue;
    const { properties } = value;
    for (const [key, schema] of isRecord(properties) ? Object.entries(properties) : []) {
      const literals = literalsOf(schema);
      const isTag = literals?.length === 1 && typeof literals[0] === 'string';
      const known = declared.get(key) ?? { count: 0, isTag: true };
      declared.set(key, { count: known.count + 1, isTag: known.isTag && isTag });
    }
    left.push(...Object.values(value).filter((one) => typeof one === 'object' && one !== null));
  }
  return new Set(
    [...declared].filter(([, { count, isTag }]) => isTag && count > 1).map(([key]) => key),
  );
}
