import { ts } from 'ts-morph';
import { specifierOf, type Program } from './program.ts';

/** What declares a type by hand. */
export type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** The name of a type in the module that it is imported from. */
export function importedName(
  node: ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport,
  name: string,
): string | undefined {
  const rest = name.split('.').slice(1);
  if (ts.isNamespaceImport(node)) return rest.join('.');
  if (ts.isImportClause(node)) return 'default';
  return [(node.propertyName ?? node.name).text, ...rest].join('.');
}

/** The declaration of a type, from the inside to the outside; types are declared at the top, or in blocks. */
export function findType(
  name: string,
  from: ts.Node,
): TypeDeclaration | ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport | undefined {
  for (let at: ts.Node = from; ; at = at.parent) {
    for (const statement of statementsOf(at)) {
      if (isTypeDeclaration(statement) && statement.name.text === name) return statement;
      if (ts.isImportDeclaration(statement)) {
        const found = importedBy(statement.importClause, name);
        if (found !== undefined) return found;
      }
    }
    if (ts.isSourceFile(at)) return undefined;
  }
}

function statementsOf(node: ts.Node): readonly ts.Statement[] {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) ? node.statements : [];
}

function importedBy(
  clause: ts.ImportClause | undefined,
  name: string,
): ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport | undefined {
  if (clause?.name?.text === name) return clause;
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? bindings : undefined;
  return bindings.elements.find((one) => one.name.text === name);
}

/** True for what declares a type by hand. */
export function isTypeDeclaration(node: ts.Node): node is TypeDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

/** The declaration of a type that these files write themselves. */
export function typeDeclarationOf(
  type: ts.TypeReferenceNode,
  program: Program,
): TypeDeclaration | undefined {
  if (!ts.isIdentifier(type.typeName)) return undefined;
  const found = findType(type.typeName.text, type);
  if (found === undefined || isTypeDeclaration(found)) return found;
  const name = importedName(found, type.typeName.text);
  const target =
    name === undefined
      ? undefined
      : program.exported(type.getSourceFile(), specifierOf(found), name);
  return target !== undefined && isTypeDeclaration(target) ? target : undefined;
}
