import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { memberChain } from '../member-chain.ts';
import type { MigrationPlan } from '../plan.ts';
import { movedModules } from './moved-module.ts';
import { nodesBelow } from './node-text.ts';

/** Members of a package's client, which are called as its modules are: `client.beta.realtime.sessions`, `OpenAI.Beta.Realtime.Session`. */
export const members: Codemod = {
  name: 'members',
  ensures: "A client is asked for the new version's members.",
  run: (file, { plan }: CodemodContext) => run(file, plan),
};

interface MovedMember {
  readonly package: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly step: string;
}

function movedMembers(plan: MigrationPlan): readonly MovedMember[] {
  return movedModules(plan)
    .flatMap((one): readonly MovedMember[] => {
      const from = memberChain(one.from);
      const to = memberChain(one.to);
      if (from === undefined || to === undefined || from.length < 2) return [];
      const [name = ''] = one.from.split('/resources/');
      return [{ package: name, from, to, names: one.names, step: one.step }];
    })
    .sort((a, b) => b.from.length - a.from.length);
}

function run(file: SourceFile, plan: MigrationPlan): CodemodResult {
  const edits: SourceEdit[] = [];
  const leftOvers: LeftOver[] = [];
  const moved = movedMembers(plan);
  for (const node of nodesBelow(file.compilerNode)) {
    const chain = chainOf(node);
    const found = chain === undefined ? undefined : findMember(chain, moved);
    if (chain === undefined || found === undefined) continue;
    const { at, one } = found;
    const first = chain[at];
    const last = chain[at + one.from.length - 1];
    if (first === undefined || last === undefined) continue;
    const isType = ts.isQualifiedName(node);
    const after = chain[at + one.from.length];
    const place = { start: first.getStart(), end: last.getEnd() };
    if (!isMember(first) || !isClient(file, one.package, chain.slice(0, at))) {
      const what = `asks for ${one.from.join('.')}`;
      const todo = `if it is a client of ${one.package}, that is ${one.to.join('.')} now`;
      leftOvers.push({ ...place, step: one.step, what, todo });
      continue;
    }
    const text = one.to.map((name) => (isType ? upper(name) : name)).join('.');
    edits.push({ ...place, text, step: one.step, reason: `it is ${text} now` });
    const name = after === undefined ? undefined : one.names.get(after.text);
    if (after === undefined || name === undefined) continue;
    const whole = { start: after.getStart(), end: after.getEnd() };
    edits.push({ ...whole, text: name, step: one.step, reason: `it is called ${name} now` });
  }
  return { edits, leftOvers };
}

/** The names of the longest chain of members that ends here, the first of which is what they are members of. */
function chainOf(node: ts.Node): readonly ts.Identifier[] | undefined {
  if (ts.isQualifiedName(node))
    return ts.isQualifiedName(node.parent) ? undefined : typeNames(node);
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  let above: ts.Node = node.parent;
  if (ts.isNonNullExpression(above) || ts.isParenthesizedExpression(above)) above = above.parent;
  return ts.isPropertyAccessExpression(above) ? undefined : valueNames(node);
}

function typeNames(node: ts.EntityName): readonly ts.Identifier[] {
  return ts.isIdentifier(node) ? [node] : [...typeNames(node.left), node.right];
}

function valueNames(node: ts.Expression): readonly ts.Identifier[] {
  if (ts.isPropertyAccessExpression(node)) {
    return ts.isIdentifier(node.name) ? [...valueNames(node.expression), node.name] : [];
  }
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node))
    return valueNames(node.expression);
  return ts.isIdentifier(node) ? [node] : [];
}

function findMember(
  chain: readonly ts.Identifier[],
  moved: readonly MovedMember[],
): { readonly at: number; readonly one: MovedMember } | undefined {
  for (const one of moved) {
    const at = chain.findIndex((_, start) =>
      one.from.every(
        (name, index) => chain[start + index]?.text.toLowerCase() === name.toLowerCase(),
      ),
    );
    if (at !== -1) return { at, one };
  }
  return undefined;
}

/** What a variable of its own holds cannot be asked of another member. */
function isMember(name: ts.Identifier): boolean {
  const { parent } = name;
  return ts.isQualifiedName(parent)
    ? parent.right === name
    : ts.isPropertyAccessExpression(parent) && parent.name === name;
}

/** The file imports the package, or what is asked is called as it is. */
function isClient(file: SourceFile, name: string, owner: readonly ts.Identifier[]): boolean {
  if (owner.some(({ text }) => text.toLowerCase().includes(name.toLowerCase()))) return true;
  const text = file.compilerNode.text;
  return (
    text.includes(`'${name}'`) ||
    text.includes(`"${name}"`) ||
    new RegExp(`['"]${name}/`).test(text)
  );
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
