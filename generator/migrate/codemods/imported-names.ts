import { ts } from 'ts-morph';
import type { LeftOver, SourceEdit } from '../codemod.ts';
import { nodesBelow } from './node-text.ts';

/** A declaration that imports from a module whose names are otherwise now. */
export interface Imported {
  /** The parent of the module's name. */
  readonly from: ts.Node;
  readonly names: ReadonlyMap<string, string>;
  readonly step: string;
}

export interface NameFound {
  readonly edit?: SourceEdit;
  readonly leftOver?: LeftOver;
}

/** Brings the names of an import up to date, and where they are used in the file. */
export function renameImported({ from, names, step }: Imported): readonly NameFound[] {
  if (names.size === 0) return [];
  if (ts.isLiteralTypeNode(from) && ts.isImportTypeNode(from.parent)) {
    return qualifierOf(from.parent, names, step);
  }
  if (ts.isExportDeclaration(from)) return reExports(from, names, step);
  if (!ts.isImportDeclaration(from)) return [];
  const bindings = from.importClause?.namedBindings;
  if (bindings === undefined) return [];
  return ts.isNamespaceImport(bindings)
    ? namespaceUses(bindings.name, names, step)
    : bindings.elements.flatMap((one) => importedUses(one, names, step));
}

function importedUses(
  specifier: ts.ImportSpecifier,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  const imported = specifier.propertyName ?? specifier.name;
  const local = specifier.name;
  const to = names.get(imported.text);
  const uses = usesOf(local);
  const inner = uses.flatMap((use) => innerUse(use, imported.text, names));
  const edits: SourceEdit[] = inner.map(({ node, name }) => replace(node, name, step));
  const added = [...new Set(inner.map(({ name }) => name))].filter(
    (name) => !isImported(specifier, name),
  );
  const isOnlyInner = inner.length > 0 && inner.length === uses.length;
  if (isOnlyInner) {
    const type = specifier.isTypeOnly ? 'type ' : '';
    const text = added.map((name) => type + name).join(', ');
    return [...edits, ...(text === '' ? [] : [replace(specifier, text, step)])].map(edited);
  }
  const more = added.map((name) => `, ${specifier.isTypeOnly ? 'type ' : ''}${name}`).join('');
  if (to === undefined || !ts.isIdentifier(imported)) {
    if (more !== '')
      edits.push({
        start: specifier.getEnd(),
        end: specifier.getEnd(),
        text: more,
        step,
        reason: reasonOf(added.join(', ')),
      });
    return edits.map(edited);
  }
  const isAliased = specifier.propertyName !== undefined;
  if (isAliased) return [...edits, replace(imported, to, step)].map(edited);
  const others = uses.filter((use) => !inner.some(({ use: one }) => one === use));
  const isFree =
    !isImported(specifier, to) &&
    !isDeclared(specifier.getSourceFile(), to) &&
    !isDeclaredTwice(local);
  if (!isFree)
    return [...edits, replace(specifier.name, `${to} as ${local.text}${more}`, step)].map(edited);
  return [
    ...edits,
    replace(specifier.name, to + more, step),
    ...others.map((use) =>
      replace(use, ts.isShorthandPropertyAssignment(use.parent) ? `${use.text}: ${to}` : to, step),
    ),
  ].map(edited);
}

/** `SessionUpdateEvent.Session`, where that has a name of its own now. */
function innerUse(
  use: ts.Identifier,
  imported: string,
  names: ReadonlyMap<string, string>,
): readonly { readonly use: ts.Identifier; readonly node: ts.Node; readonly name: string }[] {
  const { parent } = use;
  if (!ts.isQualifiedName(parent) || parent.left !== use) return [];
  const name = names.get(`${imported}.${parent.right.text}`);
  return name === undefined ? [] : [{ use, node: parent, name }];
}

/** `Realtime.SessionCreateParams` of `import * as Realtime`. */
function namespaceUses(
  namespace: ts.Identifier,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  return usesOf(namespace).flatMap((use): readonly NameFound[] => {
    const { parent } = use;
    if (ts.isQualifiedName(parent) && parent.left === use) {
      return [...qualified(parent, parent.right, names, step)];
    }
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== use) return [];
    const to = names.get(parent.name.text);
    return to === undefined ? [] : [edited(replace(parent.name, to, step))];
  });
}

function qualified(
  node: ts.QualifiedName,
  name: ts.Identifier,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  const { parent } = node;
  if (ts.isQualifiedName(parent) && parent.left === node) {
    const inner = names.get(`${name.text}.${parent.right.text}`);
    if (inner !== undefined) {
      return [edited({ ...replace(parent.right, inner, step), start: name.getStart() })];
    }
  }
  const to = names.get(name.text);
  return to === undefined ? [] : [edited(replace(name, to, step))];
}

/** `import('…').SessionCreateParams` */
function qualifierOf(
  { qualifier }: ts.ImportTypeNode,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  if (qualifier === undefined) return [];
  const to = names.get(qualifier.getText());
  return to === undefined ? [] : [edited(replace(qualifier, to, step))];
}

/** Who imports it from here knows it by the old name. */
function reExports(
  { exportClause }: ts.ExportDeclaration,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.flatMap((one): readonly NameFound[] => {
    const imported = one.propertyName ?? one.name;
    const to = names.get(imported.text);
    if (to === undefined) return [];
    const text = one.propertyName === undefined ? `${to} as ${one.name.getText()}` : to;
    return [edited(replace(imported, text, step))];
  });
}

function replace(node: ts.Node, text: string, step: string): SourceEdit {
  return { start: node.getStart(), end: node.getEnd(), text, step, reason: reasonOf(text) };
}

function reasonOf(name: string): string {
  return `it is called ${name.replace(/ as .*/, '')} now`;
}

function edited(edit: SourceEdit): NameFound {
  return { edit };
}

/** Where a name that was imported is used, the import aside. */
function usesOf(local: ts.Identifier): readonly ts.Identifier[] {
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

function isImported(specifier: ts.ImportSpecifier, name: string): boolean {
  return specifier.parent.elements.some((one) => one.name.text === name);
}

function isDeclared(file: ts.SourceFile, name: string): boolean {
  return [...nodesBelow(file)].some(
    (one) => ts.isIdentifier(one) && one.text === name && isUse(one),
  );
}

/** Whether a declaration of the file hides the import somewhere. */
function isDeclaredTwice(local: ts.Identifier): boolean {
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
