import { ts } from 'ts-morph';
import { nodesBelow } from './node-text.ts';

/** Where a name that was imported is used, the import aside. */
export function usesOf(local: ts.Identifier): readonly ts.Identifier[] {
  return [...nodesBelow(local.getSourceFile())].filter(
    (one): one is ts.Identifier =>
      ts.isIdentifier(one) && one !== local && one.text === local.text && isUse(one),
  );
}

/** Not the name of a property, and not a declaration's own. */
function isUse(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isQualifiedName(parent)) return parent.left === name;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isJsxAttribute(parent))
    return false;
  if (ts.isExportSpecifier(parent))
    return parent.propertyName === undefined || parent.propertyName === name;
  if (ts.isPropertyAssignment(parent) || ts.isTypeElement(parent) || ts.isClassElement(parent))
    return !('name' in parent) || parent.name !== name;
  return true;
}

export function isImported(specifier: ts.ImportSpecifier, name: string): boolean {
  return specifier.parent.elements.some((one) => one.name.text === name);
}

export function isDeclared(file: ts.SourceFile, name: string): boolean {
  return [...nodesBelow(file)].some(
    (one) => ts.isIdentifier(one) && one.text === name && isUse(one),
  );
}

/** Whether a declaration of the file hides the import somewhere. */
export function isDeclaredTwice(local: ts.Identifier): boolean {
  return [...nodesBelow(local.getSourceFile())].some(
    (one) =>
      (ts.isVariableDeclaration(one) ||
        ts.isParameter(one) ||
        ts.isBindingElement(one) ||
        ts.isFunctionDeclaration(one) ||
        ts.isClassDeclaration(one) ||
        ts.isInterfaceDeclaration(one) ||
        ts.isTypeAliasDeclaration(one) ||
        ts.isTypeParameterDeclaration(one) ||
        ts.isExportSpecifier(one)) &&
      one.name?.getText() === local.text,
  );
}
