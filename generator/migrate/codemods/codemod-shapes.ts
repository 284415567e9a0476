import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult } from '../codemod.ts';
import { apiSigns, ownerIn } from './api-signs.ts';
import { actsIn } from './conditions.ts';
import { leaveDissolved } from './dissolved-reads.ts';
import { EditList } from './edit-list.ts';
import { fateOf, type ValueStep } from './fates.ts';
import { Flow } from './flow.ts';
import { knownApi, type KnownApi } from './known-api.ts';
import { narrowedRoles } from './narrowing.ts';
import { editCompared } from './compared-values.ts';
import { neverNullIn, sureIn } from './new-shape.ts';
import { nameOfKey } from './node-text.ts';
import { leaveHandedOver, leaveLooseRead } from './loose-reads.ts';
import { editPattern } from './pattern-edits.ts';
import { editRead } from './read-edits.ts';
import { editObject } from './object-edits.ts';
import { planObject, type ObjectPlan } from './object-plan.ts';
import { tieProgram, visit, type Program } from './program.ts';
import type { Role } from './role.ts';
import { findSeeds } from './seeds.ts';
import { guardOf } from './spreads.ts';
import { editType, type TypeBody, type TypeWorld } from './type-edits.ts';
import { isTypedIn, questionsIn } from './union-reads.ts';
import { typeRoles, type RoleOfType, type TypeRoles } from './type-roles.ts';
import { canonicalJson } from '../../base/json.ts';

/** Objects that are values of the API have the new shape, and so has what is read of them, wherever it is certain that they are. */
const shapes: Codemod = {
  name: 'shapes',
  ensures:
    'Objects that are certain to be values of the API have the new shape, and are read by it.',
  run: runShapes,
};

/** The codemods that restructure values, in the order in which they are to run. */
export const shapeCodemods: readonly Codemod[] = [shapes];

function runShapes(file: SourceFile, context: CodemodContext): CodemodResult {
  const known = worldOf(file.compilerNode, context);
  const isAbout = context.project.getSourceFiles().some((one) => apiSigns(one, context).isAbout);
  const world = {
    ...known,
    isSure: sureIn(context),
    isNeverNull: neverNullIn(context),
    questionFor: questionsIn(context.plan, context.after),
    isTyped: isTypedIn(file.compilerNode, known),
  };
  const plans = new Map<ts.Node, ObjectPlan>();
  visit(file.compilerNode, (node) => {
    const role = ts.isObjectLiteralExpression(node) ? world.roles.get(node) : undefined;
    const plan =
      role && ts.isObjectLiteralExpression(node) ? planObject(node, role, world) : undefined;
    if (plan !== undefined) plans.set(node, plan);
  });
  const types: { readonly node: TypeBody; readonly role: Role }[] = [];
  visit(file.compilerNode, (node) => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      editRead(node, world);
    if (ts.isObjectBindingPattern(node)) editPattern(node, world);
    if (isAbout) leaveLooseRead(node, world);
    leaveHandedOver(node, world);
    leaveDissolved(node, world);
    editCompared(node, world);
    const written = world.byHand.get(node);
    if (written !== undefined && (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)))
      types.push({ node, role: written });
  });
  for (const { node, role } of types.reverse()) editType(node, role, world);
  for (const plan of plans.values())
    for (const literal of guardedLiterals(plan)) plans.delete(literal);
  // From the inside to the outside, since what is moved takes what was done inside along.
  for (const plan of [...plans.values()].reverse()) editObject(plan, world);
  return { edits: world.edits.edits, leftOvers: world.edits.leftOvers };
}

/** The literals under a condition that their outer object deals with. */
function guardedLiterals({ parts }: ObjectPlan): readonly ts.Node[] {
  return parts.flatMap(({ kind, item }) => {
    if (kind !== 'pushed' && kind !== 'left') return [];
    const guard = ts.isSpreadAssignment(item.node) ? guardOf(item.node) : undefined;
    return guard === undefined ? [] : [guard.literal];
  });
}

interface Analysis {
  readonly roleOf: RoleOfType;
  readonly files: readonly ts.SourceFile[];
  readonly program: Program;
  readonly api: KnownApi;
  readonly roles: ReadonlyMap<ts.Node, Role>;
  readonly byHand: ReadonlyMap<ts.Node, Role>;
}

const analyses = new WeakMap<object, Analysis>();

/** What all files together show; looked at once for as long as none of them changes. */
function analyse(context: CodemodContext): Analysis {
  const files = context.project.getSourceFiles().map((one) => one.compilerNode);
  const known = analyses.get(context.project);
  if (known?.files.length === files.length && files.every((one, at) => one === known.files[at]))
    return known;
  const program = tieProgram(files);
  const api = knownApi(context);
  const ownerOf = ownerIn(context);
  const types = typeRoles(program, api, ownerOf);
  const narrowed = narrowedRoles(program, api, ownerOf);
  const flow = (): ReadonlyMap<ts.Node, Role> =>
    new Flow(program, api, narrowed).run(findSeeds(program, api, types.roleOf, ownerOf));
  const first = flow();
  const roles = learnTypes(program, first, types) ? flow() : first;
  const analysis = { files, program, api, roles, byHand: types.byHand, roleOf: types.roleOf };
  analyses.set(context.project, analysis);
  return analysis;
}

/** Types by hand that only show what they are by a value: `(await response.json()) as EphemeralKey`. */
function learnTypes(
  program: Program,
  roles: ReadonlyMap<ts.Node, Role>,
  types: TypeRoles,
): boolean {
  let isNew = false;
  for (const file of program.files)
    visit(file, (node) => {
      const [type, of] = typedBy(node);
      const role = of === undefined ? undefined : roles.get(of);
      if (type !== undefined && role !== undefined && types.learn(type, role)) isNew = true;
    });
  return isNew;
}

/** A type that is written for something, and what it is written for. */
function typedBy(node: ts.Node): readonly [ts.TypeNode | undefined, ts.Node | undefined] {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return [node.type, node.expression];
  const isDeclared =
    ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node);
  return isDeclared ? [node.type, node] : [undefined, undefined];
}

function worldOf(file: ts.SourceFile, context: CodemodContext): TypeWorld {
  const { program, api, roles, byHand, roleOf } = analyse(context);
  const acts = actsIn(program);
  const alike = (declaration: ts.VariableDeclaration, steps: readonly ValueStep[]): boolean =>
    program.references(declaration).every((use) => {
      const property = use.parent;
      if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property))
        return false;
      const role = roles.get(property.parent);
      const key = nameOfKey(property.name);
      const fate =
        role && key !== undefined
          ? fateOf({ places: role.places, self: property.parent }, key, context.plan, acts)
          : undefined;
      return fate !== undefined && effectOf(fate.values) === effectOf(steps);
    });
  return {
    program,
    api,
    plan: context.plan,
    roles,
    roleOf,
    acts,
    alike,
    byHand,
    edits: new EditList(file.text),
  };
}

function effectOf(steps: readonly ValueStep[]): string {
  return canonicalJson(
    steps.map(({ step }) => (step.kind === 'map-value' ? step.values : step.as)),
  );
}
