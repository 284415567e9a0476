import type { PackageContent } from './package-content.ts';
import { packageExports } from './package-exports.ts';

/** The text of package.json; `files` are all others of the package. */
export function packageJson(content: PackageContent, files: readonly string[]): string {
  const { name, version, description, license, repository, stable, versions, sources } = content;
  const exports = packageExports(
    sources.map((one) => one.path),
    { stable, versions: versions.map((one) => one.name) },
  );
  const root = exports['.'];
  const { require } = typeof root === 'object' ? root : {};
  const value = {
    name,
    version,
    description,
    // npm's word for: nobody has been given leave.
    license: license ?? 'UNLICENSED',
    repository: repository && { type: 'git', url: repositoryUrl(repository) },
    engines: { node: '>=20' },
    type: 'module',
    sideEffects: false,
    // For tools that do not know `exports`.
    main: require?.default,
    types: require?.types,
    exports,
    files: topLevelOf(files),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Files and folders of the package's own folder; npm takes nothing else, whatever may lie there. */
function topLevelOf(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((one) => one.split('/', 1)[0] ?? ''))].sort();
}

/** As npm wants it: it would change it otherwise, and say so. */
function repositoryUrl(url: string): string {
  const https = /^https:\/\/(?:github|gitlab)\.com\/[^/]+\/[^/]+?(?:\.git)?\/?$/.test(url);
  return https ? `git+${url.replace(/(?:\.git)?\/?$/, '.git')}` : url;
}
