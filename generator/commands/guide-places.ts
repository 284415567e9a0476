import { namedEvents } from '../migrate/plan.ts';
import type { ApiModel } from '../model/api.ts';
import type { Shape } from '../model/shape.ts';
import { code } from '../render/markdown-text.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';

/** Where a type stands: in the event or the request, as Markdown has it, and at which path of it. */
export interface GuidePlace {
  readonly holder: string;
  /** Empty for the whole. */
  readonly path: string;
}

/** By type, where events and requests hold it. */
export function holderPlaces(model: ApiModel): ReadonlyMap<string, readonly GuidePlace[]> {
  const index = indexShapes(model);
  const found = new Map<string, GuidePlace[]>();
  const events = namedEvents(model).map(({ event, type }) => ({ holder: code(event), type }));
  const requests = (model.endpoints ?? []).flatMap(({ name, asked, answered }) => [
    ...refsOf(asked, index).map((type) => ({ holder: `what ${code(name)} asks`, type })),
    ...refsOf(answered, index).map((type) => ({ holder: `the answer to ${code(name)}`, type })),
  ]);
  for (const { holder, type } of [...events, ...requests]) {
    for (const [inner, path] of reached(type, index)) {
      found.set(inner, [...(found.get(inner) ?? []), { holder, path }]);
    }
  }
  return found;
}

/** The types that a type holds, itself included, each by its shortest path. */
function reached(type: string, index: ShapeIndex): ReadonlyMap<string, string> {
  const paths = new Map([[type, '']]);
  for (const [name, path] of paths) {
    const named = index.get(name);
    if (named === undefined) continue;
    for (const [inner, step] of stepsOf(named.shape, '')) {
      if (!paths.has(inner))
        paths.set(inner, [path, step].filter(Boolean).join('.').replaceAll('.[]', '[]'));
    }
  }
  return paths;
}

/** The named types that a shape refers to, each with its path from there. */
function stepsOf(shape: Shape, path: string): readonly (readonly [name: string, path: string])[] {
  switch (shape.kind) {
    case 'ref':
      return [[shape.name, path]];
    case 'list':
      return stepsOf(shape.item, `${path}[]`);
    case 'map':
      return stepsOf(shape.value, `${path}{}`);
    case 'union':
      return shape.members.flatMap((one) => stepsOf(one, path));
    case 'object':
      return shape.fields.flatMap(({ key, shape: inner }) =>
        stepsOf(inner, path === '' ? key : `${path}.${key}`),
      );
    default:
      return [];
  }
}

function refsOf(shape: Shape, index: ShapeIndex): readonly string[] {
  const envelope = shape.kind === 'ref' ? index.get(shape.name)?.shape : shape;
  if (envelope?.kind !== 'object') return [];
  const body = envelope.fields.find(({ key }) => key === 'body');
  return body === undefined ? [] : stepsOf(body.shape, '').map(([name]) => name);
}
