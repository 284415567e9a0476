import path from 'node:path';
import { toolVersion } from '../base/tool.ts';
import type { MigrationPlan } from '../migrate/plan.ts';
import type { ApiModel } from '../model/api.ts';
import { generatedMark } from '../render/drafts.ts';
import { prose } from '../render/markdown-text.ts';
import { loadTemplates } from '../render/templates.ts';
import {
  connectionBlocks,
  eventBlocks,
  lostTable,
  manualNotes,
  silentTable,
} from './guide-tables.ts';
import { holderPlaces } from './guide-places.ts';
import { guideTypes, typeHeading } from './guide-types.ts';

/** What the guide of a migration is made of. */
export interface GuideInput {
  readonly plan: MigrationPlan;
  readonly before: ApiModel;
  readonly after: ApiModel;
  /** How many changes between the models break whom they concern: unnoticed, or with an error. */
  readonly breaks: { readonly silent: number; readonly loud: number };
  /** Where the page of all changes stands, from the guide; undefined where none is written. */
  readonly changes: string | undefined;
  readonly examples: readonly GuideExample[];
}

/** A piece of code, and what the tool made of it. */
export interface GuideExample {
  readonly heading: string;
  readonly about: string;
  readonly language: string;
  readonly before: string;
  readonly after: string;
  /** What is left to its author, each in a sentence. */
  readonly left: readonly string[];
}

/** The page by which somebody migrates, with the tool or by hand: what breaks unnoticed first, and all else where one looks for it. */
export async function migrationGuide(input: GuideInput): Promise<string> {
  const { plan, examples } = input;
  const { api, from, to, file, steps } = plan.migration;
  const places = holderPlaces(input.before);
  const headings = new Map([...places.keys()].map((type) => [type, typeHeading(type, places)]));
  const render = await loadTemplates();
  return render('migrate/guide', {
    mark: generatedMark,
    tool: toolVersion,
    source: path.posix.basename(file).replaceAll('--', '- -'),
    title: `${prose(titleOf(input))}: from ${prose(from)} to ${prose(to)}`,
    intro: introOf(input),
    silent: silentOf(input),
    connection: connectionBlocks(steps).map(toText),
    events: eventBlocks(input).map(toText),
    types: guideTypes(plan, places),
    lost: lostTable(steps, headings),
    examples: examples.map(exampleView),
    options: `--api ${api} --from ${from} --to ${to}`,
    manual: manualNotes(steps).map(toText),
  });
}

function titleOf({ before, after }: GuideInput): string {
  return before.title === after.title ? after.title : `${before.title}, ${after.title}`;
}

function introOf({ breaks, changes, plan }: GuideInput): string {
  const { from, to, steps } = plan.migration;
  const counts = `${String(breaks.silent + breaks.loud)} changes from ${prose(from)} to ${prose(to)} break something`;
  const all =
    changes === undefined ? '' : ` [Each of them](${changes}) stands on a page of its own.`;
  return (
    `${counts}, ${String(breaks.silent)} of them without any error.${all} They come to ${String(steps.length)} steps, ` +
    'which are told here in the order in which one needs them.'
  );
}

function silentOf({ plan }: GuideInput): { readonly lead: string; readonly table: string } {
  const table = silentTable(plan.migration.steps);
  return {
    lead:
      table === ''
        ? 'Nothing does: whatever has changed is told by the compiler or by the server.'
        : 'No compiler and no server complains about these: code waits for what no longer comes, or reads what is no longer there. Look for them first.',
    table,
  };
}

function exampleView({ heading, about, language, before, after, left }: GuideExample): object {
  return {
    heading: prose(heading),
    about: prose(about),
    before: fence(`${language} before`, before),
    after: fence(`${language} after`, after),
    left: left.map((one) => `- ${prose(one)}`).join('\n'),
  };
}

/** A fence longer than any run of backticks in its text. */
function fence(info: string, text: string): string {
  const runs = [...text.matchAll(/`{3,}/g)].map(([run]) => run.length);
  const marks = '`'.repeat(Math.max(2, ...runs) + 1);
  return [`${marks}${info}`, text.trimEnd(), marks].join('\n');
}

function toText(text: string): { readonly text: string } {
  return { text };
}
