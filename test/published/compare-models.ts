import type { ApiModel } from '../../generator/model/api.ts';
import { emit, realtimeUnions } from '../output/emit.ts';
import { compileVirtual, lineOf, virtualOptions } from '../output/virtual-program.ts';
import { sharedEvents, type ModelDifference } from './model-differences.ts';

/** What the compiler is asked of an event: whether a value of `from` is one of the other's; as `keys`, were no field optional. */
export interface Question {
  readonly event: string;
  readonly from: 'ours' | 'theirs';
  readonly as: 'values' | 'keys';
}

/** Each question that the compiler answers with no, and its words. */
export function refusalsBetween(
  ours: ApiModel,
  theirs: ApiModel,
): readonly (Question & { readonly why: string })[] {
  const files = new Map<string, string>();
  for (const { path, text } of emit(ours)) files.set(`ours/${path}`, text);
  for (const { path, text } of emit(theirs)) files.set(`theirs/${path}`, text);
  const questions = questionsAbout(ours, theirs);
  const lines = questions.map(({ text }, index) => `export const q${String(index)} = ${text}`);
  files.set('probe.ts', [...head, ...lines].join('\n'));
  const options = { ...virtualOptions, exactOptionalPropertyTypes: true };
  const { program, source } = compileVirtual(files, options);
  const probe = source('probe.ts');
  return program.getSemanticDiagnostics(probe).map((diagnostic) => {
    const { line } = probe.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
    const asked = questions[line - head.length];
    const why = lineOf(diagnostic);
    if (asked === undefined) throw new Error(`the probe does not compile: ${why}`);
    return { event: asked.event, from: asked.from, as: asked.as, why };
  });
}

/** The questions that the compiler answers with no because of a difference. */
export function refusalsBy({
  event,
  what,
  more,
}: Omit<ModelDifference, 'flow' | 'path'>): readonly Question[] {
  const less = more === 'ours' ? 'theirs' : 'ours';
  switch (what) {
    case 'field':
      return [{ event, from: less, as: 'keys' }];
    case 'required field':
      return [
        { event, from: less, as: 'values' },
        { event, from: less, as: 'keys' },
      ];
    case 'optional':
      return [{ event, from: more, as: 'values' }];
    default:
      return [
        { event, from: more, as: 'values' },
        { event, from: more, as: 'keys' },
      ];
  }
}

const head = [
  "import type * as ours from './ours/index.js';",
  "import type * as theirs from './theirs/index.js';",
  'type Whole<T> = T extends string | number | boolean | null | undefined ? T : Inside<T>;',
  'type Inside<T> = T extends readonly (infer I)[] ? Whole<I>[] : Fields<T>;',
  'type Fields<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;',
];

function questionsAbout(
  ours: ApiModel,
  theirs: ApiModel,
): readonly (Question & { readonly text: string })[] {
  return sharedEvents(ours, theirs).flatMap(({ event, flow }) => {
    const pick = (module: string): string =>
      `Extract<${module}.${realtimeUnions[flow]}, { type: '${event}' }>`;
    return (['values', 'keys'] as const).flatMap((as) => {
      const [one, other] = [pick('ours'), pick('theirs')].map((type) =>
        as === 'values' ? type : `Whole<${type}>`,
      );
      return [
        { event, from: 'ours' as const, as, text: `(x: ${one}): ${other} => x;` },
        { event, from: 'theirs' as const, as, text: `(x: ${other}): ${one} => x;` },
      ];
    });
  });
}
