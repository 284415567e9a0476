import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { apiTargetsOf, type ApiTarget } from './api-targets.ts';
import { targetsOf, type ApiConfig, type Config } from './config.ts';
import type { GenerateTarget } from './generate.ts';
import type { PackageSettings } from './package-settings.ts';

/** An API, and the package that is to be made of what was generated of it. */
export interface PackTarget {
  readonly api: string;
  /** What it is generated from; the folder that it is generated to is that of the package's sources. */
  readonly generated: ApiTarget;
  readonly versions: readonly GenerateTarget[];
  /** The folder of the package, absolute. */
  readonly output: string;
  /** The name on npm. */
  readonly name: string;
  /** The version that the package's root exports. */
  readonly stable: string;
  readonly settings: PackageSettings;
}

/** Where packages go: a folder for each API, beside the config. */
export const defaultPackages = 'packages';

/**
 * The packages of a config, in its order; `names` picks out APIs, none picks all. `packages`, absolute, is the folder that they go
 * to.
 *
 * @throws {UsageError} for a name that the config does not have.
 */
export function packTargetsOf(
  config: Config,
  configFile: string,
  { names, packages }: { readonly names: readonly string[]; readonly packages?: string },
): readonly PackTarget[] {
  const folder = packages ?? path.join(path.dirname(configFile), defaultPackages);
  const known = Object.keys(config.apis);
  const strange = names.find((one) => !known.includes(one));
  if (strange !== undefined) throw UsageError.unknown('API', strange, known);
  return apiTargetsOf(config, configFile)
    .filter(({ api }) => names.length === 0 || names.includes(api))
    .map((generated): PackTarget => {
      const { api } = generated;
      const settings = config.apis[api]?.package ?? {};
      return {
        api,
        generated,
        versions: targetsOf(config, configFile, [api]),
        output: path.join(folder, api),
        name: settings.name ?? api,
        stable: settings.stable ?? newestStable(config.apis[api]),
        settings,
      };
    });
}

function newestStable(api: ApiConfig | undefined): string {
  const versions = api?.versions ?? [];
  const stable = versions.findLast((one) => one.preview !== true) ?? versions.at(-1);
  return stable?.name ?? '';
}
