import { compileVirtual, lineOf } from '../output/virtual-program.ts';
import { instanceType } from './instance-type.ts';

/** A module that exports `T`, and values that are held against it. */
export interface Trial {
  readonly id: string;
  readonly types: string;
  readonly values: readonly unknown[];
}

/** What the compiler says of a trial. */
export interface Judgement {
  readonly id: string;
  /** Why the types themselves do not compile. */
  readonly broken: readonly string[];
  /** For each value why it is refused; undefined where it is accepted. */
  readonly refused: readonly (string | undefined)[];
}

/** Compiles all trials in one program. */
export function judge(trials: readonly Trial[]): readonly Judgement[] {
  const files = new Map(
    trials.flatMap(({ id, types, values }) => [
      [`${id}/types.ts`, types] as const,
      [`${id}/values.ts`, valuesText(values)] as const,
    ]),
  );
  const { program, source } = compileVirtual(files);
  return trials.map(({ id, values }) => {
    const refused: (string | undefined)[] = values.map(() => undefined);
    const file = source(`${id}/values.ts`);
    for (const one of program.getSemanticDiagnostics(file)) {
      const { line } = file.getLineAndCharacterOfPosition(one.start ?? 0);
      refused[line - 1] = lineOf(one);
    }
    const types = source(`${id}/types.ts`);
    const broken = [
      ...program.getSyntacticDiagnostics(types),
      ...program.getSemanticDiagnostics(types),
    ].map(lineOf);
    return { id, broken, refused };
  });
}

/** One line for each value, behind the line that imports the type. */
function valuesText(values: readonly unknown[]): string {
  const lines = values.map((value, index) => {
    const name = `v${String(index)}`;
    return `declare const ${name}: ${instanceType(value)}; export const t${name}: T = ${name};`;
  });
  return [`import type { T } from './types.js';`, ...lines].join('\n');
}
