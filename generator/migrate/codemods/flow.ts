import { ts } from 'ts-morph';
import {
  calledBy,
  callableOf,
  copiedBy,
  memberOf,
  returnedBy,
  tableValues,
  type Callable,
} from './callables.ts';
import { writtenKeys } from './constant.ts';
import {
  isTransparent,
  isEither,
  isDeclared,
  isAssign,
  isCallable,
  functionAround,
} from './flow-kinds.ts';
import type { KnownApi } from './known-api.ts';
import { bare, nameOfKey } from './node-text.ts';
import { visit, type Program } from './program.ts';
import { fittingPlaces, joinRoles, sameRole, type Role } from './role.ts';

/** A node of which something is known from elsewhere. */
export interface Seed {
  readonly node: ts.Node;
  readonly role: Role;
}

/**
 * Follows values through a program, both ways: what an expression is, is also what the variable is that it is stored in, what a function
 * is asked with that hands it on, and what that is made of. Roles are of expressions, of declarations, and of functions for what they
 * give back.
 */
export class Flow {
  readonly #program: Program;
  readonly #api: KnownApi;
  readonly #narrowed: ReadonlyMap<ts.Node, Role>;
  readonly #roles = new Map<ts.Node, Role>();
  readonly #waiting: ts.Node[] = [];
  readonly #calls = new Map<Callable, ts.CallExpression[]>();
  readonly #uses = new Map<ts.Node, ts.PropertyAccessExpression[]>();

  constructor(program: Program, api: KnownApi, narrowed: ReadonlyMap<ts.Node, Role>) {
    this.#program = program;
    this.#api = api;
    this.#narrowed = narrowed;
    for (const file of program.files) visit(file, (node) => this.#indexUse(node));
  }

  /** The roles of all nodes that the seeds lead to. */
  run(seeds: readonly Seed[]): ReadonlyMap<ts.Node, Role> {
    for (const [node, role] of this.#narrowed) this.#give(node, role, true);
    for (const { node, role } of seeds) this.#give(node, role);
    for (let node = this.#waiting.pop(); node !== undefined; node = this.#waiting.pop()) {
      const role = this.#roles.get(node);
      if (role !== undefined) this.#spread(node, role);
    }
    return this.#roles;
  }

  #indexUse(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const callable = calledBy(node, this.#program);
      if (callable !== undefined) push(this.#calls, callable, node);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const member = memberOf(node, this.#program);
      if (member !== undefined) push(this.#uses, member, node);
    }
  }

  #give(node: ts.Node | undefined, role: Role | undefined, narrows = false): void {
    if (node === undefined || role === undefined) return;
    // Where the tag was asked for, nothing else can be said of the event.
    if (!narrows && this.#narrowed.has(node)) return;
    const known = this.#roles.get(node);
    const joined = joinRoles([known, role]);
    if (joined === undefined || (known !== undefined && sameRole(known, joined))) return;
    this.#roles.set(node, joined);
    this.#waiting.push(node);
  }

  #spread(node: ts.Node, role: Role): void {
    if (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node))
      this.#throughName(node, role);
    else if (ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
      this.#give(node.initializer, role);
      for (const use of this.#uses.get(node) ?? []) this.#give(use, role);
    } else if (isCallable(node)) this.#throughResult(node, role);
    else if (ts.isExpression(node)) {
      this.#toWhole(node, role);
      this.#toParts(node, role);
      // A member that only methods make is known by where it is first written.
      for (const use of this.#uses.get(node) ?? []) this.#give(use, role);
    }
  }

  /** A declared name: where it is used, what it begins as, and for a parameter, what it is called with. */
  #throughName(
    node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
    role: Role,
  ): void {
    if (!ts.isIdentifier(node.name)) return this.#intoPattern(node.name, role);
    for (const use of this.#program.references(node)) this.#give(use, role);
    for (const use of this.#uses.get(node) ?? []) this.#give(use, role);
    this.#give(node.initializer, role);
    if (!ts.isParameter(node) || node.dotDotDotToken !== undefined) return;
    const index = node.parent.parameters.indexOf(node);
    if (isCallable(node.parent))
      for (const call of this.#calls.get(node.parent) ?? [])
        this.#give(call.arguments[index], role);
  }

  #intoPattern(pattern: ts.BindingPattern, role: Role): void {
    for (const element of pattern.elements) {
      if (!ts.isBindingElement(element) || element.dotDotDotToken !== undefined) continue;
      const key = ts.isArrayBindingPattern(pattern)
        ? '[]'
        : nameOfKey(element.propertyName ?? identifier(element.name));
      if (key !== undefined) this.#give(element, this.#api.at(role, key, pattern));
    }
  }

  #throughResult(callable: Callable, role: Role): void {
    for (const result of returnedBy(callable)) this.#give(result, role);
    for (const call of this.#calls.get(callable) ?? []) this.#give(call, role);
    const { parent } = callable;
    if (ts.isCallExpression(parent) && /\.(?:flatMap|then)$/.test(parent.expression.getText()))
      this.#give(parent, role);
  }

  /** To what the expression is a value of: a variable, a result, an argument, the whole of `a ?? b`. */
  #toWhole(node: ts.Expression, role: Role): void {
    const { parent } = node;
    if (isTransparent(parent)) this.#give(parent, role);
    else if (ts.isConditionalExpression(parent) && parent.condition !== node)
      this.#give(parent, role);
    else if (ts.isBinaryExpression(parent)) this.#throughBinary(parent, node, role);
    else if (isDeclared(parent) && parent.initializer === node) this.#give(parent, role);
    else if (ts.isReturnStatement(parent)) this.#give(functionAround(parent), role);
    else if (ts.isArrowFunction(parent) && parent.body === node) this.#give(parent, role);
    else if (ts.isCallExpression(parent)) this.#asArgument(parent, node, role);
    else if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      this.#intoProperty(parent, role);
    else if (ts.isElementAccessExpression(parent) && parent.expression === node)
      this.#give(parent, this.#api.at(role, elementKey(parent), node));
    else if (ts.isForOfStatement(parent) && parent.expression === node)
      this.#intoEach(parent.initializer, this.#api.at(role, '[]', node));
  }

  #throughBinary(parent: ts.BinaryExpression, node: ts.Expression, role: Role): void {
    const { kind } = parent.operatorToken;
    if (isEither(kind)) this.#give(parent, role);
    else if (kind === ts.SyntaxKind.AmpersandAmpersandToken && parent.right === node)
      this.#give(parent, role);
    else if (kind === ts.SyntaxKind.EqualsToken)
      this.#give(parent.left === node ? parent.right : parent.left, role);
  }

  #asArgument(call: ts.CallExpression, node: ts.Expression, role: Role): void {
    if (call.expression === node) return;
    if (isAssign(call) || copiedBy(call) === node) this.#give(call, role);
    if (ts.isCallExpression(call.parent) && copiedBy(call.parent) === node)
      this.#give(call.parent, role);
    const callable = calledBy(call, this.#program);
    const parameter = callable?.parameters[call.arguments.indexOf(node)];
    if (parameter?.dotDotDotToken === undefined) this.#give(parameter, role);
  }

  #intoProperty(access: ts.PropertyAccessExpression, role: Role): void {
    const key = access.name.text;
    this.#give(access, this.#api.at(role, key, access.expression));
    const call = access.parent;
    if (!ts.isCallExpression(call) || call.expression !== access) return;
    if (key === 'then')
      this.#give(callableOf(call.arguments[0], this.#program)?.parameters[0], role);
    if (/^(?:catch|finally)$/.test(key)) this.#give(call, role);
    const item = this.#api.at(role, '[]', access.expression);
    if (/^(?:push|unshift)$/.test(key)) for (const one of call.arguments) this.#give(one, item);
    if (/^(?:find|findLast|at|pop|shift)$/.test(key)) this.#give(call, item);
    if (/^(?:filter|slice|concat|toSorted|toReversed|reverse)$/.test(key)) this.#give(call, role);
    if (!/^(?:map|flatMap|forEach|filter|find|findLast|findIndex|some|every)$/.test(key)) return;
    this.#give(callableOf(call.arguments[0], this.#program)?.parameters[0], item);
  }

  #intoEach(initializer: ts.ForInitializer, role: Role | undefined): void {
    if (ts.isVariableDeclarationList(initializer)) this.#give(initializer.declarations[0], role);
  }

  /** To what the value is made of. */
  #toParts(node: ts.Expression, role: Role): void {
    if (isTransparent(node)) this.#give(node.expression, role);
    else if (ts.isConditionalExpression(node)) {
      this.#give(node.whenTrue, role);
      this.#give(node.whenFalse, role);
    } else if (ts.isBinaryExpression(node)) this.#partsOfBinary(node, role);
    else if (ts.isIdentifier(node)) this.#giveName(node, role);
    else if (ts.isObjectLiteralExpression(node)) this.#intoObject(node, role);
    else if (ts.isArrayLiteralExpression(node)) {
      for (const item of node.elements) {
        if (ts.isSpreadElement(item)) this.#give(item.expression, role);
        else this.#give(item, this.#api.at(role, '[]', node));
      }
    } else if (ts.isElementAccessExpression(node)) {
      for (const value of tableValues(node, this.#program)) this.#give(value, role);
    } else if (ts.isCallExpression(node)) this.#intoCall(node, role);
    else if (ts.isPropertyAccessExpression(node)) this.#give(memberOf(node, this.#program), role);
  }

  #partsOfBinary(node: ts.BinaryExpression, role: Role): void {
    const { kind } = node.operatorToken;
    if (isEither(kind)) this.#give(node.left, role);
    const isLast =
      kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.EqualsToken;
    if (isEither(kind) || isLast) this.#give(node.right, role);
  }

  #giveName(node: ts.Identifier, role: Role): void {
    if (this.#narrowed.has(node)) return;
    const target = this.#program.resolve(node);
    if (target !== undefined && target !== node) this.#give(target, role);
  }

  #intoObject(node: ts.ObjectLiteralExpression, role: Role): void {
    const places = fittingPlaces(role, writtenKeys(node, this.#program));
    if (places.length === 0) return;
    const fitting = { ...role, places };
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        this.#give(property.expression, { ...fitting, partial: true });
        continue;
      }
      const key = nameOfKey(property.name);
      const inner = key === undefined ? undefined : this.#api.at(fitting, key, node);
      if (ts.isPropertyAssignment(property)) this.#give(property.initializer, inner);
      if (ts.isShorthandPropertyAssignment(property)) this.#give(property.name, inner);
    }
  }

  #intoCall(node: ts.CallExpression, role: Role): void {
    const copied = copiedBy(node);
    if (copied !== undefined) return this.#give(copied, role);
    if (isAssign(node)) {
      for (const [at, argument] of node.arguments.entries())
        this.#give(argument, at === 0 ? role : { ...role, partial: true });
      return;
    }
    this.#give(calledBy(node, this.#program), role);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function identifier(name: ts.BindingName): ts.Identifier | undefined {
  return ts.isIdentifier(name) ? name : undefined;
}

function elementKey(node: ts.ElementAccessExpression): string {
  const key = bare(node.argumentExpression);
  return ts.isStringLiteralLike(key) ? key.text : '[]';
}
