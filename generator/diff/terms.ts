import { unreachable } from '../base/finding.ts';
import { isSpeltLike, matchesSpelling } from '../model/key-spelling.ts';
import type { EnumShape, Field, Literal, ObjectShape, ScalarShape, Shape } from '../model/shape.ts';
import { isOnSide, isSpared, type Side } from '../model/side.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';
import type { ApiModel } from '../model/api.ts';
import { meet } from './meet.ts';
import { once } from './once.ts';

/** A type as the compiler sees it: any of these; none for `never`. */
export type Term = readonly Atom[];

export type Atom = PlainAtom | Structure;

/** What is told from others by itself alone. `boolean` is its two literals. */
export type PlainAtom =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'plain'; readonly of: 'string' | 'number' | 'null' | 'undefined' }
  /** `string & {}`: any text, which is also whatever `{}` is. */
  | { readonly kind: 'texts' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** A type that nothing but itself fits: a brand on a string or number, a type of the user's own, what objects inherit. */
  | { readonly kind: 'own'; readonly id: string; readonly base: 'string' | 'number' | undefined };

/** What is told from others by what it holds. */
export type Structure = ListAtom | TupleAtom | ObjectAtom | BothAtom;

export interface ListAtom {
  readonly kind: 'list';
  readonly item: () => Term;
}

export interface TupleAtom {
  readonly kind: 'tuple';
  readonly items: readonly (() => Term)[];
  readonly required: number;
  readonly rest: (() => Term) | undefined;
}

export interface ObjectAtom {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, FieldTerm>;
  /** Keys by how they are spelt; `['', '']` is any key. */
  readonly indexes: readonly IndexTerm[];
  /** False for interfaces: TypeScript finds no index signature in their fields. */
  readonly inferable: boolean;
  /** `{ … } & object`, which is never weak. */
  readonly loose: boolean;
}

export interface FieldTerm {
  readonly optional: boolean;
  readonly term: () => Term;
}

export interface IndexTerm {
  readonly texts: readonly string[];
  readonly term: () => Term;
}

/** An intersection that no single atom says. */
export interface BothAtom {
  readonly kind: 'both';
  readonly parts: readonly Atom[];
}

/** The spelling of any key. */
export const anyKey: readonly string[] = ['', ''];

/** The types of one model's shapes on one side, as they are emitted. */
export class Terms {
  readonly #index: ShapeIndex;
  readonly #side: Side;
  readonly #named: ReadonlySet<Shape>;
  readonly #known = new WeakMap<Shape, Term>();

  constructor(model: Pick<ApiModel, 'shapes'>, side: Side) {
    this.#index = indexShapes(model);
    this.#side = side;
    this.#named = new Set(model.shapes.map((one) => one.shape));
  }

  /** The type of a shape; the same atoms for the same shape. */
  of(shape: Shape): Term {
    const known = this.#known.get(shape);
    if (known !== undefined) return known;
    const term = this.#flat(shape);
    this.#known.set(shape, term);
    return term;
  }

  /** Without recursion, for aliases and unions may be nested as deep as the document is long. */
  #flat(shape: Shape): Term {
    const atoms: Atom[] = [];
    const waiting: Shape[] = [shape];
    const entered = new Set<Shape>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.kind === 'ref')
        waiting.push(this.#index.get(next.name)?.shape ?? { kind: 'unknown' });
      else if (next.kind !== 'union') atoms.push(...(this.#known.get(next) ?? this.#leaf(next)));
      else if (!entered.has(next)) {
        entered.add(next);
        for (const member of next.members.toReversed()) waiting.push(member);
      }
    }
    return atoms.some((one) => one.kind === 'unknown') ? [unknownAtom] : atoms;
  }

  /** What is no union and no reference; kept, so that the same shape is always the same atom. */
  #leaf(shape: Exclude<Shape, { kind: 'ref' | 'union' }>): Term {
    const term = this.#made(shape);
    this.#known.set(shape, term);
    return term;
  }

  #made(shape: Exclude<Shape, { kind: 'ref' | 'union' }>): Term {
    const later = (inner: Shape) => () => this.of(inner);
    switch (shape.kind) {
      case 'scalar':
        return scalarTerm(shape);
      case 'literal':
        return [literalAtom(shape.value)];
      case 'enum':
        return enumTerm(shape);
      case 'list':
        return [{ kind: 'list', item: later(shape.item) }];
      case 'tuple': {
        const { items, required, rest } = shape;
        if (items.length === 0 && rest !== undefined) return [{ kind: 'list', item: later(rest) }];
        const least = Math.min(required, items.length);
        return [
          { kind: 'tuple', items: items.map(later), required: least, rest: rest && later(rest) },
        ];
      }
      case 'map':
        return [dictionary(later(shape.value))];
      case 'object':
        return [this.#object(shape)];
      case 'all':
        return shape.parts.map((part) => this.of(part)).reduce<Term>(meet, [unknownAtom]);
      case 'unknown':
        return [unknownAtom];
      case 'never':
        return [];
      default:
        return unreachable(shape);
    }
  }

  #object(shape: ObjectShape): ObjectAtom {
    const told = shape.fields.filter((field) => isOnSide(field, this.#side));
    const fields = new Map(told.map((field) => [field.key, this.#field(field)]));
    const patterns = shape.patterns.map(({ texts }): IndexTerm => {
      const narrower = shape.patterns.filter((one) => isSpeltLike(texts, one.texts));
      const spelt = [...fields].flatMap(([key, one]) => (matchesSpelling(texts, key) ? [one] : []));
      return {
        texts,
        term: once(() => [...narrower.flatMap((one) => this.of(one.shape)), ...heldBy(spelt)]),
      };
    });
    const { rest } = shape;
    const indexes = [...patterns];
    if (rest !== undefined && rest.kind !== 'never') {
      const term = once(() => [
        ...this.of(rest),
        ...heldBy([...fields.values()]),
        ...patterns.flatMap((one) => one.term()),
      ]);
      indexes.push({ texts: anyKey, term });
    }
    // No fields and no other keys: only `{}` will do.
    if (fields.size + indexes.length === 0) return dictionary(() => []);
    const loose =
      shape.implied &&
      indexes.length === 0 &&
      rest?.kind !== 'never' &&
      [...fields.values()].every((one) => one.optional);
    return { kind: 'object', fields, indexes, inferable: loose || !this.#named.has(shape), loose };
  }

  #field(field: Field): FieldTerm {
    const optional = !field.required || (this.#side === 'write' && isSpared(field));
    const beside = optional ? inheritedField(field.key) : undefined;
    return {
      optional,
      term:
        beside === undefined
          ? () => this.of(field.shape)
          : once(() => [...this.of(field.shape), ...beside.term()]),
    };
  }
}

/** What an object without such a key has of it all the same. */
export function inheritedField(key: string): FieldTerm | undefined {
  return inherited.get(key);
}

const inherited: ReadonlyMap<string, FieldTerm> = new Map(
  [
    ...['constructor', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
    ...['toLocaleString', 'toString', 'valueOf'],
  ].map((key) => {
    const term: Term = [{ kind: 'own', id: `inherited ${key}`, base: undefined }];
    return [key, { optional: false, term: () => term }];
  }),
);

const unknownAtom: Atom = { kind: 'unknown' };
const stringAtom: Atom = { kind: 'plain', of: 'string' };
const numberAtom: Atom = { kind: 'plain', of: 'number' };
const nullAtom: Atom = { kind: 'plain', of: 'null' };
const undefinedAtom: Atom = { kind: 'plain', of: 'undefined' };
const eitherBoolean: Term = [
  { kind: 'literal', value: true },
  { kind: 'literal', value: false },
];

/** YAML has numbers that no literal type names. */
function literalAtom(value: Literal): Atom {
  if (value === null) return nullAtom;
  if (typeof value === 'number' && !Number.isFinite(value)) return numberAtom;
  return { kind: 'literal', value };
}

/** Other texts stand beside texts that are known as `string & {}`. */
function enumTerm({ values, open }: EnumShape): Term {
  const known = values.map(literalAtom);
  if (!open) return known;
  const isBeside = values.some((value) => typeof value === 'string');
  return [...known, isBeside ? { kind: 'texts' } : stringAtom];
}

function scalarTerm({ scalar, type }: ScalarShape): Term {
  if (scalar === 'null') return [nullAtom];
  if (scalar === 'boolean') return eitherBoolean;
  const base = scalar === 'integer' ? 'number' : scalar;
  if (type === undefined) return [base === 'string' ? stringAtom : numberAtom];
  if (type.kind === 'brand') return [{ kind: 'own', id: `brand ${base} ${type.brand}`, base }];
  return [{ kind: 'own', id: `import ${type.from} ${type.name}`, base: undefined }];
}

function dictionary(term: () => Term): ObjectAtom {
  const indexes = [{ texts: anyKey, term }];
  return { kind: 'object', fields: new Map(), indexes, inferable: true, loose: false };
}

/** What an index signature must take so that these fields fit it. */
function heldBy(fields: readonly FieldTerm[]): Term {
  const held = fields.flatMap((one) => one.term());
  return fields.some((one) => one.optional) ? [...held, undefinedAtom] : held;
}
