import path from 'node:path';
import type { PackResult, PackTarget } from '../index.ts';
import { summaryText } from './finding-text.ts';
import type { Paint } from './paint.ts';
import type { Run } from './parse.ts';
import { printFindings, withoutRepeats } from './print-findings.ts';
import { findingReports, levelCounts, shownPath } from './result-json.ts';
import { filesOf } from './result-text.ts';
import type { Screen } from './screen.ts';

/** `wireshape pack`; gives the exit code. */
export async function runPack(run: Run, screen: Screen): Promise<number> {
  const { pack, toolVersion } = await import('../index.ts');
  const { values } = run;
  const targets = await readPackTargets(run, process.cwd());
  const progress = screen.progress();
  const results = await pack(targets, {
    cwd: process.cwd(),
    version: values['package-version'],
    onProgress: ({ api }) => progress.show(`${api}: building the package …`),
  }).finally(() => {
    progress.clear();
  });
  const findings = results.flatMap((one) => one.findings);
  const exitCode = findings.some((one) => one.level === 'error') ? 1 : 0;
  if (values.json) {
    const report = packReport(results, { exitCode, version: toolVersion });
    screen.out.print(JSON.stringify(report, undefined, 2));
    return exitCode;
  }
  const told = withoutRepeats(findings);
  await printFindings(told, new Map(results.flatMap((one) => [...one.texts])), screen.err);
  screen.out.print(...resultLines(results, screen.out.paint));
  const summary = summaryText(told, 0, screen.err.paint);
  if (summary !== undefined) screen.err.print(summary);
  return exitCode;
}

/**
 * The packages that a command line asks for.
 *
 * @throws {UsageError} where there is no config, or it does not have what is named.
 */
export async function readPackTargets(
  { operands, values }: Run,
  cwd: string,
): Promise<readonly PackTarget[]> {
  const { UsageError, configNames, loadConfig, packTargetsOf } = await import('../index.ts');
  const loaded = await loadConfig(cwd, values.config);
  if (loaded === undefined) {
    throw new UsageError(
      `there is no ${String(configNames[0])} here`,
      'packages are made of what a config names; wireshape init writes one',
    );
  }
  const packages =
    values.output === undefined ? {} : { packages: path.resolve(cwd, values.output) };
  return packTargetsOf(loaded.config, loaded.file, { names: operands, ...packages });
}

/** A line for each package: its name and version, its folder, what happened to it, how long it took. */
function resultLines(results: readonly PackResult[], paint: Paint): readonly string[] {
  const rows = results.map(({ target, version, files, bytes, findings, milliseconds }) => {
    const failed = findings.some((one) => one.level === 'error');
    return {
      name: version === '' ? target.name : `${target.name} ${version}`,
      folder: shownPath(target.output, process.cwd()),
      happened: failed
        ? 'nothing written'
        : `${filesOf(files, 'write')}, ${(bytes / 1024 / 1024).toFixed(1)} MB`,
      time: `${(milliseconds / 1000).toFixed(2)} s`,
      failed,
    };
  });
  const widest = (key: 'name' | 'folder' | 'happened'): number =>
    Math.max(...rows.map((row) => row[key].length));
  const [name, folder, happened] = [widest('name'), widest('folder'), widest('happened')];
  return rows.map((row) =>
    [
      paint('bold', row.name.padEnd(name)),
      row.folder.padEnd(folder),
      paint(row.failed ? 'red' : 'green', row.happened.padEnd(happened)),
      paint('dim', row.time),
    ].join('  '),
  );
}

/** What `pack --json` prints; keys come in this order. */
function packReport(
  results: readonly PackResult[],
  { exitCode, version }: { readonly exitCode: number; readonly version: string },
): object {
  const findings = results.flatMap((one) => one.findings);
  return {
    wireshape: version,
    command: 'pack',
    exitCode,
    ...levelCounts(findings),
    packages: results.map((one) => ({
      api: one.target.api,
      name: one.target.name,
      version: one.version,
      output: shownPath(one.target.output, process.cwd()),
      bytes: one.bytes,
      files: one.files.map(({ file, change }) => ({ file, change })),
      findings: findingReports(one.findings),
      milliseconds: Math.round(one.milliseconds),
    })),
  };
}
