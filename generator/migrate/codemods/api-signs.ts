import type { SourceFile } from 'ts-morph';
import { escapePattern, isTelling } from '../codemod-words.ts';
import type { MigrationPlan } from '../plan.ts';
import { findLookAlike } from './look-alikes.ts';

/**
 * What shows that a file is about the API. A header, path or module of the map, the API's own word (`realtime` of `openai-realtime`) or
 * two names of its events do; what may as well be somebody else's, such as a listener for an event, is changed only in such files.
 */
export interface ApiSigns {
  readonly isAbout: boolean;
  /** Whose the event of this name is: `theirs` where only another API shows, `either` where both do, or neither. */
  readonly ownerOf: (name: string) => 'ours' | 'either' | 'theirs';
}

export function apiSigns(file: SourceFile, plan: MigrationPlan): ApiSigns {
  const known = answers.get(plan) ?? new WeakMap<object, ApiSigns>();
  answers.set(plan, known);
  // The tree is another one after each change.
  const { compilerNode } = file;
  const answer = known.get(compilerNode) ?? look(compilerNode.text, plan);
  known.set(compilerNode, answer);
  return answer;
}

const answers = new WeakMap<MigrationPlan, WeakMap<object, ApiSigns>>();

function look(text: string, plan: MigrationPlan): ApiSigns {
  const { api } = plan.migration;
  const names = [...new Set(plan.events.map(({ from }) => from))].filter(
    (one) => isTelling(one) && text.includes(one),
  );
  const word = hasWord(text, plan);
  const isOurs = word || names.some((one) => findLookAlike(api, one) === undefined);
  return {
    isAbout: word || names.length >= 2,
    ownerOf: (name) => {
      const other = findLookAlike(api, name);
      if (other === undefined) return 'ours';
      if (other.sign.test(text)) return isOurs ? 'either' : 'theirs';
      return isOurs ? 'ours' : 'either';
    },
  };
}

function hasWord(text: string, { migration }: MigrationPlan): boolean {
  const word = migration.api.split(/[^A-Za-z0-9]+/).at(-1) ?? migration.api;
  const others = migration.steps.flatMap((step) => {
    if (step.kind === 'change-header') return [step.header, step.value ?? ''].filter(isTelling);
    if (step.kind === 'change-endpoint') return [step.from];
    return step.kind === 'change-import' ? [step.from.replace(/\/\*$/, '')] : [];
  });
  return new RegExp([word, ...others].map(escapePattern).join('|'), 'i').test(text);
}
