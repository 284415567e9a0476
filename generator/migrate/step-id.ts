import { canonicalJson } from '../base/json.ts';
import { unreachable } from '../base/finding.ts';
import type { Condition, MigrationStep } from './step.ts';

type Unnamed = MigrationStep extends infer Step
  ? Step extends MigrationStep
    ? Omit<Step, 'id'>
    : never
  : never;

/**
 * What a step is called that nobody has named: `move-field Session.voice`, of the first type where it acts in several. A condition
 * tells it from another one that would be called the same.
 */
export function stepId(step: Unnamed, isTaken: (id: string) => boolean): string {
  const plain = `${step.kind} ${subjectOf(step)}`;
  if (!isTaken(plain)) return plain;
  // An event may travel both ways.
  if ('flow' in step) return `${plain} (${step.flow})`;
  const when = 'when' in step ? step.when : undefined;
  return when === undefined ? plain : `${plain} (${conditionText(when)})`;
}

function subjectOf(step: Unnamed): string {
  switch (step.kind) {
    case 'rename-event':
    case 'split-event':
    case 'change-endpoint':
    case 'change-import':
      return step.from;
    case 'rename-type':
      return `${step.from} ${step.to}`;
    case 'change-header':
      return step.value === undefined ? step.header : `${step.header}: ${step.value}`;
    case 'rename-field':
    case 'move-field':
      return inFirst(step.in, step.from);
    case 'wrap-value':
    case 'map-value':
    case 'drop-field':
    case 'add-field':
      return inFirst(step.in, step.path);
    default:
      return unreachable(step);
  }
}

function inFirst([type = '']: readonly string[], path: string): string {
  return `${type}.${path}`;
}

/** `role: assistant`, `type: message or nothing`. */
export function conditionText(condition: Condition): string {
  return Object.entries(condition)
    .map(([key, values]) => `${key}: ${values.map(valueText).join(' or ')}`)
    .join(', ');
}

function valueText(value: Condition[string][number]): string {
  if (value === null) return 'nothing';
  return typeof value === 'string' ? value : canonicalJson(value);
}
