import type { Draft } from '../../generator/render/drafts.ts';
import {
  compileVirtual,
  completeVirtual,
  lineOf,
  virtualOptions,
} from '../output/virtual-program.ts';
import { facetNames, type Completion, type Facet, type FacetName } from './facets.ts';

/** Generated types, and what they call the things that the facets speak of. */
export interface Subject {
  readonly drafts: readonly Draft[];
  readonly names: Readonly<Record<FacetName, string>>;
}

const options = { ...virtualOptions, exactOptionalPropertyTypes: true };

/** What the compiler says against each facet, in their order; nothing where it holds. */
export function probe(subject: Subject, facets: readonly Facet[]): readonly (readonly string[])[] {
  const files = filesOf(subject);
  facets.forEach(({ code }, index) => files.set(facetFile(index), moduleOf(code)));
  const { program, source } = compileVirtual(files, options);
  const complaints = (file: string): readonly string[] =>
    [
      ...program.getSyntacticDiagnostics(source(file)),
      ...program.getSemanticDiagnostics(source(file)),
    ].map(lineOf);
  const broken = complaints('api.ts');
  if (broken.length > 0) throw new Error(broken.join('\n'));
  return facets.map((_, index) => complaints(facetFile(index)));
}

/** What an editor offers at the cursor of each completion, in their order. */
export function complete(
  subject: Subject,
  completions: readonly Completion[],
): readonly (readonly string[])[] {
  const files = filesOf(subject);
  const cursors = completions.map(({ code }, index) => {
    const text = moduleOf(code);
    const cursor = text.lastIndexOf("'|'") + 1;
    files.set(facetFile(index), text.slice(0, cursor) + text.slice(cursor + 1));
    return cursor;
  });
  const at = completeVirtual(files, options);
  return cursors.map((cursor, index) => at(facetFile(index), cursor));
}

function filesOf({ drafts, names }: Subject): Map<string, string> {
  const aliases = Object.entries(names).map(
    ([facet, name]) => `export type ${facet} = api.${name};`,
  );
  return new Map([
    ...drafts.map(({ path, text }) => [`generated/${path}`, text] as const),
    ['api.ts', ["import type * as api from './generated/index.js';", ...aliases, ''].join('\n')],
  ]);
}

function facetFile(index: number): string {
  return `facet-${String(index)}.ts`;
}

/** The code below an import of the names that it uses. */
function moduleOf(code: string): string {
  return `import type { ${usedNames(code).join(', ')} } from './api.js';\n${code}\n`;
}

function usedNames(code: string): readonly string[] {
  return facetNames.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
}
