import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readExamples } from '../docs.ts';
import manifest from '../../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '../..');
const page = 'docs/many-apis.md';

/** APIs whose names and events are their own. */
export const apis: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `api-${String(index + 1).padStart(2, '0')}`,
);

/** The workspace of the page, with twenty APIs in the place of its one, and no two of them the same. */
export function makeWorkspace(folder: string): void {
  const files = readExamples(page, readFileSync(path.join(root, page), 'utf8'))
    .filter(({ kind }) => kind === 'file')
    .map(({ rest, text }) => ({ file: rest, text: `${text}\n` }));
  for (const { file, text } of files) {
    if (!file.startsWith('apis/chat/')) write(folder, file, text);
    else for (const api of apis) write(folder, named(file, api), named(text, api));
  }
  write(folder, 'package-lock.json', lockfile(manifest.version));
  installInto(folder);
  const git = (...given: readonly string[]): void => {
    execFileSync('git', [...identity, ...given], { cwd: folder, stdio: 'ignore' });
  };
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'Twenty APIs');
}

/** What npm would write of this workspace; the tool comes out of a registry there. */
export function lockfile(toolVersion: string): string {
  const workspaces = apis.flatMap((api) => [
    [`apis/${api}`, { name: api }],
    [`node_modules/${api}`, { resolved: `apis/${api}`, link: true }],
  ]);
  const devDependencies = { turbo: manifest.devDependencies.turbo, wireshape: manifest.version };
  const packages = {
    '': { workspaces: ['apis/*'], devDependencies },
    'node_modules/turbo': { version: manifest.devDependencies.turbo, dev: true },
    'node_modules/wireshape': { version: toolVersion, dev: true },
    ...Object.fromEntries(workspaces),
  };
  return `${JSON.stringify({ name: 'many', lockfileVersion: 3, packages }, undefined, 2)}\n`;
}

function named(text: string, api: string): string {
  return text.replaceAll('chat', api).replaceAll('Acme', `Acme’s ${api},`);
}

function installInto(folder: string): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  symlinkSync(root, path.join(modules, 'wireshape'));
  symlinkSync(path.join(root, 'dist/cli.js'), path.join(modules, '.bin/wireshape'));
  for (const name of ['turbo', '.bin/turbo']) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
