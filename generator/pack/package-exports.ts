/** Where the forms of a module are, as `exports` of package.json wants it. */
export interface ExportForms {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}

/**
 * What a package lets be imported, made from the sources that are there: `ga/guards.ts` is `./ga/guards`, an `index.ts` stands for
 * its folder, and the root for the stable version where it has no index of its own. Versions come in their order, the stable one
 * first.
 */
export function packageExports(
  sources: readonly string[],
  { stable, versions }: { readonly stable: string; readonly versions: readonly string[] },
): Readonly<Record<string, ExportForms | string>> {
  const folders = [stable, ...versions.filter((one) => one !== stable)];
  const rank = (file: string): number => {
    const place = folders.indexOf(file.split('/', 1)[0] ?? '');
    return place === -1 ? folders.length : place;
  };
  const rows = sources.map((file) => ({ file, path: subpathOf(file), rank: rank(file) }));
  rows.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  const twice = rows.find((one) => rows.some((other) => other !== one && other.path === one.path));
  if (twice !== undefined) throw new Error(`two modules would be ${twice.path}`);
  const root = sources.includes('index.ts') ? 'index.ts' : `${stable}/index.ts`;
  return {
    '.': formsOf(root),
    ...Object.fromEntries(rows.map(({ file, path }) => [path, formsOf(file)])),
    './manifest.json': './manifest.json',
    './package.json': './package.json',
  };
}

function subpathOf(file: string): string {
  const path = `./${file.replace(/\.ts$/, '')}`;
  return path === './index' ? '.' : path.replace(/\/index$/, '');
}

function formsOf(file: string): ExportForms {
  const stem = `./${file.replace(/\.ts$/, '')}`;
  return {
    import: { types: `${stem}.d.ts`, default: `${stem}.js` },
    require: { types: `${stem}.d.cts`, default: `${stem}.cjs` },
  };
}
