import { brackets, concat, group, ifBroken, indent, line, softline, type Doc } from './doc.ts';
import { layOut } from './layout.ts';

/** `event.type === 'response.done'`, `'role' in event`, of finished texts. */
export interface Check {
  readonly left: string;
  readonly operator: '===' | '!==' | 'in';
  readonly right: string;
}

/**
 * `  return event.type === 'a' || event.type === 'b';`, true where every check of some alternative is. Alternatives of several
 * checks stand in parentheses beside others.
 */
export function returnLine(alternatives: readonly (readonly Check[])[]): string {
  const [only] = alternatives;
  const condition =
    only !== undefined && alternatives.length === 1 ? allOf(only) : anyOf(alternatives);
  return layOut(
    concat(
      'return ',
      group(ifBroken('(', ''), indent(softline, group(...condition)), softline, ifBroken(')', '')),
      ';',
    ),
    2,
  );
}

/** `  return read(data, 'type');`, one argument a line where one line does not hold them. */
export function returnCall(name: string, args: readonly string[]): string {
  return callLine(`return ${name}`, args);
}

/** `  const all = read(data);`: a call with what stands before it on its line. */
export function callLine(head: string, args: readonly string[]): string {
  const list = brackets('(', args, ')', { pad: softline, trailing: ',' });
  return layOut(concat(head, group(list), ';'), 2);
}

function allOf(checks: readonly Check[]): readonly Doc[] {
  const [only] = checks;
  if (only !== undefined && checks.length === 1) return comparison(only);
  return chain('&&', checks.map(inner), checks.length === 2);
}

function anyOf(alternatives: readonly (readonly Check[])[]): readonly Doc[] {
  const flat = alternatives.every((checks) => checks.length === 1);
  const docs = alternatives.map((checks) => {
    const [only] = checks;
    if (only !== undefined && checks.length === 1) return inner(only);
    const [first = '', ...rest] = chain('&&', checks.map(inner), false);
    return concat('(', group(first, indent(...rest)), ')');
  });
  return chain('||', docs, flat && docs.length === 2);
}

/** Operands with their operator at the end of the line; a pair of simple ones is kept together as long as it fits. */
function chain(operator: string, operands: readonly Doc[], asPair: boolean): readonly Doc[] {
  return operands.flatMap((operand, index) => {
    if (index === 0) return [operand];
    const rest = concat(operator, line, operand);
    return [' ', asPair ? group(rest) : rest];
  });
}

function comparison({ left, operator, right }: Check): readonly Doc[] {
  return [left, ' ', group(operator, line, right)];
}

function inner(check: Check): Doc {
  const [left = '', ...rest] = comparison(check);
  return group(left, indent(...rest));
}
