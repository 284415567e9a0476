import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import config from '../../wireshape.config.ts';
import { runTool, type Ended } from '../run-tool.ts';

const root = path.join(import.meta.dirname, '../..');

/** A project that generates OpenAI Realtime and packs it, as this repository does; gives the folder of the package. */
export async function packOpenAi(folder: string, version: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'spec'), path.join(folder, 'spec'), { recursive: true });
  cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'));
  writeFileSync(path.join(folder, 'wireshape.config.json'), JSON.stringify(config));
  succeeded(await runTool(folder, ['generate', '--quick']));
  succeeded(await runTool(folder, ['pack', '--package-version', version]));
  return path.join(folder, 'packages/openai-realtime');
}

function succeeded({ code, out, err }: Ended): void {
  if (code !== 0) throw new Error(`it ended with ${String(code)}: ${out}${err}`);
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Runs `npm pack` in a package's folder; gives the tarball, absolute, and what is in it. */
export function npmPack(
  folder: string,
  destination: string,
): { readonly tarball: string; readonly files: readonly string[] } {
  mkdirSync(destination, { recursive: true });
  const text = npm(['pack', '--json', '--pack-destination', destination], folder);
  const report = JSON.parse(text) as readonly PackReport[] | Readonly<Record<string, PackReport>>;
  const [one] = Object.values(report);
  if (one === undefined) throw new Error(`npm packed nothing: ${text}`);
  return {
    tarball: path.join(destination, path.basename(one.filename)),
    files: one.files.map((file) => file.path).toSorted(),
  };
}

/** Installs a tarball into an empty project, from nowhere else. */
export function installInto(folder: string, tarball: string, type: 'module' | 'commonjs'): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, type }));
  npm(['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
}

function npm(given: readonly string[], cwd: string): string {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return execFileSync('npm', given, { cwd, encoding: 'utf8', stdio: [...stdio] });
}

/** Runs a command; gives what it printed, and throws with that where it fails. */
export function run(command: string, given: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, given, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** The texts of all files below a folder, by path. */
export function textsBelow(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}
