import { unreachable } from '../base/finding.ts';
import type { Comparison } from '../diff/change.ts';
import type { Judgement } from '../diff/judgement.ts';
import type { ApiModel } from '../model/api.ts';
import type { Json } from '../model/shape.ts';
import { draftBreaks } from './draft-breaks.ts';
import { draftSteps, todo, type DraftedStep } from './draft-steps.ts';
import { mapFormat } from './map-keys.ts';
import type { AddedValue, MigrationStep } from './step.ts';

/** What a first map is made of. */
export interface DraftRequest {
  readonly api: string;
  /** The versions as the map is to call them. */
  readonly from: string;
  readonly to: string;
  readonly before: ApiModel;
  readonly after: ApiModel;
  readonly comparison: Comparison;
  readonly judgements: readonly Judgement[];
}

/** A first map, for a person to go through. */
export interface Draft {
  readonly text: string;
  /** Steps that were guessed, and steps that follow from what is gone or new. */
  readonly steps: number;
  /** Breaks for which nothing could be drafted. */
  readonly open: number;
}

/**
 * Drafts a map from what differs. Each step says `confirmed: false`, and each break for which there is none stands among the waivers
 * without a reason, so that the map is refused until somebody has been through all of it.
 */
export function draftMigration(request: DraftRequest): Draft {
  const { api, from, to, judgements } = request;
  const guessed = draftSteps(request);
  const { steps, open } = draftBreaks(guessed, judgements, request);
  const all = [...guessed, ...steps];
  const rows = all.map(stepRow);
  const waivers = open.map(({ change, message }) =>
    [`  # ${line(message)}`, `  - change: ${scalar(change.id)}`, `    why: ${todo}`].join('\n'),
  );
  const text = [
    '# A draft. Go through each step: see whether it is right, say why, and take confirmed: false away. What stands among the',
    '# waivers breaks somebody, and needs a step, or a reason why none has to be.',
    `format: ${mapFormat}`,
    `api: ${scalar(api)}`,
    `from: ${scalar(from)}`,
    `to: ${scalar(to)}`,
    '',
    rows.length === 0 ? 'steps: []' : `steps:\n${rows.join('\n\n')}`,
    ...(waivers.length === 0 ? [] : ['', `waivers:\n${waivers.join('\n\n')}`]),
    '',
  ].join('\n');
  return { text, steps: all.length, open: open.length };
}

function stepRow({ step, score }: DraftedStep): string {
  const [first, ...rest] = keysOf(step);
  const lines = [
    ...(score === undefined ? [] : [`  # score ${score.toFixed(2)}`]),
    `  - ${first === undefined ? '' : keyLine(first)}`,
    ...rest.map((one) => `    ${keyLine(one)}`),
    `    why: ${todo}`,
    `    evidence:`,
    ...step.evidence.map((one) => `      - ${scalar(line(one))}`),
    ...(step.lossy === undefined ? [] : [`    lossy: ${scalar(step.lossy)}`]),
    `    confirmed: false`,
  ];
  return lines.join('\n');
}

type Key = readonly [key: string, value: Json];

function keyLine([key, value]: Key): string {
  return `${key}: ${typeof value === 'string' ? scalar(value) : JSON.stringify(value)}`;
}

/** The keys of the kinds that are drafted. */
function keysOf(step: MigrationStep): readonly Key[] {
  switch (step.kind) {
    case 'rename-event':
      return [
        [step.kind, step.from],
        ['to', step.to],
        ['flow', step.flow],
      ];
    case 'rename-type':
      return [
        [step.kind, step.from],
        ['to', step.to],
      ];
    case 'rename-field':
    case 'move-field':
      return [
        [step.kind, step.from],
        ['to', step.to],
        ['in', inOf(step.in)],
      ];
    case 'drop-field':
      return [
        [step.kind, step.path],
        ['in', inOf(step.in)],
      ];
    case 'add-field':
      return [[step.kind, step.path], ['in', inOf(step.in)], ...addedKeys(step.value)];
    case 'split-event':
    case 'wrap-value':
    case 'map-value':
    case 'change-header':
    case 'change-endpoint':
    case 'change-import':
      // Nothing in two documents says so; these are for a person to write.
      return [];
    default:
      return unreachable(step);
  }
}

function addedKeys(value: AddedValue): readonly Key[] {
  return value.kind === 'asked'
    ? [
        ['asked', value.question],
        ['standIn', value.standIn],
      ]
    : [];
}

function inOf(types: readonly string[]): Json {
  const [only, ...others] = types;
  return only === undefined || others.length > 0 ? types : only;
}

/** A text as YAML has it: as it stands where that can be nothing else, else in quotes; in double ones where it holds what has no sign. */
function scalar(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/.test(text);
  if (isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)) return text;
  const isShown = !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
  return isShown ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** A text of a document on one line, so that in a comment it stays one. */
function line(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ');
}
