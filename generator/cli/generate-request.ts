import path from 'node:path';
import type { ApiTarget, GenerateTarget, Perspective } from '../index.ts';
import type { Run } from './parse.ts';

/** What a command line asks to be generated. */
export interface GenerateRequest {
  readonly targets: readonly GenerateTarget[];
  /** The APIs that some of them are versions of. */
  readonly apis: readonly ApiTarget[];
  /** The config that they come from, absolute; undefined for documents that stand in none. */
  readonly configFile: string | undefined;
}

/**
 * Finds out what `wireshape generate` is asked to do; each call reads the config afresh.
 *
 * @throws {UsageError} where operands and options do not go together, or the config does not have what they name.
 */
export async function readRequest(run: Run, cwd: string): Promise<GenerateRequest> {
  const { UsageError } = await import('../index.ts');
  const { operands, values } = run;
  const documents = operands.filter(isDocument);
  if (values.check && values.watch) {
    throw new UsageError('--check and --watch do not go together');
  }
  if (documents.length === 0) return withOptions(await configRequest(run, cwd), run, cwd);
  if (values.config !== undefined || documents.length < operands.length) {
    const other = operands.find((one) => !isDocument(one)) ?? '--config';
    throw new UsageError(
      `${String(documents[0])} is a document, ${other} asks for a config: one or the other`,
      other === '--config' ? undefined : `a document whose name is ${other} is written ./${other}`,
    );
  }
  return withOptions(await documentRequest(documents, run), run, cwd);
}

async function documentRequest(
  documents: readonly string[],
  { command, values }: Run,
): Promise<GenerateRequest> {
  const { UsageError, documentTargets } = await import('../index.ts');
  const { output } = values;
  const events = { received: values.received, sent: values.sent };
  const perspective = perspectiveOf(values.perspective, UsageError);
  if (command === 'validate') {
    // One by one: nothing is written, so that two of one name are not in each other's way.
    const targets = documents.flatMap((one) =>
      documentTargets([one], { output: '.', events, perspective }),
    );
    return { targets, apis: [], configFile: undefined };
  }
  if (output === undefined) {
    throw new UsageError(
      `where should the types of ${documents.join(', ')} go?`,
      `name a folder: wireshape generate ${documents.join(' ')} -o src/events`,
    );
  }
  const targets = documentTargets(documents, { output, events, perspective });
  return { targets, apis: [], configFile: undefined };
}

/** What options say goes before what the config says; overlays come after those of the config. */
async function withOptions(
  request: GenerateRequest,
  { values }: Run,
  cwd: string,
): Promise<GenerateRequest> {
  if (values.overlay.length === 0 && !values.strict) return request;
  const { mergeSettings } = await import('../index.ts');
  const given = {
    ...(values.overlay.length === 0
      ? {}
      : { overlays: values.overlay.map((file) => path.resolve(cwd, file)) }),
    ...(values.strict ? { strict: true } : {}),
  };
  const targets = request.targets.map((one) => ({
    ...one,
    settings: mergeSettings(one.settings ?? {}, given),
  }));
  return { ...request, targets };
}

/** One of the ends; undefined where none is given. */
export function perspectiveOf(
  given: string | undefined,
  Wrong: typeof import('../index.ts').UsageError,
): Perspective | undefined {
  const known = (['client', 'server', 'both'] as const).find((one) => one === given);
  if (given === undefined || known !== undefined) return known;
  throw new Wrong(`--perspective is client, server or both, not ${given}`);
}

/** Told by the text alone, so that the same command means the same in every folder. */
function isDocument(operand: string): boolean {
  return /[/\\]|\.(?:ya?ml|json)$/i.test(operand);
}

async function configRequest(
  { operands, values, command }: Run,
  cwd: string,
): Promise<GenerateRequest> {
  const { UsageError, apiTargetsOf, configNames, loadConfig, targetsOf } =
    await import('../index.ts');
  const union = (['received', 'sent'] as const).find((flow) => values[flow] !== undefined);
  if (union !== undefined) {
    throw new UsageError(
      `--${union} goes with a document`,
      `in a config, it is unions.${union} and, for OpenAPI, events.${union}`,
    );
  }
  if (values.perspective !== undefined) {
    const hint = 'in a config, it is the perspective of an API';
    throw new UsageError('--perspective goes with a document', hint);
  }
  const loaded = await loadConfig(cwd, values.config);
  if (loaded === undefined) {
    throw new UsageError(
      `there is no ${String(configNames[0])} here, and no document is named`,
      command === 'validate'
        ? 'name one: wireshape validate my.yaml'
        : 'wireshape init writes one; or name a document: wireshape generate my.yaml -o src/events',
    );
  }
  const { file } = loaded;
  // Relative to where one is, as everything on the command line.
  const output = values.output === undefined ? {} : { output: path.resolve(cwd, values.output) };
  const config = { ...loaded.config, ...output };
  return {
    targets: targetsOf(config, file, operands),
    apis: apiTargetsOf(config, file),
    configFile: file,
  };
}
