import type { ApiModel } from '../model/api.ts';
import { indexShapes, type ShapeIndex } from '../model/walk.ts';

/** The generated modules that hold declarations, by file name without ending. */
export type Module =
  'types' | 'params' | 'unions' | 'guards' | 'connection' | 'channels' | 'rest' | 'validators';

/**
 * The names that one generated file uses. Whatever is printed through a scope is imported, and nothing else, so imports
 * follow from what is printed.
 */
export interface Scope {
  readonly model: ApiModel;
  readonly index: ShapeIndex;
  /** The name of the type that one reads. */
  readonly read: (shape: string) => string;
  /** The name of the type that one may send. */
  readonly write: (shape: string) => string;
  /** Any exported name of another module. */
  readonly use: (name: string, from: Module) => string;
  /** What has been used so far of other modules, sorted; values are told from types. */
  readonly imports: () => readonly Import[];
}

export interface Import {
  readonly from: Module;
  readonly names: readonly string[];
  readonly kind: 'types' | 'values';
}

/** The scope of one file of a model's output. */
export function createScope(
  model: ApiModel,
  file: Module,
  values: ReadonlySet<string> = new Set(),
): Scope {
  const index = indexShapes(model);
  const used = new Map<Module, Set<string>>();
  const use = (name: string, from: Module): string => {
    if (from === file) return name;
    const names = used.get(from);
    if (names === undefined) used.set(from, new Set([name]));
    else names.add(name);
    return name;
  };
  return {
    model,
    index,
    use,
    read: (shape) => use(shape, 'types'),
    write: (shape) => {
      const param = index.get(shape)?.param;
      if (param === undefined) throw new Error(`${shape} has no sent side`);
      return use(param.name, param.same && param.name === shape ? 'types' : 'params');
    },
    imports: () =>
      [...used]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([from, names]) => {
          const sorted = [...names].sort();
          const types = sorted.filter((name) => !values.has(name));
          const rest = sorted.filter((name) => values.has(name));
          return [
            ...(types.length === 0 ? [] : [{ from, names: types, kind: 'types' as const }]),
            ...(rest.length === 0 ? [] : [{ from, names: rest, kind: 'values' as const }]),
          ];
        }),
  };
}
