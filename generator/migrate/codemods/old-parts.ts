import { canonicalJson, isRecord, own } from '../../base/json.ts';
import type { Shape } from '../../model/shape.ts';
import { indexShapes, objectsOf, type ShapeIndex } from '../../model/walk.ts';
import type { CodemodContext } from '../codemod.ts';
import { pathSteps } from '../field-path.ts';
import { oldPathOf } from '../old-path.ts';
import type { FieldStep } from '../plan.ts';
import type { Condition } from '../step.ts';

/** Something of the old version in an event. */
export interface OldPart {
  /** `session.voice` */
  readonly path: string;
  readonly step: string;
}

/** What of an event, as a value of JSON, is otherwise in the new version, by the types of the old one; its name aside. */
export function oldPartsOf(
  event: Readonly<Record<string, unknown>>,
  { plan, before }: Pick<CodemodContext, 'plan' | 'before'>,
): readonly OldPart[] {
  const types = plan.events.filter(({ from }) => from === event['type']);
  const search: Search = {
    index: indexShapes(before),
    stepsOf: (type) => plan.types.get(type)?.steps ?? [],
  };
  return types.flatMap(({ fromType }) =>
    partsIn(event, { kind: 'ref', name: fromType }, '', deepest, search),
  );
}

interface Search {
  readonly index: ShapeIndex;
  readonly stepsOf: (type: string) => readonly FieldStep[];
}

/** More than any value needs, so that types which lead only to each other come to an end. */
const deepest = 40;

function partsIn(
  value: unknown,
  shape: Shape,
  path: string,
  depth: number,
  search: Search,
): readonly OldPart[] {
  if (depth === 0) return [];
  const into = (inner: unknown, at: Shape, where: string): readonly OldPart[] =>
    partsIn(inner, at, where, depth - 1, search);
  switch (shape.kind) {
    case 'ref': {
      const named = search.index.get(shape.name);
      if (named === undefined) return [];
      const found = search.stepsOf(shape.name).flatMap((step) => hit(value, step, path));
      return [...found, ...into(value, named.shape, path)];
    }
    case 'union':
      return shape.members
        .filter((one) => agrees(value, one, search.index))
        .flatMap((one) => into(value, one, path));
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item: unknown) => into(item, shape.item, `${path}[]`))
        : [];
    case 'object':
      return shape.fields.flatMap(({ key, shape: at }) =>
        isRecord(value) && Object.hasOwn(value, key)
          ? into(value[key], at, path === '' ? key : `${path}.${key}`)
          : [],
      );
    default:
      return [];
  }
}

/** Whether the literals of a member do not speak against the value. */
function agrees(value: unknown, member: Shape, index: ShapeIndex): boolean {
  if (!isRecord(value)) return true;
  const objects = objectsOf(member, index);
  return objects.some(({ fields }) =>
    fields.every(
      ({ key, shape }) =>
        shape.kind !== 'literal' || !Object.hasOwn(value, key) || value[key] === shape.value,
    ),
  );
}

function hit(value: unknown, step: FieldStep, path: string): readonly OldPart[] {
  const at = pathOf(step);
  if (at === undefined || step.option !== undefined || !meets(value, step.when)) return [];
  if (!holds(value, pathSteps(at), step)) return [];
  return [{ path: path === '' ? at : `${path}.${at}`, step: step.id }];
}

/** The old path that a step is about; what is added has none. */
export function pathOf(step: FieldStep): string | undefined {
  return step.kind === 'add-field' ? undefined : oldPathOf(step);
}

function meets(value: unknown, when: Condition | undefined): boolean {
  return Object.entries(when ?? {}).every(([path, wanted]) => {
    const found = pathSteps(path).reduce(own, value) ?? null;
    return wanted.some((one) => canonicalJson(one) === canonicalJson(found));
  });
}

function holds(value: unknown, steps: readonly string[], step: FieldStep): boolean {
  const [first, ...rest] = steps;
  if (first === undefined) {
    return step.kind === 'map-value'
      ? step.values.some(({ from }) => from === value)
      : value !== undefined;
  }
  if (first === '[]') return Array.isArray(value) && value.some((one) => holds(one, rest, step));
  if (first === '{}') {
    return isRecord(value) && Object.values(value).some((one) => holds(one, rest, step));
  }
  return holds(own(value, first), rest, step);
}
