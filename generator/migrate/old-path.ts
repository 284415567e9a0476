import { unreachable } from '../base/finding.ts';
import type { FieldStep } from './plan.ts';

/** The path in the old type that a step is about, or copies from; undefined for what only the new one has. */
export function oldPathOf(step: FieldStep): string | undefined {
  switch (step.kind) {
    case 'rename-field':
    case 'move-field':
      return step.from;
    case 'wrap-value':
    case 'map-value':
    case 'drop-field':
      return step.path;
    case 'add-field':
      return step.value.kind === 'copied' ? step.value.from : undefined;
    default:
      return unreachable(step);
  }
}
