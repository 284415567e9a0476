import { ts } from 'ts-morph';
import type { LeftOver, SourceEdit } from '../codemod.ts';
import { isDeclared, isDeclaredTwice, isImported, usesOf } from './name-uses.ts';

/** A declaration that imports from a module whose names are otherwise now. */
export interface Imported {
  /** The parent of the module's name. */
  readonly from: ts.Node;
  readonly names: ReadonlyMap<string, string>;
  /** Names that the new module does not have. */
  readonly gone: ReadonlySet<string>;
  readonly step: string;
}

export interface NameFound {
  readonly edit?: SourceEdit;
  readonly leftOver?: LeftOver;
}

type Specifier = ts.ImportSpecifier | ts.ExportSpecifier;

/** The names of a list that have to be imported from the old module until somebody has seen to them. */
export function stayingNames({ from, names, gone, step }: Imported): readonly Specifier[] {
  return listedNames(from).filter((one) => {
    const imported = one.propertyName ?? one.name;
    if (gone.has(imported.text)) return true;
    if (!ts.isImportSpecifier(one)) return false;
    return usesOf(one.name).some((use) => unknownInner(use, imported.text, names, step).length > 0);
  });
}

/** The names that an import or an export lists, where that is all of it. */
export function listedNames(from: ts.Node): readonly Specifier[] {
  if (ts.isExportDeclaration(from)) {
    const { exportClause } = from;
    return exportClause !== undefined && ts.isNamedExports(exportClause)
      ? exportClause.elements
      : [];
  }
  const clause = ts.isImportDeclaration(from) ? from.importClause : undefined;
  const bindings = clause?.name === undefined ? clause?.namedBindings : undefined;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
}

/** Brings the names of an import up to date, and where they are used in the file. */
export function renameImported(imported: Imported): readonly NameFound[] {
  const lost = goneNames(imported);
  const isList = listedNames(imported.from).length > 0;
  if ((lost.length > 0 && !isList) || imported.names.size === 0) return lost;
  return [...lost, ...renamed(imported)];
}

function renamed({ from, names, gone, step }: Imported): readonly NameFound[] {
  if (ts.isLiteralTypeNode(from) && ts.isImportTypeNode(from.parent)) {
    return qualifierOf(from.parent, names, step);
  }
  if (ts.isExportDeclaration(from)) return reExports(from, names, step);
  if (!ts.isImportDeclaration(from)) return [];
  const bindings = from.importClause?.namedBindings;
  if (bindings === undefined) return [];
  return ts.isNamespaceImport(bindings)
    ? namespaceUses(bindings.name, names, step)
    : bindings.elements
        .filter((one) => !gone.has((one.propertyName ?? one.name).text))
        .flatMap((one) => importedUses(one, names, step));
}

/** Names of an import that the new module does not have. */
function goneNames({ from, gone, step }: Imported): readonly NameFound[] {
  return importedNames(from).flatMap((name): readonly NameFound[] => {
    if (!gone.has(name.getText())) return [];
    const what = `imports ${name.getText()}`;
    const todo = 'do without it: the new module has nothing like it';
    return [{ leftOver: { start: name.getStart(), end: name.getEnd(), step, what, todo } }];
  });
}

function importedNames(from: ts.Node): readonly ts.Node[] {
  if (ts.isLiteralTypeNode(from) && ts.isImportTypeNode(from.parent)) {
    const { qualifier } = from.parent;
    return qualifier === undefined ? [] : [firstOf(qualifier)];
  }
  const clause = ts.isExportDeclaration(from)
    ? from.exportClause
    : ts.isImportDeclaration(from)
      ? from.importClause?.namedBindings
      : undefined;
  if (clause === undefined) return [];
  if (ts.isNamedExports(clause) || ts.isNamedImports(clause))
    return clause.elements.map((one) => one.propertyName ?? one.name);
  if (!ts.isIdentifier(clause.name)) return [];
  return usesOf(clause.name).flatMap(({ parent }) =>
    ts.isQualifiedName(parent) ? [parent.right] : [],
  );
}

function firstOf(name: ts.EntityName): ts.Identifier {
  return ts.isIdentifier(name) ? name : firstOf(name.left);
}

function importedUses(
  specifier: ts.ImportSpecifier,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  const imported = specifier.propertyName ?? specifier.name;
  const uses = usesOf(specifier.name);
  const unknown = uses.flatMap((use) => unknownInner(use, imported.text, names, step));
  if (unknown.length > 0) return unknown;
  const inner = uses.flatMap((use) => innerUse(use, imported.text, names));
  const edits = inner.map(({ node, name }) => replace(node, name, step));
  const heads = new Set(inner.map(({ name }) => name.replace(/\..*$/, '')));
  const added = [...heads]
    .filter((name) => !isImported(specifier, name))
    .map((name) => (specifier.isTypeOnly ? `type ${name}` : name));
  if (inner.length > 0 && inner.length === uses.length) {
    const own = added.length === 0 ? [] : [replace(specifier, added.join(', '), step)];
    return [...edits, ...own].map(edited);
  }
  const others = uses.filter((use) => !inner.some((one) => one.use === use));
  const to = names.get(imported.text);
  const more = added.map((name) => `, ${name}`).join('');
  const own = to === undefined ? [] : ownName(specifier, to, others, step);
  const end = specifier.getEnd();
  const put = { start: end, end, text: more, step, reason: reasonOf(added.join(' and ')) };
  return [...edits, ...own, ...(more === '' ? [] : [put])].map(edited);
}

/** A name that is otherwise now, and its uses; where the new one is taken, the file keeps the old one for itself. */
function ownName(
  specifier: ts.ImportSpecifier,
  to: string,
  uses: readonly ts.Identifier[],
  step: string,
): readonly SourceEdit[] {
  const { name: local, propertyName } = specifier;
  if (propertyName !== undefined) return [replace(propertyName, to, step)];
  const isFree =
    !isImported(specifier, to) &&
    !isDeclared(specifier.getSourceFile(), to) &&
    !isDeclaredTwice(local);
  if (!isFree) return [replace(local, `${to} as ${local.text}`, step)];
  return [local, ...uses].map((use) => {
    const isShort = ts.isShorthandPropertyAssignment(use.parent);
    return replace(use, isShort ? `${use.text}: ${to}` : to, step);
  });
}

interface InnerUse {
  readonly use: ts.Identifier;
  readonly node: ts.Node;
  readonly name: string;
}

/** `SessionUpdateEvent.Session`, where that has a name of its own now; the longest that is known. */
function innerUse(
  use: ts.Identifier,
  imported: string,
  names: ReadonlyMap<string, string>,
): readonly InnerUse[] {
  let found: InnerUse | undefined;
  let path = imported;
  let node: ts.Node = use;
  for (let above: ts.Node = use.parent; ts.isQualifiedName(above) && above.left === node;) {
    path += `.${above.right.text}`;
    node = above;
    above = above.parent;
    const name = names.get(path);
    if (name !== undefined) found = { use, node, name };
  }
  return found === undefined ? [] : [found];
}

/** `SessionUpdateEvent.Session.Other`, where only what is around it has a new name: nobody knows what it is called there. */
function unknownInner(
  use: ts.Identifier,
  imported: string,
  names: ReadonlyMap<string, string>,
  step: string,
): readonly NameFound[] {
  const to = names.get(imported);
  const found: readonly InnerUse[] = innerUse(use, imported, names);
  const outer = found.length > 0 || to === undefined ? found : [{ use, node: use, name: to }];
  return outer.flatMap(({ node, name }): readonly NameFound[] => {
    const { parent } = node;
    if (!ts.isQualifiedName(parent) || parent.left !== node) return [];
    const what = `names ${parent.getText()}`;
    const todo = `name what ${name} has in its place`;
    return [{ leftOver: { start: parent.getStart(), end: parent.getEnd(), step, what, todo } }];
  });
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
