import { ts } from 'ts-morph';
import type { OwnerIn } from './api-signs.ts';
import type { KnownApi } from './known-api.ts';
import { lessening } from './lessened-types.ts';
import { nameOfKey } from './node-text.ts';
import { specifierOf, visit, type Program } from './program.ts';
import { findType, importedName, isTypeDeclaration, typeDeclarationOf } from './type-names.ts';
import { joinRoles, listOf, objectShapes, sameRole, type Role } from './role.ts';

/** What values of a written type are. */
export type RoleOfType = (node: ts.TypeNode | undefined) => Role | undefined;

export interface TypeRoles {
  readonly roleOf: RoleOfType;
  /** Types that are written by hand, and what their values are. */
  readonly byHand: ReadonlyMap<ts.Node, Role>;
  /** A type by hand that a value has of which is known what it is; whether anything new is known by it. */
  readonly learn: (node: ts.TypeNode, role: Role) => boolean;
}

/**
 * Reads types without a type checker: by the module that a name comes from, and, where they are written by hand, by the tag of an event
 * in them and by what such an event holds.
 */
export function typeRoles(program: Program, api: KnownApi, ownerOf: OwnerIn): TypeRoles {
  const byHand = new Map<ts.Node, Role>();
  const roleOf = (node: ts.TypeNode | undefined): Role | undefined =>
    node === undefined ? undefined : readType(node, { program, api, byHand, entered: new Set() });
  const known = { program, api, byHand };
  learnByHand(known, ownerOf);
  const learn = (node: ts.TypeNode, role: Role): boolean => {
    if (roleOf(node) !== undefined) return false;
    const isAsserted = ts.isAsExpression(node.parent);
    // What is used in part is declared as a whole.
    const found = heldBy(node, { ...role, partial: false }, program, api).filter((one) =>
      isAsserted ? knownKeys(one.node, one.role) > 0 : mirrors(one.node, one.role),
    );
    spread(found, known);
    return found.length > 0;
  };
  return { roleOf, byHand, learn };
}

/** Whether a type has nothing that the object has not. */
function mirrors(node: ts.Node, role: Role): boolean {
  const count = keysOf(node).length;
  return count > 0 && knownKeys(node, role) === count;
}

/** How many keys of a type the object has. */
function knownKeys(node: ts.Node, role: Role): number {
  const known = new Set(objectShapes(role).flatMap(({ fields }) => fields.map(({ key }) => key)));
  return keysOf(node).filter((key) => key !== undefined && known.has(key)).length;
}

function keysOf(node: ts.Node): readonly (string | undefined)[] {
  const body = ts.isTypeAliasDeclaration(node) ? node.type : node;
  if (!ts.isInterfaceDeclaration(body) && !ts.isTypeLiteralNode(body)) return [];
  return body.members.map((one) => nameOfKey(one.name));
}

interface Reading {
  readonly program: Program;
  readonly api: KnownApi;
  readonly byHand: ReadonlyMap<ts.Node, Role>;
  readonly entered: ReadonlySet<ts.Node>;
}

function readType(node: ts.TypeNode, reading: Reading): Role | undefined {
  const { api, byHand } = reading;
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node))
    return readType(node.type, reading);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
    return joinRoles(node.types.map((one) => readType(one, reading)));
  if (ts.isTypeLiteralNode(node)) return byHand.get(node);
  if (ts.isArrayTypeNode(node)) return listOf(readType(node.elementType, reading));
  if (ts.isIndexedAccessTypeNode(node)) {
    const holder = readType(node.objectType, reading);
    const key = indexKey(node.indexType);
    return holder === undefined || key === undefined ? undefined : api.at(holder, key, undefined);
  }
  if (ts.isImportTypeNode(node)) return readImportType(node, reading);
  return ts.isTypeReferenceNode(node) ? readReference(node, reading) : undefined;
}

function indexKey(node: ts.TypeNode): string | undefined {
  if (node.kind === ts.SyntaxKind.NumberKeyword) return '[]';
  if (!ts.isLiteralTypeNode(node) || !ts.isStringLiteral(node.literal)) return undefined;
  return node.literal.text;
}

/** `import('openai/resources/beta/realtime').Session`, which JSDoc has often. */
function readImportType(node: ts.ImportTypeNode, { api }: Reading): Role | undefined {
  const { argument, qualifier } = node;
  if (qualifier === undefined || !ts.isLiteralTypeNode(argument)) return undefined;
  const specifier = ts.isStringLiteral(argument.literal) ? argument.literal.text : '';
  return api.declares(specifier) ? api.typed(qualifier.getText()) : undefined;
}

/** Types that hold the very thing that they are of, and those that hold less of it. */
const wrapping: ReadonlySet<string> = new Set([
  'Readonly',
  'Required',
  'NonNullable',
  'Awaited',
  'Promise',
  'Exclude',
  'DeepReadonly',
]);

function readReference(node: ts.TypeReferenceNode, reading: Reading): Role | undefined {
  const name = node.typeName.getText();
  const [first, second] = node.typeArguments ?? [];
  if (first !== undefined && wrapping.has(name)) return readType(first, reading);
  if (first !== undefined && lessening.has(name)) {
    const whole = readType(first, reading);
    return whole && { ...whole, partial: true };
  }
  if (first !== undefined && /^(?:Readonly)?Array$/.test(name))
    return listOf(readType(first, reading));
  if (first !== undefined && name === 'Extract') return extracted(first, second, reading);
  return readNamed(name, node, reading);
}

function extracted(
  first: ts.TypeNode,
  second: ts.TypeNode | undefined,
  reading: Reading,
): Role | undefined {
  const tags = second === undefined || !ts.isTypeLiteralNode(second) ? [] : tagsOf(second.members);
  if (tags.length === 0) return readType(first, reading);
  return readType(first, reading) === undefined ? undefined : reading.api.events(tags);
}

function readNamed(name: string, node: ts.Node, reading: Reading): Role | undefined {
  const { program, api, byHand, entered } = reading;
  const [head = ''] = name.split('.');
  const declared = findType(head, node);
  if (declared === undefined || entered.has(declared)) return undefined;
  if (isTypeDeclaration(declared)) {
    const known = byHand.get(declared);
    if (known !== undefined || !ts.isTypeAliasDeclaration(declared)) return known;
    return readType(declared.type, { ...reading, entered: new Set([...entered, declared]) });
  }
  const specifier = specifierOf(declared);
  const inner = importedName(declared, name);
  if (api.declares(specifier)) return inner === undefined ? undefined : api.typed(inner);
  const packaged = api.behindPackage(specifier, name);
  if (packaged !== undefined) return api.typed(packaged);
  const target =
    inner === undefined ? undefined : program.exported(node.getSourceFile(), specifier, inner);
  if (target === undefined || !isTypeDeclaration(target)) return undefined;
  return (
    byHand.get(target) ??
    readNamed(target.name.text, target, { ...reading, entered: new Set([...entered, declared]) })
  );
}

interface Known {
  readonly program: Program;
  readonly api: KnownApi;
  readonly byHand: Map<ts.Node, Role>;
}

interface Found {
  readonly node: ts.Node;
  readonly role: Role;
}

/** The types that mirror the protocol: first those with the tag of an event, then what these hold. */
function learnByHand(known: Known, ownerOf: OwnerIn): void {
  const found: Found[] = [];
  for (const file of known.program.files)
    visit(file, (node) => {
      if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return;
      const role = mirrored(node.members, known.api, (tag) => ownerOf(file, tag) === 'ours');
      if (role !== undefined) found.push({ node, role });
    });
  spread(found, known);
}

function spread(first: readonly Found[], { program, api, byHand }: Known): void {
  const waiting = [...first];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const known = byHand.get(next.node);
    const joined = joinRoles([known, next.role]);
    if (joined === undefined || (known !== undefined && sameRole(known, joined))) continue;
    byHand.set(next.node, joined);
    waiting.push(...heldTypes(next.node, joined, program, api));
  }
}

/** The event that members of a type describe: its tag, and no key that the event does not have. */
function mirrored(
  members: readonly ts.TypeElement[],
  api: KnownApi,
  isOurs: (tag: string) => boolean,
): Role | undefined {
  const tags = tagsOf(members);
  const role =
    tags.length > 0 && tags.every((one) => api.isTag(one) && isOurs(one))
      ? api.events(tags)
      : undefined;
  if (role === undefined) return undefined;
  const keys = members.map((one) => nameOfKey(one.name));
  const known = new Set(objectShapes(role).flatMap(({ fields }) => fields.map(({ key }) => key)));
  return keys.every((key) => key !== undefined && known.has(key)) ? role : undefined;
}

/** The literals of the member `type`. */
function tagsOf(members: readonly ts.TypeElement[]): readonly string[] {
  const member = members.find((one) => nameOfKey(one.name) === 'type');
  if (member === undefined || !ts.isPropertySignature(member) || member.type === undefined)
    return [];
  const types = ts.isUnionTypeNode(member.type) ? member.type.types : [member.type];
  return types.flatMap((one) =>
    ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? [one.literal.text] : [],
  );
}

/** The types written by hand that are inside of one, with what they are there. */
function heldTypes(
  node: ts.Node,
  role: Role,
  program: Program,
  api: KnownApi,
): readonly { readonly node: ts.Node; readonly role: Role }[] {
  if (ts.isTypeAliasDeclaration(node)) return heldBy(node.type, role, program, api);
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return [];
  return node.members.flatMap((member) => {
    const key = nameOfKey(member.name);
    if (key === undefined || !ts.isPropertySignature(member)) return [];
    const inner = api.at(role, key, undefined);
    return inner === undefined ? [] : heldBy(member.type, inner, program, api);
  });
}

function heldBy(
  type: ts.TypeNode | undefined,
  role: Role,
  program: Program,
  api: KnownApi,
): readonly { readonly node: ts.Node; readonly role: Role }[] {
  if (type === undefined) return [];
  if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type))
    return heldBy(type.type, role, program, api);
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((one) => heldBy(one, role, program, api));
  if (ts.isArrayTypeNode(type))
    return heldBy(type.elementType, api.at(role, '[]', undefined) ?? role, program, api);
  if (ts.isTypeLiteralNode(type)) return [{ node: type, role }];
  if (!ts.isTypeReferenceNode(type)) return [];
  const [first] = type.typeArguments ?? [];
  if (first !== undefined) {
    const isList = /^(?:Readonly)?Array$/.test(type.typeName.getText());
    return heldBy(
      first,
      (isList ? api.at(role, '[]', undefined) : undefined) ?? role,
      program,
      api,
    );
  }
  const found = typeDeclarationOf(type, program);
  return found === undefined ? [] : [{ node: found, role }];
}
