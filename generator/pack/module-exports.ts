import type { Draft } from '../render/drafts.ts';

/**
 * The names that generated modules export, by the first folder of their path: what a version of the API offers to whoever imports
 * it. What is re-exported with a star stands in the module that it comes from.
 *
 * `ga/types.ts` with `export interface Item` gives `ga` the name `Item`.
 */
export function exportedNames(modules: readonly Draft[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, text } of modules) {
    const folder = path.includes('/') ? (path.split('/', 1)[0] ?? '') : '';
    const names = found.get(folder) ?? new Set<string>();
    found.set(folder, names);
    for (const name of namesIn(text)) names.add(name);
  }
  return found;
}

/** Generated code begins each declaration on a line of its own, without space in front. */
function namesIn(text: string): readonly string[] {
  const declared = [...text.matchAll(declaration)].map(([, name = '']) => name);
  const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').flatMap((one) => {
      const name = one
        .trim()
        .split(/\s+as\s+/)
        .at(-1)
        ?.replace(/^type\s+/, '');
      return name === undefined || name === '' ? [] : [name];
    }),
  );
  return [...declared, ...listed];
}

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:interface|type|const|let|function\*?|class|enum) ([\p{L}_$][\p{L}\p{M}\p{N}_$]*)/gmu;
