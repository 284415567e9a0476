import { posix as path } from 'node:path';
import { ts } from 'ts-morph';
import { findBinding, isReference, type Binding } from './bindings.ts';

/**
 * The files that are looked at, and how they hang together: by scopes and by imports of each other. No type checker is asked, since it would
 * read all that the files import, and knows nothing of plain JavaScript that these do not say.
 */
export interface Program {
  readonly files: readonly ts.SourceFile[];
  /** What a name stands for, behind imports of these files. A default export may be any expression. */
  readonly resolve: (name: ts.Identifier) => Binding | ts.Expression | undefined;
  /** Where a declaration's name is used, in all files. */
  readonly references: (declaration: ts.Node) => readonly ts.Identifier[];
  /** What a module of these files exports by a name. */
  readonly exported: (from: ts.SourceFile, specifier: string, name: string) => ts.Node | undefined;
  readonly moduleOf: (from: ts.SourceFile, specifier: string) => ts.SourceFile | undefined;
}

/** Ties files together by what they import from each other. */
export function tieProgram(files: readonly ts.SourceFile[]): Program {
  const byPath = new Map(files.map((file) => [file.fileName, file]));
  const moduleOf = (from: ts.SourceFile, specifier: string): ts.SourceFile | undefined =>
    findModule(from.fileName, specifier, byPath);
  const exported = (from: ts.SourceFile, specifier: string, name: string): ts.Node | undefined => {
    const target = moduleOf(from, specifier);
    return target === undefined ? undefined : findExport(target, name, moduleOf, new Set());
  };
  const resolve = (name: ts.Identifier): Binding | ts.Expression | undefined => {
    const binding = findBinding(name);
    return binding === undefined ? undefined : behindImport(binding, exported);
  };
  let uses: ReadonlyMap<ts.Node, readonly ts.Identifier[]> | undefined;
  const references = (declaration: ts.Node): readonly ts.Identifier[] => {
    uses ??= indexReferences(files, resolve);
    return uses.get(declaration) ?? [];
  };
  return { files, resolve, references, exported, moduleOf };
}

/** Visits a node and all below it. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function indexReferences(
  files: readonly ts.SourceFile[],
  resolve: Program['resolve'],
): ReadonlyMap<ts.Node, readonly ts.Identifier[]> {
  const uses = new Map<ts.Node, ts.Identifier[]>();
  for (const file of files)
    visit(file, (node) => {
      if (!ts.isIdentifier(node) || !isReference(node)) return;
      const target = resolve(node);
      if (target === undefined) return;
      const known = uses.get(target);
      if (known === undefined) uses.set(target, [node]);
      else known.push(node);
    });
  return uses;
}

function behindImport(
  binding: Binding,
  exported: Program['exported'],
): Binding | ts.Expression | undefined {
  const from = binding.getSourceFile();
  if (ts.isImportSpecifier(binding)) {
    const name = (binding.propertyName ?? binding.name).text;
    return valueOf(exported(from, specifierOf(binding), name)) ?? binding;
  }
  if (ts.isImportClause(binding))
    return valueOf(exported(from, specifierOf(binding), 'default')) ?? binding;
  const required = requiredName(binding);
  if (required !== undefined)
    return valueOf(exported(from, required.specifier, required.name)) ?? binding;
  return binding;
}

function valueOf(node: ts.Node | undefined): Binding | ts.Expression | undefined {
  if (node === undefined) return undefined;
  if (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) return node;
  if (ts.isClassDeclaration(node) || ts.isBindingElement(node) || ts.isEnumDeclaration(node))
    return node;
  return ts.isExpression(node) ? node : undefined;
}

/** The module that an import declares a name from. */
export function specifierOf(
  node: ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport,
): string {
  let at: ts.Node = node;
  while (!ts.isImportDeclaration(at)) at = at.parent;
  return ts.isStringLiteral(at.moduleSpecifier) ? at.moduleSpecifier.text : '';
}

/** `const { config } = require('./config')`. */
function requiredName(
  binding: Binding,
): { readonly specifier: string; readonly name: string } | undefined {
  if (!ts.isBindingElement(binding) || !ts.isIdentifier(binding.name)) return undefined;
  const holder = binding.parent.parent;
  if (!ts.isVariableDeclaration(holder)) return undefined;
  const specifier = requiredModule(holder.initializer);
  const key = binding.propertyName ?? binding.name;
  return specifier !== undefined && ts.isIdentifier(key)
    ? { specifier, name: key.text }
    : undefined;
}

/** The module of `require('./config')`. */
export function requiredModule(node: ts.Expression | undefined): string | undefined {
  if (node === undefined || !ts.isCallExpression(node)) return undefined;
  const [specifier] = node.arguments;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isRequire && specifier !== undefined && ts.isStringLiteralLike(specifier)
    ? specifier.text
    : undefined;
}

const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

function findModule(
  from: string,
  specifier: string,
  byPath: ReadonlyMap<string, ts.SourceFile>,
): ts.SourceFile | undefined {
  const alias = /^[@~]\/(.+)$/.exec(specifier)?.[1];
  if (alias !== undefined) {
    const ends = candidates(`/${alias}`);
    const found = [...byPath].filter(([file]) => ends.some((end) => file.endsWith(end)));
    return found.length === 1 ? found[0]?.[1] : undefined;
  }
  if (!specifier.startsWith('.')) return undefined;
  const target = path.resolve(path.dirname(from), specifier);
  const found = candidates(target).find((file) => byPath.has(file));
  return found === undefined ? undefined : byPath.get(found);
}

function candidates(target: string): readonly string[] {
  const bare = target.replace(/\.[cm]?jsx?$/, '');
  return [target, bare, `${target}/index`].flatMap((one) => endings.map((end) => one + end));
}

function findExport(
  file: ts.SourceFile,
  name: string,
  moduleOf: Program['moduleOf'],
  entered: ReadonlySet<ts.SourceFile>,
): ts.Node | undefined {
  if (entered.has(file)) return undefined;
  const within = new Set([...entered, file]);
  for (const statement of file.statements) {
    const found = exportedHere(statement, name) ?? exportedByList(statement, name, file);
    if (found !== undefined) return found;
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    const inner = exportedThrough(statement, name);
    const specifier = ts.isStringLiteral(statement.moduleSpecifier)
      ? statement.moduleSpecifier.text
      : '';
    const target = inner === undefined ? undefined : moduleOf(file, specifier);
    const behind =
      target === undefined || inner === undefined
        ? undefined
        : findExport(target, inner, moduleOf, within);
    if (behind !== undefined) return behind;
  }
  return undefined;
}

/** `export const x`, `export function x`, `export interface X`, `export default`, `exports.x =`, `module.exports = { x }`. */
function exportedHere(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isExportAssignment(statement))
    return name === 'default' ? settled(statement.expression) : undefined;
  if (ts.isExpressionStatement(statement)) return exportedByCommonJs(statement.expression, name);
  if (!ts.canHaveModifiers(statement)) return undefined;
  const kinds = ts.getModifiers(statement)?.map((one) => one.kind) ?? [];
  if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return undefined;
  if (kinds.includes(ts.SyntaxKind.DefaultKeyword))
    return name === 'default' ? statement : undefined;
  return declaredBy(statement, name);
}

function declaredBy(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.find(
      (one) => ts.isIdentifier(one.name) && one.name.text === name,
    );
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name?.text === name ? statement : undefined;
}

function exportedByCommonJs(node: ts.Expression, name: string): ts.Node | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const target = node.left.getText();
  if (target === `exports.${name}` || target === `module.exports.${name}`)
    return settled(node.right);
  if (target !== 'module.exports') return undefined;
  if (name === 'default') return settled(node.right);
  if (!ts.isObjectLiteralExpression(node.right)) return undefined;
  for (const property of node.right.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isShorthandPropertyAssignment(property)) return settled(property.name);
    if (ts.isPropertyAssignment(property)) return settled(property.initializer);
  }
  return undefined;
}

/** `export { x as y }` of what the file declares. */
function exportedByList(
  statement: ts.Statement,
  name: string,
  file: ts.SourceFile,
): ts.Node | undefined {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined)
    return undefined;
  const inner = exportedThrough(statement, name);
  if (inner === undefined) return undefined;
  for (const one of file.statements) {
    const found = declaredBy(one, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name inside that a name outside stands for. */
function exportedThrough(statement: ts.ExportDeclaration, name: string): string | undefined {
  const clause = statement.exportClause;
  if (clause === undefined) return name;
  if (!ts.isNamedExports(clause)) return undefined;
  const found = clause.elements.find((one) => one.name.text === name);
  return found === undefined ? undefined : (found.propertyName ?? found.name).text;
}

function settled(node: ts.Expression): ts.Node {
  return (ts.isIdentifier(node) ? findBinding(node) : undefined) ?? node;
}
