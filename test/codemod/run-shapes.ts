import { Project, ts } from 'ts-morph';
import { applyEdits, inOrder } from '../../generator/migrate/codemod-edits.ts';
import { syntaxErrors } from '../../generator/migrate/codemod-project.ts';
import type { CodemodContext, CodemodResult } from '../../generator/migrate/codemod.ts';
import { shapeCodemods } from '../../generator/migrate/codemods/codemod-shapes.ts';
import { realPlan } from './real-plan.ts';

const real = realPlan();

/** What the codemods for objects made of files. */
export interface Shaped {
  readonly after: ReadonlyMap<string, string>;
  /** `3:5 writes voice — what to do`, of the last run. */
  readonly leftOvers: readonly string[];
  /** What a run over the result would change; nothing, if all is well. */
  readonly again: number;
  readonly steps: readonly string[];
}

/** Runs them over files in memory, by their names. */
export function runShapes(files: ReadonlyMap<string, string>): Shaped {
  const first = pass(files);
  const second = pass(first.after);
  return {
    after: first.after,
    leftOvers: second.leftOvers,
    again: second.results.flatMap((one) => one.edits).length,
    steps: first.results.flatMap((one) => one.edits.map(({ step }) => step)),
  };
}

function pass(files: ReadonlyMap<string, string>): {
  readonly after: ReadonlyMap<string, string>;
  readonly results: readonly CodemodResult[];
  readonly leftOvers: readonly string[];
} {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  for (const [name, text] of files) project.createSourceFile(name, text);
  const context: CodemodContext = { ...real, project, options: new Set() };
  const sources = project.getSourceFiles();
  const results = sources
    .map((source) => shapeCodemods.map((one) => one.run(source, context)))
    .flat();
  const after = new Map<string, string>();
  const leftOvers: string[] = [];
  for (const [at, source] of sources.entries()) {
    const text = source.getFullText();
    const edits = inOrder(results[at]!.edits);
    if (edits === undefined) throw new Error(`edits overlap in ${source.getBaseName()}`);
    const made = applyEdits(text, edits);
    const parsed = new Project({ useInMemoryFileSystem: true }).createSourceFile(
      source.getBaseName(),
      made,
    );
    const [error] = syntaxErrors(parsed);
    if (error !== undefined) throw new Error(`${error.message} in\n${made}`);
    after.set(source.getBaseName(), made);
    for (const one of results[at]!.leftOvers) {
      const { line, character } = ts.getLineAndCharacterOfPosition(source.compilerNode, one.start);
      const file = sources.length > 1 ? `${source.getBaseName()}:` : '';
      leftOvers.push(`${file}${line + 1}:${character + 1} ${one.what} — ${one.todo}`);
    }
  }
  return { after, results, leftOvers };
}
