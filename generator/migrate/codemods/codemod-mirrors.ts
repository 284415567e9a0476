import { ts, type SourceFile } from 'ts-morph';
import type { ObjectShape, Shape } from '../../model/shape.ts';
import { alternativesOf, indexShapes, objectsOf, type ShapeIndex } from '../../model/walk.ts';
import type { Codemod, CodemodContext, CodemodResult, LeftOver } from '../codemod.ts';
import type { FieldStep } from '../plan.ts';
import { unreachable } from '../../base/finding.ts';
import { apiSigns } from './api-signs.ts';
import { newValues } from './compared-values.ts';
import { nameOfKey, nodesBelow } from './node-text.ts';
import { pathOf } from './old-parts.ts';

/** Interfaces and object types that somebody wrote after the protocol: what they hold is told, and theirs to change. */
export const mirrors: Codemod = {
  name: 'mirrors',
  ensures: 'What types written by hand have of the old version is told.',
  run: (file, context): CodemodResult => ({
    edits: [],
    leftOvers: new Mirrors(file, context).found(),
  }),
};

type TypeBody = ts.InterfaceDeclaration | ts.TypeLiteralNode;

class Mirrors {
  readonly #found = new Map<ts.Node, LeftOver>();
  readonly #visited = new Set<ts.Node>();
  readonly #index: ShapeIndex;
  readonly #file: ts.SourceFile;
  readonly #context: CodemodContext;
  readonly #isAbout: boolean;

  constructor(file: SourceFile, context: CodemodContext) {
    this.#file = file.compilerNode;
    this.#isAbout = apiSigns(file, context).isAbout;
    this.#context = context;
    this.#index = indexShapes(context.before);
  }

  found(): readonly LeftOver[] {
    const bodies = [...nodesBelow(this.#file)].filter(
      (one): one is TypeBody => ts.isInterfaceDeclaration(one) || ts.isTypeLiteralNode(one),
    );
    for (const one of bodies)
      for (const type of this.#eventsOf(one)) this.#visit(one, type, [], []);
    // Other APIs have the same keys.
    if (this.#isAbout) for (const one of bodies) if (!this.#visited.has(one)) this.#visitAlike(one);
    return [...this.#found.values()];
  }

  /** The types of the events that a declaration says it is. */
  #eventsOf(body: TypeBody): readonly string[] {
    const tag = literalOf(body.members.find((one) => nameOfKey(one.name) === 'type'));
    const { events } = this.#context.plan;
    return events
      .filter(({ from }) => tag?.includes(from) === true)
      .map(({ fromType }) => fromType);
  }

  /** A declaration that no event leads to: only that is told of which all types say the same that have its keys. */
  #visitAlike(body: TypeBody): void {
    const before = new Map(this.#found);
    const found = this.#typesOf(body).map((type) => {
      this.#found.clear();
      this.#visit(body, type, [], []);
      return new Map(this.#found);
    });
    this.#found.clear();
    for (const [node, one] of before) this.#found.set(node, one);
    const [first, ...others] = found;
    for (const [node, one] of first ?? []) {
      if (others.every((other) => other.has(node))) this.#found.set(node, one);
    }
  }

  /** The types that have most keys of a declaration, one of which is their own and otherwise now. */
  #typesOf(body: TypeBody): readonly string[] {
    const keys = body.members.flatMap((one) => nameOfKey(one.name) ?? []);
    const alike = [...this.#context.plan.types.values()].flatMap(({ from, steps }) => {
      const shape = this.#index.get(from)?.shape;
      if (shape?.kind !== 'object') return [];
      const shared = keys.filter((key) => shape.fields.some((one) => one.key === key));
      const old = new Set(steps.map((one) => pathOf(one)?.split(/[.[{]/)[0]));
      const isTold = shared.some((key) => old.has(key) && key.includes('_'));
      const isMost = shared.length >= 3 && shared.length >= keys.length / 2;
      return isTold && isMost ? [{ from, shared: shared.length }] : [];
    });
    const most = Math.max(0, ...alike.map(({ shared }) => shared));
    // The shortest name is that of the thing itself, not of what is made for it.
    return alike
      .filter(({ shared }) => shared === most)
      .map(({ from }) => from)
      .sort((a, b) => a.length - b.length);
  }

  /** Looks at what a declaration has of a type, and of what lies inside of it. */
  #visit(body: TypeBody, type: string, path: readonly string[], trail: readonly ts.Node[]): void {
    if (trail.includes(body)) return;
    this.#visited.add(body);
    const steps = this.#context.plan.types.get(type)?.steps ?? [];
    const shape = this.#index.get(type)?.shape;
    if (shape === undefined) return;
    this.#look(body, objectsOf(shape, this.#index), path, [...trail, body], (at) =>
      steps.filter(
        (one) =>
          pathOf(one) === at &&
          one.option === undefined &&
          // A type does not say of which of its values a condition holds; that it has an old one does.
          (one.when === undefined || one.kind === 'map-value'),
      ),
    );
  }

  #look(
    body: TypeBody,
    shapes: readonly ObjectShape[],
    path: readonly string[],
    trail: readonly ts.Node[],
    stepsAt: (path: string) => readonly FieldStep[],
  ): void {
    for (const member of body.members) {
      const key = nameOfKey(member.name);
      if (key === undefined || !ts.isPropertySignature(member)) continue;
      const here = [...path, key];
      const told = stepsAt(here.join('.'));
      const step = told.find((one) => one.kind !== 'map-value' || hasOld(member, told));
      // A word that many have says something only where more of the API is near.
      if (step !== undefined && (this.#isAbout || key.includes('_'))) {
        this.#leave(member, key, step);
      }
      const fields = shapes.flatMap((one) => one.fields.filter((field) => field.key === key));
      for (const { shape } of fields) this.#within(member.type, shape, here, trail, stepsAt);
    }
  }

  /** What lies inside of a value: an object, or each item of a list. */
  #within(
    type: ts.TypeNode | undefined,
    shape: Shape,
    path: readonly string[],
    trail: readonly ts.Node[],
    stepsAt: (path: string) => readonly FieldStep[],
  ): void {
    const item = type === undefined ? undefined : itemOf(type);
    if (item === undefined) {
      for (const body of this.#bodiesOf(type)) this.#into(body, shape, path, trail, stepsAt);
      return;
    }
    const last = path.at(-1) ?? '';
    const inner = [...path.slice(0, -1), `${last}[]`];
    for (const one of alternativesOf(shape, this.#index)) {
      if (one.kind === 'list') this.#within(item, one.item, inner, trail, stepsAt);
    }
  }

  #into(
    body: TypeBody,
    shape: Shape,
    path: readonly string[],
    trail: readonly ts.Node[],
    stepsAt: (path: string) => readonly FieldStep[],
  ): void {
    if (trail.includes(body)) return;
    this.#look(body, objectsOf(shape, this.#index), path, [...trail, body], stepsAt);
    for (const name of namesIn(shape)) this.#visit(body, name, [], trail);
  }

  /** Object types that a type is, or names in the same file. */
  #bodiesOf(type: ts.TypeNode | undefined): readonly TypeBody[] {
    if (type === undefined) return [];
    if (ts.isTypeLiteralNode(type)) return [type];
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      return type.types.flatMap((one) => this.#bodiesOf(one));
    }
    if (ts.isParenthesizedTypeNode(type)) return this.#bodiesOf(type.type);
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
    const name = type.typeName.text;
    if (name === 'Partial' || name === 'Readonly') return this.#bodiesOf(type.typeArguments?.[0]);
    return this.#file.statements.flatMap((one): readonly TypeBody[] => {
      if (ts.isInterfaceDeclaration(one) && one.name.text === name) return [one];
      return ts.isTypeAliasDeclaration(one) &&
        one.name.text === name &&
        ts.isTypeLiteralNode(one.type)
        ? [one.type]
        : [];
    });
  }

  #leave(member: ts.PropertySignature, key: string, step: FieldStep): void {
    if (this.#found.has(member)) return;
    this.#found.set(member, {
      start: member.name.getStart(),
      end: member.name.getEnd(),
      step: step.id,
      what: `declares ${key}`,
      todo: todoOf(step),
    });
  }
}

/** The type of the items, of a type that is a list. */
function itemOf(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(type)) return itemOf(type.type);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  if (!ts.isTypeReferenceNode(type)) return undefined;
  return /^(?:Readonly)?Array$/.test(type.typeName.getText()) ? type.typeArguments?.[0] : undefined;
}

/** The texts that a property's type is. */
function literalOf(member: ts.TypeElement | undefined): readonly string[] | undefined {
  if (member === undefined || !ts.isPropertySignature(member) || member.type === undefined)
    return undefined;
  const texts = literalsIn(member.type);
  return texts.length === 0 ? undefined : texts;
}

function literalsIn(type: ts.TypeNode): readonly string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(literalsIn);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

function hasOld(member: ts.PropertySignature, steps: readonly FieldStep[]): boolean {
  const maps = steps.filter((one) => one.kind === 'map-value');
  const texts = member.type === undefined ? [] : literalsIn(member.type);
  return texts.some((text) => newValues(text, maps).some((one) => one !== text));
}

/** The named types that a shape is, or may be. */
function namesIn(shape: Shape): readonly string[] {
  if (shape.kind === 'ref') return [shape.name];
  return shape.kind === 'union' ? shape.members.flatMap(namesIn) : [];
}

/** What to do with a member of a type by hand that a step is about. */
export function todoOf(step: FieldStep): string {
  switch (step.kind) {
    case 'rename-field':
      return `it is called ${step.to} now`;
    case 'move-field':
      return `it is at ${step.to} now`;
    case 'wrap-value':
      return step.as === '[]' ? 'it is a list now' : `it is an object with ${step.as} now`;
    case 'map-value':
      return 'its values are otherwise now';
    case 'drop-field':
      return 'there is nothing like it any more';
    case 'add-field':
      return 'it is new';
    default:
      return unreachable(step);
  }
}
