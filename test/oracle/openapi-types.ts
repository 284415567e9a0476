import openapiTypeScript, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../../bench/forms.mjs';
import type { ApiModel } from '../../generator/model/api.ts';
import { emit } from '../output/emit.ts';
import { compileVirtual, lineOf, virtualOptions } from '../output/virtual-program.ts';

/** Those of openapi-typescript's options that anybody here sets. */
export interface OpenApiTypesOptions {
  /** Everything becomes `readonly`. */
  readonly immutable?: boolean;
}

/** The module that openapi-typescript makes of an OpenAPI document: `components['schemas'][name]`. */
export async function openApiTypes(
  document: OpenApiDocument,
  options: OpenApiTypesOptions = {},
): Promise<string> {
  // As text, because it changes what it is given; and what has a default may be absent from a message.
  const nodes = await openapiTypeScript(JSON.stringify(document), {
    ...options,
    defaultNonNullable: false,
  });
  return astToString(nodes);
}

/** One of our types, and the component that it is made of. */
export interface Pair {
  readonly component: string;
  /** An exported name of ours. */
  readonly name: string;
}

/** A pair whose types differ: `values` where one is not assignable to the other, `keys` where only a field more shows it. */
export interface Difference {
  readonly component: string;
  readonly direction: 'ours to theirs' | 'theirs to ours';
  readonly as: 'values' | 'keys';
  readonly why: string;
}

/** Asks the compiler whether the types of each pair are assignable, both ways. */
export function comparePairs(
  model: ApiModel,
  theirs: string,
  pairs: readonly Pair[],
): readonly Difference[] {
  const questions = pairs.flatMap(questionsOf);
  const { program, source } = compileVirtual(
    new Map([
      ...emit(model).map((draft) => [`ours/${draft.path}`, draft.text] as const),
      ['theirs.ts', theirs],
      ['probe.ts', [...head, ...questions.map(({ text }) => text)].join('\n')],
    ]),
    { ...virtualOptions, exactOptionalPropertyTypes: true },
  );
  const probe = source('probe.ts');
  return program.getSemanticDiagnostics(probe).map((diagnostic) => {
    const { line } = probe.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    const asked = questions[line - head.length];
    const why = lineOf(diagnostic);
    if (asked === undefined) throw new Error(`the probe does not compile: ${why}`);
    const { component, direction, as } = asked;
    return { component, direction, as, why };
  });
}

/**
 * A field that is optional is not missed by assignability where it is missing, so each pair is asked a second time with all fields
 * required.
 */
const head = [
  "import type * as ours from './ours/index.js';",
  "import type { components } from './theirs.js';",
  "type Theirs = components['schemas'];",
  'type Whole<T> = T extends string | number | boolean | null | undefined ? T : T extends readonly (infer I)[] ? Whole<I>[] : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;',
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
