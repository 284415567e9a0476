import { unreachable } from '../base/finding.ts';
import { alternativesOf, type ShapeIndex } from '../model/walk.ts';
import type { Shape } from '../model/shape.ts';
import { parseMapPath } from './map-path.ts';

/** The steps of a path as maps write it, `content[].text` as `['content', '[]', 'text']`; `{}` is each value of a map. */
export function pathSteps(path: string): readonly string[] {
  return (parseMapPath(path) ?? []).flatMap((step) => {
    switch (step.kind) {
      case 'field':
        return [step.key];
      case 'item':
      case 'place':
        return ['[]'];
      case 'value':
        return ['{}'];
      case 'member':
        return [];
      default:
        return unreachable(step);
    }
  });
}

/** The path that steps make. */
export function pathText(steps: readonly string[]): string {
  return steps.join('.').replaceAll(/\.(\[\]|\{\})/g, '$1');
}

/** The shapes that values at a path may have; none where the path leads nowhere. */
export function shapesAt(
  shapes: readonly Shape[],
  path: readonly string[],
  index: ShapeIndex,
): readonly Shape[] {
  return path.reduce((found, step) => found.flatMap((one) => stepInto(one, step, index)), shapes);
}

function stepInto(shape: Shape, step: string, index: ShapeIndex): readonly Shape[] {
  return alternativesOf(shape, index).flatMap((one): readonly Shape[] => {
    if (step === '[]') {
      if (one.kind === 'tuple')
        return one.rest === undefined ? one.items : [...one.items, one.rest];
      return one.kind === 'list' ? [one.item] : [];
    }
    if (step === '{}') return one.kind === 'map' ? [one.value] : [];
    if (one.kind !== 'object') return [];
    const field = one.fields.find(({ key }) => key === step);
    return field === undefined ? [] : [field.shape];
  });
}
