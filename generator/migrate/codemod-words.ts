import type { MigrationPlan } from './plan.ts';
import { memberChain } from './member-chain.ts';
import type { MigrationStep } from './step.ts';

/**
 * What finds the files that may concern a migration: a text without any of these words is never parsed. They are names of events and
 * how those begin, headers, paths of URLs, modules, and keys that hardly anybody else has; `voice` or `error` find nothing.
 */
export function planWords(plan: MigrationPlan): RegExp {
  const { api, from, steps } = plan.migration;
  const words = new Set([
    ...plan.events.flatMap((one) => eventWords(one.from)),
    ...steps.flatMap(stepWords),
    `${api}/${from}`,
  ]);
  // The longest first, so that what is found is whole.
  const sorted = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(sorted.map(escapePattern).join('|') || '(?!)', 'i');
}

/** Whether a text is so much of its own that it says by itself what is meant: `session.update`, and not `error`. */
export function isTelling(text: string): boolean {
  return text.length >= 8 && /[^A-Za-z0-9]/.test(text);
}

/** A text as a pattern that finds it and nothing else. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The name, and how texts begin that only part of a name is written in: `response.audio`, `` `response.${kind}` ``. */
function eventWords(name: string): readonly string[] {
  if (!isTelling(name)) return [];
  const [first = '', second] = name.split('.');
  if (second === undefined) return [name];
  return [name, `${first}.${second}`, `${first}.$\{`, `${first}\\.`];
}

function stepWords(step: MigrationStep): readonly string[] {
  switch (step.kind) {
    case 'change-header':
      return [step.header, step.value].filter((one) => one !== undefined).filter(isTelling);
    case 'change-endpoint':
      return [step.from.split('/').slice(-2).join('/')];
    case 'change-import':
      return [step.from.replace(/\/\*$/, ''), ...chainWords(step.from)];
    case 'map-value':
      return step.option === undefined
        ? keyWords(step.path)
        : step.values.flatMap(({ from }) =>
            typeof from === 'string' && isTelling(from) ? [from] : [],
          );
    case 'rename-field':
    case 'move-field':
      return keyWords(step.from);
    case 'wrap-value':
    case 'drop-field':
      return keyWords(step.path);
    case 'rename-event':
    case 'split-event':
    case 'rename-type':
    case 'add-field':
      return [];
  }
}

function chainWords(module: string): readonly string[] {
  const chain = memberChain(module);
  return chain === undefined || chain.length < 2 ? [] : [chain.slice(0, 2).join('.')];
}

/** A key finds files where it is a word of its own: `input_audio_format`. */
function keyWords(path: string): readonly string[] {
  return path.split(/[.[\]{}"]+/).filter((key) => key.length >= 10 && key.includes('_'));
}
