import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding, type Origin } from '../base/finding.ts';
import { checkConsumer } from '../pack/check-consumer.ts';
import type { Draft } from '../render/drafts.ts';
import { runNpm } from './npm-client.ts';
import { checkNames, type CheckName } from './publish.ts';
import { packedFile } from './published-package.ts';

/** How a check went. */
export interface CheckResult {
  readonly name: CheckName;
  readonly state: 'passed' | 'failed' | 'skipped';
}

/** A package as a tarball, which is what is checked and what is published. */
export interface PackedPackage {
  readonly name: string;
  readonly files: readonly Draft[];
  /** Absolute; undefined where npm did not pack it. */
  readonly tarball: string | undefined;
  /** What npm has against it. */
  readonly problem: string;
}

/** Writes the files below a folder and has npm make a tarball of them, which stands beside them. */
export async function packFiles(
  name: string,
  files: readonly Draft[],
  folder: string,
): Promise<PackedPackage> {
  const inside = path.join(folder, 'package');
  for (const one of files) {
    const file = path.join(inside, one.path);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, one.text);
  }
  const given = ['pack', inside, '--ignore-scripts', '--pack-destination', folder];
  const answer = await runNpm(given, { cwd: folder, registry: undefined });
  const file = packedFile(answer.value);
  const tarball = answer.ok && file !== undefined ? path.join(folder, file) : undefined;
  return { name, files, tarball, problem: answer.problem };
}

/** Runs the checks that are not skipped, all of them, whatever the others find. `folder` is where {@link packFiles} wrote it. */
export async function runChecks(
  packed: PackedPackage,
  folder: string,
  { skip, at }: { readonly skip: readonly CheckName[]; readonly at: Origin },
): Promise<{ readonly checks: readonly CheckResult[]; readonly findings: readonly Finding[] }> {
  const checks: CheckResult[] = [];
  const findings: Finding[] = [];
  for (const name of checkNames) {
    const problems = skip.includes(name) ? undefined : await runners[name](packed, folder);
    const state = problems === undefined ? 'skipped' : problems.length === 0 ? 'passed' : 'failed';
    checks.push({ name, state });
    for (const { message, hint } of problems ?? []) {
      findings.push(finding('publish-check', 'error', at, `${name}: ${message}`, hint));
    }
  }
  return { checks, findings };
}

interface Problem {
  readonly message: string;
  readonly hint: string | undefined;
}

type Runner = (packed: PackedPackage, folder: string) => Promise<readonly Problem[]>;

const runners: Readonly<Record<CheckName, Runner>> = {
  publint: async (_packed, folder) => {
    const { publint } = await import('publint');
    const { formatMessage } = await import('publint/utils');
    const pkgDir = path.join(folder, 'package');
    const { messages, pkg } = await publint({ pkgDir, strict: true, pack: false });
    return messages.map((one) => problem(formatMessage(one, pkg) ?? one.code));
  },
  attw: async ({ tarball }) => {
    const attw = await importAttw();
    if (attw === undefined) return [missingAttw];
    if (tarball === undefined) return [];
    const result = await attw.checkPackage(
      attw.createPackageFromTarballData(new Uint8Array(readFileSync(tarball))),
    );
    if (result.types === false) return [problem('the package has no types')];
    return result.problems.map((one) => problem(attwText(one)));
  },
  consumer: async ({ name, files }) => {
    const lines = await checkConsumer(name, new Map(files.map((one) => [one.path, one.text])));
    const shown = lines.slice(0, mostLines);
    const rest = lines.length - shown.length;
    return [...shown, ...(rest === 0 ? [] : [`and ${String(rest)} more`])].map((one) =>
      problem(one),
    );
  },
};

/** The same mistake is in every file that is made in the same way. */
const mostLines = 20;

function problem(message: string): Problem {
  return { message: message.replaceAll(/\s+/g, ' '), hint: undefined };
}

const missingAttw: Problem = {
  message:
    'are-the-types-wrong is not installed, so nobody has looked at the types as each resolver finds them',
  hint: 'npm install --save-dev @arethetypeswrong/core, or leave it out on purpose: --skip attw',
};

type Attw = typeof import('@arethetypeswrong/core');

/** Not everybody who generates types publishes them, so this large package is there only where somebody installed it. */
async function importAttw(): Promise<Attw | undefined> {
  try {
    return await import('@arethetypeswrong/core');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Its problems are a kind, and where: `NoResolution ./ga node10`. */
function attwText(one: { readonly kind: string }): string {
  const places = Object.entries(one).flatMap(([key, value]) =>
    key !== 'kind' && typeof value === 'string' ? [value] : [],
  );
  return [one.kind, ...places].join(' ');
}
