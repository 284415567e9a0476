import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import type { ChangeHeader, StepBasis } from '../step.ts';
import { bare, calleeName, literalWith, nameOfKey, nodesBelow } from './node-text.ts';
import { removeFromList, removeProperty, removeStatement, type Removal } from './remove-node.ts';

export const headers: Codemod = {
  name: 'headers',
  ensures: 'Headers and subprotocols that the new version does not want are sent no more.',
  run: (file, { plan }: CodemodContext): CodemodResult => {
    const found = new Headers(file);
    for (const step of plan.migration.steps) if (step.kind === 'change-header') found.look(step);
    return found;
  },
};

type HeaderStep = StepBasis & ChangeHeader;

const subprotocol = 'sec-websocket-protocol';

class Headers implements CodemodResult {
  readonly edits: SourceEdit[] = [];
  readonly leftOvers: LeftOver[] = [];
  readonly #text: string;
  readonly #file: ts.SourceFile;

  constructor(file: SourceFile) {
    this.#file = file.compilerNode;
    this.#text = this.#file.text;
  }

  look(step: HeaderStep): void {
    const isProtocol = step.header.toLowerCase() === subprotocol;
    for (const node of nodesBelow(this.#file)) {
      if (isProtocol && ts.isStringLiteralLike(node) && step.value !== undefined) {
        this.#protocol(node, step.value, step);
      } else if (isKeyed(node) && sameHeader(nameOfKey(node.name), step))
        this.#property(node, step);
      else if (ts.isStringLiteralLike(node)) this.#named(node, step);
    }
  }

  /** `{ 'OpenAI-Beta': 'realtime=v1' }` */
  #property(node: ts.PropertyAssignment, step: HeaderStep): void {
    const value = this.#valueOf(node.initializer);
    if (value === undefined) {
      this.#leave(node, step, `sends ${step.header}`);
      return;
    }
    if (!isOldValue(value, step)) return;
    if (step.to === undefined) this.#remove(removeProperty(node, /headers/i, this.#text), step);
    else if (ts.isStringLiteralLike(bare(node.initializer)))
      this.#replace(bare(node.initializer), step.to, step);
    else this.#leave(node, step, `sends ${step.header}`);
  }

  /** The name of the header as a text: in a call, in a pair, or at an assignment. */
  #named(node: ts.StringLiteralLike, step: HeaderStep): void {
    const { parent } = node;
    const whole = step.value === undefined ? undefined : `${step.header}: ${step.value}`;
    if (node.text.toLowerCase() === whole?.toLowerCase()) {
      this.#leave(node, step, `sends ${step.header}`);
      return;
    }
    if (!sameHeader(node.text, step)) return;
    if (ts.isCallExpression(parent) && parent.arguments[0] === node) this.#call(parent, step);
    else if (ts.isArrayLiteralExpression(parent) && parent.elements[0] === node)
      this.#pair(parent, step);
    else if (ts.isElementAccessExpression(parent)) this.#assignment(parent, step);
  }

  /** `headers.set('OpenAI-Beta', 'realtime=v1')` */
  #call(call: ts.CallExpression, step: HeaderStep): void {
    const name = calleeName(call.expression) ?? '';
    const [, given] = call.arguments;
    if (!/^(?:set|append|setHeader|header)$/.test(name) || given === undefined) return;
    const value = this.#valueOf(given);
    if (value !== undefined && !isOldValue(value, step)) return;
    const removal =
      value === undefined || step.to !== undefined ? undefined : removeStatement(call, this.#text);
    if (removal !== undefined) this.#remove(removal, step);
    else if (value !== undefined && step.to !== undefined && ts.isStringLiteralLike(given))
      this.#replace(given, step.to, step);
    else this.#leave(call, step, `sends ${step.header}`);
  }

  /** `[['OpenAI-Beta', 'realtime=v1']]` */
  #pair(pair: ts.ArrayLiteralExpression, step: HeaderStep): void {
    const [, given] = pair.elements;
    const value = given === undefined ? undefined : this.#valueOf(given);
    if (value !== undefined && !isOldValue(value, step)) return;
    const { parent: list } = pair;
    if (value !== undefined && step.to === undefined && ts.isArrayLiteralExpression(list)) {
      this.#remove(removeFromList(pair, list.elements, this.#text), step);
    } else this.#leave(pair, step, `sends ${step.header}`);
  }

  /** `headers['OpenAI-Beta'] = 'realtime=v1'` */
  #assignment(access: ts.ElementAccessExpression, step: HeaderStep): void {
    const { parent } = access;
    if (
      !ts.isBinaryExpression(parent) ||
      parent.left !== access ||
      parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken
    )
      return;
    const value = this.#valueOf(parent.right);
    if (value !== undefined && !isOldValue(value, step)) return;
    const removal =
      value === undefined || step.to !== undefined
        ? undefined
        : removeStatement(parent, this.#text);
    if (removal === undefined) this.#leave(parent, step, `sends ${step.header}`);
    else this.#remove(removal, step);
  }

  /** `new WebSocket(url, ['realtime', 'openai-beta.realtime-v1'])` */
  #protocol(node: ts.StringLiteralLike, value: string, step: HeaderStep): void {
    if (node.text !== value) {
      if (node.text.split(/\s*,\s*/).includes(value))
        this.#leave(node, step, `asks for the subprotocol ${value}`);
      return;
    }
    const { parent } = node;
    if (step.to !== undefined) this.#replace(node, step.to, step);
    else if (ts.isArrayLiteralExpression(parent)) {
      this.#remove(removeFromList(node, parent.elements, this.#text), step);
    } else {
      const pushed =
        ts.isCallExpression(parent) &&
        calleeName(parent.expression) === 'push' &&
        parent.arguments.length === 1;
      const removal = pushed ? removeStatement(parent, this.#text) : undefined;
      if (removal === undefined) this.#leave(node, step, `asks for the subprotocol ${value}`);
      else this.#remove(removal, step);
    }
  }

  /** The text that an expression is, also by a constant of the same file. */
  #valueOf(node: ts.Expression): string | undefined {
    const inner = bare(node);
    if (ts.isStringLiteralLike(inner)) return inner.text;
    if (!ts.isIdentifier(inner)) return undefined;
    for (const one of nodesBelow(this.#file)) {
      if (!ts.isVariableDeclaration(one) || !ts.isIdentifier(one.name)) continue;
      const isConstant = (one.parent.flags & ts.NodeFlags.Const) !== 0;
      if (one.name.text !== inner.text || !isConstant || one.initializer === undefined) continue;
      const value = bare(one.initializer);
      return ts.isStringLiteralLike(value) ? value.text : undefined;
    }
    return undefined;
  }

  #remove(removal: Removal, step: HeaderStep): void {
    this.edits.push({ ...removal, step: step.id, reason: reasonOf(step) });
  }

  #replace(node: ts.Node, to: string, step: HeaderStep): void {
    if (!ts.isStringLiteralLike(node)) return;
    const place = { start: node.getStart(), end: node.getEnd() };
    this.edits.push({
      ...place,
      text: literalWith(node, to),
      step: step.id,
      reason: reasonOf(step),
    });
  }

  #leave(node: ts.Node, step: HeaderStep, what: string): void {
    const todo = step.to === undefined ? 'take it out' : `it is ${step.to} now`;
    this.leftOvers.push({ start: node.getStart(), end: node.getEnd(), step: step.id, what, todo });
  }
}

function isKeyed(node: ts.Node): node is ts.PropertyAssignment {
  return ts.isPropertyAssignment(node);
}

function sameHeader(name: string | undefined, { header }: HeaderStep): boolean {
  return name?.toLowerCase() === header.toLowerCase();
}

function isOldValue(value: string, step: HeaderStep): boolean {
  return step.value === undefined || value.trim() === step.value;
}

function reasonOf({ header, value, to }: HeaderStep): string {
  const what = value === undefined ? header : `${header}: ${value}`;
  return to === undefined ? `${what} is not sent any more` : `${header} is ${to} now`;
}
