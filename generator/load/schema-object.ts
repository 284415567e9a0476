import { own } from '../base/json.ts';
import { noDoc, unknownShape, type Field, type KeyPattern, type Shape } from '../model/shape.ts';
import { keyTextOf } from './key-pattern.ts';
import { accessOf, hasApplicators, limitsOf, mapLimits, sourceOf, toDoc } from './keywords.ts';
import { childOf, childrenOf, type Node } from './resolve.ts';
import { textsOf, type FollowNode, type ReadShape, type SchemaNode } from './schema-node.ts';
import { namedValues } from './schema-value.ts';
import { unionOf } from './union.ts';

/** The shape of an object: its fields, keys that are told by how they are spelt, and all others. */
export function objectShape(schema: SchemaNode, read: ReadShape, follow: FollowNode): Shape {
  const { fields, patterns, rest } = new Keys(schema, read, follow);
  if (fields.length === 0 && patterns.length === 0 && rest?.kind !== 'never') {
    const value = rest ?? unknownShape;
    return { kind: 'map', value, limits: limitsOf(schema.value, mapLimits) };
  }
  const implied = own(schema.value, 'type') === undefined;
  const source = sourceOf(schema.value, schema.at);
  return { kind: 'object', fields, patterns, rest, implied, source };
}

/** What the keywords of an object say of its keys, put together. */
class Keys {
  readonly fields: Field[] = [];
  readonly patterns: KeyPattern[] = [];
  /** Undefined where nothing is said of other keys. */
  readonly rest: Shape | undefined;
  readonly #schema: SchemaNode;
  readonly #read: ReadShape;
  readonly #follow: FollowNode;
  /** Shapes of keys that are told by an expression which TypeScript has no words for. */
  readonly #untold: Shape[] = [];
  /** Shapes of expressions that every key matches. */
  readonly #every: Shape[] = [];

  constructor(schema: SchemaNode, read: ReadShape, follow: FollowNode) {
    this.#schema = schema;
    this.#read = read;
    this.#follow = follow;
    this.#addProperties();
    for (const pattern of childrenOf(childOf(schema, 'patternProperties'))) {
      this.#addPattern(pattern.key, read(pattern), pattern);
    }
    const others = this.#additional();
    const named = this.#addPropertyNames(others);
    this.rest = named ? { kind: 'never' } : this.#restOf(others);
  }

  #addProperties(): void {
    const { value } = this.#schema;
    const required = new Set(textsOf(value, 'required'));
    // Where they stand elsewhere (`properties: { $ref }`), the official parser puts them in.
    const properties = this.#follow(childOf(this.#schema, 'properties'));
    for (const property of properties === undefined ? [] : childrenOf(properties)) {
      this.fields.push({
        key: property.key,
        shape: this.#read(property),
        required: required.delete(property.key),
        access: accessOf(property.value),
        doc: toDoc(property.value),
        origin: property.at,
      });
    }
    const { at } = childOf(this.#schema, 'required');
    for (const key of required) this.#addField(key, unknownShape, true, at);
  }

  #addField(key: string, shape: Shape, required: boolean, origin: Node['at']): void {
    this.fields.push({ key, shape, required, access: 'both', doc: noDoc, origin });
  }

  #addPattern(expression: string, shape: Shape, { at }: Node): void {
    const keys = keyTextOf(expression);
    switch (keys.kind) {
      case 'all':
        this.#every.push(shape);
        return;
      case 'spelt':
        for (const texts of keys.spellings) this.#addSpelling(texts, shape);
        return;
      case 'exact':
        for (const key of keys.keys) {
          if (!this.#has(key)) this.#addField(key, shape, false, at);
        }
        return;
      case 'unsayable':
        this.#untold.push(shape);
    }
  }

  #addSpelling(texts: readonly string[], shape: Shape): void {
    const known = this.patterns.findIndex((one) => one.texts.join('\0') === texts.join('\0'));
    const before = this.patterns[known];
    if (before === undefined) this.patterns.push({ texts, shape });
    else this.patterns[known] = { texts, shape: { kind: 'all', parts: [before.shape, shape] } };
  }

  #has(key: string): boolean {
    return this.fields.some((field) => field.key === key);
  }

  /** What is said of keys that no other keyword names; undefined where nothing is, false where there are none. */
  #additional(): Shape | false | undefined {
    const { value } = this.#schema;
    const keyword =
      own(value, 'additionalProperties') === undefined && !hasApplicators(value)
        ? 'unevaluatedProperties'
        : 'additionalProperties';
    const additional = childOf(this.#schema, keyword);
    if (additional.value === undefined || additional.value === false) return additional.value;
    return this.#read(additional);
  }

  /** True where the names of all keys are known by that, so that there are no others. */
  #addPropertyNames(others: Shape | false | undefined): boolean {
    const names = childOf(this.#schema, 'propertyNames');
    if (names.value === false) return true;
    if (names.value === undefined || others === false || this.#every.length > 0) return false;
    const shape = others ?? unknownShape;
    const values = namedValues({ value: names.value as SchemaNode['value'], at: names.at });
    const keys = values?.map(({ value }) => value).filter((one) => typeof one === 'string');
    if (keys !== undefined) {
      for (const key of keys) if (!this.#has(key)) this.#addField(key, shape, false, names.at);
      return true;
    }
    const expression = own(names.value, 'pattern');
    const spelt = typeof expression === 'string' ? keyTextOf(expression) : undefined;
    if (spelt?.kind !== 'spelt' || this.#untold.length > 0) return false;
    for (const texts of spelt.spellings) this.#addSpelling(texts, shape);
    return true;
  }

  #restOf(others: Shape | false | undefined): Shape | undefined {
    const [first, ...more] = this.#every;
    if (first !== undefined) {
      return more.length === 0 ? first : { kind: 'all', parts: this.#every };
    }
    // Where other keys are open, what an expression says of some of them cannot be said.
    if (others === undefined) return undefined;
    const shapes = others === false ? this.#untold : [others, ...this.#untold];
    const [only] = shapes;
    if (shapes.length === 1 && only !== undefined) return only;
    return unionOf(shapes, sourceOf({}, this.#schema.at));
  }
}
