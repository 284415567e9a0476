import { isRecord } from '../base/json.ts';
import type { Drift } from '../base/wire-report.ts';

export type Schema = Readonly<Record<string, unknown>>;

/**
 * The schema of a value that no document declares, by what was seen of it: the types that its messages had, and its parts as the first of
 * them had them. What one message has, another may lack, so nothing is required.
 */
export function inferSchema({ actual, example }: Pick<Drift, 'actual' | 'example'>): Schema {
  const seen = actual.map(({ text }) => text).filter((text) => jsonTypes.has(text));
  const first = exampleSchema(parsed(example));
  const own = typeof first['type'] === 'string' ? first['type'] : undefined;
  const others = seen.filter((type) => type !== own && !(type === 'number' && own === 'integer'));
  if (own === undefined) return others.length === 0 ? {} : { type: oneOrMore([...others, 'null']) };
  return others.length === 0 ? first : { ...first, type: [own, ...others] };
}

const jsonTypes = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']);

/** The schema of one value; of null, nothing can be said. */
export function exampleSchema(value: unknown): Schema {
  if (value === null || value === undefined) return {};
  if (Array.isArray(value)) {
    const items = value.filter((one) => one !== cut).map(exampleSchema);
    const different = [...new Map(items.map((one) => [JSON.stringify(one), one])).values()];
    const [first] = different;
    if (first === undefined || Object.keys(first).length === 0) return { type: 'array' };
    return { type: 'array', items: different.length === 1 ? first : { anyOf: different } };
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([key]) => key !== cut);
    const properties = entries.map(([key, one]) => [key, exampleSchema(one)] as const);
    return properties.length === 0
      ? { type: 'object' }
      : { type: 'object', properties: Object.fromEntries(properties) };
  }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
}

/** What stands for the rest of a long value in an example. */
const cut = '…';

function oneOrMore(types: readonly string[]): string | readonly string[] {
  const [first = 'null', ...more] = [...new Set(types)];
  return more.length === 0 ? first : [first, ...more];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
