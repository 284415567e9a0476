import path from 'node:path';
import { UsageError, finding, hasErrors, type Finding, type Place } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { runCodemods, type CodemodOutcome, type PlacedLeftOver } from '../migrate/codemod-run.ts';
import { applyEdits, inOrder, placeAfter, type Batch } from '../migrate/codemod-edits.ts';
import { planWords } from '../migrate/codemod-words.ts';
import { readIfThere } from '../render/drafts.ts';
import { findSources } from './find-sources.ts';
import { openGit } from './git-release.ts';
import { loadMigration, type LoadedMigration, type MigrationRequest } from './migration-input.ts';
import { writeChanges } from './output-folder.ts';
import { readSourceFiles, type ReadSource } from './read-sources.ts';
import { placesIn } from './source-places.ts';

/** Which source code is to be moved, and what is to be done with it. */
export interface MigrateRequest extends MigrationRequest {
  /** Patterns as `src/**\/*.ts`, folders or files, relative to `cwd`; none is all source files below it. */
  readonly sources: readonly string[];
  /** `show` writes nothing, `check` finds what is left of the old version, `write` writes what has changed. */
  readonly mode: 'show' | 'check' | 'write';
  /** Choices beyond the default: `models` changes the names of retired models. */
  readonly choices: readonly string[];
  /** Whether comments say in the code what is left to do. */
  readonly todo: boolean;
  /** Whether it is written although git has changes that are in no commit. */
  readonly force: boolean;
}

/** A file in which something changes. */
export interface MigratedFile {
  /** Relative to `cwd`, with forward slashes. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** In the text before. */
  readonly edits: readonly MigratedPlace[];
}

export interface MigratedPlace {
  readonly at: Place;
  /** The id of the step of the map. */
  readonly step: string;
  readonly reason: string;
}

export interface MigrateResult {
  /** `failed` where there is an error, or with `check` anything of the old version. */
  readonly outcome: 'clean' | 'failed';
  readonly files: readonly MigratedFile[];
  /** How many files were looked at, and how many of them may concern the API. */
  readonly looked: number;
  readonly concerned: number;
  /** What is left to do, and what was skipped: at places of the text as it is on the disk afterwards. */
  readonly findings: readonly Finding[];
  /** The texts that findings are about, by their names. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Moves source code from one version of an API to another. All is worked out before anything is written; a file that would no longer parse is
 * left as it is, with a finding.
 *
 * @throws {UsageError} where there is no such migration, no source file, or where git has uncommitted changes and it is to be written.
 */
export async function migrateSource(request: MigrateRequest): Promise<MigrateResult> {
  const { cwd, mode } = request;
  const { value: migration, findings } = await loadMigration(request);
  if (migration === undefined) return { ...nothing, outcome: 'failed', findings };
  const found = await findSources(request.sources, cwd);
  const read = readSourceFiles(found.files, planWords(migration.plan), cwd);
  const works = await moveSources(read.sources, migration, request);
  const changed = works.filter((one) => one.after !== one.source.text);
  const written = mode === 'write' ? write(changed, request) : [];
  const told = works.flatMap((one) => toldOf(one, mode));
  const all = [...findings, ...found.findings, ...read.findings, ...told, ...written];
  const isLeft =
    mode === 'check' && all.some(({ rule }) => rule === 'old-code' || rule === 'old-shape');
  return {
    outcome: hasErrors(all) || isLeft ? 'failed' : 'clean',
    files: changed.map(fileOf),
    looked: read.looked,
    concerned: read.sources.length,
    findings: all,
    texts: new Map(works.map((one) => [one.name, mode === 'write' ? one.after : one.source.text])),
  };
}

const nothing = { files: [], looked: 0, concerned: 0, texts: new Map<string, string>() } as const;

/** A file, what becomes of it, and what is left to do in it. */
interface Work {
  readonly name: string;
  readonly source: ReadSource;
  /** Without the byte order mark. */
  readonly after: string;
  readonly outcome: CodemodOutcome;
  readonly leftOvers: readonly PlacedLeftOver[];
}

async function moveSources(
  sources: readonly ReadSource[],
  migration: LoadedMigration,
  { cwd, choices, todo, mode }: MigrateRequest,
): Promise<readonly Work[]> {
  if (sources.length === 0) return [];
  const bySource = new Map(sources.map((one) => [slashed(one.path), one]));
  const files = sources.map(({ path: file, text }) => ({ path: slashed(file), text }));
  const outcomes = await runCodemods({ ...migration, files, options: new Set(choices) });
  const { todoEdits } = await import('../migrate/codemods/codemod-todos.ts');
  return outcomes.flatMap((outcome): readonly Work[] => {
    const source = bySource.get(outcome.path);
    if (source === undefined) return [];
    const name = slashed(path.relative(cwd, source.path));
    const real = outcome.leftOvers.filter((one) => one.mention !== true);
    const todos = real.map(({ after: { start }, step, what, todo: toDo }) => ({
      start,
      step,
      text: `${what}: ${toDo}`,
    }));
    const batch: Batch =
      todo && mode !== 'check' ? (inOrder(todoEdits(name, outcome.after, todos)) ?? []) : [];
    const after = applyEdits(outcome.after, batch);
    return [
      {
        name,
        source,
        after,
        outcome,
        leftOvers: outcome.leftOvers.map((one) => moved(one, batch)),
      },
    ];
  });
}

function moved(one: PlacedLeftOver, batch: Batch): PlacedLeftOver {
  const { start, end } = one.after;
  return { ...one, after: { start: placeAfter(start, batch), end: placeAfter(end, batch) } };
}

/** What is to be said of a file, at places of the text that is on the disk in the end. */
function toldOf(
  { name, source, after, outcome, leftOvers }: Work,
  mode: MigrateRequest['mode'],
): readonly Finding[] {
  const isWritten = mode === 'write';
  const place = placesIn(name, isWritten ? after : source.text);
  const { problem } = outcome;
  if (problem !== undefined) {
    const rule = problem.kind === 'syntax' ? 'source-syntax' : 'source-rolled-back';
    return [
      finding(rule, 'error', place(problem.start), `${problem.message}; the file is left as it is`),
    ];
  }
  const edits = mode === 'check' ? outcome.edits : [];
  return [
    ...edits.map(({ start, step, reason }) =>
      finding(
        'old-code',
        'warning',
        place(start),
        `${reason} (${step})`,
        'without --check and with --write, it is changed',
      ),
    ),
    ...leftOvers.map(({ mention, step, what, todo, ...at }) => {
      const { start } = isWritten ? at.after : at.before;
      return mention === true
        ? finding('old-name-in-text', 'info', place(start), what, todo)
        : finding('old-shape', 'warning', place(start), `${what} (${step})`, todo);
    }),
  ].sort((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0));
}

function fileOf({ name, source, after, outcome }: Work): MigratedFile {
  const place = placesIn(name, source.text);
  const edits = outcome.edits.map(({ start, step, reason }) => ({
    at: place(start),
    step,
    reason,
  }));
  return { file: name, before: source.mark + source.text, after: source.mark + after, edits };
}

/** Writes what has changed, all files or none. */
function write(works: readonly Work[], { cwd, force }: MigrateRequest): readonly Finding[] {
  if (works.length === 0) return [];
  if (!force) refuseDirty(cwd);
  const stale = works.filter(
    ({ source }) => readIfThere(source.path).text !== source.mark + source.text,
  );
  if (stale.length > 0) {
    return stale.map(({ name }) =>
      finding(
        'source-changed',
        'error',
        { file: name, pointer: '' },
        'this was changed in the meantime; nothing is written',
      ),
    );
  }
  const changes = works.map(({ source, after }) => ({
    path: path.relative(cwd, source.path),
    change: 'updated' as const,
    before: source.mark + source.text,
    after: source.mark + after,
  }));
  return writeChanges(changes, cwd, cwd);
}

function refuseDirty(cwd: string): void {
  const changed = openGit(cwd)?.changed([cwd]) ?? [];
  const [first] = changed;
  if (first === undefined) return;
  const more = changed.length === 1 ? '' : ` and ${String(changed.length - 1)} more`;
  throw new UsageError(
    `git has changes that are in no commit: ${first}${more}`,
    'commit them first, so that what is changed here can be seen and taken back; --force does without',
  );
}
