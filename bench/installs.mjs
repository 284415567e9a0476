/**
 * `npm run bench:installs`: what installing the tool brings, beside the others; `-- --write` puts the table into README.md. Each is
 * installed by npm into an empty folder with the flags that people use, but that no package may run a script. `-- --all` installs the
 * AsyncAPI CLI, too, which takes minutes.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installed } from './installed.mjs';
import { ourVersion } from './ours.mjs';
import { peers } from './peers.mjs';
import { table, writeReport } from './report.mjs';
import { emptyFolder, removeWork, root } from './work.mjs';

const args = process.argv.slice(2);

/** Beside what the bench measures: what the makers of the specification offer, and what it is when nothing is left out. */
const large = { package: '@asyncapi/cli', packages: { '@asyncapi/cli': '6.2.0' } };

try {
  const rows = [ours(), ...others().map(theirs)];
  const text = table(['installed', 'version', 'packages', 'MiB'], rows.map(cells));
  console.log(text);
  if (args.includes('--write')) await writeReport(text, 'installs');
} finally {
  removeWork();
}

function ours() {
  const folder = emptyFolder('packed');
  npm(['pack', '--loglevel=error', '--pack-destination', folder], root);
  const tarball = path.join(folder, `wireshape-${ourVersion}.tgz`);
  return { name: 'wireshape', version: ourVersion, ...install({ wireshape: `file:${tarball}` }) };
}

function others() {
  const each = new Map(peers.map((one) => [one.package, one]));
  return [...each.values(), ...(args.includes('--all') ? [large] : [])];
}

function theirs({ package: name, packages }) {
  return { name, version: packages[name], ...install(packages) };
}

function install(dependencies) {
  const folder = emptyFolder('install');
  const manifest = `${JSON.stringify({ private: true, dependencies })}\n`;
  writeFileSync(path.join(folder, 'package.json'), manifest);
  npm(['install', '--ignore-scripts', '--loglevel=error'], folder);
  const sizes = installed(folder);
  rmSync(folder, { recursive: true, force: true });
  return sizes;
}

function npm(given, cwd) {
  execFileSync('npm', given, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

function cells({ name, version, packages, mebibytes }) {
  return [name, version, packages.toLocaleString('en'), Math.round(mebibytes).toLocaleString('en')];
}
