import type { CheckRules } from '../model/check.ts';
import { stopIf } from '../render/statement.ts';
import { besideLines } from './check-beside.ts';
import { block, type Body, type Tracker } from './check-child.ts';
import { leafConditions, type Subject } from './check-leaf.ts';
import { itemLines } from './check-items.ts';
import { objectLines } from './check-keys.ts';
import { describesKeys } from './check-side.ts';
import { besideChecks } from '../model/check-circles.ts';
import { unseenLines } from './check-unseen.ts';

/** The lines of a function's body. */
export function bodyLines(body: Body): readonly string[] {
  const { check, code } = body;
  const tracker = trackerOf(body);
  const subject: Subject = {
    value: 'value',
    tell: { call: 'run.no', key: [] },
    mayBeAbsent: false,
    hint: body.hint,
  };
  const early = isObjectAlone(check);
  const { type: _, ...others } = check;
  const leaf = leafConditions(early ? others : check, subject, code.parts);
  const object = objectLines(body, tracker, early ? 2 : 4);
  const items = itemLines(body, tracker);
  return [
    ...(early
      ? [`  if (!${code.parts.use('isRecord')}(value)) return run.fail('type', 'object', value);`]
      : []),
    '  const found = run.found;',
    ...trackerLines(body, tracker),
    ...leaf.map((operands) => stopIf(operands, 2)),
    ...(early
      ? object
      : block(`${code.parts.nameOf('isRecord')}(value)`, object, () => code.parts.use('isRecord'))),
    ...block('Array.isArray(value)', items),
    ...besideLines(body, tracker),
    ...unseenLines(body, tracker),
    ...(tracker?.name === 'inner' && body.mode === 'part' ? ['  seen?.add(inner);'] : []),
    '  return run.found === found;',
  ];
}

/** True for rules that say no more than what an object must be: of another value, that it is none is all there is to tell. */
function isObjectAlone({ type, ...others }: CheckRules): boolean {
  if (type?.length !== 1 || type[0] !== 'object') return false;
  return Object.keys(others).every((keyword) => ofObjects.has(keyword));
}

const ofObjects: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required'],
  ...['dependentRequired', 'minProperties', 'maxProperties', 'unevaluatedProperties'],
]);

/** Whether what is seen of the value must be kept, and where. */
function trackerOf(body: Body): Tracker | undefined {
  const { check, mode, code } = body;
  const asks = check.unevaluatedProperties !== undefined || check.unevaluatedItems !== undefined;
  if (asks) return { name: 'inner', isSure: true };
  if (mode === 'part') return { name: 'seen', isSure: false };
  if (check.additionalProperties !== undefined) return undefined;
  const beside = besideChecks(check);
  if (!beside.some((one) => describesKeys(one, code.index))) return undefined;
  return passesOn(check) ? undefined : { name: 'inner', isSure: false };
}

/** True where one thing alone says what keys there are, so that it may ask for unknown ones itself. */
function passesOn(check: CheckRules): boolean {
  const { ref, allOf = [], anyOf, oneOf } = check;
  if (check.properties !== undefined || check.patternProperties !== undefined) return false;
  if (check.if !== undefined || check.dependentSchemas !== undefined) return false;
  const groups = (ref === undefined ? 0 : 1) + allOf.length;
  return groups + (anyOf === undefined ? 0 : 1) + (oneOf === undefined ? 0 : 1) === 1;
}

function trackerLines({ code }: Body, tracker: Tracker | undefined): readonly string[] {
  if (tracker?.name !== 'inner') return [];
  const made = `new ${code.parts.use('Seen')}()`;
  return [`  const inner = ${tracker.isSure ? made : `run.strict ? ${made} : undefined`};`];
}
