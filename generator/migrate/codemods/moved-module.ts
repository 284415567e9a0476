import type { MigrationPlan } from '../plan.ts';

/** A module, or all below a folder, that is imported from elsewhere. */
export interface MovedModule {
  readonly from: string;
  readonly to: string;
  /** By the old name; a dot stands between a type and one inside of it. */
  readonly names: ReadonlyMap<string, string>;
  /** Names that the new module does not have. */
  readonly gone: ReadonlySet<string>;
  readonly step: string;
}

/** A module that the new version has nothing in place of. */
export interface GoneModule {
  readonly from: string;
  readonly step: string;
  readonly why: string;
}

/** The modules that a map moves. Types of ours are called as its steps about types say. */
export function movedModules({ migration }: MigrationPlan): readonly MovedModule[] {
  const { api, from, steps } = migration;
  return steps.flatMap((step): readonly MovedModule[] => {
    if (step.kind !== 'change-import' || step.to === undefined) return [];
    const isOurs = step.from.endsWith(`${api}/${from}`);
    const names = new Map([...(isOurs ? renamedTypes(steps) : []), ...Object.entries(step.names)]);
    const gone = new Set(step.gone);
    return [{ from: step.from, to: step.to, names, gone, step: step.id }];
  });
}

/** The module that a specifier names, or one inside of its package, where that is gone. */
export function findGone(specifier: string, { migration }: MigrationPlan): GoneModule | undefined {
  const found = migration.steps.find(
    (one) =>
      one.kind === 'change-import' &&
      one.to === undefined &&
      (specifier === one.from || specifier.startsWith(`${one.from}/`)),
  );
  return found?.kind === 'change-import'
    ? { from: found.from, step: found.id, why: found.why }
    : undefined;
}

/** Types that have one new name, whatever they hold. */
function renamedTypes(
  steps: MigrationPlan['migration']['steps'],
): readonly (readonly [string, string])[] {
  const all = steps.filter((one) => one.kind === 'rename-type');
  return all.flatMap(({ from, to }) =>
    all.filter((one) => one.from === from).length === 1 ? [[from, to] as const] : [],
  );
}

/** Where a module is now; the ending of its file stays. The longest row that fits is meant. */
export function findMoved(
  specifier: string,
  modules: readonly MovedModule[],
): MovedModule | undefined {
  const [ending = ''] = /\.[cm]?[jt]s$/.exec(specifier) ?? [];
  const plain = specifier.slice(0, specifier.length - ending.length);
  const exact = modules.find((one) => one.from === plain || one.from === specifier);
  if (exact !== undefined)
    return { ...exact, to: exact.from === specifier ? exact.to : exact.to + ending };
  const [folder] = modules
    .filter(({ from }) => from.endsWith('/*') && plain.startsWith(from.slice(0, -1)))
    .sort((a, b) => b.from.length - a.from.length);
  if (folder === undefined) return undefined;
  const rest = specifier.slice(folder.from.length - 1);
  return { ...folder, to: folder.to.replace(/\*$/, '') + rest };
}
