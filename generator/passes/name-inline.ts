import { finding, type Finding } from '../base/finding.ts';
import { NameTable, pascalCase, singular } from '../base/names.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import {
  isNull,
  type Field,
  type ObjectShape,
  type Shape,
  type Source,
  type UnionShape,
} from '../model/shape.ts';
import { alternativesOf, indexShapes, mapChildren, type ShapeIndex } from '../model/walk.ts';
import type { Pass } from './pass.ts';

export const nameInline: Pass = {
  name: 'name-inline',
  ensures:
    'Every object, and every union that holds one, has a name; it stands behind the shape that holds it.',
  run: (model, findings) => {
    const naming = new Naming(model, findings);
    return { ...model, shapes: model.shapes.flatMap((one) => naming.lift(one)) };
  },
};

/** Gives names to inline shapes; one object a model, since names are unique over all of it. */
class Naming {
  readonly #names = new NameTable();
  readonly #index: ShapeIndex;
  readonly #findings: Finding[];

  constructor(model: ApiModel, findings: Finding[]) {
    this.#index = indexShapes(model);
    this.#findings = findings;
    for (const one of model.shapes) this.#names.claim(one.name, []);
  }

  /** A named shape without inline objects, followed by the shapes taken out of it. */
  lift(named: NamedShape): readonly NamedShape[] {
    const taken: NamedShape[] = [];
    const shape = this.#inside(named.shape, named.name, named, taken);
    return [{ ...named, shape }, ...taken];
  }

  /** The shape of a named shape: its parts are named after it. */
  #inside(shape: Shape, parent: string, named: NamedShape, taken: NamedShape[]): Shape {
    if (shape.kind === 'union') return this.#members(shape, parent, named, taken);
    return mapChildren(shape, (child, field) => {
      const wanted =
        field === undefined ? `${parent}${partName(shape)}` : `${parent}${pascalCase(field.key)}`;
      return this.#part(child, wanted, field !== undefined, named, taken);
    });
  }

  /** A part that gets the wanted name if it is an object or a union that holds one. */
  #part(
    shape: Shape,
    wanted: string,
    mayBeList: boolean,
    named: NamedShape,
    taken: NamedShape[],
  ): Shape {
    switch (shape.kind) {
      case 'object':
        return this.#named(shape, wanted, named, taken);
      case 'union':
        return this.#union(shape, wanted, named, taken);
      case 'list':
        return {
          ...shape,
          item: this.#part(
            shape.item,
            mayBeList ? singularName(wanted) : wanted,
            false,
            named,
            taken,
          ),
        };
      case 'tuple': {
        // Places that are alike are of one type, with one name.
        const known = new Map<string, Shape>();
        return mapChildren(shape, (child) => {
          const key = JSON.stringify(child);
          const part = known.get(key) ?? this.#part(child, wanted, false, named, taken);
          known.set(key, part);
          return part;
        });
      }
      case 'map':
      case 'all':
        return mapChildren(shape, (child) => this.#part(child, wanted, false, named, taken));
      case 'scalar':
      case 'literal':
      case 'enum':
      case 'ref':
      case 'unknown':
      case 'never':
        return shape;
    }
  }

  #union(shape: UnionShape, wanted: string, named: NamedShape, taken: NamedShape[]): Shape {
    const values = shape.members.filter((member) => !isNull(member));
    const [only] = values;
    const nullable = values.length < shape.members.length;
    if (values.length === 1 && only !== undefined) {
      const inner = this.#part(only, wanted, true, named, taken);
      return {
        ...shape,
        members: shape.members.map((member) => (member === only ? inner : member)),
      };
    }
    if (!values.some((member) => this.#holdsObject(member))) {
      return mapChildren(shape, (child) => this.#part(child, wanted, true, named, taken));
    }
    // Null stays outside the name, so that the named type is what is there when something is.
    const ref = this.#named({ ...shape, members: values }, wanted, named, taken);
    const { members: _, ...rest } = shape;
    return nullable ? { ...rest, members: [ref, ...shape.members.filter(isNull)] } : ref;
  }

  #members(union: UnionShape, parent: string, named: NamedShape, taken: NamedShape[]): Shape {
    const unnamed = union.members.filter((member) => member.kind === 'object');
    const tellingOf = tellingNames(unnamed);
    return mapChildren(union, (member) => {
      if (member.kind !== 'object')
        return this.#part(member, `${parent}${partName(member)}`, false, named, taken);
      const position = unnamed.indexOf(member) + 1;
      const wanted = `${parent}${memberName(member, position, unnamed.length)}`;
      return this.#named(member, wanted, named, taken, tellingOf(member));
    });
  }

  #named(
    shape: ObjectShape | UnionShape,
    wanted: string,
    parent: NamedShape,
    taken: NamedShape[],
    qualifiers: readonly string[] = [],
  ): Shape {
    const { source } = shape;
    const name = this.#claim(source.name ?? wanted, qualifiers, source);
    const one: NamedShape = {
      name,
      param: undefined,
      shape,
      sides: parent.sides,
      // A default is one of the place that holds the shape, and stands there.
      doc: { ...source.doc, default: undefined },
      origin: source.origin,
    };
    const place = taken.length;
    const inner: NamedShape[] = [];
    const inside = this.#inside(shape, name, one, inner);
    taken.splice(place, 0, { ...one, shape: inside }, ...inner);
    return { kind: 'ref', name };
  }

  #claim(wanted: string, qualifiers: readonly string[], source: Source): string {
    const name = this.#names.claim(wanted, [...qualifiers, 'Value', 'Object', 'Inner']);
    const told = qualifiers.some((one) => name === wanted + one);
    if (name !== wanted && !told) {
      const message = `the type name ${wanted} is reserved or already used; this type is called ${name}`;
      this.#findings.push(finding('name-taken', 'info', source.origin, message));
    }
    return name;
  }

  #holdsObject(shape: Shape): boolean {
    return alternativesOf(shape, this.#index).some((one) => one.kind === 'object');
  }
}

/** `SessionTools` gives `SessionTool`: one thing of a list. */
function singularName(name: string): string {
  return singular(name);
}

/** What a part is called that no key names. */
function partName(holder: Shape): string {
  switch (holder.kind) {
    case 'list':
    case 'tuple':
      return 'Item';
    case 'map':
    case 'object':
      return 'Value';
    default:
      return '';
  }
}

/** What tells a member of a union from its neighbours: its title, or the literal that it holds. */
function memberName(member: ObjectShape, position: number, count: number): string {
  const { title } = member.source;
  if (title !== undefined && pascalCase(title) !== '') return pascalCase(title);
  const fields = fieldsByKey(member);
  const literals = fields.filter((field) => field.shape.kind === 'literal');
  const tag =
    literals.find((field) => field.key === 'type') ??
    literals.find((field) => field.required) ??
    literals[0];
  if (tag?.shape.kind === 'literal' && pascalCase(String(tag.shape.value)) !== '') {
    return pascalCase(String(tag.shape.value));
  }
  const required = fields.find((field) => field.required);
  if (count === 1) return 'Object';
  return required === undefined ? `Variant${String(position)}` : `With${pascalCase(required.key)}`;
}

/** In which order a document has its keys means nothing, and must not call a type otherwise. */
function fieldsByKey({ fields }: ObjectShape): readonly Field[] {
  return fields.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

/**
 * What else tells a member from neighbours of the same name: the `role` of one whose `type` is that of others, or what it alone
 * holds. Counted once for the whole union, which may have thousands of members.
 */
function tellingNames(members: readonly ObjectShape[]): (member: ObjectShape) => readonly string[] {
  const holders = countBy(members, heldNames);
  const sharers = countBy(members, ({ fields }) => fields.map(literalKey));
  const isShared = (count: number): boolean => members.length > 1 && count === members.length;
  return (member) => {
    const literals = fieldsByKey(member).flatMap((field) =>
      field.shape.kind === 'literal' &&
      field.key !== 'type' &&
      !isShared(sharers.get(literalKey(field)) ?? 0)
        ? [pascalCase(String(field.shape.value))]
        : [],
    );
    return [...literals, ...heldNames(member).filter((name) => holders.get(name) === 1)];
  };
}

/** In how many of the members each name occurs. */
function countBy(
  members: readonly ObjectShape[],
  namesOf: (member: ObjectShape) => readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const member of members)
    for (const name of new Set(namesOf(member))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The field with its literal; the same for all fields that have none. */
function literalKey({ key, shape }: Field): string {
  return shape.kind === 'literal' ? JSON.stringify([key, shape.value]) : '';
}

/** The types that an object's fields have, themselves or in a list. */
function heldNames(member: ObjectShape): readonly string[] {
  return fieldsByKey(member).flatMap(({ shape }) => {
    const held = shape.kind === 'list' ? shape.item : shape;
    return held.kind === 'ref' ? [held.name] : [];
  });
}
