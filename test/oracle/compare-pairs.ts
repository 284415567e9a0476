import type { ApiModel } from '../../generator/model/api.ts';
import { emit } from '../output/emit.ts';
import { compileVirtual, lineOf, virtualOptions } from '../output/virtual-program.ts';

/** One of our types, and the component that it is made of. */
export interface Pair {
  readonly component: string;
  /** An exported name of ours. */
  readonly name: string;
}

/** Types of ours that are held against those of a module that exports `components['schemas'][name]`. */
export interface Comparison {
  readonly label: string;
  readonly model: ApiModel;
  readonly theirs: string;
  readonly pairs: readonly Pair[];
}

/** A pair whose types differ: `values` where one is not assignable to the other, `keys` where only a field more shows it. */
export interface Difference {
  readonly component: string;
  readonly direction: 'ours to theirs' | 'theirs to ours';
  readonly as: 'values' | 'keys';
  readonly why: string;
}

/**
 * Asks the compiler whether the types of each pair are assignable, both ways. All comparisons share one program, so that its
 * libraries are read once.
 */
export function comparePairs(
  comparisons: readonly Comparison[],
): ReadonlyMap<string, readonly Difference[]> {
  const files = new Map<string, string>();
  const probes = comparisons.map(({ label, model, theirs, pairs }, index) => {
    const folder = `c${String(index)}`;
    const questions = pairs.flatMap(questionsOf);
    for (const { path, text } of emit(model)) files.set(`${folder}/ours/${path}`, text);
    files.set(`${folder}/theirs.ts`, theirs);
    const file = `${folder}/probe.ts`;
    files.set(file, [...head, ...questions.map(({ text }) => text)].join('\n'));
    return { label, file, questions };
  });
  const { program, source } = compileVirtual(files, {
    ...virtualOptions,
    exactOptionalPropertyTypes: true,
  });
  return new Map(
    probes.map(({ label, file, questions }) => {
      const probe = source(file);
      const found = program.getSemanticDiagnostics(probe).map((diagnostic): Difference => {
        const { line } = probe.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
        const asked = questions[line - head.length];
        const why = lineOf(diagnostic);
        if (asked === undefined) throw new Error(`the probe does not compile: ${why}`);
        const { component, direction, as } = asked;
        return { component, direction, as, why };
      });
      return [label, found];
    }),
  );
}

/**
 * An optional field that is missing is not missed by assignability, so each pair is asked a second time with all fields
 * required.
 */
const head = [
  "import type * as ours from './ours/index.js';",
  "import type { components } from './theirs.js';",
  "type Theirs = components['schemas'];",
  'type Whole<T> = T extends string | number | boolean | null | undefined ? T : Inside<T>;',
  'type Inside<T> = T extends readonly (infer I)[] ? Whole<I>[] : Fields<T>;',
  'type Fields<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;',
];

type Question = Omit<Difference, 'why'> & { readonly text: string };

function questionsOf({ component, name }: Pair): readonly Question[] {
  const our = `ours.${name}`;
  const their = `Theirs[${JSON.stringify(component)}]`;
  return (['values', 'keys'] as const).flatMap((as): readonly Question[] => {
    const [a, b] = as === 'values' ? [our, their] : [`Whole<${our}>`, `Whole<${their}>`];
    return [
      { component, direction: 'ours to theirs', as, text: `(x: ${a}): ${b} => x;` },
      { component, direction: 'theirs to ours', as, text: `(x: ${b}): ${a} => x;` },
    ];
  });
}
