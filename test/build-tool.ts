import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Before all tests: builds the tool once, because some of them run it as its users do. */
export function setup(): void {
  const root = path.join(import.meta.dirname, '..');
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
}
