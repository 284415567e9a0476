import type { ApiModel } from '../../generator/model/api.ts';
import type { Field, Shape } from '../../generator/model/shape.ts';
import type { Deviation } from '../deviations.ts';

/** The model as it were without deviations from the facts; a deviation that the model does not have is an error. */
export function withoutDeviations(model: ApiModel, deviations: readonly Deviation[]): ApiModel {
  return deviations.reduce(withoutDeviation, model);
}

function withoutDeviation(model: ApiModel, deviation: Deviation): ApiModel {
  const { type, field: key, kind } = deviation;
  const named = model.shapes.find((one) => one.name === type);
  const shape = named?.shape.kind === 'object' ? named.shape : undefined;
  const field = shape?.fields.find((one) => one.key === key);
  const reduced = field === undefined ? field : withoutKind(field, kind);
  if (named === undefined || shape === undefined || reduced === field) {
    throw new Error(`the model has no deviation ${kind} at ${type}.${key}`);
  }
  const fields = shape.fields.flatMap((one) => (one === field ? (reduced ?? []) : [one]));
  const without = { ...named, shape: { ...shape, fields } };
  return { ...model, shapes: model.shapes.map((one) => (one === named ? without : one)) };
}

/** The field without one deviation; undefined where the field is the deviation, and the field itself where it has none. */
function withoutKind(field: Field, kind: Deviation['kind']): Field | undefined {
  switch (kind) {
    case 'field':
      return undefined;
    case 'optional':
      return field.required ? field : { ...field, required: true };
    case 'null':
      return admitsNull(field.shape) ? { ...field, shape: withoutNull(field.shape) } : field;
  }
}

function admitsNull(shape: Shape): boolean {
  return shape.kind === 'union' && shape.members.some(isNull);
}

function withoutNull(shape: Shape): Shape {
  if (shape.kind !== 'union') return shape;
  const members = shape.members.filter((member) => !isNull(member));
  const [first] = members;
  return members.length === 1 && first !== undefined ? first : { ...shape, members };
}

function isNull(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.scalar === 'null';
}
