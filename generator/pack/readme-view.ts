import { code, prose, table } from '../render/markdown-text.ts';
import type { PackageContent, PackageVersion } from './package-content.ts';
import { quickStart } from './quick-start.ts';

/** What the README of a package is rendered from. Texts of documents stand in it as code, or as plain words. */
export function readmeView(content: PackageContent): object {
  const { name, description, license, stable, versions, tool, changelog } = content;
  const root = versions.find((one) => one.name === stable);
  const api = prose(root?.title ?? name);
  return {
    title: name,
    name,
    about: description ?? `TypeScript for the events of ${api}.`,
    quickStart: root === undefined ? '' : quickStart(name, root),
    versionCount: versions.length === 1 ? 'one version' : `${String(versions.length)} versions`,
    stable,
    versionTable: versionTable(content),
    references: referencesOf(content),
    steps: stepsOf(content),
    hasChangelog: changelog !== undefined,
    tool,
    documents: versions.map((one) => ({
      text: `- ${code(one.name)}: ${code(one.document)}, SHA-256 ${code(one.hash)}`,
    })),
    licence: license ?? '',
  };
}

function versionTable({ name, stable, versions, sources }: PackageContent): string {
  const rows = versions.map((one) => [
    code(`${name}/${one.name}`, 'cell') + (one.name === stable ? ' (and the root)' : ''),
    `${prose(one.title, 'cell')}, ${code(one.documentVersion, 'cell')}`,
    String(one.received.events),
    String(one.sent.events),
    String(one.exports),
    partsOf(
      one,
      sources.map(({ path }) => path),
    ),
  ]);
  const head = ['Import', 'API', 'Events received', 'Events sent', 'Names', 'Parts'];
  return table(head, rows).join('\n');
}

/** What can be imported of a version alone. */
function partsOf({ name }: PackageVersion, sources: readonly string[]): string {
  return sources
    .filter((one) => one.startsWith(`${name}/`) && one !== `${name}/index.ts`)
    .map((one) => code(one.slice(name.length + 1, -'.ts'.length), 'cell'))
    .join(', ');
}

/** Pages about all of a version, or of the package; those about changes have a section of their own. */
function referencesOf({ documents }: PackageContent): readonly { readonly text: string }[] {
  return documents
    .map(({ path }) => path)
    .filter((path) => path.endsWith('.md') && !path.startsWith('changes/'))
    .map((path) => ({ text: `- [${path}](${path})` }));
}

/** For each pair of versions: what changed, and code that helps, as far as they are there. */
function stepsOf(content: PackageContent): readonly { readonly text: string }[] {
  const { name, documents, sources } = content;
  const pages = inOrder(
    documents.map(({ path }) => path).filter((path) => /^changes\/.*\.md$/.test(path)),
    content,
  );
  const modules = inOrder(
    sources
      .map(({ path }) => path)
      .filter((path) => path.startsWith('migrate/') && !path.endsWith('/index.ts')),
    content,
  );
  return [
    ...pages.map((path) => ({ text: `- What changed: [${path}](${path})` })),
    ...modules.map((path) => ({
      text: `- Code that carries events over: ${code(`${name}/${path.replace(/\.ts$/, '')}`)}`,
    })),
  ];
}

/** Files that are called `beta-to-ga`, in the order of the versions. */
function inOrder(files: readonly string[], { versions }: PackageContent): readonly string[] {
  const pairs = versions.flatMap((before) =>
    versions.map((after) => `${before.name}-to-${after.name}`),
  );
  const rank = (file: string): number => pairs.indexOf(/([^/]*)\.\w+$/.exec(file)?.[1] ?? '');
  return files.toSorted((a, b) => rank(a) - rank(b));
}
