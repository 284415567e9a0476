import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import type { Flow, Perspective } from '../model/api.ts';
import { targetsOf, type Config } from './config.ts';
import { documentTargets } from './document-targets.ts';
import type { GenerateTarget } from './generate.ts';
import { configNames, loadConfig } from './load-config.ts';
import { mergeSettings } from './settings.ts';
import { shippedApis, shippedConfig } from './shipped-apis.ts';

/** What messages are to be held against: an API of the config, or a document that stands in none. */
export interface WireTargetChoice {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly configFile: string | undefined;
  /**
   * `openai-realtime`, or `openai-realtime@ga`; may be left out where the config has one API. One that the config does not have may be
   * one that comes with wireshape.
   */
  readonly api: string | undefined;
  /** Undefined where it is to be guessed. */
  readonly version: string | undefined;
  readonly document: string | undefined;
  /** For a document: the component schemas that hold the events. */
  readonly events: Readonly<Record<Flow, string | undefined>>;
  readonly perspective: Perspective | undefined;
  /** Overlays for every document, after those of the config. */
  readonly overlays: readonly string[];
}

export interface WireTargets {
  /** Every version of one API. */
  readonly targets: readonly GenerateTarget[];
  /** Undefined where it is to be guessed. */
  readonly version: string | undefined;
}

/**
 * Finds the versions of the one API that is meant.
 *
 * @throws {UsageError} where it is none, or not one.
 */
export async function findWireTargets(choice: WireTargetChoice): Promise<WireTargets> {
  const found =
    choice.document === undefined ? await configured(choice) : ofDocument(choice.document, choice);
  const { cwd, overlays } = choice;
  const more = { overlays: overlays.map((one) => path.resolve(cwd, one)) };
  const targets = found.targets.map((one) => ({
    ...one,
    settings: mergeSettings(one.settings ?? {}, more),
  }));
  return { targets, version: found.version };
}

function ofDocument(document: string, choice: WireTargetChoice): WireTargets {
  const { api, version, events, perspective } = choice;
  const other = api === undefined ? (version === undefined ? undefined : 'version') : 'api';
  if (other !== undefined) {
    throw new UsageError(`--${other} is about the config, and --document stands in none`);
  }
  const targets = documentTargets([document], { output: '.', events, perspective });
  return { targets, version: '' };
}

async function configured(choice: WireTargetChoice): Promise<WireTargets> {
  const { cwd, configFile, api: given, version: asked } = choice;
  const known = await loadConfig(cwd, configFile);
  const isShipped = has(shippedApis, given) && !has(known?.config.apis ?? {}, given);
  const loaded = isShipped ? shippedConfig() : known;
  if (loaded === undefined) {
    throw new UsageError(
      `there is no ${String(configNames[0])} here, and no document is named`,
      `name one: wireshape wire log.ndjson --document chat.yaml; or an API that comes with wireshape: --api ${Object.keys(shippedApis).join(', ')}`,
    );
  }
  const [name, named] = (given ?? onlyApi(Object.keys(loaded.config.apis))).split('@');
  if (asked !== undefined && named !== undefined && asked !== named) {
    throw new UsageError(`--api says ${named}, and --version ${asked}`);
  }
  const version = asked ?? named;
  const targets = targetsOf(loaded.config, loaded.file, [name ?? '']);
  const versions = targets.map((one) => one.version);
  if (version !== undefined && !versions.includes(version)) {
    throw UsageError.unknown('version', version, versions);
  }
  // Of one version, nothing is to be guessed.
  return { targets, version: version ?? (versions.length === 1 ? versions[0] : undefined) };
}

function has(apis: Config['apis'], given: string | undefined): boolean {
  return given !== undefined && Object.hasOwn(apis, given.split('@')[0] ?? '');
}

function onlyApi(apis: readonly string[]): string {
  const [first = ''] = apis;
  if (apis.length === 1) return first;
  throw new UsageError('the config has several APIs', `--api says which: ${apis.join(', ')}`);
}
