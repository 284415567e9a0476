/**
 * Installs the peers that are not there yet: `node bench/install-peers.mjs`.
 *
 * They never become dependencies of the project: they are measured, not used.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderOf, peers } from './peers.mjs';

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = installPeers() ? 0 : 1;
}

/** Installs what is missing; false where something could not be installed, which is then printed. */
export function installPeers() {
  const missing = new Map(peers.filter((one) => !isInstalled(one)).map((one) => [one.folder, one]));
  const failed = [...missing.values()].filter((one) => !install(one));
  return failed.length === 0;
}

/** The version that is installed, undefined where there is none. */
export function installedVersion(peer, name = peer.package) {
  try {
    const file = path.join(folderOf(peer), 'node_modules', name, 'package.json');
    return JSON.parse(readFileSync(file, 'utf8')).version;
  } catch {
    return undefined;
  }
}

/** True where each package of the peer is there in its fixed version. */
export function isInstalled(peer) {
  return Object.entries(peer.packages).every(
    ([name, version]) => installedVersion(peer, name) === version,
  );
}

function install(peer) {
  console.error(
    `installing ${Object.entries(peer.packages)
      .map((one) => one.join('@'))
      .join(' ')}`,
  );
  const folder = folderOf(peer);
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, dependencies: peer.packages };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  const npm = spawnSync(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--ignore-scripts',
      '--loglevel=error',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' },
  );
  if (npm.status === 0 && isInstalled(peer)) return true;
  console.error(`${peer.label} could not be installed: its row will be missing`);
  return false;
}
