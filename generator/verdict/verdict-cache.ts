import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Values by name in a folder that may be deleted at any time. What cannot be read or written is simply not kept. */
export interface VerdictCache {
  readonly read: (name: string) => unknown;
  readonly write: (name: string, value: unknown) => void;
}

/** How many values a folder keeps; the oldest go first. */
const capacity = 200;

/** The cache of the package that a document belongs to, else of the working directory's, else of the user. */
export function verdictCacheFor(document: string): VerdictCache {
  const folder = path.join(
    packageCache(path.dirname(document)) ?? packageCache(process.cwd()) ?? userCache(),
    'wireshape',
    'verdicts',
  );
  return {
    read: (name) => {
      try {
        return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    },
    write: (name, value) => {
      try {
        writeWhole(folder, `${name}.json`, JSON.stringify(value));
        dropOldest(folder);
      } catch {
        // Next time the parser runs again, and that is all.
      }
    },
  };
}

/** `node_modules/.cache` beside the nearest package.json, if packages are installed there. */
function packageCache(start: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const modules = path.join(folder, 'node_modules');
    if (isThere(path.join(folder, 'package.json')) && isThere(modules)) {
      return path.join(modules, '.cache');
    }
    if (folder === path.dirname(folder)) return undefined;
  }
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function userCache(): string {
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
    case 'darwin':
      return path.join(home, 'Library', 'Caches');
    default:
      return process.env['XDG_CACHE_HOME'] ?? path.join(home, '.cache');
  }
}

/** In one step, so that nobody reads half of it. */
function writeWhole(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `${name}.${process.pid}.tmp`);
  writeFileSync(draft, text);
  renameSync(draft, path.join(folder, name));
}

function dropOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= capacity) return;
  const aged = names
    .map((name) => ({ name, time: statSync(path.join(folder, name)).mtimeMs }))
    .sort((one, other) => one.time - other.time);
  for (const { name } of aged.slice(0, names.length - capacity)) {
    rmSync(path.join(folder, name), { force: true });
  }
}
