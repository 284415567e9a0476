import type { Project, SourceFile, ts } from 'ts-morph';
import type { CodemodContext } from '../codemod.ts';
import { escapePattern, isTelling } from '../codemod-words.ts';
import type { MigrationPlan } from '../plan.ts';
import { findLookAlike } from './look-alikes.ts';

/**
 * What shows that a file is about the API. A header, path or module of the map, the API's own word (`realtime` of `openai-realtime`) or
 * two names of its events do, unless all are as plain as `session.created` and no two keys that only the API has stand beside them. What may
 * as well be somebody else's, such as a listener for an event, is changed only in such files.
 */
export interface ApiSigns {
  readonly isAbout: boolean;
  /**
   * Whose the event of this name is: `theirs` where only another API shows, `either` where both do. Where neither shows in the file, the
   * other files decide.
   */
  readonly ownerOf: (name: string) => 'ours' | 'either' | 'theirs';
}

type Context = Pick<CodemodContext, 'plan' | 'project'>;

export function apiSigns(file: SourceFile, { plan, project }: Context): ApiSigns {
  const { api } = plan.migration;
  const { isAbout, isOurs, text } = signsOf(file, plan);
  return {
    isAbout,
    ownerOf: (name) => {
      const other = findLookAlike(api, name);
      if (other === undefined) return 'ours';
      if (other.sign.test(text)) return isOurs ? 'either' : 'theirs';
      if (isOurs) return 'ours';
      const isOther = signsIn(project, plan).some((one) => other.sign.test(one.text));
      const isHere = signsIn(project, plan).some((one) => one.isOurs);
      return isHere && !isOther ? 'ours' : 'either';
    },
  };
}

/**
 * Whose an event of a name is where it stands in a file: `ours` in files that are about the API and where no other API that has such an event
 * is spoken to, `perhaps` in files that nothing shows of.
 */
export type OwnerIn = (file: ts.SourceFile, name: string) => 'ours' | 'perhaps' | 'theirs';

/** Looks at all files of a project. */
export function ownerIn(context: Context): OwnerIn {
  const signs = new Map<ts.Node, ApiSigns>(
    context.project.getSourceFiles().map((one) => [one.compilerNode, apiSigns(one, context)]),
  );
  return (file, name) => {
    const known = signs.get(file);
    if (known?.ownerOf(name) !== 'ours') return 'theirs';
    return known.isAbout ? 'ours' : 'perhaps';
  };
}

interface FileSigns {
  readonly text: string;
  readonly isAbout: boolean;
  /** Whether the API shows by more than a name that another one has too. */
  readonly isOurs: boolean;
}

/** The tree of a file is another one after each change. */
const answers = new WeakMap<MigrationPlan, WeakMap<object, FileSigns>>();

function signsIn(project: Project, plan: MigrationPlan): readonly FileSigns[] {
  return project.getSourceFiles().map((file) => signsOf(file, plan));
}

function signsOf({ compilerNode }: SourceFile, plan: MigrationPlan): FileSigns {
  const known = answers.get(plan) ?? new WeakMap<object, FileSigns>();
  answers.set(plan, known);
  const answer = known.get(compilerNode) ?? look(compilerNode.text, plan);
  known.set(compilerNode, answer);
  return answer;
}

function look(text: string, plan: MigrationPlan): FileSigns {
  const { api } = plan.migration;
  // New names too: what shows that a file is about the API must not go away with the old ones.
  const all = new Set(plan.events.flatMap(({ from, to }) => [from, ...to.map((one) => one.event)]));
  const names = [...all].filter((one) => isTelling(one) && wholeName(one).test(text));
  const word = hasWord(text, plan);
  const isOurs = word || names.some((one) => findLookAlike(api, one) === undefined);
  const isSaid = (): boolean => tellingKeys(plan).filter((one) => text.includes(one)).length >= 2;
  const isAbout = word || (names.length >= 2 && (!names.every(isPlain) || isSaid()));
  return { text, isAbout, isOurs };
}

/** Keys of either version that hardly anybody else has, such as `input_audio_format`. */
function tellingKeys({ migration }: MigrationPlan): readonly string[] {
  const paths = migration.steps.flatMap((step) => {
    if (step.kind === 'rename-field' || step.kind === 'move-field') return [step.from, step.to];
    return step.kind === 'map-value' || step.kind === 'drop-field' ? [step.path] : [];
  });
  const keys = paths.flatMap((one) => one.split(/[^\w]+/));
  return [...new Set(keys)].filter((one) => one.length >= 10 && one.includes('_'));
}

function wholeName(name: string): RegExp {
  return new RegExp(`(?<![\\w.-])${escapePattern(name)}(?![\\w-]|\\.\\w)`);
}

/** Whether a shop, or a chat, would call an event so, too: something was created, updated, done. */
function isPlain(name: string): boolean {
  return /^[a-z]+(?:\.[a-z]+)*\.(?:created?|updated?|deleted?|added|done|cancel|clear(?:ed)?)$/.test(
    name,
  );
}

function hasWord(text: string, { migration }: MigrationPlan): boolean {
  const word = migration.api.split(/[^A-Za-z0-9]+/).at(-1) ?? migration.api;
  const others = migration.steps.flatMap((step) => {
    // A header may ask other APIs for their betas, too; its value says which one is meant.
    if (step.kind === 'change-header') return [step.value ?? step.header].filter(isTelling);
    if (step.kind === 'change-endpoint') return [step.from];
    return step.kind === 'change-import' ? [step.from.replace(/\/\*$/, '')] : [];
  });
  return new RegExp([word, ...others].map(escapePattern).join('|'), 'i').test(text);
}
