import type { Draft } from '../render/drafts.ts';
import type { Render } from '../render/templates.ts';
import { compilePackage, sourceFolder, type CompileProblem } from './compile-package.ts';
import type { PackageContent } from './package-content.ts';
import { packageJson } from './package-json.ts';
import { readmeView } from './readme-view.ts';

/** The files of a package, in the order of their paths; none where its sources have problems. */
export interface PackageFiles {
  readonly files: readonly Draft[];
  readonly problems: readonly CompileProblem[];
}

/** Makes a package: the same content gives the same bytes. */
export async function packageFiles(content: PackageContent, render: Render): Promise<PackageFiles> {
  const { sources, documents, changelog, licenseText } = content;
  const { files: compiled, problems } = await compilePackage(sources);
  if (problems.length > 0) return { files: [], problems };
  const files: Draft[] = [
    ...compiled,
    ...sources.map(({ path, text }) => ({ path: `${sourceFolder}/${path}`, text })),
    ...documents,
    { path: 'README.md', text: render('package/readme', readmeView(content)) },
    ...(changelog === undefined ? [] : [{ path: 'CHANGELOG.md', text: changelog }]),
    ...(licenseText === undefined ? [] : [{ path: 'LICENSE', text: licenseText }]),
  ];
  const paths = files.map((one) => one.path);
  files.push({ path: 'package.json', text: packageJson(content, paths) });
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}
