import { flatten, type Problem } from './schema-check.ts';

/**
 * What a reader can act on: where none of several alternatives fits, the problems of the one that was most likely meant,
 * or, where they all ask for another kind of value, that choice as one problem.
 */
export function relevantProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.flatMap((one) => (one.branches.length === 0 ? [one] : ofBranches(one)));
}

function ofBranches(choice: Problem): readonly Problem[] {
  const branches = choice.branches
    .filter((branch) => !asksForReference(branch, choice.path))
    .map(relevantProblems);
  const [first = [], ...others] = branches;
  if (others.length === 0) return first.length === 0 ? [{ ...choice, branches: [] }] : first;
  return mergeKinds(branches) ?? best(branches, choice.path);
}

/** The alternative to give a reference instead; whoever wrote the value out did not mean that one. */
function asksForReference(branch: readonly Problem[], path: string): boolean {
  return branch.some(
    (one) => one.keyword === 'required' && one.key === '$ref' && one.path === path,
  );
}

const kinds: ReadonlySet<string> = new Set(['type', 'enum', 'const']);

/** The values or types that all alternatives together allow, where each rejects the same value for its kind. */
function mergeKinds(branches: readonly (readonly Problem[])[]): readonly Problem[] | undefined {
  const candidates = branches[0]?.filter((one) => kinds.has(one.keyword)) ?? [];
  for (const candidate of candidates) {
    const same = branches.map((branch) =>
      branch.find((one) => kinds.has(one.keyword) && one.path === candidate.path),
    );
    if (same.some((one) => one === undefined)) continue;
    const all = same.filter((one) => one !== undefined);
    const values = all.filter((one) => one.keyword !== 'type');
    const keyword = values.length > 0 ? 'enum' : 'type';
    const limit = (values.length > 0 ? values : all).flatMap((one) =>
      one.keyword === 'const' ? [one.limit] : (one.limit as readonly unknown[]),
    );
    return [{ ...candidate, keyword, limit: [...new Set(limit)] }];
  }
  return undefined;
}

/** The branch whose kind fits, then the one with the fewest problems, then the one that got furthest. */
function best(branches: readonly (readonly Problem[])[], path: string): readonly Problem[] {
  const ranked = branches
    .map((branch) => ({ branch, rank: rankOf(branch, path) }))
    .sort((a, b) => {
      const index = a.rank.findIndex((one, at) => one !== b.rank[at]);
      return (a.rank[index] ?? 0) - (b.rank[index] ?? 0);
    });
  return ranked[0]?.branch ?? [];
}

function rankOf(branch: readonly Problem[], path: string): readonly number[] {
  const depth = (one: Problem): number => one.path.slice(path.length).split('/').length - 1;
  const wrongKind = branch.some((one) => kinds.has(one.keyword) && depth(one) === 0);
  const wrongTag = branch.some(
    (one) => (one.keyword === 'const' || one.keyword === 'enum') && depth(one) === 1,
  );
  return [
    wrongKind ? 1 : 0,
    wrongTag ? 1 : 0,
    // What is wrong in the same way with each item of a list is one mistake.
    new Set(branch.map((one) => `${one.keyword} ${parentOf(one.path)}`)).size,
    branch.length,
    -branch.reduce((deepest, one) => Math.max(deepest, depth(one)), 0),
  ];
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * Whether the official parser tells anybody: it loses what stands at a path without a step that begins with a plain
 * letter or digit. For a document, the path of a key that is not allowed includes the key.
 */
export function isTold(problems: readonly Problem[], within: 'document' | 'sample'): boolean {
  return flatten(problems).some(({ path, keyword, key }) => {
    const full =
      within === 'document' && keyword === 'additionalProperties' ? `${path}/${key ?? ''}` : path;
    return full === '' || /\/[\w$-]/.test(full);
  });
}
