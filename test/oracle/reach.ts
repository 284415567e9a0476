import { pointerSegments } from '../../generator/base/pointer.ts';
import type { ApiModel } from '../../generator/model/api.ts';
import type { Shape } from '../../generator/model/shape.ts';
import { childShapes, indexShapes } from '../../generator/model/walk.ts';
import type { Pair } from './compare-pairs.ts';

/** The exported names, of both sides, of all types that the events of a model are made of. */
export function reachedNames(model: ApiModel): ReadonlySet<string> {
  const index = indexShapes(model);
  const names = new Set<string>();
  const visit = (shape: Shape): void => {
    childShapes(shape).forEach(visit);
    const named = shape.kind === 'ref' ? index.get(shape.name) : undefined;
    if (named === undefined || names.has(named.name)) return;
    names.add(named.name);
    visit(named.shape);
  };
  for (const message of model.messages) visit(message.shape);
  const params = [...names].flatMap((name) => index.get(name)?.param?.name ?? []);
  return new Set([...names, ...params]);
}

/**
 * The type of each component of a document in one file, by the model of that document: the one that is read, or where it is only
 * sent that. `unions` are components of their own.
 */
export function componentPairs(model: ApiModel, unions: readonly string[]): readonly Pair[] {
  const components = model.shapes.flatMap(({ name, param, sides, origin }): readonly Pair[] => {
    const [, section, component, ...rest] = pointerSegments(origin.pointer);
    if (section !== 'schemas' || component === undefined || rest.length > 0) return [];
    return [{ component, name: sides.read ? name : (param?.name ?? name) }];
  });
  return [...components, ...unions.map((name) => ({ component: name, name }))];
}
