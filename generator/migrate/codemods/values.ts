import { ts } from 'ts-morph';
import { canonicalJson, isRecord } from '../../base/json.ts';
import { objectLiteralKey, quote } from '../../base/text.ts';
import type { Json } from '../../model/shape.ts';
import { constantOf } from './constant.ts';
import type { EditList } from './edit-list.ts';
import type { ValueStep } from './fates.ts';
import { bare, nameOfKey } from './node-text.ts';
import type { Program } from './program.ts';

/** JSON as source code, in the quotes that the file has most. */
export function jsonText(value: Json, place: ts.Node, keyQuote = ''): string {
  if (typeof value === 'string') return quoted(value, place);
  if (Array.isArray(value))
    return `[${value.map((one: Json) => jsonText(one, place, keyQuote)).join(', ')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const fields = entries.map(
    ([key, one]) => `${keyText(key, keyQuote)}: ${jsonText(one, place, keyQuote)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** A key as the object around it writes its own. */
export function keyText(key: string, keyQuote: string): string {
  return keyQuote !== '' && /^[\w.$-]*$/.test(key) && key !== '__proto__'
    ? keyQuote + key + keyQuote
    : objectLiteralKey(key);
}

const marks = new WeakMap<ts.SourceFile, string>();

/** In the quotes of what stands at the place, or of most in the file. */
function quoted(value: string, place: ts.Node): string {
  if (!/^[\w .:/@+-]*$/.test(value)) return quote(value);
  const own = ts.isSourceFile(place) ? undefined : /['"]/.exec(place.getText())?.[0];
  if (own !== undefined) return own + value + own;
  const file = place.getSourceFile();
  let mark = marks.get(file);
  if (mark === undefined) {
    const double = file.text.split('"').length;
    mark = double > file.text.split("'").length ? '"' : "'";
    marks.set(file, mark);
  }
  return mark + value + mark;
}

/** The JSON that an expression is whenever it runs: a literal, or a list or an object of such. */
export function jsonOf(
  node: ts.Expression,
  program: Program,
): { readonly value: Json } | undefined {
  const inner = bare(node);
  if (ts.isArrayLiteralExpression(inner)) {
    const items = inner.elements.map((one) => jsonOf(one, program));
    const values = items.flatMap((one) => (one === undefined ? [] : [one.value]));
    return values.length === items.length ? { value: values } : undefined;
  }
  if (!ts.isObjectLiteralExpression(inner)) return constantOf(inner, program);
  const entries: [string, Json][] = [];
  for (const property of inner.properties) {
    const key = nameOfKey(property.name);
    const value = ts.isPropertyAssignment(property)
      ? jsonOf(property.initializer, program)
      : undefined;
    if (key === undefined || value === undefined) return undefined;
    entries.push([key, value.value]);
  }
  return { value: Object.fromEntries(entries) };
}

/** What steps make of a value: another one, the same, or nothing that could be said. */
export type Mapped =
  | { readonly kind: 'same' }
  | { readonly kind: 'other'; readonly value: Json }
  | { readonly kind: 'open'; readonly why: string };

/** What steps make of a value that is known. */
export function mapJson(value: Json, steps: readonly ValueStep[]): Mapped {
  let now = value;
  for (const { step, sure } of steps) {
    if (step.kind === 'wrap-value') {
      if (now !== null) now = step.as === '[]' ? [now] : { [step.as]: now };
      continue;
    }
    const text = canonicalJson(now);
    const pair = step.values.find((one) => canonicalJson(one.from) === text);
    if (pair === undefined) {
      const isNew = step.values.some((one) => canonicalJson(one.to) === text);
      if (step.others === 'drop' && now !== null && !isNew)
        return { kind: 'open', why: `${text} cannot be said any more` };
      continue;
    }
    if (canonicalJson(pair.to) === text) continue;
    if (!sure)
      return { kind: 'open', why: `what ${text} becomes depends on what the object holds` };
    now = pair.to;
  }
  return canonicalJson(now) === canonicalJson(value)
    ? { kind: 'same' }
    : { kind: 'other', value: now };
}

/** Whether steps may change a value that is not known. */
export function mayChange(steps: readonly ValueStep[]): boolean {
  return steps.some(({ step }) =>
    step.kind === 'wrap-value'
      ? true
      : step.values.some((one) => canonicalJson(one.from) !== canonicalJson(one.to)),
  );
}

/** What is done to the expression of a value, or why nothing is. */
export type ValueEdit = { readonly kind: 'done' } | { readonly kind: 'open'; readonly why: string };

/** Where a constant is written once, whether all its uses want it changed in the same way. */
export type ChangesAlike = (
  declaration: ts.VariableDeclaration,
  steps: readonly ValueStep[],
) => boolean;

/** Plans the edits that make an expression one of the new values; without any, where it is not known to be a value of the map. */
export function editValue(
  node: ts.Expression,
  steps: readonly ValueStep[],
  to: Omit<Planning, 'found'>,
): ValueEdit {
  const found: (() => void)[] = [];
  const answer = planValue(node, steps, { ...to, found });
  if (answer.kind === 'done') for (const one of found) one();
  return answer;
}

interface Planning {
  readonly edits: EditList;
  readonly program: Program;
  readonly alike: ChangesAlike;
  readonly keyQuote: string;
  readonly found: (() => void)[];
}

function planValue(
  node: ts.Expression,
  steps: readonly ValueStep[],
  planning: Planning,
): ValueEdit {
  const { program, found, edits } = planning;
  const [first] = steps;
  if (first === undefined) return { kind: 'done' };
  const inner = plain(node);
  if (ts.isConditionalExpression(inner))
    return both([inner.whenTrue, inner.whenFalse], steps, planning);
  const put = (at: ts.Node, text: string): void =>
    void found.push(() => edits.put(at.getStart(), at.end, text, first.step, reasonOf(steps)));
  if (ts.isIdentifier(inner) && inner.text !== 'undefined') return planName(inner, steps, planning);
  const known = jsonOf(inner, program);
  if (known === undefined) return planUnknown(inner, steps, put);
  const mapped = mapJson(known.value, steps);
  if (mapped.kind === 'open') return mapped;
  if (mapped.kind === 'other') put(inner, jsonText(mapped.value, inner, planning.keyQuote));
  return { kind: 'done' };
}

/** Behind parentheses, `as const` and `!`; what is asserted to be of a type may become none of it. */
function plain(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node))
    return plain(node.expression);
  if (ts.isAsExpression(node) && node.type.getText() === 'const') return plain(node.expression);
  return node;
}

function both(
  nodes: readonly ts.Expression[],
  steps: readonly ValueStep[],
  planning: Planning,
): ValueEdit {
  for (const node of nodes) {
    const answer = planValue(node, steps, planning);
    if (answer.kind === 'open') return answer;
  }
  return { kind: 'done' };
}

function planName(node: ts.Identifier, steps: readonly ValueStep[], planning: Planning): ValueEdit {
  const target = planning.program.resolve(node);
  const known = jsonOf(node, planning.program);
  if (known !== undefined && mapJson(known.value, steps).kind === 'same') return { kind: 'done' };
  if (!mayChange(steps)) return { kind: 'done' };
  const unknown = { kind: 'open', why: 'its value is not written here' } as const;
  if (target === undefined || !ts.isVariableDeclaration(target)) return unknown;
  const { initializer } = target;
  const isConst = (ts.getCombinedNodeFlags(target) & ts.NodeFlags.Const) !== 0;
  if (!isConst || initializer === undefined || target.type !== undefined) return unknown;
  if (target.getSourceFile() !== node.getSourceFile()) return unknown;
  if (!planning.alike(target, steps))
    return { kind: 'open', why: `${node.text} is used for something else too` };
  return ts.isIdentifier(plain(initializer)) ? unknown : planValue(initializer, steps, planning);
}

function planUnknown(
  node: ts.Expression,
  steps: readonly ValueStep[],
  put: (at: ts.Node, text: string) => void,
): ValueEdit {
  if (!mayChange(steps) || node.getText() === 'undefined') return { kind: 'done' };
  const [only] = steps;
  if (steps.length === 1 && only?.step.kind === 'wrap-value') {
    const { as } = only.step;
    put(
      node,
      as === '[]' ? `[${node.getText()}]` : `{ ${objectLiteralKey(as)}: ${node.getText()} }`,
    );
    return { kind: 'done' };
  }
  return { kind: 'open', why: 'its value is not written here' };
}

function reasonOf(steps: readonly ValueStep[]): string {
  const [first] = steps;
  return first === undefined ? '' : `values are said otherwise now: ${first.step.id}`;
}
