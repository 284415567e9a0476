import ts from 'typescript';

/** The words of our own templates and guards that may stand where code runs. */
const ownWords: ReadonlySet<string> = new Set(
  `Array E Error JSON Object Readonly Record connection data error event hasOwn includes isArray isText key kind malformed message
  method options outcome parse raw readEvent reason socket some T tag type types undefined unknown value`.split(
    /\s+/,
  ),
);

/**
 * What a generated module could run that is not ours, by the parser's eyes: a statement other than a declaration, a name that is
 * neither ours nor exported, a call of anything else, a constant that is no list of literals. Nothing for a module as it should be.
 */
export function executableText(
  file: string,
  text: string,
  exported: ReadonlySet<string>,
): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = source as unknown as { parseDiagnostics: readonly ts.Diagnostic[] };
  const found = parseDiagnostics.map((one) =>
    ts.flattenDiagnosticMessageText(one.messageText, ' '),
  );
  for (const statement of source.statements) {
    if (!isDeclaration(statement)) found.push(`a statement: ${statement.getText(source)}`);
  }
  const visit = (node: ts.Node, holder: string): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      visitType(node, found);
      return;
    }
    if (ts.isIdentifier(node) && !ownWords.has(node.text) && !exported.has(node.text)) {
      if (!isKeyOfEvent(node)) found.push(`a name: ${node.text} in ${holder}`);
    }
    if (isDangerous(node)) found.push(`${ts.SyntaxKind[node.kind]}: ${node.getText(source)}`);
    ts.forEachChild(node, (child) => {
      visit(child, node.getText(source).slice(0, 80));
    });
  };
  visit(source, file);
  return found;
}

function isDeclaration(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    const { moduleSpecifier } = statement;
    return (
      moduleSpecifier !== undefined &&
      ts.isStringLiteral(moduleSpecifier) &&
      /^\.\/[a-z]+\.js$/.test(moduleSpecifier.text)
    );
  }
  if (ts.isVariableStatement(statement)) return isListOfLiterals(statement);
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement)
  );
}

/** `export const types = ['a', 'b'] as const;` */
function isListOfLiterals({ declarationList }: ts.VariableStatement): boolean {
  return declarationList.declarations.every(({ initializer }) => {
    if (initializer === undefined || !ts.isAsExpression(initializer)) return false;
    const { expression } = initializer;
    return ts.isArrayLiteralExpression(expression) && expression.elements.every(isLiteral);
  });
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  return (
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  );
}

/** `event.key`: the one place where a key of the document stands bare. */
function isKeyOfEvent(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isPropertyAccessExpression(parent) &&
    parent.name === node &&
    ts.isIdentifier(parent.expression) &&
    parent.expression.text === 'event'
  );
}

function isDangerous(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isDecorator(node) ||
    ts.isClassLike(node) ||
    ts.isMetaProperty(node) ||
    (node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent))
  );
}

/** Types run nothing, but may name a module or be anything. */
function visitType(node: ts.Node, found: string[]): void {
  if (ts.isImportTypeNode(node)) found.push(`an import: ${node.getText()}`);
  if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`any: ${node.parent.getText()}`);
  ts.forEachChild(node, (child) => {
    visitType(child, found);
  });
}
