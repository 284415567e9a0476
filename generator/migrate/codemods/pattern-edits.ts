import { ts } from 'ts-morph';
import type { StepBasis } from '../step.ts';
import { fateOf, type Fate, toDo } from './fates.ts';
import { editHoistedPattern } from './hoisted-reads.ts';
import { indentAt } from './literal-items.ts';
import { nameOfKey } from './node-text.ts';
import { gapsIn } from './remove-node.ts';
import { askedText, pathText, stepOfStaying, type ReadPath, type ReadWorld } from './read-edits.ts';
import type { Place, Role } from './role.ts';
import { isPure } from './spreads.ts';
import { isAsked, type Question } from './union-reads.ts';
import { keyText, mayChange } from './values.ts';

/** An element that is to be taken from somewhere else, or only after a question. */
interface MovedElement extends ReadPath {
  readonly element: ts.BindingElement;
  readonly question: Question | undefined;
}

/** Makes what is taken out of an object be taken from where it is now: `const { voice } = event.session`. */
export function editPattern(pattern: ts.ObjectBindingPattern, world: ReadWorld): void {
  const role = world.roles.get(pattern.parent);
  if (role === undefined || editHoistedPattern(pattern, role, world)) return;
  const moved = pattern.elements.flatMap(
    (element) => movedElement(element, pattern, role, world) ?? [],
  );
  if (moved.length > 0) takeApart(pattern, moved, role, world);
}

/** Edits an element where it stands, or says what has to be done about it together with others. */
function movedElement(
  element: ts.BindingElement,
  pattern: ts.ObjectBindingPattern,
  role: Role,
  world: ReadWorld,
): MovedElement | undefined {
  const key = elementKey(element);
  if (key === undefined) return undefined;
  const fate = fateOf({ places: role.places, self: pattern }, key, world.plan, world.acts);
  const step = fate?.steps[0] ?? stepOfStaying(key, role, world);
  if (step === undefined) return undefined;
  const leave = (todo: string): void => leaveElement(element, step, todo, world);
  const question = questionOfElement(element, { key, to: fate?.to ?? [key], step }, role, world);
  if (fate === undefined) return question && { element, key, to: [key], step, question };
  if (fate.open !== undefined) {
    if (fate.drop === undefined) leave(`${toDo(fate)}: ${fate.open}`);
  } else if (fate.drop !== undefined) leave('leave it out; the new version has none');
  else if (fate.to === undefined) return undefined;
  else if (mayChange(fate.values)) leave(`${toDo(fate)}, where values are said otherwise`);
  else if (question !== undefined) return { element, key, to: fate.to, step, question };
  else if (fate.to.length === 1) rename(element, fate, world);
  else if (ts.isIdentifier(element.name) && hasNoRest(pattern))
    return { element, key, to: fate.to, step, question };
  else leave(toDo(fate));
  return undefined;
}

/** What has to be asked before an element is read, of what the pattern takes apart. */
function questionOfElement(
  element: ts.BindingElement,
  read: ReadPath,
  role: Role,
  world: ReadWorld,
): Question | undefined {
  if (!ts.isIdentifier(element.name)) return undefined;
  const question = world.isTyped(element.name) ? world.questionFor(role, read.to) : undefined;
  const source = ts.isObjectBindingPattern(element.parent) ? sourceOf(element.parent) : undefined;
  const isKnown =
    question !== undefined &&
    source !== undefined &&
    isAsked(source.statement, source.text, question, read.to);
  return isKnown ? undefined : question;
}

function leaveElement(
  element: ts.BindingElement,
  step: StepBasis,
  todo: string,
  world: ReadWorld,
): void {
  const span = { start: element.getStart(), end: element.end };
  world.edits.leave(span, step, `reads ${elementKey(element) ?? ''}`, todo);
}

function elementKey(element: ts.BindingElement): string | undefined {
  if (element.dotDotDotToken !== undefined) return undefined;
  if (element.propertyName !== undefined) return nameOfKey(element.propertyName);
  return ts.isIdentifier(element.name) ? element.name.text : undefined;
}

function hasNoRest(pattern: ts.ObjectBindingPattern): boolean {
  return pattern.elements.every((one) => one.dotDotDotToken === undefined);
}

function rename(element: ts.BindingElement, { to, steps }: Fate, world: ReadWorld): void {
  const [key = ''] = to ?? [];
  const [step] = steps;
  if (step === undefined) return;
  const reason = `it is called ${key} now`;
  const name = element.propertyName;
  if (name === undefined)
    world.edits.put(
      element.name.getStart(),
      element.name.getStart(),
      `${keyText(key, '')}: `,
      step,
      reason,
    );
  else world.edits.put(name.getStart(), name.end, keyText(key, ''), step, reason);
}

/** Statements of their own take what is further in; all else is still taken out together. */
function takeApart(
  pattern: ts.ObjectBindingPattern,
  moved: readonly MovedElement[],
  role: Role,
  world: ReadWorld,
): void {
  const source = sourceOf(pattern);
  const [first] = moved;
  if (first === undefined) return;
  if (source === undefined) {
    const isSafe = moved.every(
      ({ to, question }) =>
        question === undefined && world.isNeverNull(role.places, to.slice(0, -1)),
    );
    if (isSafe) deepen(pattern, moved, role.places, world);
    else leaveAll(moved, world);
    return;
  }
  const found = moved.map((one) => lineOf(one, source, role, world));
  const lines = found.filter((one) => one !== undefined);
  if (lines.length < found.length || !hasNoRest(pattern)) return leaveAll(moved, world);
  const { statement } = source;
  const indent = indentAt(statement.getStart(), world.edits.text);
  const { step } = first;
  const reason = 'what is further in now is read by itself';
  const gone = new Set<ts.Node>(moved.map((one) => one.element));
  const emptied = removable(pattern, gone);
  if (emptied === 'all') {
    world.edits.put(statement.getStart(), statement.end, lines.join(`\n${indent}`), step, reason);
    return;
  }
  for (const { start, end } of emptied) world.edits.put(start, end, '', step, reason);
  world.edits.put(
    statement.end,
    statement.end,
    lines.map((line) => `\n${indent}${line}`).join(''),
    step,
    reason,
  );
}

/** `const voice = event.session.audio?.output?.voice;` */
function lineOf(
  { element, question, ...read }: MovedElement,
  { keyword, text }: Source,
  role: Role,
  world: ReadWorld,
): string | undefined {
  const value =
    question === undefined
      ? text + pathText(read.to, false, role.places, world.isSure)
      : askedText(text, false, read, { question, role, world });
  if (value === undefined) return undefined;
  const begin = `${keyword} ${element.name.getText()} = `;
  if (element.initializer === undefined) return `${begin}${value};`;
  const first = question === undefined ? value : `(${value})`;
  return `${begin}${first} ?? ${element.initializer.getText()};`;
}

function leaveAll(moved: readonly MovedElement[], world: ReadWorld): void {
  for (const { element, to, step, question } of moved) {
    const place = `read it at ${to.join('.')}`;
    const todo =
      question === undefined
        ? `move it to ${to.join('.')}`
        : `ask first whether ${question.key} is ${String(question.value)}, then ${place}`;
    leaveElement(element, step, todo, world);
  }
}

/** Patterns inside of the pattern, each with an empty object for what may be absent. */
function deepen(
  pattern: ts.ObjectBindingPattern,
  moved: readonly MovedElement[],
  places: readonly Place[],
  world: ReadWorld,
): void {
  const [first] = moved;
  if (first === undefined) return;
  const { step } = first;
  const text = nested([], moved, places, world);
  const reason = 'what is further in now is taken from there';
  world.edits.put(first.element.getStart(), first.element.end, text, step, reason);
  const others = new Set<ts.Node>(moved.slice(1).map((one) => one.element));
  const gaps = others.size === 0 ? [] : removable(pattern, others);
  if (gaps !== 'all')
    for (const { start, end } of gaps) world.edits.put(start, end, '', step, reason);
}

function nested(
  path: readonly string[],
  moved: readonly MovedElement[],
  places: readonly Place[],
  world: ReadWorld,
): string {
  const here = moved.filter(({ to }) => path.every((key, at) => to[at] === key));
  const parts = new Set<string>();
  for (const { element, to } of here) {
    const key = to[path.length] ?? '';
    if (to.length === path.length + 1) {
      const fallback =
        element.initializer === undefined ? '' : ` = ${element.initializer.getText()}`;
      const name = element.name.getText();
      parts.add((name === key ? name : `${keyText(key, '')}: ${name}`) + fallback);
      continue;
    }
    const inner = [...path, key];
    const absent = world.isSure(places, inner) ? '' : ' = {}';
    parts.add(`${keyText(key, '')}: { ${nested(inner, moved, places, world)} }${absent}`);
  }
  return [...parts].join(', ');
}

interface Source {
  readonly statement: ts.VariableStatement;
  readonly keyword: string;
  /** The expression of the object that the pattern takes apart. */
  readonly text: string;
}

/** Where a pattern is all that a statement declares, and what it takes apart may be named again. */
function sourceOf(pattern: ts.ObjectBindingPattern): Source | undefined {
  let text = '';
  let at: ts.Node = pattern.parent;
  while (ts.isBindingElement(at)) {
    const key = elementKeyOfPattern(at);
    if (key === undefined || at.initializer !== undefined) return undefined;
    text = `.${key}${text}`;
    at = at.parent.parent;
  }
  if (!ts.isVariableDeclaration(at) || at.initializer === undefined || !isPure(at.initializer))
    return undefined;
  const list = at.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  const keyword = (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
  return { statement, keyword, text: at.initializer.getText() + text };
}

function elementKeyOfPattern(element: ts.BindingElement): string | undefined {
  const name = element.propertyName;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

/** The parts of the text that go with elements; all, where the pattern would be left empty. */
function removable(
  pattern: ts.ObjectBindingPattern,
  gone: ReadonlySet<ts.Node>,
): 'all' | readonly { readonly start: number; readonly end: number }[] {
  const { elements, parent } = pattern;
  const kept = elements.filter((one) => !gone.has(one));
  if (kept.length === 0) {
    const outer = ts.isBindingElement(parent) ? parent.parent : undefined;
    if (outer === undefined || !ts.isObjectBindingPattern(outer)) return 'all';
    return removable(outer, new Set([parent]));
  }
  return gapsIn(elements, gone);
}
