import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const block = 4096;

/**
 * What npm has put below a folder's node_modules: how many packages, and how much of a disk they take. That is counted in blocks of
 * 4 KiB, as most file systems keep files and `du` tells them, so that the figure is the same on all of them.
 */
export function installed(folder) {
  const modules = path.join(folder, 'node_modules');
  const lock = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8'));
  return { packages: Object.keys(lock.packages).length, mebibytes: bytesOf(modules) / 2 ** 20 };
}

function bytesOf(folder) {
  let sum = block;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) sum += bytesOf(file);
    else if (entry.isFile()) sum += Math.ceil(lstatSync(file).size / block) * block;
  }
  return sum;
}
