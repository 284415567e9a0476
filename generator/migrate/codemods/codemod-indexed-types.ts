import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver } from '../codemod.ts';
import type { FieldStep } from '../plan.ts';
import { todoOf } from './codemod-mirrors.ts';
import { findMoved, movedModules, type MovedModule } from './moved-module.ts';
import { nodesBelow } from './node-text.ts';
import { pathOf } from './old-parts.ts';

/** Members of the package's types by their key, `SessionCreateParams['voice']`: where the key is elsewhere now, its author says what is meant. */
export const indexedTypes: Codemod = {
  name: 'indexed types',
  ensures: 'What is asked of a type by a key of the old version is told.',
  run: (file, context): CodemodResult => ({ edits: [], leftOvers: found(file, context) }),
};

function found(file: SourceFile, { plan }: CodemodContext): readonly LeftOver[] {
  const imported = importedTypes(file.compilerNode, movedModules(plan));
  if (imported.size === 0) return [];
  return [...nodesBelow(file.compilerNode)].flatMap((node): readonly LeftOver[] => {
    if (!ts.isIndexedAccessTypeNode(node)) return [];
    const { objectType, indexType } = node;
    if (!ts.isTypeReferenceNode(objectType) || !ts.isLiteralTypeNode(indexType)) return [];
    const { literal } = indexType;
    if (!ts.isStringLiteral(literal)) return [];
    const [head = '', ...inner] = objectType.typeName.getText().split('.');
    const step = (imported.get(head) ?? [])
      .map((type) => [...type.split('.'), ...inner].join(''))
      .flatMap((type) => plan.types.get(type)?.steps ?? [])
      .find((one) => takesAway(one, literal.text));
    if (step === undefined) return [];
    const place = { start: node.getStart(), end: node.getEnd() };
    return [{ ...place, step: step.id, what: `names ${node.getText()}`, todo: todoOf(step) }];
  });
}

/** Whether the new type has nothing by this key. */
function takesAway(step: FieldStep, key: string): boolean {
  const isMoved =
    step.kind === 'move-field' || step.kind === 'rename-field' || step.kind === 'drop-field';
  return isMoved && step.option === undefined && step.when === undefined && pathOf(step) === key;
}

/** The types that a file imports from modules of the map, by their local names: what each is called in the old version, or was. */
function importedTypes(
  file: ts.SourceFile,
  modules: readonly MovedModule[],
): ReadonlyMap<string, readonly string[]> {
  const names = file.statements.flatMap(
    (one): readonly (readonly [string, readonly string[]])[] => {
      if (!ts.isImportDeclaration(one) || !ts.isStringLiteral(one.moduleSpecifier)) return [];
      const specifier = one.moduleSpecifier.text;
      const isOld = findMoved(specifier, modules) !== undefined;
      const sources = modules.filter(({ to }) => isModule(specifier, to));
      const bindings = one.importClause?.namedBindings;
      if ((!isOld && sources.length === 0) || bindings === undefined) return [];
      if (!ts.isNamedImports(bindings)) return [];
      return bindings.elements.map(({ name, propertyName }) => {
        const { text } = propertyName ?? name;
        return [name.text, isOld ? [text] : oldNames(text, sources)];
      });
    },
  );
  return new Map(names);
}

function isModule(specifier: string, to: string): boolean {
  return specifier.replace(/\.[cm]?js$/, '') === to;
}

/** What became a name of the new module; nothing else has moved of what is called the same. */
function oldNames(name: string, modules: readonly MovedModule[]): readonly string[] {
  return modules.flatMap(({ names }) =>
    [...names].flatMap(([from, to]) => (to === name ? [from] : [])),
  );
}
