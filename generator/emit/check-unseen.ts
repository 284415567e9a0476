import { stopIf } from '../render/statement.ts';
import { block, childConditions, type Body, type Tracker } from './check-child.ts';

/** What is asked of keys and items that nothing else has described, when all others have been asked. */
export function unseenLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  if (tracker?.name !== 'inner') return [];
  const isRecord = body.code.parts.nameOf('isRecord');
  return [
    ...block(`${isRecord}(value)`, keyLines(body, tracker), () => body.code.parts.use('isRecord')),
    ...block('Array.isArray(value)', itemLines(body)),
  ];
}

function keyLines(body: Body, tracker: Tracker): readonly string[] {
  const { check, hint, code } = body;
  const rest = check.unevaluatedProperties;
  const unseen = code.parts.nameOf('unseen');
  if (rest === undefined) {
    // Without the keyword, it is unknown fields that are asked for.
    if (body.mode === 'part' || check.additionalProperties !== undefined) return [];
    code.parts.use('unseen');
    const guard = tracker.isSure ? 'run.strict' : 'inner !== undefined';
    return [
      stopIf([guard, { call: unseen, args: ['value', 'run', 'inner', "'unknownFields'"] }], 4),
    ];
  }
  const all = '    inner.allKeys = true;';
  if (rest === true) return [all];
  if (rest === false) {
    code.parts.use('unseen');
    const args = ['value', 'run', 'inner', "'unevaluatedProperties'"];
    return [stopIf([{ call: unseen, args }], 4), all];
  }
  const child = { check: rest, value: 'item', key: 'key', mayBeAbsent: false };
  const conditions = childConditions({ ...child, hint: `${hint}Rest` }, body);
  return [
    '    for (const key of Object.keys(value)) {',
    '      const item = value[key];',
    ...conditions.map((operands) => stopIf(['!inner.has(key)', ...operands], 6)),
    '    }',
    all,
  ];
}

function itemLines(body: Body): readonly string[] {
  const { check, hint } = body;
  const rest = check.unevaluatedItems;
  if (rest === undefined) return [];
  const all = '    inner.allItems = true;';
  if (rest === true) return [all];
  const child = { check: rest, value: 'item', key: 'at', mayBeAbsent: false };
  const told = ["'unevaluatedItems'", "'no other items'", 'item'];
  const conditions =
    rest === false
      ? [[{ call: 'run.no', args: told }]]
      : childConditions({ ...child, hint: `${hint}Rest` }, body);
  return [
    '    for (let at = 0; at < value.length; at += 1) {',
    '      const item: unknown = value[at];',
    ...conditions.map((operands) => stopIf(['!inner.has(at)', ...operands], 6)),
    '    }',
    all,
  ];
}
