import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { displayName } from '../load/document-reader.ts';
import { openGit } from './git-release.ts';
import { runNpm } from './npm-client.ts';
import { findRefusal } from './output-folder.ts';
import { placeOf, type PreparedRelease } from './prepare-release.ts';
import type { PublishOptions } from './publish.ts';
import { findPublished } from './published-package.ts';
import { changelogName, releaseChanges } from './release-changes.ts';
import { writeReport } from './write-report.ts';

/** What a run has done of a release; what was there already it did not do. */
export interface Released {
  /** The version that is published now. */
  readonly version: string;
  readonly published: 'now' | 'before';
  /** As a user would name it; undefined where it was as it is. */
  readonly changelog: string | undefined;
  /** The tag in git; undefined where none was wanted, or there is no repository. */
  readonly tag: { readonly name: string; readonly made: 'now' | 'before' } | undefined;
}

interface Outcome {
  readonly released: Released | undefined;
  readonly findings: readonly Finding[];
}

/** The steps that others see, each of which the next run can see too: the changelog, the registry, the tag. */
export async function publishRelease(
  prepared: PreparedRelease,
  options: PublishOptions,
): Promise<Outcome> {
  const { target, plan } = prepared;
  const { cwd, gitTag } = options;
  const version = plan?.to ?? plan?.from;
  if (version === undefined) return { released: undefined, findings: [] };
  options.onProgress(target, 'publishing');
  const at = placeOf(target, cwd);
  const git = gitTag ? openGit(target.generated.folder) : undefined;
  const name = `${target.name}@${version}`;
  const tagged = git?.tagged(name);
  if (plan?.to !== undefined && tagged !== undefined && tagged !== git?.head()) {
    const message = `git has a tag ${name} of another commit, and no such version is published`;
    const hint = `git tag --delete ${name}, if it is a mistake`;
    return { released: undefined, findings: [finding('publish-tag', 'error', at, message, hint)] };
  }
  const written = writeChangelog(prepared, cwd);
  if (written.findings.length > 0) return { released: undefined, findings: written.findings };
  const problem =
    plan?.to === undefined ? undefined : await publishTarball(prepared, version, options);
  if (problem !== undefined) {
    return {
      released: undefined,
      findings: [finding('publish-registry', 'error', at, ...problem)],
    };
  }
  const refusal = git === undefined || tagged !== undefined ? undefined : git.addTag(name);
  const released: Released = {
    version,
    published: plan?.to === undefined ? 'before' : 'now',
    changelog: written.file,
    tag: git && { name, made: tagged === undefined ? 'now' : 'before' },
  };
  if (refusal === undefined) return { released, findings: [] };
  const message = `${name} is published, and git does not tag it: ${refusal}`;
  const found = finding('publish-tag', 'error', at, message, 'the next run tries again');
  return { released: { ...released, tag: undefined }, findings: [found] };
}

function writeChangelog(
  { target, changelog }: PreparedRelease,
  cwd: string,
): { readonly file: string | undefined; readonly findings: readonly Finding[] } {
  const file = path.join(target.generated.output, changelogName);
  const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (changelog === undefined || changelog === now) return { file: undefined, findings: [] };
  const findings = findRefusal(target.generated.output, cwd, () => {
    writeReport(file, changelog);
  });
  return { file: displayName(file, cwd), findings };
}

/** Gives the tarball that was checked to npm; what it has against it comes back, with a hint. */
async function publishTarball(
  { target, packed }: PreparedRelease,
  version: string,
  options: PublishOptions,
): Promise<readonly [message: string, hint: string | undefined] | undefined> {
  const { cwd, registry, tag, access, provenance = isProvenanceOffered() } = options;
  const answer = await runNpm(
    [
      ...['publish', packed?.tarball ?? '', '--ignore-scripts', '--tag', tag],
      ...(access === undefined ? [] : ['--access', access]),
      ...(provenance ? ['--provenance'] : []),
    ],
    { cwd, registry },
  );
  if (answer.ok) return undefined;
  // The answer may be lost where the package is not.
  const now = await findPublished(target.name, tag, options);
  const isThere =
    now.kind === 'found' &&
    now.published?.version === version &&
    releaseChanges(target, packed?.files ?? [], now.published, options.today).state?.same === true;
  if (isThere) return undefined;
  return [
    `${target.name} ${version} is not published: ${answer.problem}`,
    hints[answer.code ?? ''] ?? 'nothing was published; the next run begins where this one ended',
  ];
}

const hints: Readonly<Record<string, string>> = {
  ENEEDAUTH: 'npm login, or trusted publishing in CI; docs/release.md says how',
  E401: 'npm login, or trusted publishing in CI; docs/release.md says how',
  E402: 'a scoped package is private unless --access public is said the first time',
  EOTP: 'the account asks for a one-time password: publish from a terminal, or by trusted publishing',
};

/** GitHub and GitLab give jobs that may ask for it a token that says which job it is. */
function isProvenanceOffered(): boolean {
  const isGiven = (...names: readonly string[]): boolean =>
    names.every((one) => (process.env[one] ?? '') !== '');
  return (
    isGiven('GITHUB_ACTIONS', 'ACTIONS_ID_TOKEN_REQUEST_URL') ||
    isGiven('GITLAB_CI', 'SIGSTORE_ID_TOKEN')
  );
}
