import type { CheckName, PublishOptions, PublishResult, PublishStep } from '../index.ts';
import { summaryText } from './finding-text.ts';
import type { Run } from './parse.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { publishLines, publishReport } from './publish-text.ts';
import { readPackTargets } from './run-pack.ts';
import type { Screen } from './screen.ts';
import { today } from './today.ts';

/** `wireshape publish`; gives the exit code. */
export async function runPublish(run: Run, screen: Screen): Promise<number> {
  const { publish, toolVersion } = await import('../index.ts');
  const targets = await readPackTargets(run, process.cwd());
  const asked = await readOptions(run, targets.length);
  const progress = screen.progress();
  const results = await publish(targets, {
    ...asked,
    onProgress: ({ name }, step) => progress.show(`${name}: ${doing[step]} …`),
  }).finally(() => {
    progress.clear();
  });
  const findings = results.flatMap((one) => one.findings);
  const exitCode = findings.some((one) => one.level === 'error') ? 1 : 0;
  const { mode } = asked;
  if (run.values.json) {
    const report = publishReport(results, { mode, exitCode, version: toolVersion });
    screen.out.print(JSON.stringify(report, undefined, 2));
    return exitCode;
  }
  await tell(results, mode, screen);
  return exitCode;
}

const doing: Readonly<Record<PublishStep, string>> = {
  planning: 'comparing with what is published',
  checking: 'packing and checking',
  publishing: 'publishing',
};

async function tell(
  results: readonly PublishResult[],
  mode: PublishOptions['mode'],
  { out, err }: Screen,
): Promise<void> {
  const told = withoutRepeats(results.flatMap((one) => one.findings));
  await printFindings(told, new Map(results.flatMap((one) => [...one.texts])), err);
  const isFailed = told.some((one) => one.level === 'error');
  for (const one of results) out.print(...publishLines(one, { mode, isFailed, paint: out.paint }));
  const summary = summaryText(told, 0, err.paint);
  if (summary !== undefined) err.print(summary);
}

/**
 * What a command line asks for.
 *
 * @throws {UsageError} where that cannot be.
 */
async function readOptions(
  { values }: Run,
  count: number,
): Promise<Omit<PublishOptions, 'onProgress'>> {
  const { UsageError, checkNames } = await import('../index.ts');
  const { bump, reason, since, access } = values;
  const isPlan = values['dry-run'];
  if (reason !== undefined && bump === undefined) {
    throw new UsageError('--reason says why --bump is what it is, and there is none');
  }
  if (count > 1 && (bump ?? since) !== undefined) {
    throw new UsageError(
      '--bump and --since are for one package, and there are several',
      'name it',
    );
  }
  if (since !== undefined && !isPlan) {
    throw new UsageError('--since goes with --dry-run', 'what is published follows the registry');
  }
  if (access !== undefined && access !== 'public' && access !== 'restricted') {
    throw new UsageError(`--access is public or restricted, not ${access}`);
  }
  const skip = values.skip.map((name): CheckName => {
    const known = checkNames.find((one) => one === name);
    if (known === undefined) throw UsageError.unknown('check', name, checkNames);
    return known;
  });
  return {
    cwd: process.cwd(),
    mode: isPlan ? 'plan' : 'publish',
    request: { bump, reason },
    since,
    registry: values.registry,
    tag: values.tag ?? 'latest',
    access,
    provenance: values.provenance,
    gitTag: values['git-tag'] ?? true,
    allowDirty: values['allow-dirty'],
    skip,
    today: today(),
  };
}
