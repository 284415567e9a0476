import ts from 'typescript';

/** An import of any spelling. `static` ones run when the file is loaded, `dynamic` ones when they are reached, `type` ones never. */
export interface Import {
  readonly to: string;
  readonly kind: 'static' | 'dynamic' | 'type';
  readonly line: number;
}

/** A tracked file, by its path from the top of the repository. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** All imports and re-exports of a file. `import { type A }` counts as static: under `verbatimModuleSyntax` it loads the file. */
export function findImports({ file, text }: Source): readonly Import[] {
  const tree = parse(file, text);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, kind: Import['kind']): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    found.push({ to: specifier.text, kind, line: lineOf(tree, specifier) });
  };
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) {
      add(
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static',
      );
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, 'type');
    } else if (ts.isCallExpression(node) && isLoader(node.expression)) {
      add(node.arguments[0], 'dynamic');
    }
  });
  return found;
}

/** `import`, `require`, `createRequire(…)`, and the `resolve` of the latter two. */
function isLoader(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isPropertyAccessExpression(callee)) {
    return callee.name.text === 'resolve' && isLoader(callee.expression);
  }
  if (ts.isCallExpression(callee)) {
    return ts.isIdentifier(callee.expression) && callee.expression.text === 'createRequire';
  }
  return ts.isIdentifier(callee) && callee.text === 'require';
}

/** Where a file uses one of these names, given as `console` or `process.exit`: `file:line: console`. */
export function usesOf({ file, text }: Source, names: readonly string[]): readonly string[] {
  const tree = parse(file, text);
  const found: string[] = [];
  walk(tree, (node) => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return;
    const object = node.expression.text;
    const used = names.find((one) => one === object || one === `${object}.${node.name.text}`);
    if (used !== undefined) found.push(`${file}:${lineOf(tree, node)}: ${used}`);
  });
  return found;
}

/** True where a file has `export default`, or exports something under that name. */
export function hasDefaultExport({ file, text }: Source): boolean {
  let found = false;
  walk(parse(file, text), (node) => {
    found ||=
      ts.isExportAssignment(node) ||
      node.kind === ts.SyntaxKind.DefaultKeyword ||
      (ts.isExportSpecifier(node) && node.name.text === 'default');
  });
  return found;
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}
