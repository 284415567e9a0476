import type { NamedShape } from '../model/api.ts';
import { nullShape, unknownShape, type ObjectShape, type Shape } from '../model/shape.ts';
import type { Pass } from './pass.ts';

export const openLeafless: Pass = {
  name: 'open-leafless',
  ensures:
    'An object by its keywords alone whose every field is itself may also be what is no object; it would hold nothing but objects without end.',
  run: (model) => {
    if (!model.shapes.some(isLeafless)) return model;
    const shapes = model.shapes.map((one) =>
      isLeafless(one) ? { ...one, shape: besideLeaves(one.shape) } : one,
    );
    return { ...model, shapes };
  },
};

function isLeafless(one: NamedShape): one is NamedShape & { readonly shape: ObjectShape } {
  const { shape, name } = one;
  if (shape.kind !== 'object' || !shape.implied || shape.fields.length === 0) return false;
  return shape.fields.every((field) => field.shape.kind === 'ref' && field.shape.name === name);
}

function besideLeaves(shape: ObjectShape): Shape {
  const leaves = (['string', 'number', 'boolean'] as const).map((scalar): Shape => {
    return { kind: 'scalar', scalar, format: undefined, limits: undefined };
  });
  const list: Shape = { kind: 'list', item: unknownShape, limits: undefined };
  const members = [shape, ...leaves, list, nullShape];
  return { kind: 'union', members, tag: undefined, source: shape.source };
}
