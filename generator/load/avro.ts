import { createRequire } from 'node:module';
import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import {
  nullShape,
  unknownShape,
  type Doc,
  type Field,
  type Json,
  type ScalarShape,
  type Shape,
  type Source,
} from '../model/shape.ts';
import { toDoc } from './keywords.ts';
import { childOf, type Node } from './resolve.ts';
import { unionOf } from './union.ts';

/** What a reader of Avro needs from the document around it. */
export interface AvroContext {
  readonly follow: (node: Node) => Node | undefined;
  /** Names a record or enum that stands inside another; `read` is given the name and reads what it holds, at once. */
  readonly define: (node: Node, doc: Doc, read: (name: string) => Shape) => string;
  readonly findings: Finding[];
}

/**
 * Reads an Avro schema (Avro 1.9 "Schema Declaration") as the shape of its decoded values: every field of a record is there, one with
 * a default need not be sent, a union is plain (`null | string`, not `{ string: … }`), and `long` is a number.
 */
export function readAvro(node: Node, name: string, context: AvroContext): Shape {
  const problem = invalidity(plainOf(node, context.follow, 0));
  if (problem !== undefined) {
    const text = `this is no valid Avro: ${problem}`;
    context.findings.push(finding('avro-invalid', 'warning', node.at, text));
  }
  return new AvroReading(name, context).top(node);
}

/** What an Avro schema says in prose. */
export function avroDoc(schema: unknown): Doc {
  const preset = own(schema, 'default') as Json | undefined;
  return { ...toDoc({ description: own(schema, 'doc') }), default: preset };
}

class AvroReading {
  readonly #own: string;
  readonly #context: AvroContext;
  /** Types by full name: what stands for a type that is given by its name alone. */
  readonly #known = new Map<string, Shape>();

  constructor(own: string, context: AvroContext) {
    this.#own = own;
    this.#context = context;
  }

  /** The outermost type has its message's name already. */
  top(node: Node): Shape {
    const end = this.#context.follow(node);
    const type = own(end?.value, 'type');
    if (end === undefined || !isNamed(type)) return this.#shape(node, '');
    const space = this.#know(end, '', { kind: 'ref', name: this.#own });
    return this.#body(end, space);
  }

  #shape(node: Node, space: string): Shape {
    const end = this.#context.follow(node);
    if (end === undefined) return unknownShape;
    const { value, at } = end;
    if (typeof value === 'string') return this.#named(value, space, at);
    if (Array.isArray(value)) {
      const members = value.map((_, index) => this.#shape(childOf(end, index), space));
      return unionOf(members, sourceAt(undefined, at));
    }
    const type = own(value, 'type');
    if (typeof type !== 'string') {
      return type === undefined
        ? this.#unknown(value, at)
        : this.#shape(childOf(end, 'type'), space);
    }
    if (type === 'array') {
      return { kind: 'list', item: this.#shape(childOf(end, 'items'), space), limits: undefined };
    }
    if (type === 'map') {
      return { kind: 'map', value: this.#shape(childOf(end, 'values'), space), limits: undefined };
    }
    return isNamed(type) ? this.#define(end, space) : this.#logical(end, space);
  }

  /** A type with a name of its own, where it is defined. */
  #define(node: Node, outer: string): Shape {
    if (own(node.value, 'type') === 'fixed') {
      this.#know(node, outer, text);
      return text;
    }
    const name = this.#context.define(node, avroDoc(node.value), (known) =>
      this.#body(node, this.#know(node, outer, { kind: 'ref', name: known })),
    );
    return { kind: 'ref', name };
  }

  /** Remembers a type by its full name, and gives the namespace of what it holds. */
  #know(node: Node, outer: string, shape: Shape): string {
    const name = textOf(own(node.value, 'name'));
    const given = own(node.value, 'namespace');
    const dot = name.lastIndexOf('.');
    const space = dot >= 0 ? name.slice(0, dot) : typeof given === 'string' ? given : outer;
    this.#known.set(joined(space, lastStep(name)), shape);
    return space;
  }

  #body(node: Node, space: string): Shape {
    const type = own(node.value, 'type');
    if (type === 'fixed') return text;
    if (type !== 'enum') return this.#record(node, space);
    const symbols = own(node.value, 'symbols');
    const values = Array.isArray(symbols) ? symbols.filter((one) => typeof one === 'string') : [];
    const members = values.map((value): Shape => ({ kind: 'literal', value }));
    return members.length === 0 ? text : unionOf(members, sourceAt(node.value, node.at));
  }

  #record(node: Node, space: string): Shape {
    const fields = childOf(node, 'fields');
    const items = Array.isArray(fields.value) ? fields.value : [];
    const read = items.flatMap((_, index): readonly Field[] => {
      const field = childOf(fields, index);
      const key = own(field.value, 'name');
      if (typeof key !== 'string') return [];
      return [
        {
          key,
          shape: this.#shape(childOf(field, 'type'), space),
          required: true,
          access: 'both',
          doc: avroDoc(field.value),
          origin: field.at,
        },
      ];
    });
    const source = sourceAt(node.value, node.at);
    return { kind: 'object', fields: read, patterns: [], rest: undefined, implied: false, source };
  }

  /** A primitive, perhaps with a logical type (Avro 1.9 "Logical Types"), which is kept as its format. */
  #logical(node: Node, space: string): Shape {
    const shape = this.#named(textOf(own(node.value, 'type')), space, node.at);
    const logical = own(node.value, 'logicalType');
    return shape.kind === 'scalar' && typeof logical === 'string'
      ? { ...shape, format: logical }
      : shape;
  }

  #named(name: string, space: string, at: Origin): Shape {
    const primitive = primitives[name];
    if (primitive === 'null') return nullShape;
    if (primitive !== undefined && Object.hasOwn(primitives, name)) return scalar(primitive);
    const known = this.#known.get(joined(space, name)) ?? this.#known.get(name);
    return known ?? this.#unknown(name, at);
  }

  #unknown(value: unknown, at: Origin): Shape {
    const what = typeof value === 'string' ? `Avro knows no type ${value}` : 'this is no Avro type';
    this.#context.findings.push(
      finding('avro-invalid', 'warning', at, `${what}; any value is accepted`),
    );
    return unknownShape;
  }
}

const primitives: Readonly<Record<string, ScalarShape['scalar']>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'integer',
  long: 'integer',
  float: 'number',
  double: 'number',
  bytes: 'string',
  string: 'string',
};

const text = scalar('string');

function scalar(type: ScalarShape['scalar']): ScalarShape {
  return { kind: 'scalar', scalar: type, format: undefined, limits: undefined };
}

function isNamed(type: unknown): boolean {
  return type === 'record' || type === 'error' || type === 'enum' || type === 'fixed';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lastStep(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function joined(space: string, name: string): string {
  return space === '' || name.includes('.') ? name : `${space}.${name}`;
}

function sourceAt(schema: unknown, at: Origin): Source {
  return { title: undefined, name: undefined, doc: avroDoc(schema), origin: at };
}

/** The schema with its references put in, as Avro's own parser wants it; undefined where there is no end to them. */
function plainOf(node: Node, follow: AvroContext['follow'], depth: number): unknown {
  const end = depth > 64 ? undefined : follow(node);
  if (end === undefined) return undefined;
  const { value } = end;
  if (Array.isArray(value)) {
    return value.map((_, index) => plainOf(childOf(end, index), follow, depth + 1));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, plainOf(childOf(end, key), follow, depth + 1)]),
  );
}

/** What Avro's parser has against a schema. It is loaded when the first such schema is met. */
function invalidity(schema: unknown): string | undefined {
  const avro = createRequire(import.meta.url)('avsc') as typeof import('avsc');
  try {
    avro.Type.forSchema(schema as import('avsc').Schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
