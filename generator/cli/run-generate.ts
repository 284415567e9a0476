import path from 'node:path';
import type { GenerateOptions, TargetResult } from '../index.ts';
import { readRequest, type GenerateRequest } from './generate-request.ts';
import { visible } from './paint.ts';
import type { Run } from './parse.ts';
import { printResults, type Generated } from './print-results.ts';
import { reportFailure } from './report-failure.ts';
import { shownPath } from './result-json.ts';
import { count } from './result-text.ts';
import type { Screen } from './screen.ts';

/** `wireshape generate`; gives the exit code. */
export async function runGenerate(run: Run, screen: Screen): Promise<number> {
  const request = await readRequest(run, process.cwd());
  if (run.values.watch) return watchRequest(run, request, screen);
  const generated = await generateRequest(request, run, screen);
  return printResults(generated, run.values, screen);
}

async function generateRequest(
  { targets, apis }: Omit<GenerateRequest, 'configFile'>,
  { values }: Run,
  screen: Screen,
): Promise<Generated> {
  const { generate, generateApis, targetName } = await import('../index.ts');
  const progress = screen.progress();
  const options: GenerateOptions = {
    cwd: process.cwd(),
    mode: values.check ? 'check' : 'write',
    verdict: values.quick ? 'quick' : 'beside',
    verify: values.verify,
    allowRefs: values['allow-refs'],
    onProgress: (target, step) => {
      const text = `${targetName(target)}: ${steps[step]} …`;
      if (step === 'verifying') progress.showAtOnce(text);
      else progress.show(text);
    },
  };
  try {
    const results = await generate(targets, options);
    return { targets: results, apis: await generateApis(apis, results, options) };
  } finally {
    progress.clear();
  }
}

const steps = {
  started: 'generating',
  emitted: 'generated',
  verdict: 'asking the official parser',
  verifying: 'asking the TypeScript compiler',
} as const;

/** Generates, and again after each change, until the process is asked to end. */
async function watchRequest(run: Run, first: GenerateRequest, screen: Screen): Promise<number> {
  const { watchFiles, targetName } = await import('../index.ts');
  const inputs = new Map<string, ReadonlySet<string>>();
  let request = first;
  const round = async (changed: ReadonlySet<string>): Promise<Iterable<string>> => {
    sayChanged(changed, screen);
    try {
      if (request.configFile !== undefined && changed.has(request.configFile)) {
        request = await readRequest(run, process.cwd());
        inputs.clear();
      }
      const stale = request.targets.filter((one) =>
        mayDiffer(inputs.get(targetName(one)), changed),
      );
      const generated = await generateRequest({ ...request, targets: stale }, run, screen);
      await printResults(generated, run.values, screen);
      for (const one of generated.targets) {
        const name = targetName(one.target);
        inputs.set(name, filesToWatch(one, inputs.get(name)));
      }
    } catch (error) {
      await reportFailure(error, screen);
    }
    return filesOf(request, inputs);
  };
  await watchFiles(round, { signal: endingSignal(), onWaiting: sayWatching(screen) });
  return 0;
}

/** A target that was never generated may be what has now become possible. */
function mayDiffer(inputs: ReadonlySet<string> | undefined, changed: ReadonlySet<string>): boolean {
  return inputs === undefined || [...changed].some((file) => inputs.has(file));
}

function filesOf(
  { configFile, targets }: GenerateRequest,
  inputs: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return [
    ...(configFile === undefined ? [] : [configFile]),
    ...targets.map((one) => path.resolve(one.document)),
    ...[...inputs.values()].flatMap((files) => [...files]),
  ];
}

/** A document with errors may not have been read to its end: then what it was read from before is watched as well. */
function filesToWatch(
  { inputs, counts, findings }: TargetResult,
  before: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const named = findings.map((one) => path.resolve(one.at.file));
  return new Set([...inputs, ...named, ...(counts === undefined ? before : [])]);
}

function sayChanged(changed: ReadonlySet<string>, { err }: Screen): void {
  const names = [...changed].map((file) => shownPath(file, process.cwd()));
  if (names.length > 0) err.print(err.paint('dim', visible(`${names.join(', ')} changed`)));
}

/** Says how many files are watched, when that is news. */
function sayWatching({ err }: Screen): (files: ReadonlySet<string>) => void {
  let said = 0;
  return ({ size }) => {
    if (size !== said)
      err.print(err.paint('dim', `watching ${count(size, 'file')}; Ctrl+C ends it`));
    said = size;
  };
}

function endingSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}
