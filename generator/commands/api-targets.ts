import path from 'node:path';
import {
  defaultOutput,
  type ApiConfig,
  type Config,
  type MigrationConfig,
  type VersionPair,
} from './config.ts';
import { mergeDiffSettings, type DiffSettings } from './diff-settings.ts';

/** What is written for all versions of an API together, beside their folders. */
export interface ApiTarget {
  /** The API's name, `openai-realtime`. */
  readonly api: string;
  /** The folder that holds the folders of its versions, absolute. */
  readonly output: string;
  /** The folder that pages name documents from, absolute: that of the config. */
  readonly folder: string;
  /** The names of its versions, the oldest first. */
  readonly versions: readonly string[];
  /** Which versions a page of changes is written for. */
  readonly changes: readonly VersionPair[];
  /** Which versions converters are written between; maps are absolute paths. */
  readonly migrations?: readonly MigrationConfig[];
  readonly diff: DiffSettings;
}

export const manifestName = 'manifest.json';
export const changesFolder = 'changes';
export const migrateFolder = 'migrate';

/** Names that no version may have, in small letters. */
export const besideVersions: readonly string[] = [
  manifestName,
  changesFolder,
  migrateFolder,
  'changelog.md',
  'package.json',
];

/** The APIs of a config, in its order. Its paths are relative to the folder of `configFile`, which is absolute. */
export function apiTargetsOf(config: Config, configFile: string): readonly ApiTarget[] {
  const folder = path.dirname(configFile);
  const output = path.resolve(folder, config.output ?? defaultOutput);
  return Object.entries(config.apis).map(([name, api]) => ({
    api: name,
    output: path.join(output, name),
    folder,
    versions: api.versions.map((one) => one.name),
    changes: api.changes ?? neighbours(api),
    ...(api.migrations === undefined
      ? {}
      : {
          migrations: api.migrations.map((one) => ({
            ...one,
            map: path.resolve(folder, one.map),
          })),
        }),
    diff: mergeDiffSettings(config.diff ?? {}, api.diff ?? {}),
  }));
}

/** Each version and the next one. */
function neighbours({ versions }: ApiConfig): readonly VersionPair[] {
  return versions.slice(1).map(({ name }, index) => ({
    before: versions[index]?.name ?? '',
    after: name,
  }));
}
