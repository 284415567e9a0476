import { ts } from 'ts-morph';
import { calledBy, type Callable } from './callables.ts';
import { isCallable } from './flow-kinds.ts';
import { visit, type Program } from './program.ts';

/**
 * All that a name may stand for: what a variable begins as and is set to, what a function is called with that only these files call; undefined
 * where somebody else may have a say.
 */
export function sourcesOf(
  name: ts.Identifier,
  program: Program,
): readonly ts.Expression[] | undefined {
  const target = program.resolve(name);
  if (target === undefined) return undefined;
  // What a module exports by assigning it.
  if (ts.isExpression(target)) return target === name ? undefined : [target];
  if (!ts.isVariableDeclaration(target) && !ts.isParameter(target)) return undefined;
  if (!ts.isIdentifier(target.name)) return undefined;
  const handed = ts.isParameter(target) ? argumentsFor(target, program) : [];
  if (handed === undefined || ts.isForOfStatement(target.parent.parent)) return undefined;
  const first = target.initializer === undefined ? [] : [target.initializer];
  const all = [...handed, ...first, ...writesTo(target, program)];
  return all.length === 0 ? undefined : all;
}

/** What is assigned to a name. */
function writesTo(declaration: ts.Node, program: Program): readonly ts.Expression[] {
  return program.references(declaration).flatMap((name) => {
    const { parent } = name;
    if (!ts.isBinaryExpression(parent) || parent.left !== name) return [];
    return isAssignment(parent.operatorToken.kind) ? [parent.right] : [];
  });
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken
  );
}

/** What a parameter is in every call; undefined where the function is handed on, or never called. */
function argumentsFor(
  parameter: ts.ParameterDeclaration,
  program: Program,
): readonly ts.Expression[] | undefined {
  const callable = parameter.parent;
  if (!isCallable(callable) || parameter.dotDotDotToken !== undefined) return undefined;
  const calls = callsOf(callable, program);
  const at = callable.parameters.indexOf(parameter);
  const found = calls.flatMap((one) => one.arguments[at] ?? []);
  const isHandedOn = usesOfName(callable, program).some(
    (one) => !(ts.isCallExpression(one.parent) && one.parent.expression === one),
  );
  return found.length === 0 || isHandedOn ? undefined : found;
}

/** Where a function is named, other than to import or export it. */
function usesOfName(callable: Callable, program: Program): readonly ts.Identifier[] {
  const named = ts.isFunctionDeclaration(callable) ? callable : callable.parent;
  if (!ts.isFunctionDeclaration(named) && !ts.isVariableDeclaration(named)) return [];
  return program
    .references(named)
    .filter(
      ({ parent }) =>
        !ts.isImportSpecifier(parent) &&
        !ts.isExportSpecifier(parent) &&
        !ts.isExportAssignment(parent),
    );
}

const indexes = new WeakMap<Program, ReadonlyMap<Callable, readonly ts.CallExpression[]>>();

/** The calls of a function, as far as they show whom they call. */
function callsOf(callable: Callable, program: Program): readonly ts.CallExpression[] {
  const index = indexes.get(program) ?? indexCalls(program);
  indexes.set(program, index);
  return index.get(callable) ?? [];
}

function indexCalls(program: Program): ReadonlyMap<Callable, readonly ts.CallExpression[]> {
  const calls = new Map<Callable, ts.CallExpression[]>();
  for (const file of program.files)
    visit(file, (node) => {
      const called = ts.isCallExpression(node) ? calledBy(node, program) : undefined;
      if (called === undefined || !ts.isCallExpression(node)) return;
      calls.set(called, [...(calls.get(called) ?? []), node]);
    });
  return calls;
}
