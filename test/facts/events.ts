import type { ApiModel } from '../../generator/model/api.ts';
import type { Shape } from '../../generator/model/shape.ts';
import { childShapes, indexShapes, type ShapeIndex } from '../../generator/model/walk.ts';

/** The wire types of the events that hold a type somewhere, sorted. */
export function eventsHolding(model: ApiModel, type: string): readonly string[] {
  const index = indexShapes(model);
  return model.messages
    .filter((message) => namesIn(message.shape, index, new Set()).has(type))
    .flatMap((message) => message.tags.flat().map(String))
    .sort();
}

function namesIn(shape: Shape, index: ShapeIndex, found: Set<string>): ReadonlySet<string> {
  if (shape.kind === 'ref') {
    const target = index.get(shape.name);
    if (target === undefined || found.has(shape.name)) return found;
    found.add(shape.name);
    return namesIn(target.shape, index, found);
  }
  for (const child of childShapes(shape)) namesIn(child, index, found);
  return found;
}
