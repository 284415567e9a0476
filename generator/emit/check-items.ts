import { stopIf } from '../render/statement.ts';
import { childConditions, type Body, type Tracker } from './check-child.ts';

/** What is asked of the items of a list, as statements. */
export function itemLines(body: Body, tracker: Tracker | undefined): readonly string[] {
  return [
    ...countLines(body),
    ...placeLines(body),
    ...restLines(body),
    ...containLines(body, tracker),
    ...seenLines(body, tracker),
  ];
}

function countLines({ check, code }: Body): readonly string[] {
  const limits = [
    [check.minItems, '<', 'minItems', 'at least'],
    [check.maxItems, '>', 'maxItems', 'at most'],
  ] as const;
  const lines = limits.flatMap(([limit, operator, rule, words]) => {
    if (limit === undefined || (rule === 'minItems' && limit <= 0)) return [];
    const told = [`'${rule}'`, `'${words} ${String(limit)} items'`, 'value'];
    const wrong = `value.length ${operator} ${String(limit)}`;
    return [stopIf([wrong, { call: 'run.no', args: told }], 4)];
  });
  if (check.uniqueItems !== true) return lines;
  const call = { call: `!${code.parts.use('isUniqueList')}`, args: ['value', 'run'] };
  return [...lines, stopIf([call, 'run.quick'], 4)];
}

function placeLines(body: Body): readonly string[] {
  return (body.check.prefixItems ?? []).flatMap((check, at) => {
    const place = String(at);
    const hint = `${body.hint}Item${String(at + 1)}`;
    const child = { check, value: `value[${place}]`, key: place, hint, mayBeAbsent: false };
    const conditions = childConditions(child, body);
    return conditions.map((operands) => stopIf([`value.length > ${place}`, ...operands], 4));
  });
}

function restLines(body: Body): readonly string[] {
  const { items, prefixItems = [] } = body.check;
  const from = prefixItems.length;
  if (items === undefined || items === true) return [];
  if (items === false && from > 0) {
    const told = ["'items'", `'at most ${String(from)} items'`, 'value'];
    return [stopIf([`value.length > ${String(from)}`, { call: 'run.no', args: told }], 4)];
  }
  const child = { check: items, value: 'item', key: 'at', mayBeAbsent: false };
  const conditions = childConditions({ ...child, hint: `${body.hint}Item` }, body);
  if (conditions.length === 0) return [];
  return [
    `    for (let at = ${String(from)}; at < value.length; at += 1) {`,
    '      const item: unknown = value[at];',
    ...conditions.map((operands) => stopIf(operands, 6)),
    '    }',
  ];
}

function containLines(
  { check, side, hint, code }: Body,
  tracker: Tracker | undefined,
): readonly string[] {
  if (check.contains === undefined) return [];
  const { minContains = 1, maxContains = Infinity } = check;
  if (minContains > maxContains) {
    const told = ["'contains'", "'what no list can have'", 'value'];
    return [stopIf([{ call: 'run.no', args: told }], 4)];
  }
  const test = code.nameOf(check.contains, side, `${hint}Kind`);
  const least = String(minContains);
  const most = String(maxContains);
  const args = ['value', 'run', test, least, most];
  const call = {
    call: `!${code.parts.use('contains')}`,
    args: tracker === undefined ? args : [...args, tracker.name],
  };
  return [stopIf([call, 'run.quick'], 4)];
}

function seenLines({ check, code, hint }: Body, tracker: Tracker | undefined): readonly string[] {
  if (tracker === undefined) return [];
  const { name, isSure } = tracker;
  if (check.items !== undefined) {
    const set = `${name}.allItems = true;`;
    return [`    ${isSure ? set : `if (${name} !== undefined) ${set}`}`];
  }
  const count = check.prefixItems?.length ?? 0;
  if (count === 0) return [];
  const places = code.parts.list(
    Array.from({ length: count }, (_, at) => at),
    `${hint}Place`,
  );
  return [`    ${name}${isSure ? '' : '?'}.see(${places});`];
}
