import type { ApiModel, Flow } from '../../generator/model/api.ts';
import { emit, realtimeUnions } from '../output/emit.ts';
import { compileVirtual, lineOf } from '../output/virtual-program.ts';

/** A model whose read types are held against those of a package, event by event. */
export interface Comparison {
  readonly label: string;
  readonly model: ApiModel;
  /** The module of the package that exports `RealtimeServerEvent` and `RealtimeClientEvent`. */
  readonly vendor: string;
}

export interface Outcome {
  /** How many events were held against each other, both flows together. */
  readonly compared: number;
  readonly misfits: readonly Misfit[];
}

/** An event, by its wire type, whose type is not assignable to the other's. */
export interface Misfit {
  readonly event: string;
  readonly direction: 'ours to theirs' | 'theirs to ours';
  readonly why: string;
}

/**
 * Asks the compiler whether the types of each event are assignable, both ways. All comparisons share one program, so that the
 * package is read once.
 */
export function compareEvents(comparisons: readonly Comparison[]): ReadonlyMap<string, Outcome> {
  const files = new Map<string, string>();
  const probes = comparisons.map((comparison, index) => {
    const folder = `c${String(index)}`;
    for (const { path, text } of emit(comparison.model)) {
      if (modules.has(path)) files.set(`${folder}/${path}`, text);
    }
    const probe = probeOf(comparison);
    files.set(`${folder}/probe.ts`, probe.map((one) => one.text).join('\n'));
    return {
      label: comparison.label,
      file: `${folder}/probe.ts`,
      probe,
      count: countOf(comparison.model),
    };
  });
  const { program, source } = compileVirtual(files);
  return new Map(
    probes.map(({ label, file, probe, count }) => {
      const from = source(file);
      const found = program.getSemanticDiagnostics(from).map((diagnostic): Misfit => {
        const { line } = from.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
        const { event, direction } = probe[line]!;
        return { event, direction, why: lineOf(diagnostic) };
      });
      return [label, { compared: count, misfits: found }];
    }),
  );
}

/** What the unions are made of; the rest need not be read. */
const modules = new Set(['types.ts', 'params.ts', 'unions.ts']);

type Line = Pick<Misfit, 'event' | 'direction'> & { readonly text: string };

const flows = ['received', 'sent'] as const satisfies readonly Flow[];

/**
 * A line a question. The first ones of a flow ask whether both sides know the same events at all, the last one of all whether
 * ours lets one send what theirs does.
 */
function probeOf({ model, vendor }: Comparison): readonly Line[] {
  const ours = "import type * as ours from './unions.js';";
  const theirs = `import type * as theirs from '${vendor}';`;
  const heads = [ours, theirs].map((text): Line => ({
    event: 'import',
    direction: 'ours to theirs',
    text,
  }));
  const lines = flows.flatMap((flow) => {
    const union = realtimeUnions[flow];
    const pick = (module: string, event: string): string =>
      `Extract<${module}.${union}, { type: '${event}' }>`;
    return [
      ...bothWays(`type of ${union}`, (module) => `${module}.${union}['type']`),
      ...typesOf(model, flow).flatMap((event) => bothWays(event, (module) => pick(module, event))),
    ];
  });
  const sending: Line = {
    event: 'any that is sent',
    direction: 'theirs to ours',
    text: `(x: theirs.${realtimeUnions.sent}): ours.${realtimeUnions.sent}Param => x;`,
  };
  return [
    ...heads,
    ...[...lines, sending].map((line, index) => ({
      ...line,
      text: `export const q${String(index)} = ${line.text}`,
    })),
  ];
}

function bothWays(event: string, type: (module: 'ours' | 'theirs') => string): readonly Line[] {
  return [
    { event, direction: 'ours to theirs', text: `(x: ${type('ours')}): ${type('theirs')} => x;` },
    { event, direction: 'theirs to ours', text: `(x: ${type('theirs')}): ${type('ours')} => x;` },
  ];
}

/** The wire types of a model's events. */
function typesOf(model: ApiModel, flow: Flow): readonly string[] {
  return model.messages
    .filter((message) => message.flow === flow)
    .flatMap((message) => message.tags.map((tag) => String(tag[0])));
}

function countOf(model: ApiModel): number {
  return flows.flatMap((flow) => typesOf(model, flow)).length;
}
