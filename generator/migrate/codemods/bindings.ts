import { ts } from 'ts-morph';

/** What a name in a program stands for. */
export type Binding =
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport;

type Names = ReadonlyMap<string, Binding>;

const scopes = new WeakMap<ts.Node, Names>();

/** The declaration that a name means where it stands, by the scopes around it; undefined for a global. */
export function findBinding(name: ts.Identifier): Binding | undefined {
  for (let scope: ts.Node = name; ; scope = scope.parent) {
    const found = opensScope(scope) ? namesOf(scope).get(name.text) : undefined;
    if (found !== undefined || ts.isSourceFile(scope)) return found;
  }
}

/** True for a node in which names may be declared that mean nothing outside. */
function opensScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node) ||
    ts.isModuleBlock(node)
  );
}

/** The names that are declared directly in a scope; those of `var` reach up to the function. */
function namesOf(scope: ts.Node): Names {
  const known = scopes.get(scope);
  if (known !== undefined) return known;
  const names = new Map<string, Binding>();
  const holdsVars = ts.isSourceFile(scope) || ts.isFunctionLike(scope);
  ts.forEachChild(scope, (child) => collect(child, names, { holdsVars, varsOnly: false }));
  scopes.set(scope, names);
  return names;
}

interface Wanted {
  /** Whether names of `var` in scopes inside belong here. */
  readonly holdsVars: boolean;
  readonly varsOnly: boolean;
}

function collect(node: ts.Node, names: Map<string, Binding>, wanted: Wanted): void {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    if (node.name !== undefined && !wanted.varsOnly) names.set(node.name.text, node);
    return;
  }
  if (ts.isParameter(node)) return collectPattern(node, names);
  if (ts.isImportDeclaration(node)) return collectImports(node, names);
  if (ts.isVariableDeclarationList(node)) {
    const isVar = (node.flags & ts.NodeFlags.BlockScoped) === 0;
    if (isVar ? wanted.holdsVars : !wanted.varsOnly)
      for (const one of node.declarations) collectPattern(one, names);
    return;
  }
  if (ts.isVariableDeclaration(node) && !wanted.varsOnly) return collectPattern(node, names);
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return;
  if (!opensScope(node)) {
    ts.forEachChild(node, (child) => collect(child, names, wanted));
    return;
  }
  if (wanted.holdsVars)
    ts.forEachChild(node, (child) => collect(child, names, { ...wanted, varsOnly: true }));
}

function collectPattern(
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  names: Map<string, Binding>,
): void {
  if (ts.isIdentifier(node.name)) names.set(node.name.text, node);
  else
    for (const element of node.name.elements)
      if (ts.isBindingElement(element)) collectPattern(element, names);
}

function collectImports(node: ts.ImportDeclaration, names: Map<string, Binding>): void {
  const clause = node.importClause;
  if (clause === undefined) return;
  if (clause.name !== undefined) names.set(clause.name.text, clause);
  if (clause.namedBindings === undefined) return;
  if (ts.isNamespaceImport(clause.namedBindings))
    names.set(clause.namedBindings.name.text, clause.namedBindings);
  else for (const one of clause.namedBindings.elements) names.set(one.name.text, one);
}

/** True where an identifier stands for a value, rather than naming a declaration, a key, a label or a type. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if ('propertyName' in parent && parent.propertyName === node) return false;
  return !('name' in parent && parent.name === node);
}
