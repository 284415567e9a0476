import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { toolVersion } from '../base/tool.ts';
import { settleNames, type UnionNames } from '../emit/settle-names.ts';
import { displayName } from '../load/document-reader.ts';
import type { ApiModel, Flow } from '../model/api.ts';
import type { CompileProblem } from '../pack/compile-package.ts';
import type { PackageUnion, PackageVersion } from '../pack/package-content.ts';
import { packageFiles } from '../pack/package-files.ts';
import { isPackageVersion, nameProblem } from '../pack/package-name.ts';
import type { Draft } from '../render/drafts.ts';
import { loadTemplates } from '../render/templates.ts';
import { manifestName } from './api-targets.ts';
import { readGenerated } from './read-generated.ts';
import { entryModel } from './manifest-entry.ts';
import { readManifest, type ManifestVersion } from './manifest.ts';
import type { PackTarget } from './pack-targets.ts';

/** What a package is to be made of. */
export interface BuildRequest {
  readonly target: PackTarget;
  /** The package's version; that of generated/<api>/package.json, or 0.0.0, where it is left out. */
  readonly version: string | undefined;
  /** The text of its CHANGELOG; that of generated/<api>/CHANGELOG.md where it is left out. */
  readonly changelog: string | undefined;
  /** The folder that findings name files from. */
  readonly cwd: string;
}

/** A package that is not on disk yet; it has no files where a finding is an error. */
export interface BuiltPackage {
  readonly name: string;
  readonly version: string;
  readonly files: readonly Draft[];
  readonly findings: readonly Finding[];
}

/** The version of a package that nobody has given one. */
const noVersion = '0.0.0';

/** Makes the package of an API out of what was generated, whatever the documents say by now. */
export async function buildPackage(request: BuildRequest): Promise<BuiltPackage> {
  const { target, cwd } = request;
  const { generated, name, settings, stable } = target;
  const manifest = readIfThere(path.join(generated.output, manifestName));
  const read = manifest === undefined ? undefined : readManifest(manifest);
  const version = request.version ?? committedVersion(generated.output) ?? noVersion;
  const license = licenseOf(target);
  const findings = [
    ...(read === undefined || read === 'changed' ? [manifestFinding(target, read, cwd)] : []),
    ...settingFindings(target, { version, license, cwd }),
  ];
  if (findings.length > 0 || read === undefined || read === 'changed') {
    return { name, version, files: [], findings };
  }
  const { files, problems } = await packageFiles(
    {
      name,
      version,
      description: settings.description,
      license: settings.license,
      licenseText: license.text,
      repository: settings.repository,
      stable,
      versions: read.versions.map((one) => packageVersion(one, target)),
      ...readGenerated(generated.output),
      changelog: request.changelog ?? readIfThere(path.join(generated.output, changelogName)),
      tool: toolVersion,
    },
    await loadTemplates(),
  );
  return { name, version, files, findings: problems.map((one) => problemFinding(one, request)) };
}

const changelogName = 'CHANGELOG.md';

/** What the README says of a version, as the manifest has it. */
function packageVersion(entry: ManifestVersion, { generated }: PackTarget): PackageVersion {
  const model = entryModel(entry, generated.output, (file) => displayName(file, generated.folder));
  const { unions } = settleNames(model);
  return {
    name: entry.name,
    title: model.title,
    documentVersion: model.version,
    document: path.posix.basename(model.source.file),
    hash: model.source.hash,
    received: packageUnion(model, 'received', unions),
    sent: packageUnion(model, 'sent', unions),
    exports: entry.types.length,
  };
}

function packageUnion(model: ApiModel, flow: Flow, unions: readonly UnionNames[]): PackageUnion {
  const names = unions.find(({ union }) => union.flow === flow);
  const [tag] = names?.union.tag ?? [];
  return {
    events: model.messages.filter((one) => one.flow === flow).length,
    read: names?.alias,
    write: names?.param?.alias,
    parser: names === undefined || tag === undefined ? undefined : { name: names.parse, tag },
  };
}

interface License {
  readonly file: string | undefined;
  readonly text: string | undefined;
}

/** The text that the package brings; none where nobody says under which licence it is. */
function licenseOf({ generated, settings }: PackTarget): License {
  const { license, licenseFile } = settings;
  const file = licenseFile ?? (license === undefined ? undefined : 'LICENSE');
  if (file === undefined) return { file, text: undefined };
  return { file: licenseFile, text: readIfThere(path.resolve(generated.folder, file)) };
}

function settingFindings(
  { api, name, generated }: PackTarget,
  { version, license, cwd }: { readonly version: string; readonly license: License; cwd: string },
): readonly Finding[] {
  const at = { file: displayName(generated.output, cwd), pointer: '' };
  const problem = nameProblem(name);
  const says = (message: string, hint?: string): Finding =>
    finding('package-setting', 'error', at, message, hint);
  return [
    ...(problem === undefined
      ? []
      : [
          says(
            `${name} cannot be the name of a package: it ${problem}`,
            `set apis.${api}.package.name in the config`,
          ),
        ]),
    ...(isPackageVersion(version)
      ? []
      : [
          says(`${version} cannot be the version of a package`, 'npm takes versions such as 1.2.3'),
        ]),
    ...(license.file === undefined || license.text !== undefined
      ? []
      : [says(`there is no file ${license.file} with the text of the licence`)]),
  ];
}

function manifestFinding(
  { generated }: PackTarget,
  read: 'changed' | undefined,
  cwd: string,
): Finding {
  const at = { file: displayName(path.join(generated.output, manifestName), cwd), pointer: '' };
  const hint = 'wireshape generate writes it';
  return read === 'changed'
    ? finding('package-stale', 'error', at, 'this is not as it was written', hint)
    : finding('package-empty', 'error', at, 'there is no manifest of what was generated', hint);
}

function problemFinding(
  { kind, file, line, column, message }: CompileProblem,
  { target, cwd }: BuildRequest,
): Finding {
  const place = displayName(path.join(target.generated.output, file), cwd);
  const at = { file: place, pointer: '', line, column };
  return kind === 'import'
    ? finding('package-import', 'error', at, message, 'a package holds generated files alone')
    : finding('package-compile', 'error', at, message);
}

/** The version that is committed beside what was generated. */
function committedVersion(folder: string): string | undefined {
  const text = readIfThere(path.join(folder, 'package.json'));
  if (text === undefined) return undefined;
  try {
    const version = own(JSON.parse(text), 'version');
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
