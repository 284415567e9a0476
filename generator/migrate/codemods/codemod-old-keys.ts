import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver } from '../codemod.ts';
import type { MigrationPlan } from '../plan.ts';
import { apiSigns, type ApiSigns } from './api-signs.ts';
import { innerKeysOf, outerKey, type InnerKeys, type OldKey } from './inner-old-keys.ts';
import { nameOfKey, nodesBelow } from './node-text.ts';

/**
 * A net below all else: keys that nobody but the version before has, and that are still there when all is done. Where nothing else has been
 * told of such a place, nobody could follow what it belongs to, and its author hears of it at least.
 */
export const oldKeys: Codemod = {
  name: 'old keys',
  ensures: 'No key that only the old version has is left without a word.',
  run: (file, context): CodemodResult => ({ edits: [], leftOvers: found(file, context) }),
};

function found(file: SourceFile, context: CodemodContext): readonly LeftOver[] {
  const signs = apiSigns(file, context);
  if (!signs.isAbout) return [];
  const nodes = [...nodesBelow(file.compilerNode)];
  const inner = innerKeysOf(file.compilerNode, context);
  const look: Look = {
    keys: oldKeysOf(context),
    all: new Map([...inner.values()].flatMap((one) => [...one])),
    inner: ownKeys(inner, nodes, signs, context),
  };
  return nodes.flatMap((node): readonly LeftOver[] => {
    const name = keyNode(node);
    const old = name === undefined ? undefined : oldKeyAt(name, look);
    if (name === undefined || old === undefined) return [];
    const place = { start: name.getStart(), end: name.getEnd() };
    return [{ ...place, ...old, what: `names ${name.text}`, fallback: true }];
  });
}

interface Look {
  /** Keys that tell by themselves whose they are. */
  readonly keys: ReadonlyMap<string, OldKey>;
  /** Words of many, by what holds them. */
  readonly inner: InnerKeys;
  readonly all: ReadonlyMap<string, OldKey>;
}

/** Words of many count in files that name an event of the API, and in what no other API there has in its events. */
function ownKeys(
  inner: InnerKeys,
  nodes: readonly ts.Node[],
  { ownerOf }: ApiSigns,
  { before }: CodemodContext,
): InnerKeys {
  const tags = before.messages
    .flatMap((one) => one.tags.flat())
    .filter((one) => typeof one === 'string' && one.includes('.'));
  const ours = new Set(tags.filter((one) => ownerOf(String(one)) === 'ours'));
  const isNamed = nodes.some((one) => ts.isStringLiteralLike(one) && ours.has(one.text));
  const isOurs = (outer: string): boolean =>
    tags.every((one) => !String(one).startsWith(`${outer}.`) || ours.has(one));
  return new Map(isNamed ? [...inner].filter(([outer]) => isOurs(outer)) : []);
}

function oldKeyAt(
  name: ts.Identifier | ts.StringLiteralLike,
  { keys, inner, all }: Look,
): OldKey | undefined {
  const telling = keys.get(name.text);
  if (telling !== undefined) return telling;
  const outer = outerKey(name);
  const old = outer === undefined ? undefined : inner.get(outer)?.get(name.text);
  return old ?? (standsBeside(name, keys) ? all.get(name.text) : undefined);
}

/** Whether a key that tells whose it is stands in the same object, or in the same type. */
function standsBeside(name: ts.Node, keys: ReadonlyMap<string, OldKey>): boolean {
  const holder = name.parent.parent;
  if (ts.isObjectLiteralExpression(holder))
    return holder.properties.some((one) => keys.has(nameOfKey(one.name) ?? ''));
  if (!ts.isTypeLiteralNode(holder) && !ts.isInterfaceDeclaration(holder)) return false;
  return holder.members.some((one) => keys.has(nameOfKey(one.name) ?? ''));
}

/** The name by which a node declares, writes or reads a member, or a text that is one: `pick(session, 'input_audio_format')`. */
function keyNode(node: ts.Node): ts.Identifier | ts.StringLiteralLike | undefined {
  if (ts.isStringLiteralLike(node)) return node;
  if (!ts.isIdentifier(node)) return undefined;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node ? node : undefined;
  if (ts.isBindingElement(parent))
    return (parent.propertyName ?? parent.name) === node && ts.isObjectBindingPattern(parent.parent)
      ? node
      : undefined;
  const isMember =
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent);
  return isMember && parent.name === node ? node : undefined;
}

const known = new WeakMap<MigrationPlan, ReadonlyMap<string, OldKey>>();

function oldKeysOf({ plan }: CodemodContext): ReadonlyMap<string, OldKey> {
  const made = known.get(plan) ?? new Map(oldKeysIn(plan));
  known.set(plan, made);
  return made;
}

/** Keys of three words or more that are moved or renamed, and that nothing becomes. `client_secret` is a word of many. */
function oldKeysIn({ migration }: MigrationPlan): readonly (readonly [string, OldKey])[] {
  const moves = migration.steps.flatMap((step) =>
    step.kind === 'rename-field' || step.kind === 'move-field' ? [step] : [],
  );
  const newKeys = new Set(moves.flatMap(({ to }) => to.split('.')));
  return moves
    .filter(({ from }) => /^[^\W_]+(?:_[^\W_]+){2,}$/.test(from) && !newKeys.has(from))
    .toSorted((a, b) => b.to.length - a.to.length)
    .map(({ id, from, to }) => [
      from,
      { step: id, todo: `where it is the API's, it is ${to} now` },
    ]);
}
