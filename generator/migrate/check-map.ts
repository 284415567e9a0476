import { unreachable, type Finding } from '../base/finding.ts';
import type { ApiModel } from '../model/api.ts';
import { MapCheck } from './map-check.ts';
import { checkConflicts } from './check-conflicts.ts';
import { checkMapped, checkAdded } from './check-values.ts';
import { parseMapPath } from './map-path.ts';
import { newPath } from './moved-path.ts';
import { oldPathOf } from './old-path.ts';
import type { FieldStep } from './plan.ts';
import type {
  ChangeEndpoint,
  Migration,
  MigrationStep,
  RenameEvent,
  RenameType,
  SplitEvent,
} from './step.ts';

/**
 * What a map says that its two versions do not bear out: types, paths, events, endpoints and values that they do not have, and steps that
 * get into each other's way. Findings stand at the step's own place in the map.
 */
export function checkMap(
  migration: Migration,
  before: ApiModel,
  after: ApiModel,
): readonly Finding[] {
  const check = new MapCheck(migration, before, after);
  for (const step of migration.steps) checkStep(step, check);
  checkConflicts(check);
  return check.findings;
}

function checkStep(step: MigrationStep, check: MapCheck): void {
  switch (step.kind) {
    case 'rename-event':
      return checkRename(step, check);
    case 'split-event':
      return checkSplit(step, check);
    case 'rename-type':
      return checkType(step, check);
    case 'rename-field':
    case 'move-field':
    case 'wrap-value':
    case 'map-value':
    case 'drop-field':
    case 'add-field':
      return checkField(step, check);
    case 'change-endpoint':
      return checkEndpoint(step, check);
    case 'change-header':
    case 'change-import':
      // No document says what headers and modules there are.
      return;
    default:
      return unreachable(step);
  }
}

function checkRename(step: MigrationStep & RenameEvent, check: MapCheck): void {
  check.event('before', step.from, step.flow, step);
  const to = check.event('after', step.to, step.flow, step, 'to');
  if (to !== undefined && step.whenBack !== undefined)
    check.condition('after', [to], step.whenBack, step, 'whenBack');
  if (step.from === step.to) check.wrong(step, 'to', 'the event is called so already');
}

function checkSplit(step: MigrationStep & SplitEvent, check: MapCheck): void {
  const from = check.event('before', step.from, step.flow, step);
  for (const [index, { event, when }] of step.to.entries()) {
    check.event('after', event, step.flow, step, `to/${String(index)}/event`);
    if (from !== undefined && when !== undefined)
      check.condition('before', [from], when, step, `to/${String(index)}/when`);
  }
}

function checkType(step: MigrationStep & RenameType, check: MapCheck): void {
  const known = check.type('before', step.from, step, step.kind);
  const target = check.type('after', step.to, step, 'to');
  if (known && step.when !== undefined) check.condition('before', [step.from], step.when, step);
  if (target && step.whenBack !== undefined)
    check.condition('after', [step.to], step.whenBack, step, 'whenBack');
  // A type of the same name is its own pair already, unless others are named beside it.
  const others = check.migration.steps.filter(
    (one) => one.kind === 'rename-type' && one.from === step.from,
  );
  if (step.from === step.to && others.length === 1 && step.when === undefined)
    check.wrong(step, 'to', 'types that are called the same are paired without a step');
  const first = others.find((one) => one.kind === 'rename-type' && one.when === undefined);
  if (first !== undefined && others.indexOf(first) < others.indexOf(step))
    check.wrong(step, step.kind, `${first.id} takes every object before this step is asked`);
}

function checkField(step: FieldStep, check: MapCheck): void {
  for (const type of step.in) {
    if (!check.type('before', type, step, 'in')) continue;
    const path = oldPathOf(step);
    if (path !== undefined && !check.path('before', type, path, step, step.kind)) continue;
    checkTarget(step, type, check);
  }
  if (step.when !== undefined) check.condition('before', step.in, step.when, step);
  if (step.kind === 'drop-field' && step.item !== undefined) check.itemCondition(step, step.item);
  if (step.kind === 'map-value') checkMapped(step, check);
  if (step.kind === 'add-field') checkAdded(step, check);
}

/** What a step makes must have a place in one of the types that its objects become. */
function checkTarget(step: FieldStep, type: string, check: MapCheck): void {
  if (step.kind === 'drop-field' || step.kind === 'map-value') return;
  const targets = check.targetsOf(type);
  if (targets.length === 0) {
    check.unmatched(
      step,
      'in',
      `${check.migration.to} has nothing that ${type} becomes`,
      [],
      'say so with rename-type',
    );
    return;
  }
  const key = step.kind === 'wrap-value' ? 'as' : step.kind === 'add-field' ? step.kind : 'to';
  const path = step.kind === 'wrap-value' ? check.wrapped(step, type) : newPath(step);
  if (step.kind === 'rename-field' && parseMapPath(step.to)?.length !== 1)
    check.wrong(step, 'to', 'a new key is one name', 'move-field takes a path');
  else check.oneHolds(targets, path, step, key);
}

function checkEndpoint(step: MigrationStep & ChangeEndpoint, check: MapCheck): void {
  check.endpoint('before', step.from, step, step.kind);
  check.endpoint('after', step.to, step, 'to');
}
