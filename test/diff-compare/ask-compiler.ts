import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { indexShapes } from '../../generator/model/walk.ts';
import { emit } from '../output/emit.ts';
import { compileVirtual, virtualOptions } from '../output/virtual-program.ts';

/** An event's type in two versions, and whether the compiler takes the one for the other. */
export interface Answer {
  readonly event: string;
  readonly flow: Flow;
  readonly afterFits: boolean;
  readonly beforeFits: boolean;
}

const head = [
  "import type * as before from './before/index.js';",
  "import type * as after from './after/index.js';",
];

/** Asks the compiler about each event of two versions, both ways; the types are the ones that the generator writes. */
export function askCompiler(before: ApiModel, after: ApiModel): readonly Answer[] {
  const files = new Map<string, string>();
  for (const { path, text } of emit(before)) files.set(`before/${path}`, text);
  for (const { path, text } of emit(after)) files.set(`after/${path}`, text);
  const questions = before.messages.flatMap((message) => {
    const types = [typeOf(before, message), typeOf(after, message)] as const;
    const [one, other] = [`before.${types[0]}`, `after.${types[1]}`];
    return [`(x: ${other}): ${one} => x;`, `(x: ${one}): ${other} => x;`];
  });
  const lines = questions.map((text, index) => `export const q${String(index)} = ${text}`);
  const refused = refusedLines(files, lines);
  return before.messages.map(({ name, flow }, index) => ({
    event: name.toLowerCase(),
    flow,
    afterFits: !refused.has(index * 2),
    beforeFits: !refused.has(index * 2 + 1),
  }));
}

function refusedLines(
  files: ReadonlyMap<string, string>,
  lines: readonly string[],
): ReadonlySet<number> {
  const options = { ...virtualOptions, exactOptionalPropertyTypes: true };
  const probe = [...head, ...lines].join('\n');
  const { program, source } = compileVirtual(new Map([...files, ['probe.ts', probe]]), options);
  const file = source('probe.ts');
  return new Set(
    program.getSemanticDiagnostics(file).map(({ start = 0 }) => {
      return file.getLineAndCharacterOfPosition(start).line - head.length;
    }),
  );
}

function typeOf(model: ApiModel, { shape, flow }: ApiModel['messages'][number]): string {
  const name = shape.kind === 'ref' ? shape.name : '';
  const named = indexShapes(model).get(name);
  return flow === 'sent' ? (named?.param?.name ?? name) : name;
}
