import path from 'node:path';
import { UsageError, hasErrors, type Checked } from '../base/finding.ts';
import { locateFindings } from '../load/locate.ts';
import { checkMap } from '../migrate/check-map.ts';
import { planMigration, type MigrationPlan } from '../migrate/plan.ts';
import type { Migration } from '../migrate/step.ts';
import type { ApiModel } from '../model/api.ts';
import { findInputs } from './diff-input.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { readMigration } from './read-migration.ts';
import { readSide, type ReadSide } from './read-side.ts';
import { ownFolder } from './shipped-apis.ts';

/** Which migration is meant. */
export interface MigrationRequest {
  readonly cwd: string;
  /** `openai-realtime`; what the map says where it is undefined. */
  readonly api: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** A map of the user's own, with the two versions that it is about: documents, or versions of the config or of a manifest. */
  readonly own:
    { readonly map: string; readonly before: string; readonly after: string } | undefined;
  readonly configFile: string | undefined;
}

export interface LoadedMigration {
  readonly plan: MigrationPlan;
  readonly before: ApiModel;
  readonly after: ApiModel;
}

/**
 * Loads a migration: by a map of the user's own, by one that the config names, or by one that comes with wireshape.
 *
 * @throws {UsageError} where there is none for what is asked.
 */
export async function loadMigration(
  request: MigrationRequest,
): Promise<Checked<LoadedMigration | undefined>> {
  const { cwd, own } = request;
  let loaded: Promise<LoadedConfig | undefined> | undefined;
  const config = (): Promise<LoadedConfig | undefined> =>
    (loaded ??= loadConfig(cwd, request.configFile));
  const source: MapSource =
    own === undefined
      ? (configured(request, await config()) ?? shipped(request))
      : { ...own, folder: cwd, isChecked: false };
  const { migration, ...read } = readMigration(source.map, source.folder);
  if (migration === undefined || hasErrors(read.findings)) {
    return { value: undefined, findings: await locateFindings(read.findings, read.texts) };
  }
  checkRequest(request, migration);
  const inputs = await findInputs([source.before, source.after], {
    cwd: source.folder,
    config,
    options: { events: { received: undefined, sent: undefined }, perspective: undefined },
    settings: {},
  });
  // One after the other, so that what one document was read from is gone when the other is read.
  const sides: ReadSide[] = [];
  for (const one of inputs) sides.push(await readSide(one, { cwd: source.folder, allowRefs: [] }));
  const [before, after] = sides.map((one) => one.model);
  const texts = new Map([...read.texts, ...sides.flatMap((one) => [...one.texts])]);
  const told = [...read.findings, ...sides.flatMap((one) => one.findings)];
  if (before === undefined || after === undefined) {
    return { value: undefined, findings: await locateFindings(told, texts) };
  }
  const wrong = source.isChecked ? [] : checkMap(migration, before, after);
  const findings = await locateFindings([...told, ...wrong], texts);
  if (hasErrors(findings)) return { value: undefined, findings };
  return { value: { plan: planMigration(migration, before, after), before, after }, findings };
}

/** Where a map is, and the versions that it is about, as `diff` takes them. */
interface MapSource {
  /** What all of them are relative to. */
  readonly folder: string;
  readonly map: string;
  readonly before: string;
  readonly after: string;
  /** True for what comes with the tool, which was held against its versions before that was published. */
  readonly isChecked: boolean;
}

/** A map that the config names for these versions. */
function configured(
  { cwd, api, from, to }: MigrationRequest,
  loaded: LoadedConfig | undefined,
): MapSource | undefined {
  if (loaded === undefined || api === undefined) return undefined;
  const migrations = Object.entries(loaded.config.apis).find(([name]) => name === api)?.[1]
    .migrations;
  const found = migrations?.find(({ before, after }) => before === from && after === to);
  if (found === undefined) return undefined;
  return {
    folder: cwd,
    map: path.resolve(path.dirname(loaded.file), found.map),
    before: `${api}@${found.before}`,
    after: `${api}@${found.after}`,
    isChecked: false,
  };
}

function checkRequest({ api, from, to, own }: MigrationRequest, migration: Migration): void {
  const wanted: readonly (readonly [string, string | undefined, string])[] = [
    ['api', api, migration.api],
    ['from', from, migration.from],
    ['to', to, migration.to],
  ];
  for (const [option, asked, has] of wanted) {
    if (asked === undefined || asked === has) continue;
    throw new UsageError(`--${option} is ${asked}, and ${own?.map ?? 'the map'} is about ${has}`);
  }
}

/** Where the maps that come with wireshape stand, with the manifest that has both versions of each. */
const shippedMaps: readonly (readonly [api: string, from: string, to: string])[] = [
  ['openai-realtime', 'beta', 'ga'],
  ['openai-realtime', 'preview', 'ga'],
  ['openai-realtime', 'ga', 'current'],
];

function shipped({ api, from, to }: MigrationRequest): MapSource {
  const known = shippedMaps.map(
    ([one, before, after]) => `--api ${one} --from ${before} --to ${after}`,
  );
  const hint = `there are maps for ${known.join(', ')}; --map names one of your own`;
  if (api === undefined || from === undefined || to === undefined) {
    throw new UsageError(
      'it is not said which API is to be moved from which version to which',
      hint,
    );
  }
  if (!shippedMaps.some((one) => one[0] === api && one[1] === from && one[2] === to)) {
    throw new UsageError(`there is no map of ${api} from ${from} to ${to}`, hint);
  }
  const manifest = `generated/${api}/manifest.json`;
  return {
    folder: ownFolder(),
    map: `spec/${api}/${from}-to-${to}.migration.yaml`,
    before: `${manifest}@${from}`,
    after: `${manifest}@${to}`,
    isChecked: true,
  };
}
