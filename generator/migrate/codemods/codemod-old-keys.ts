import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver } from '../codemod.ts';
import type { MigrationPlan } from '../plan.ts';
import { apiSigns } from './api-signs.ts';
import { nodesBelow } from './node-text.ts';

/**
 * A net below all else: keys that nobody but the version before has, and that are still there when all is done. Where nothing else has been
 * told of such a place, nobody could follow what it belongs to, and its author hears of it at least.
 */
export const oldKeys: Codemod = {
  name: 'old keys',
  ensures: 'No key that only the old version has is left without a word.',
  run: (file, context): CodemodResult => ({ edits: [], leftOvers: found(file, context) }),
};

interface OldKey {
  readonly step: string;
  readonly todo: string;
}

function found(file: SourceFile, context: CodemodContext): readonly LeftOver[] {
  if (!apiSigns(file, context).isAbout) return [];
  const keys = oldKeysOf(context);
  return [...nodesBelow(file.compilerNode)].flatMap((node): readonly LeftOver[] => {
    const name = keyNode(node);
    const old = name === undefined ? undefined : keys.get(name.text);
    if (name === undefined || old === undefined) return [];
    const place = { start: name.getStart(), end: name.getEnd() };
    return [{ ...place, ...old, what: `names ${name.text}`, fallback: true }];
  });
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
