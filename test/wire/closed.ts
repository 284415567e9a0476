import { isRecord } from '../../generator/base/json.ts';

/** The keywords of our documents that hold a schema, a list of them, or schemas by name. */
const single = new Set(['additionalProperties', 'items', 'propertyNames']);
const lists = new Set(['allOf', 'anyOf', 'oneOf']);
const named = new Set(['properties']);

/**
 * The schema with every object in it that declares fields refusing all others. What is an object by `type` alone stays open:
 * nothing is declared of it.
 */
export function closed(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const parts = schema['allOf'];
  // Parts of one object that are closed each would refuse each other's fields.
  if (Array.isArray(parts) && (parts.length > 1 || 'properties' in schema)) {
    throw new Error('an object that is described in several parts cannot be closed part by part');
  }
  const copy = mapValues(schema, (value, key) => {
    if (single.has(key)) return closed(value);
    if (lists.has(key) && Array.isArray(value)) return value.map(closed);
    return named.has(key) && isRecord(value) ? mapValues(value, closed) : value;
  });
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
