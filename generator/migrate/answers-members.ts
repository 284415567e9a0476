import type { Change } from '../diff/change.ts';
import { eventLabel } from '../diff/pair-messages.ts';
import { mapPathText, withoutMembers } from './map-path.ts';
import { findPath, open } from './find-path.ts';
import { some, type Answer, type Asked } from './answer.ts';
import { names, stepsOf, type Act } from './step-spots.ts';

/**
 * The answer to a member of a union that came or went. It came where objects that stood at the place become it; it went where a step says
 * what its objects become. Either way a step may map the literal that tells it from the others.
 */
export function answersOfMembers(change: Change, answers: Asked): Answer {
  const isNew = change.kind === 'member-added';
  const member = (isNew ? change.after : change.before)?.text ?? '';
  const labels = new Set(change.subject.split(', '));
  const mapped = stepsOf(answers.steps, 'map-value').filter((step) => {
    const tells = step.values.some(({ from, to }) => {
      const told = isNew ? to : from;
      return typeof told === 'string' && labels.has(told);
    });
    return tells && step.in.some((type) => actsIn(step.path, type, member, change, answers));
  });
  if (mapped.length > 0) return some(mapped);
  return isNew ? cameBy(change, member, answers) : wentBy(change, member, labels, answers);
}

/** Whether the values that a step maps are of the member itself. */
function actsIn(
  path: string,
  type: string,
  member: string,
  { kind }: Change,
  answers: Asked,
): boolean {
  if (kind === 'member-removed')
    return findPath(type, path, answers.old).spots.some(({ holder }) => holder === member);
  const targets = answers.plan.types.get(type)?.to ?? [];
  return targets.some((to) => to.type === member);
}

/** Steps that make the member of what stood at the place before. */
function cameBy(change: Change, member: string, answers: Asked): Answer {
  const there = new Set(
    change.reaches.flatMap(({ flow, event, path }) => {
      const message = answers.before.messages.find(
        (one) => one.flow === flow && eventLabel(one) === event,
      );
      if (message?.shape.kind !== 'ref') return [];
      const { spots } = findPath(message.shape.name, withoutMembers(path), answers.old);
      return spots.flatMap((one) => open(one, answers.old)).map(({ holder }) => holder);
    }),
  );
  return some(
    stepsOf(answers.steps, 'rename-type').filter((one) => one.to === member && there.has(one.from)),
  );
}

/** Steps that say what becomes of objects of the member. */
function wentBy(
  change: Change,
  member: string,
  labels: ReadonlySet<string>,
  answers: Asked,
): Answer {
  const holder = change.before?.shape;
  const at = mapPathText(withoutMembers(change.path));
  const dropped = (holder === undefined ? [] : answers.spots.at(holder, at)).filter(
    ({ step }) => step.kind !== 'map-value' || step.others === 'drop',
  );
  const out = answers.spots.outOfLists(member).filter(({ step }: Act) => {
    const item = step.kind === 'drop-field' ? step.item : undefined;
    return Object.keys(item ?? {}).some((key) => [...labels].some((one) => names(item, key, one)));
  });
  const renamed = stepsOf(answers.steps, 'rename-type').filter((one) => one.from === member);
  return some([...renamed, ...[...dropped, ...out].map(({ step }) => step)]);
}
