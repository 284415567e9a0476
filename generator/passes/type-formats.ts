import { finding, type Finding } from '../base/finding.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import { noDoc, type ScalarShape, type ScalarType, type Shape } from '../model/shape.ts';
import { mapChildren } from '../model/walk.ts';
import type { Pass } from './pass.ts';

/** The type of values that have a format. It says nothing of what they are on the wire, and converts nothing. */
export type FormatType =
  /** What they are on the wire: a `string`, or a `number`. */
  | 'plain'
  /** A type of its own that no other text can be taken for: `string & { readonly __brand: 'Uuid' }`. */
  | { readonly brand: string; readonly of?: 'string' | 'number' }
  /** A type of yours: a file (`./types.js`) or a package, and what it exports. */
  | { readonly import: string; readonly name: string; readonly of?: 'string' | 'number' };

/** Types by the names of formats: `date-time`, `uuid`. */
export type FormatTypes = Readonly<Record<string, FormatType>>;

/** A pass that gives the values of some formats a type of their own. */
export function typeFormats(formats: FormatTypes): Pass {
  return {
    name: 'type-formats',
    ensures: 'A value whose format has a type refers to that type, which is a named shape.',
    run: (model, findings) => {
      const wanted = Object.entries(formats).flatMap(([format, type]) =>
        type === 'plain' ? [] : [targetOf(format, type)],
      );
      if (wanted.length === 0) return model;
      const own = new Map(model.shapes.map((one) => [one.name, one]));
      const used = new Set<Target>();
      const typed = (shape: Shape): Shape => {
        if (shape.kind !== 'scalar') return mapChildren(shape, typed);
        const target = wanted.find((one) => fits(shape, one));
        if (target === undefined) return shape;
        used.add(target);
        return { kind: 'ref', name: target.name, of: shape };
      };
      const shapes = model.shapes.map((one): NamedShape => {
        const target = wanted.find((each) => each.name === one.name && fits(one.shape, each));
        // The document has a type of that name for just these values: then it is the one.
        if (target === undefined || one.shape.kind !== 'scalar')
          return { ...one, shape: typed(one.shape) };
        used.add(target);
        return { ...one, shape: { ...one.shape, type: target.type } };
      });
      findings.push(...unmatched(wanted, used, model), ...clashes(used, own));
      const added = [...new Map([...used].map((one) => [one.name, one])).values()].filter(
        (one) => !own.has(one.name),
      );
      return { ...model, shapes: [...shapes, ...added.map((one) => namedType(one, model))] };
    },
  };
}

interface Target {
  readonly format: string;
  readonly name: string;
  readonly of: 'string' | 'number';
  readonly type: ScalarType;
}

function targetOf(format: string, type: Exclude<FormatType, 'plain'>): Target {
  const of = type.of ?? 'string';
  return 'brand' in type
    ? { format, of, name: type.brand, type: { kind: 'brand', brand: type.brand } }
    : {
        format,
        of,
        name: type.name,
        type: { kind: 'import', from: type.import, name: type.name },
      };
}

function fits(shape: Shape, { format, of }: Target): boolean {
  if (shape.kind !== 'scalar' || shape.format !== format) return false;
  return shape.scalar === of || (of === 'number' && shape.scalar === 'integer');
}

function namedType({ name, format, of, type }: Target, { source }: ApiModel): NamedShape {
  const shape: ScalarShape = { kind: 'scalar', scalar: of, format, limits: undefined, type };
  return {
    name,
    param: undefined,
    shape,
    sides: { read: false, write: false },
    doc: noDoc,
    origin: { file: source.file, pointer: '' },
  };
}

function unmatched(
  wanted: readonly Target[],
  used: ReadonlySet<Target>,
  { source }: ApiModel,
): readonly Finding[] {
  const at = { file: source.file, pointer: '' };
  return wanted
    .filter((one) => !used.has(one))
    .map(({ format, name, of }) =>
      finding(
        'format-unmatched',
        'info',
        at,
        `no ${of} of the document has the format ${format}, which ${name} is the type for`,
      ),
    );
}

/** A type of the document may be called as a format's type is, where it holds something else. */
function clashes(
  used: ReadonlySet<Target>,
  own: ReadonlyMap<string, NamedShape>,
): readonly Finding[] {
  const lower = new Map([...own].map(([name, one]) => [name.toLowerCase(), one]));
  return [...used].flatMap((target) => {
    const other = own.get(target.name) ?? lower.get(target.name.toLowerCase());
    if (other === undefined) return [];
    if (other.name === target.name && fits(other.shape, target)) return [];
    const message = `the type for the format ${target.format} would be called ${target.name}, as this one is`;
    const hint = 'choose another name, or give this one another by names';
    return [finding('name-clash', 'error', other.origin, message, hint)];
  });
}
