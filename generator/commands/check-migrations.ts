import path from 'node:path';
import { finding, hasErrors, UsageError, type Finding } from '../base/finding.ts';
import { displayName } from '../load/document-reader.ts';
import { locateFindings } from '../load/locate.ts';
import type { ApiModel } from '../model/api.ts';
import type { Migration } from '../migrate/step.ts';
import { targetsOf, type MigrationConfig } from './config.ts';
import { diffChoice } from './diff-choice.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { readMigration } from './read-migration.ts';
import { readModel } from './read-model.ts';

/** Which maps are to be checked. */
export interface CheckMigrationsRequest {
  readonly cwd: string;
  /** The config file; where it is undefined, the usual ones are looked for. */
  readonly configFile: string | undefined;
  /** APIs of the config; none picks all. */
  readonly apis: readonly string[];
  /** The day of today, `2026-12-31`: waivers of the config may expire. */
  readonly today: string;
}

/** How much of what breaks between two versions a map answers. */
export interface MigrationCheck {
  readonly api: string;
  readonly before: string;
  readonly after: string;
  /** As the user would name it. */
  readonly file: string;
  readonly steps: number;
  /** Changes that break somebody; each is answered by a step, by a waiver, or not at all. */
  readonly breaks: number;
  readonly byStep: number;
  readonly byWaiver: number;
  readonly open: number;
  /** Ids of steps that no break asks for; converters and code have use for them all the same. */
  readonly unasked: readonly string[];
}

export interface CheckMigrationsResult {
  /** `failed` where there is an error: in a map, in a document, or a break that nothing answers. */
  readonly outcome: 'clean' | 'failed';
  /** One a map that could be held against its versions. */
  readonly checks: readonly MigrationCheck[];
  /** Located. */
  readonly findings: readonly Finding[];
  /** Texts by the names that findings use, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Holds each map of the config against the two versions that it is about: what it says must be there, and every change that breaks somebody
 * must be answered.
 *
 * @throws {UsageError} where there is no config, no such API, or no map.
 */
export async function checkMigrations(
  request: CheckMigrationsRequest,
): Promise<CheckMigrationsResult> {
  const loaded = await loadConfig(request.cwd, request.configFile);
  if (loaded === undefined)
    throw new UsageError('there is no config that names migration maps', 'migrations: of an API');
  const run = new Checks(loaded, request);
  const wanted = mapsOf(loaded, request.apis);
  if (wanted.length === 0)
    throw new UsageError(
      'the config names no migration map',
      'migrations: [{ before, after, map }]',
    );
  for (const { api, migration } of wanted) await run.check(api, migration);
  const findings = await locateFindings(run.findings, run.texts);
  return {
    outcome: hasErrors(findings) ? 'failed' : 'clean',
    checks: run.checks,
    findings,
    texts: run.texts,
  };
}

function mapsOf(
  { config }: LoadedConfig,
  wanted: readonly string[],
): readonly { readonly api: string; readonly migration: MigrationConfig }[] {
  const names = Object.keys(config.apis);
  for (const one of wanted) {
    if (!names.includes(one)) throw UsageError.unknown('API', one, names);
  }
  return Object.entries(config.apis).flatMap(([api, { migrations = [] }]) =>
    wanted.length === 0 || wanted.includes(api)
      ? migrations.map((migration) => ({ api, migration }))
      : [],
  );
}

/** One run over several maps; a version that several are about is read once. */
class Checks {
  readonly findings: Finding[] = [];
  readonly checks: MigrationCheck[] = [];
  readonly texts = new Map<string, string>();
  readonly #loaded: LoadedConfig;
  readonly #request: CheckMigrationsRequest;
  readonly #models = new Map<string, ApiModel | undefined>();

  constructor(loaded: LoadedConfig, request: CheckMigrationsRequest) {
    this.#loaded = loaded;
    this.#request = request;
  }

  async check(api: string, { before, after, map }: MigrationConfig): Promise<void> {
    const { cwd } = this.#request;
    const file = path.resolve(path.dirname(this.#loaded.file), map);
    const { migration, findings, texts } = readMigration(file, cwd);
    this.#take(findings, texts);
    if (migration === undefined) return;
    const [own, told] = [
      [api, before, after],
      [migration.api, migration.from, migration.to],
    ];
    for (const [index, key] of ['api', 'from', 'to'].entries()) {
      if (own[index] === told[index]) continue;
      const message = `the config takes it for the map of ${api} from ${before} to ${after}`;
      const at = { file: migration.file, pointer: `/${key}` };
      this.findings.push(finding('migration-invalid', 'error', at, message));
    }
    // One after the other, so that what one document was read from is gone when the other is read.
    const old = await this.#model(api, before);
    const now = await this.#model(api, after);
    if (old !== undefined && now !== undefined) await this.#hold(migration, api, old, now);
  }

  async #hold(migration: Migration, api: string, before: ApiModel, after: ApiModel): Promise<void> {
    const { checkMap } = await import('../migrate/check-map.ts');
    const { coverOf, isAnswered } = await import('../migrate/cover.ts');
    const { judgeModels } = await import('./compare-models.ts');
    const { cwd, today } = this.#request;
    const choice = diffChoice(this.#loaded, api, displayName(this.#loaded.file, cwd));
    const { judgements } = judgeModels({ before, after, ...choice, today });
    const { breaks, unasked, findings } = coverOf(migration, before, after, judgements);
    this.findings.push(...checkMap(migration, before, after), ...findings);
    const byStep = breaks.filter(({ steps }) => steps.length > 0).length;
    const answered = breaks.filter(isAnswered).length;
    this.checks.push({
      api,
      before: migration.from,
      after: migration.to,
      file: migration.file,
      steps: migration.steps.length,
      breaks: breaks.length,
      byStep,
      byWaiver: answered - byStep,
      open: breaks.length - answered,
      unasked: unasked.map(({ id }) => id),
    });
  }

  async #model(api: string, version: string): Promise<ApiModel | undefined> {
    const name = `${api}@${version}`;
    if (this.#models.has(name)) return this.#models.get(name);
    const { config, file } = this.#loaded;
    const [target] = targetsOf(config, file, [name]);
    if (target === undefined) return undefined;
    const { cwd } = this.#request;
    const options = { cwd, allowRefs: [], verdict: 'quick', ...target } as const;
    const { whole, findings, texts } = await readModel(target.document, options);
    this.#take(
      whole === undefined ? findings : findings.filter(({ level }) => level !== 'info'),
      texts,
    );
    this.#models.set(name, whole);
    return whole;
  }

  #take(findings: readonly Finding[], texts: ReadonlyMap<string, string>): void {
    this.findings.push(...findings);
    for (const [file, text] of texts) this.texts.set(file, text);
  }
}
