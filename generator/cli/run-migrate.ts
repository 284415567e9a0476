import type { MigrateRequest, MigrateResult } from '../index.ts';
import type { Run } from './parse.ts';
import { printMigration } from './print-migration.ts';
import type { Screen } from './screen.ts';

/** How `migrate` tells what it did. */
export type MigrateFormat = (typeof formats)[number];

const formats = ['text', 'json', 'github', 'sarif'] as const;

/** `wireshape migrate`; gives the exit code. */
export async function runMigrate(run: Run, screen: Screen): Promise<number> {
  await refuseMixture(run);
  if (run.values.draft) return (await import('./run-draft.ts')).runDraft(run, screen);
  const format = await formatOf(run);
  if (run.values.cover) return (await import('./run-cover.ts')).runCover(run, format, screen);
  const { findingsText, migrateSource } = await import('../index.ts');
  const request = await requestOf(run, process.cwd());
  const progress = screen.progress();
  progress.show('reading source files …');
  const result = await migrateSource(request).finally(() => {
    progress.clear();
  });
  const exitCode = result.outcome === 'clean' ? 0 : 1;
  switch (format) {
    case 'text':
      await printMigration(result, run, screen);
      break;
    case 'json':
      screen.out.print(JSON.stringify(await jsonOf(result, request, exitCode), undefined, 2));
      break;
    case 'github':
    case 'sarif': {
      const { verbose } = run.values;
      const shown = result.findings.filter((one) => verbose || one.level !== 'info');
      const text = await findingsText(shown, format);
      if (text !== '') screen.out.print(text.replace(/\n$/, ''));
    }
  }
  return exitCode;
}

const ofSources = ['check', 'write', 'force', 'todo', 'models'] as const;
const ofMaps = ['api', 'from', 'to', 'map', 'before', 'after'] as const;

/** What each way to run the command has no use for, and how it is used. */
const modes = {
  draft: {
    unused: ['cover', 'format', 'json', ...ofSources, ...ofMaps],
    use: 'wireshape migrate --draft chat@v1 chat@v2 -o chat.yaml',
  },
  cover: { unused: ['output', ...ofSources, ...ofMaps], use: 'wireshape migrate --cover chat' },
} as const;

/** @throws {UsageError} where options are given that do not go together, so that none is passed over in silence. */
async function refuseMixture({ values }: Run): Promise<void> {
  const { UsageError } = await import('../index.ts');
  for (const mode of ['draft', 'cover'] as const) {
    const { unused, use } = modes[mode];
    const other = values[mode] ? unused.find((one) => isGiven(values[one])) : undefined;
    if (other !== undefined) {
      throw new UsageError(`--${mode} and --${other} do not go together`, use);
    }
  }
  if (values.output !== undefined && !values.draft) {
    throw new UsageError('--output says where a draft goes, and no draft is asked for');
  }
}

function isGiven(value: string | boolean | undefined): boolean {
  return value !== undefined && value !== false;
}

/**
 * What a command line asks to be moved.
 *
 * @throws {UsageError} where its options do not go together.
 */
async function requestOf({ operands, values }: Run, cwd: string): Promise<MigrateRequest> {
  const { UsageError } = await import('../index.ts');
  const { api, from, to, map, before, after } = values;
  if (values.write && values.check) {
    throw new UsageError('--check writes nothing, and --write does: only one of them can be meant');
  }
  const withMap = [map, before, after].filter((one) => one !== undefined).length;
  if (withMap !== 0 && withMap !== 3) {
    throw new UsageError(
      '--map, --before and --after belong together',
      'wireshape migrate src --map chat.migration.yaml --before chat@v1 --after chat@v2',
    );
  }
  return {
    cwd,
    sources: operands,
    api,
    from,
    to,
    own:
      map === undefined || before === undefined || after === undefined
        ? undefined
        : { map, before, after },
    configFile: values.config,
    mode: values.write ? 'write' : values.check ? 'check' : 'show',
    choices: values.models ? ['models'] : [],
    todo: values.todo,
    force: values.force,
  };
}

async function formatOf({ values }: Run): Promise<MigrateFormat> {
  const { UsageError } = await import('../index.ts');
  const given = values.format ?? (values.json ? 'json' : 'text');
  const format = formats.find((one) => one === given);
  if (format === undefined) throw UsageError.unknown('format', given, formats);
  if (values.json && format !== 'json') {
    throw new UsageError(`--json and --format ${format} do not go together`);
  }
  return format;
}

/** What `--json` prints: without texts of files. */
async function jsonOf(
  { files, looked, concerned, findings }: MigrateResult,
  { mode }: MigrateRequest,
  exitCode: number,
): Promise<object> {
  const { toolVersion } = await import('../index.ts');
  const { findingReports, levelCounts } = await import('./result-json.ts');
  return {
    wireshape: toolVersion,
    command: 'migrate',
    mode,
    exitCode,
    ...levelCounts(findings),
    looked,
    concerned,
    files: files.map(({ file, edits }) => ({
      file,
      edits: edits.map(({ at, step, reason }) => ({
        line: at.line ?? null,
        column: at.column ?? null,
        step,
        reason,
      })),
    })),
    findings: findingReports(findings),
  };
}
