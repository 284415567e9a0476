import type { PublishOptions, PublishResult } from '../index.ts';
import { visible, type Paint } from './paint.ts';
import { findingReports, levelCounts } from './result-json.ts';

type Mode = PublishOptions['mode'];

/** What became of a package, for people: its versions, why, what was checked and what was done; its notes where nothing was. */
export function publishLines(
  result: PublishResult,
  {
    mode,
    isFailed,
    paint,
  }: { readonly mode: Mode; readonly isFailed: boolean; readonly paint: Paint },
): readonly string[] {
  const { target, plan, checks, entry } = result;
  if (plan === undefined) return [`${paint('bold', target.name)}  ${paint('red', 'not planned')}`];
  const versions =
    plan.to === undefined
      ? `${plan.from ?? ''}: nothing to publish, the registry has it all`
      : `${plan.from ?? 'nothing'} → ${plan.to}`;
  return [
    `${paint('bold', target.name)}  ${versions}`,
    ...plan.why.map(
      (one) =>
        `  ${one.bump.padEnd('minor'.length)}  ${visible([one.version, one.text].filter(Boolean).join(': '))}`,
    ),
    ...dueLines(plan),
    ...(checks.length === 0
      ? []
      : [`  checks: ${checks.map(({ name, state }) => `${name} ${state}`).join(', ')}`]),
    ...doneLines(result, isFailed, paint),
    ...(mode === 'plan' && entry !== undefined ? ['', ...entry.split('\n'), ''] : []),
  ];
}

function dueLines({ to, due, reason }: NonNullable<PublishResult['plan']>): readonly string[] {
  if (to === undefined || due === to) return [];
  const asked = due === undefined ? 'the changes ask for nothing' : `the changes ask for ${due}`;
  return [`  ${asked}${reason === undefined ? '' : visible(`; ${reason}`)}`];
}

function doneLines(
  { released, plan }: PublishResult,
  isFailed: boolean,
  paint: Paint,
): readonly string[] {
  if (released === undefined) {
    if (plan?.to === undefined) return [];
    return [isFailed ? `  ${paint('red', 'nothing published')}` : '  nothing published: a dry run'];
  }
  const { published, changelog, tag } = released;
  return [
    ...(published === 'now' ? [`  ${paint('green', 'published')}`] : []),
    ...(changelog === undefined ? [] : [`  ${changelog} written`]),
    ...(tag?.made === 'now' ? [`  tagged ${tag.name}`] : []),
  ];
}

/** What `publish --json` prints; keys come in this order, and what is not known is null. */
export function publishReport(
  results: readonly PublishResult[],
  {
    mode,
    exitCode,
    version,
  }: { readonly mode: Mode; readonly exitCode: number; readonly version: string },
): object {
  const findings = results.flatMap((one) => one.findings);
  return {
    wireshape: version,
    command: 'publish',
    mode,
    exitCode,
    ...levelCounts(findings),
    packages: results.map(({ target, plan, entry, checks, released, ...one }) => ({
      api: target.api,
      name: target.name,
      from: plan?.from ?? null,
      to: plan?.to ?? null,
      due: plan?.due ?? null,
      bump: plan?.bump ?? null,
      why: (plan?.why ?? []).map((each) => ({ ...each, version: each.version ?? null })),
      reason: plan?.reason ?? null,
      entry: entry ?? null,
      checks,
      published: released?.published ?? null,
      changelog: released?.changelog ?? null,
      tag: released?.tag?.name ?? null,
      findings: findingReports(one.findings),
      milliseconds: Math.round(one.milliseconds),
    })),
  };
}
