import fc from 'fast-check';
import { isRecord } from '../../generator/base/json.ts';
import type { Schemas } from './tagged.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Values that a schema mostly takes, with something wrong in them now and then. */
export function instancesOf(schema: unknown, schemas: Schemas): fc.Arbitrary<unknown> {
  return new Instances(schemas).of(schema, 0);
}

/** What may stand anywhere in the place of what should. */
const noise = fc.constantFrom<unknown>(
  ...[null, true, 0, -1, 1.5, 5000, '', 'auto', 'inf', 'none', 'x'.repeat(70), [], [null], {}],
  ...[{ type: 'message' }, { type: 'text', text: 'a' }, { role: 'user' }, [{ type: 'mcp' }], ['x']],
);

class Instances {
  readonly #schemas: Schemas;
  readonly #known = new Map<string, fc.Arbitrary<unknown>>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  of(schema: unknown, depth: number): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: 40, arbitrary: this.#valid(schema, depth) },
      { weight: 1, arbitrary: noise },
    );
  }

  #valid(schema: unknown, depth: number): fc.Arbitrary<unknown> {
    if (!isRecord(schema) || depth > 9) return noise;
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.#named(ref.split('/').at(-1) ?? '', depth);
    const parts = listOf(schema, 'allOf').map((one) => this.#valid(one, depth + 1));
    for (const keyword of ['oneOf', 'anyOf']) {
      const members = listOf(schema, keyword);
      if (members.length > 0)
        parts.push(fc.oneof(...members.map((one) => this.of(one, depth + 1))));
    }
    const own = this.#own(schema, depth);
    if (own !== undefined) parts.push(own);
    const [first = noise, ...more] = parts;
    return more.length === 0 ? first : fc.tuple(first, ...more).map(together);
  }

  #named(name: string, depth: number): fc.Arbitrary<unknown> {
    const key = `${name} ${String(depth)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#valid(this.#schemas[name], depth + 1);
    this.#known.set(key, made);
    return made;
  }

  #own(schema: Schema, depth: number): fc.Arbitrary<unknown> | undefined {
    if ('const' in schema) return fc.constant(schema['const']);
    const values = listOf(schema, 'enum');
    if (values.length > 0) return fc.constantFrom(...values);
    const type = schema['type'];
    if (Array.isArray(type)) {
      const some = type.flatMap((one: unknown) => this.#own({ ...schema, type: one }, depth) ?? []);
      return some.length === 0 ? undefined : fc.oneof(...some);
    }
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
      case 'number':
        return numbers(schema, type);
      case 'string':
        return texts(schema);
      case 'array':
        return fc.array(this.of(schema['items'] ?? {}, depth + 1), {
          maxLength: depth > 5 ? 1 : 2,
        });
      default:
        return isRecord(schema['properties']) || type === 'object'
          ? this.#object(schema, depth)
          : undefined;
    }
  }

  #object(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const properties = isRecord(schema['properties']) ? schema['properties'] : {};
    const model = Object.fromEntries(
      Object.entries(properties).map(([key, one]) => [key, this.of(one, depth + 1)]),
    );
    const needed = listOf(schema, 'required').filter((key) => Object.hasOwn(model, String(key)));
    const requiredKeys = needed.map(String);
    const extra = schema['additionalProperties'];
    const record = fc.record(model, { requiredKeys });
    const more = isRecord(extra) ? this.of(extra, depth + 1) : noise;
    const change = fc.tuple(fc.nat({ max: 60 }), more);
    return fc.tuple(record, change).map(([value, [at, given]]) => {
      const keys = Object.keys(value);
      const gone = keys[at];
      if (gone !== undefined) {
        return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
      }
      return at > 55 || (isRecord(extra) && at > 30) ? { ...value, another: given } : value;
    });
  }
}

function numbers(schema: Schema, type: string): fc.Arbitrary<unknown> {
  const edges = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']
    .map((keyword) => schema[keyword])
    .filter((one) => typeof one === 'number');
  const near = edges.flatMap((edge) => [
    edge,
    edge,
    edge - 1,
    edge + 1,
    edge + 0.001,
    edge - 0.001,
  ]);
  const whole = near.map((one) => (type === 'integer' ? Math.round(one) : one));
  return whole.length === 0
    ? fc.nat(5000)
    : fc.constantFrom<unknown>(...whole, (edges[0] ?? 0) + 0.5);
}

function texts(schema: Schema): fc.Arbitrary<unknown> {
  const { format, maxLength, minLength } = schema;
  if (typeof format === 'string') {
    return fc.constantFrom<unknown>(
      'https://a.example/b?c#d',
      'a b',
      '',
      '2024-01-01T00:00:00Z',
      'x',
    );
  }
  const most = typeof maxLength === 'number' ? Math.min(maxLength, 600) : 6;
  const least = typeof minLength === 'number' ? minLength : 0;
  return fc.oneof(
    { weight: 5, arbitrary: fc.string({ minLength: least, maxLength: Math.max(least, 6) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'é𝒳'.repeat(Math.ceil(most / 2)),
        '𝒳'.repeat(most),
        'x'.repeat(most + 1),
      ),
    },
  );
}

/** Objects become one; of other things the last one stays. */
function together(values: readonly unknown[]): unknown {
  return values.every(isRecord) ? Object.assign({}, ...values) : values.at(-1);
}

function listOf(schema: Schema, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}
