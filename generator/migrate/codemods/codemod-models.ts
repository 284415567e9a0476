import { ts, type SourceFile } from 'ts-morph';
import type { Codemod, CodemodContext, CodemodResult, LeftOver, SourceEdit } from '../codemod.ts';
import { escapePattern, isTelling } from '../codemod-words.ts';
import type { MigrationPlan } from '../plan.ts';
import { positionOf } from './event-position.ts';
import { nodesBelow } from './node-text.ts';

/** Values that the map gives another name under an option, such as those of retired models. */
export const models: Codemod = {
  name: 'optional-values',
  ensures: 'Values that only a choice of the user changes are told, or changed where it is chosen.',
  run: (file, { plan, options }: CodemodContext) => run(file, plan, options),
};

interface OptionalValue {
  readonly from: string;
  readonly to: string | undefined;
  readonly step: string;
  readonly option: string;
}

function run(file: SourceFile, plan: MigrationPlan, options: ReadonlySet<string>): CodemodResult {
  const values = optionalValues(plan);
  const edits: SourceEdit[] = [];
  const leftOvers: LeftOver[] = [];
  if (values.size === 0) return { edits, leftOvers };
  const names = [...values.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  // The whole value, or that of a parameter of a URL.
  const found = new RegExp(`(?<=^.|[?&]\\w+=)(?:${names.join('|')})(?=.$|&|$)`, 'g');
  for (const node of nodesBelow(file.compilerNode)) {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node)) continue;
    if (ts.isStringLiteralLike(node) && ['spoken', 'none'].includes(positionOf(node))) continue;
    for (const { 0: name, index } of node.getText().matchAll(found)) {
      const value = values.get(name);
      if (value === undefined) continue;
      const start = node.getStart() + index;
      const place = { start, end: start + name.length, step: value.step };
      if (options.has(value.option) && value.to !== undefined) {
        edits.push({ ...place, text: value.to, reason: `${name} is ${value.to} now` });
      } else {
        const todo =
          value.to === undefined ? 'choose another one' : `--${value.option} makes it ${value.to}`;
        leftOvers.push({ ...place, what: `names ${name}`, todo });
      }
    }
  }
  return { edits, leftOvers };
}

function optionalValues(plan: MigrationPlan): ReadonlyMap<string, OptionalValue> {
  const values = plan.migration.steps.flatMap((step): readonly OptionalValue[] => {
    if (step.kind !== 'map-value' || step.option === undefined) return [];
    const { id, option } = step;
    return step.values.flatMap(({ from, to }) =>
      typeof from === 'string' && isTelling(from)
        ? [
            {
              from,
              to: typeof to === 'string' && /^[\w.-]+$/.test(to) ? to : undefined,
              step: id,
              option,
            },
          ]
        : [],
    );
  });
  return new Map(values.map((one) => [one.from, one]));
}
