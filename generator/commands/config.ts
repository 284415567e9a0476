import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import type { Flow, Perspective } from '../model/api.ts';
import type { DiffSettings } from './diff-settings.ts';
import type { GenerateTarget } from './generate.ts';
import type { PackageSettings } from './package-settings.ts';
import { mergeSettings, resolveSettings, settingsIn, type Settings } from './settings.ts';

/** Which APIs there are, which versions in which order, and where the output goes: the default export of `wireshape.config.ts`. */
export interface Config extends Settings {
  /** Where this file's JSON Schema is; for editors, of use in JSON only. */
  readonly $schema?: string;
  /** The folder that holds all output, relative to the config file; `generated` where it is left out. */
  readonly output?: string;
  /** The APIs by name; a version's files go to `<output>/<api>/<version>`. */
  readonly apis: Readonly<Record<string, ApiConfig>>;
  /** How grave changes between versions are taken. */
  readonly diff?: DiffSettings;
}

export interface ApiConfig extends Settings {
  /** The exported names of the event unions; `ServerEvent` and `ClientEvent` where they are left out. */
  readonly unions?: FlowNames;
  /** Whose eyes the types are made for; `client` where it is left out. */
  readonly perspective?: Perspective;
  /** At least one, the oldest first. */
  readonly versions: readonly VersionConfig[];
  /** Which versions a page of changes is written for; each version and the next one where it is left out. */
  readonly changes?: readonly VersionPair[];
  /** Maps from one version to another, which converters and changes of source code are made of. */
  readonly migrations?: readonly MigrationConfig[];
  /** How grave changes between versions of this API are taken. */
  readonly diff?: DiffSettings;
  /** What its package is called, and what that says of itself. */
  readonly package?: PackageSettings;
}

/** Two versions of an API, by their names. */
export interface VersionPair {
  readonly before: string;
  readonly after: string;
}

/** A reviewed map from one version of an API to another. */
export interface MigrationConfig extends VersionPair {
  /** A YAML or JSON file, relative to the config file. */
  readonly map: string;
  /** Where the page by which people migrate is written, relative to the config file; nowhere where it is left out. */
  readonly guide?: string;
  /** A folder of source files that the guide shows before and after, relative to the config file. */
  readonly examples?: string;
}

export interface VersionConfig extends Settings {
  readonly name: string;
  /** It may still change: no package has it as its root unless it is all there is. */
  readonly preview?: boolean;
  /** An AsyncAPI or OpenAPI document, relative to the config file. */
  readonly document: string;
  /** An OpenAPI document that says what goes over HTTP beside the events, relative to the config file. */
  readonly http?: string;
  /** For OpenAPI: the component schemas that hold the events, each a union. */
  readonly events?: FlowNames;
}

/** One name for each way that events travel, seen from the user of the types. */
export type FlowNames = Readonly<Partial<Record<Flow, string>>>;

export const defaultOutput = 'generated';
export const defaultPerspective: Perspective = 'client';

/** A client receives what the server says; a server, what the client says. */
export function defaultUnionNames(
  perspective: Perspective = defaultPerspective,
): Readonly<Record<Flow, string>> {
  return perspective === 'server'
    ? { received: 'ClientEvent', sent: 'ServerEvent' }
    : { received: 'ServerEvent', sent: 'ClientEvent' };
}

/** Gives the config back as it is; an editor completes and checks what is written inside. */
export function defineConfig(config: Config): Config {
  return config;
}

/**
 * What a config has to be generated, in its order. Its paths are relative to the folder of `configFile`, which is absolute.
 * `names` picks out APIs (`openai-realtime`) and versions (`openai-realtime@ga`); none picks all.
 *
 * @throws {UsageError} for a name that the config does not have.
 */
export function targetsOf(
  config: Config,
  configFile: string,
  names: readonly string[],
): readonly GenerateTarget[] {
  const folder = path.dirname(configFile);
  const output = path.resolve(folder, config.output ?? defaultOutput);
  const all = Object.entries(config.apis).flatMap(([name, api]) =>
    api.versions.map((version): GenerateTarget => {
      const outer = mergeSettings(settingsIn(config), settingsIn(api));
      const settings = mergeSettings(outer, settingsIn(version));
      return {
        api: name,
        version: version.name,
        document: path.resolve(folder, version.document),
        ...(version.http === undefined ? {} : { http: path.resolve(folder, version.http) }),
        output: path.join(output, name, version.name),
        ...(api.package === undefined
          ? {}
          : { importPath: `${api.package.name ?? name}/${version.name}` }),
        unionNames: { ...defaultUnionNames(api.perspective), ...api.unions },
        perspective: api.perspective ?? defaultPerspective,
        components: { received: version.events?.received, sent: version.events?.sent },
        ...(Object.keys(settings).length === 0
          ? {}
          : { settings: resolveSettings(settings, folder) }),
      };
    }),
  );
  if (names.length === 0) return all;
  for (const name of names) checkName(name, all);
  return all.filter((one) => names.includes(one.api) || names.includes(targetName(one)));
}

/** `openai-realtime@ga`, or the API's name alone where there is no version. */
export function targetName(target: Pick<GenerateTarget, 'api' | 'version'>): string {
  return target.version === '' ? target.api : `${target.api}@${target.version}`;
}

function checkName(name: string, all: readonly GenerateTarget[]): void {
  const [api = '', ...rest] = name.split('@');
  const versions = all.filter((one) => one.api === api);
  if (versions.length === 0) {
    throw UsageError.unknown('API', api, [...new Set(all.map((one) => one.api))]);
  }
  if (rest.length === 0 || versions.some((one) => targetName(one) === name)) return;
  throw UsageError.unknown('version', name, versions.map(targetName));
}
