import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../base/finding.ts';
import { checkConfig } from './check-config.ts';
import { defineConfig, type Config } from './config.ts';

/** What a config file may be called, in the order in which they are looked for. */
export const configNames = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `wireshape.config.${extension}`,
);

export interface LoadedConfig {
  readonly config: Config;
  /** Its absolute path. */
  readonly file: string;
}

/**
 * Loads the config file, or the first of `configNames` that `cwd` holds; undefined where there is none. What is imported
 * runs: a config is code of the user's own. Each call reads the file afresh.
 *
 * @throws {UsageError} where the file is missing, cannot be loaded, or holds no valid config.
 */
export async function loadConfig(cwd: string, file?: string): Promise<LoadedConfig | undefined> {
  const found =
    file === undefined
      ? configNames.map((name) => path.join(cwd, name)).find((one) => existsSync(one))
      : path.resolve(cwd, file);
  if (found === undefined) return undefined;
  const name = file ?? path.basename(found);
  if (!existsSync(found)) throw new UsageError(`there is no config file ${name}`);
  if (!/\.(?:[cm]?[jt]s|json)$/.test(found)) {
    throw new UsageError(`${name} is no config file`, 'it must be TypeScript, JavaScript or JSON');
  }
  return { config: checkConfig(await valueOf(found, name), name), file: found };
}

async function valueOf(file: string, name: string): Promise<unknown> {
  try {
    if (file.endsWith('.json'))
      return JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
    const module = await importModule(file);
    if (isModule(module) && 'default' in module) return module['default'];
  } catch (error) {
    throw new UsageError(`${name} cannot be loaded: ${messageOf(error)}`);
  }
  throw new UsageError(`${name} has no default export`, 'export default defineConfig({ … })');
}

/** Imports a module as Node.js does, and with jiti what Node.js cannot. */
async function importModule(file: string): Promise<unknown> {
  if (!file.endsWith('ts') || nodeReadsTypeScript) {
    try {
      // A module is loaded once per URL; with its time in it, an edited file is another one.
      const version = String(statSync(file).mtimeMs);
      return await import(`${pathToFileURL(file).href}?version=${version}`);
    } catch (error) {
      if (!jitiMayDoBetter(error)) throw error;
    }
  }
  const { createJiti } = await import('jiti');
  // The tool may be run without being installed beside the config: then `wireshape` is what runs.
  const jiti = createJiti(file, {
    moduleCache: false,
    virtualModules: { wireshape: { defineConfig } },
  });
  return jiti.import(file);
}

const nodeReadsTypeScript = Boolean((process.features as { typescript?: unknown }).typescript);

/** Syntax beyond types, such as an enum, and an import of `wireshape` where it is not installed. */
function jitiMayDoBetter(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code === 'ERR_MODULE_NOT_FOUND') return messageOf(error).includes("package 'wireshape'");
  return code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
}

function isModule(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
