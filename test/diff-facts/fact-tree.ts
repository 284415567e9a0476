import { deviations, type Deviation } from '../deviations.ts';
import { literalText } from '../facts/declaration.ts';
import { nameOf } from '../facts/naming.ts';
import { readNulls } from '../facts/nulls.ts';
import { typeAt, type Facts, type FactsField, type Side, type Tree } from '../facts/tables.ts';

/** One object that may stand at a path of an event, as the tables have it. */
export interface FactObject {
  /** What our documents call it. */
  readonly name: string;
  /** What tells it, and the objects around it, from others: by their paths, the values of their closed fields and their names. */
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
  /** By what a union may tell it: its name, and the values of each of its closed fields, `server_vad|semantic_vad`. */
  readonly labels: ReadonlySet<string>;
  /** The values of its own closed fields, or else its keys: two of the same version differ in them. */
  readonly signature: string;
  readonly keys: ReadonlySet<string>;
}

/** One field, or one item or value, that may stand at a path of an event. */
export interface FactValue {
  readonly tags: FactObject['tags'];
  readonly required: boolean;
  readonly nullable: boolean;
  /** `string`, `list`, `="auto"`, `object`; what any JSON fits is `any`. */
  readonly forms: ReadonlySet<string>;
}

/** An event, or any type, as the tables and DEVIATIONS.md have it, by path; members of unions stand at one path. */
export interface FactTree {
  readonly objects: ReadonlyMap<string, readonly FactObject[]>;
  readonly values: ReadonlyMap<string, readonly FactValue[]>;
}

/** Grows the tree of a type; independent of everything that the diff does. */
export function factTree(facts: Facts, side: Side, root: string): FactTree {
  const growing = new Growing(facts, side);
  growing.enter(root);
  return growing;
}

class Growing implements FactTree {
  readonly objects = new Map<string, FactObject[]>();
  readonly values = new Map<string, FactValue[]>();
  readonly #facts: Facts;
  readonly #side: Side;
  readonly #nulls: ReadonlySet<string>;
  readonly #deviations: readonly Deviation[];
  /** The objects that only DEVIATIONS.md has. */
  readonly #made = new Map<string, readonly FactsField[]>();

  constructor(facts: Facts, side: Side) {
    this.#facts = facts;
    this.#side = side;
    this.#nulls = readNulls(facts).nullable;
    this.#deviations = deviations.filter((one) => one.version === facts.version);
  }

  enter(key: string): void {
    this.#value({ k: 'ref', to: key }, '', { required: true, nullable: false }, new Map(), []);
  }

  #value(
    tree: Tree,
    path: string,
    said: { readonly required: boolean; readonly nullable: boolean },
    tags: FactObject['tags'],
    above: readonly string[],
  ): void {
    const forms = new Set<string>();
    const list = this.values.get(path) ?? [];
    this.values.set(path, list);
    list.push({ ...said, tags, forms });
    this.#follow(tree, path, forms, tags, above);
  }

  #follow(
    tree: Tree,
    path: string,
    forms: Set<string>,
    tags: FactObject['tags'],
    above: readonly string[],
  ): void {
    const inner = { required: true, nullable: false };
    switch (tree.k) {
      case 'ref':
        this.#reference(tree.to, path, forms, tags, above);
        break;
      case 'union':
        for (const one of tree.of) this.#follow(one, path, forms, tags, above);
        break;
      case 'array':
        forms.add('list');
        this.#value(tree.items, `${path}[]`, inner, tags, above);
        break;
      case 'map':
        forms.add('map');
        this.#value(tree.values, `${path}{}`, inner, tags, above);
        break;
      case 'literal':
        forms.add(`=${JSON.stringify(tree.value)}`);
        break;
      case 'enum':
        for (const value of tree.values) forms.add(`=${JSON.stringify(value)}`);
        if (tree.open === true) forms.add('string');
        break;
      case 'object':
        forms.add('any');
        break;
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'null':
        forms.add(tree.k);
    }
  }

  #reference(
    key: string,
    path: string,
    forms: Set<string>,
    tags: FactObject['tags'],
    above: readonly string[],
  ): void {
    if (above.includes(key)) return;
    const within = [...above, key];
    const made = this.#made.get(key);
    if (made !== undefined) {
      this.#object(key, made, path, forms, tags, within);
      return;
    }
    const type = typeAt(this.#facts.types, key);
    for (const member of type.members ?? []) this.#follow(member, path, forms, tags, within);
    if (type.type !== undefined) this.#follow(type.type, path, forms, tags, within);
    if (type.fields === undefined) return;
    const name = nameOf(this.#facts.types, key);
    this.#object(name, this.#fieldsOf(key, name, type.fields), path, forms, tags, within);
  }

  #object(
    name: string,
    fields: readonly FactsField[],
    path: string,
    forms: Set<string>,
    tags: FactObject['tags'],
    within: readonly string[],
  ): void {
    forms.add('object');
    const closed = fields
      .map((field) => literalsIn(field.type))
      .filter((values) => values.length > 0);
    const own = new Map([...tags, [path, new Set([...closed.flat(), name])]]);
    const labels = new Set([...closed.map((values) => values.join('|')), name]);
    const keys = new Set(fields.map((field) => field.wire));
    const list = this.objects.get(path) ?? [];
    this.objects.set(path, list);
    const literals = fields
      .filter((field) => field.type.k === 'literal')
      .flatMap((field) => literalsIn(field.type));
    const signature = (literals.length > 0 ? literals : [...keys]).toSorted().join();
    list.push({ name, tags: own, labels, keys, signature });
    for (const { wire, type: tree, required, nullable } of fields) {
      this.#value(
        tree,
        path === '' ? wire : `${path}.${wire}`,
        { required, nullable },
        own,
        within,
      );
    }
  }

  /** The fields of a class, and what DEVIATIONS.md says otherwise of them. */
  #fieldsOf(key: string, name: string, fields: readonly FactsField[]): readonly FactsField[] {
    const rows = this.#deviations.filter((one) => one.type === name);
    const has = (field: string, kind: Deviation['kind']): boolean =>
      rows.some((row) => row.field === field && row.kind === kind);
    const own = fields.map((field): FactsField => {
      const isNull =
        this.#side === 'write' ? field.nullable : this.#nulls.has(`${key}.${field.wire}`);
      return {
        ...field,
        nullable: isNull || has(field.wire, 'null'),
        required: field.required && !has(field.wire, 'optional'),
      };
    });
    const more = rows
      .filter((row) => row.kind === 'field')
      .map((row) => this.#addedField(name, row));
    return [...own, ...more.flatMap((one) => one ?? [])];
  }

  #addedField(name: string, { field, ours }: Deviation): FactsField | undefined {
    const said = ours.replaceAll('`', '');
    if (this.#side === 'write' && said.includes('only received')) return undefined;
    const parts = {
      wire: field,
      required: !said.includes('may be absent'),
      nullable: said.includes('null'),
    };
    const [, literal] = /^'([^']+)'/.exec(said) ?? [];
    if (literal !== undefined) return { ...parts, type: { k: 'literal', value: literal } };
    const [word] = /^\w+/.exec(said) ?? [];
    if (word === 'string' || word === 'integer') return { ...parts, type: { k: word } };
    // `object with a and b`: the numbers in it are counts, each of which may be absent.
    const to = `${name}.${field}`;
    const inner = [...ours.matchAll(/`(\w+)`/g)].map(([, wire = '']): FactsField => {
      return { wire, type: { k: 'integer' }, required: false, nullable: false };
    });
    this.#made.set(to, inner);
    return { ...parts, type: { k: 'ref', to } };
  }
}

function literalsIn(tree: Tree): readonly string[] {
  if (tree.k === 'literal') return [literalText(tree.value).replaceAll("'", '')];
  return tree.k === 'enum' && tree.open !== true
    ? tree.values.map((one) => literalText(one).replaceAll("'", ''))
    : [];
}
