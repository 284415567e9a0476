import { gunzipSync } from 'node:zlib';

/** A package as npm packs it: the texts of its files by their paths, `ga/types.d.ts`. */
export type PackedFiles = ReadonlyMap<string, string>;

/** More than any package of types has; a tarball that unpacks to more is not read. */
const mostBytes = 100_000_000;
const mostFiles = 20_000;

/**
 * Reads a tarball in memory, so that no name in it can lead anywhere. Whatever is no plain file, or has a path that leads out of the
 * package, makes it unreadable.
 *
 * @returns undefined where this is no tarball of a package.
 */
export async function readTarball(bytes: Uint8Array): Promise<PackedFiles | undefined> {
  const { parseTar } = await import('nanotar');
  const tar = unzipped(bytes);
  if (tar === undefined) return undefined;
  const files = new Map<string, string>();
  const entries = parseTar(tar);
  const root = rootOf(entries[0]?.name ?? '');
  for (const { name, type, data } of entries) {
    if (type === 'directory' || type === 'extendedHeader' || type === 'globalExtendedHeader')
      continue;
    const path = packagePath(name, root);
    if (type !== 'file' || path === undefined || files.size >= mostFiles) return undefined;
    files.set(path, Buffer.from(data ?? []).toString('utf8'));
  }
  return files.has('package.json') ? files : undefined;
}

function unzipped(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    return undefined;
  }
}

/** The one folder that holds a package, which npm calls `package` and others call otherwise. */
function rootOf(name: string): string {
  return name.replace(/^\.\//, '').split('/', 1)[0] ?? '';
}

/** The path below that folder; undefined for one that leads elsewhere. */
function packagePath(name: string, root: string): string | undefined {
  const [first, ...steps] = name.replace(/^\.\//, '').split('/');
  const isInside =
    first === root &&
    steps.length > 0 &&
    steps.every((one) => one !== '' && one !== '..' && one !== '.');
  return isInside && !name.includes('\\') ? steps.join('/') : undefined;
}
