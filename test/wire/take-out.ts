import type { AsyncApiBundle } from '../../bench/bundle.mjs';
import { pointerSegments } from '../../generator/base/pointer.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { Deviation } from '../deviations.ts';

type MutableSchema = Record<string, unknown>;

/**
 * The document as it were without deviations from the facts; a deviation that it does not have is an error. `model` is the
 * document's own, and says where the fields of its types stand.
 */
export function takeOut(
  document: AsyncApiBundle,
  model: ApiModel,
  deviations: readonly Deviation[],
): AsyncApiBundle {
  const copy = structuredClone(document);
  for (const one of deviations) takeOutOne(copy, model, one);
  return copy;
}

function takeOutOne(document: object, model: ApiModel, { type, field, kind }: Deviation): void {
  const shape = model.shapes.find((one) => one.name === type)?.shape;
  const fields = shape?.kind === 'object' ? shape.fields : [];
  const place = fields.find((one) => one.key === field)?.origin.pointer;
  const steps = pointerSegments(place ?? '');
  const holder = steps
    .slice(0, -2)
    .reduce<MutableSchema>((at, step) => at[step] as MutableSchema, { ...document });
  const properties = holder['properties'] as MutableSchema | undefined;
  const schema = properties?.[field] as MutableSchema | undefined;
  if (!schema || !properties || !change(kind, field, holder, properties, schema)) {
    throw new Error(`the document has no deviation ${kind} at ${type}.${field}`);
  }
}

/** False where there is nothing to change. */
function change(
  kind: Deviation['kind'],
  field: string,
  holder: MutableSchema,
  properties: MutableSchema,
  schema: MutableSchema,
): boolean {
  const required = (holder['required'] ?? []) as readonly string[];
  switch (kind) {
    case 'field':
      holder['required'] = required.filter((one) => one !== field);
      return Reflect.deleteProperty(properties, field);
    case 'optional':
      holder['required'] = [...required, field];
      return !required.includes(field);
    case 'null':
      return refuseNull(schema);
  }
}

/** `type: [object, 'null']` becomes `type: object`, `anyOf: [X, { type: 'null' }]` `allOf: [X]`. */
function refuseNull(schema: MutableSchema): boolean {
  const { type, anyOf } = schema;
  if (Array.isArray(type) && type.includes('null')) {
    const rest = type.filter((one) => one !== 'null');
    schema['type'] = rest.length === 1 ? rest[0] : rest;
    return true;
  }
  if (!Array.isArray(anyOf)) return false;
  const rest = anyOf.filter((one: MutableSchema) => one['type'] !== 'null');
  // A choice of one would be told as a second fault.
  if (rest.length === 1) delete schema['anyOf'];
  schema[rest.length === 1 ? 'allOf' : 'anyOf'] = rest;
  return rest.length < anyOf.length;
}
