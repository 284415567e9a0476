import {
  bracketed,
  concat,
  fill,
  group,
  indent,
  indentIfBroken,
  join,
  line,
  softline,
  type Doc,
} from './doc.ts';
import { layOut } from './layout.ts';

/** What a condition is made of: a finished text, a call, or a comparison that may go over two lines. */
export type Operand =
  | string
  | { readonly call: string; readonly args: readonly string[] }
  | { readonly left: string; readonly operator: string; readonly right: string };

/** `if (a && b(c)) return false;`, where all operands must hold. */
export function stopIf(operands: readonly Operand[], margin: number): string {
  const body = chain(operands);
  const test = group(indent(softline, ...body), softline);
  return layOut(group('if (', test, ')', indent(line, 'return false;')), margin);
}

/** `return check(value, run);`, where `head` is what stands before the call. */
export function callLine(
  head: string,
  call: string,
  args: readonly string[],
  margin: number,
): string {
  return layOut(concat(head, call, argumentsDoc(args), ';'), margin);
}

/** `function check(value: unknown, run: Run): boolean {`, up to the brace. */
export function localHead(name: string, parameters: readonly string[], result: string): string {
  const list = bracketed('(', parameters, ')', { pad: softline, trailing: ',' });
  return layOut(concat(`function ${name}`, list, `: ${result} {`));
}

/** Parameters as a body wants them: one that it never reads gets a name that the compiler lets pass. */
export function parametersFor(
  lines: readonly string[],
  parameters: readonly string[],
): readonly string[] {
  const code = lines.join('\n').replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
  const words = new Set(code.match(/\w+/g) ?? []);
  return parameters.map((one) => (words.has(/^\w+/.exec(one)?.[0] ?? '') ? one : `_${one}`));
}

/** `if (!isRecord(value)) return check(value, run);` */
export function returnIf(
  condition: string,
  call: string,
  args: readonly string[],
  margin: number,
): string {
  const result = concat(`return ${call}`, argumentsDoc(args), ';');
  return layOut(group(`if (${condition})`, indent(line, result)), margin);
}

/** `const voices = ['alloy', 'ash'];` of finished items; numbers share lines. */
export function localArray(name: string, items: readonly string[]): string {
  const numbers = items.length > 1 && items.every((one) => /^-?[\d.]/.test(one));
  const array = numbers
    ? group('[', indent(softline, fill(items)), softline, ']')
    : bracketed('[', items, ']', { pad: softline, trailing: ',' });
  const gap = group(indent(line));
  return layOut(group(`const ${name} =`, gap, indentIfBroken(array, gap), ';'));
}

/** `export const schema = /* @__PURE__ *\/ make(given);` of finished texts. */
export function pureCall(head: string, call: string, args: readonly string[]): string {
  const made = concat(`/* @__PURE__ */ ${call}`, argumentsDoc(args));
  const gap = group(indent(line));
  const [only = ''] = args;
  // What can hardly be broken goes to the next line as a whole.
  return args.length === 1 && only.length <= 25 && !/^['"]/.test(only)
    ? layOut(group(head, ' =', group(indent(line, made)), ';'))
    : layOut(group(head, ' =', gap, indentIfBroken(made, gap), ';'));
}

function argumentsDoc(args: readonly string[]): Doc {
  return bracketed('(', args, ')', { pad: softline, trailing: ',' });
}

function chain(operands: readonly Operand[]): readonly Doc[] {
  return [join(concat(' &&', line), operands.map(operandDoc))];
}

function operandDoc(operand: Operand): Doc {
  if (typeof operand === 'string') return operand;
  if ('call' in operand) return concat(operand.call, argumentsDoc(operand.args));
  const { left, operator, right } = operand;
  return group(left, ' ', operator, indent(line, right));
}
