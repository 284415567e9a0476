import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compare, valid } from 'semver';
import { UsageError } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { readTarball, type PackedFiles } from '../pack/read-tarball.ts';
import { runNpm, type NpmOptions } from './npm-client.ts';

/** A package as it was published last. */
export interface PublishedPackage {
  readonly version: string;
  /** All versions that the registry has. */
  readonly taken: readonly string[];
  readonly files: PackedFiles;
}

/** What a registry said, or why it said nothing. */
export type RegistryAnswer =
  | { readonly kind: 'found'; readonly published: PublishedPackage | undefined }
  | { readonly kind: 'failed'; readonly problem: string };

/** No package of types is packed into more. */
const largestTarball = 50_000_000;

/** The newest version of a package under a tag, or under `latest` where nothing has the tag; undefined where there is none. */
export async function findPublished(
  name: string,
  tag: string,
  { cwd, registry }: NpmOptions,
): Promise<RegistryAnswer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-published-'));
  try {
    return await askRegistry(name, tag, { cwd, registry, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface AskOptions extends NpmOptions {
  /** A folder of our own, absolute. */
  readonly folder: string;
}

async function askRegistry(
  name: string,
  tag: string,
  options: AskOptions,
): Promise<RegistryAnswer> {
  const answer = await runNpm(
    ['view', name, 'versions', 'dist-tags', ...uncached(options)],
    options,
  );
  if (!answer.ok) {
    if (answer.code === 'E404') return { kind: 'found', published: undefined };
    return { kind: 'failed', problem: answer.problem };
  }
  const versions = textsIn(own(answer.value, 'versions')).filter((one) => valid(one) !== null);
  const tags = own(answer.value, 'dist-tags');
  const tagged = [own(tags, tag), own(tags, 'latest')].find(
    (one): one is string => typeof one === 'string' && versions.includes(one),
  );
  const version = tagged ?? versions.toSorted(compare).at(-1);
  if (version === undefined) return { kind: 'found', published: undefined };
  const files = await downloadFiles(`${name}@${version}`, options);
  return typeof files === 'string'
    ? { kind: 'failed', problem: files }
    : { kind: 'found', published: { version, taken: versions, files } };
}

/** The files of a version; or, as a text, why they cannot be had. */
async function downloadFiles(spec: string, options: AskOptions): Promise<PackedFiles | string> {
  const { folder } = options;
  const given = ['pack', spec, '--ignore-scripts', '--pack-destination', folder];
  const answer = await runNpm([...given, ...uncached(options)], options);
  if (!answer.ok) return answer.problem;
  const file = packedFile(answer.value);
  const files = file === undefined ? undefined : await filesOf(path.join(folder, file));
  return files ?? `${spec} cannot be read: it is no tarball of a package, or too large for one`;
}

/** Where a registry is down, npm would say what it remembers, and a plan would follow what is published no longer. */
function uncached({ folder }: AskOptions): readonly string[] {
  return ['--cache', path.join(folder, 'cache'), '--prefer-online'];
}

/** What npm says it has packed: a list of one, or an object of one by its name. */
export function packedFile(value: unknown): string | undefined {
  const [first] = Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value ?? {});
  const name = own(first, 'filename');
  return typeof name === 'string' ? path.basename(name) : undefined;
}

async function filesOf(file: string): Promise<PackedFiles | undefined> {
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size === 0 || size > largestTarball) return undefined;
  return readTarball(readFileSync(file));
}

/**
 * What was published, as a file has it: a tarball, or the package.json or manifest.json of an unpacked package.
 *
 * @throws {UsageError} where the file is none of these.
 */
export async function readSince(file: string, cwd: string): Promise<PublishedPackage> {
  const place = path.resolve(cwd, file);
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = /\.(?:tgz|tar\.gz)$/i.test(place)
    ? await filesOf(place)
    : unpackedFiles(isFolder ? place : path.dirname(place));
  const version = versionIn(files?.get('package.json'));
  if (files === undefined || version === undefined) {
    throw new UsageError(
      `${file} is no package that was published`,
      'name a tarball of npm pack, or the folder of an installed package',
    );
  }
  return { version, taken: [version], files };
}

function unpackedFiles(folder: string): PackedFiles | undefined {
  // Whatever folder is named by mistake, it is not read to its end.
  if (!['package.json', 'manifest.json'].every((one) => existsSync(path.join(folder, one)))) {
    return undefined;
  }
  const files = new Map<string, string>();
  const visit = (below: string): void => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name === 'node_modules') continue;
      if (entry.isDirectory()) visit(name);
      else if (entry.isFile()) files.set(name, readFileSync(path.join(folder, name), 'utf8'));
    }
  };
  visit('');
  return files;
}

export function versionIn(text: string | undefined): string | undefined {
  try {
    const version = own(JSON.parse(text ?? ''), 'version');
    return typeof version === 'string' ? (valid(version) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** npm prints a list of one as that one. */
function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}
