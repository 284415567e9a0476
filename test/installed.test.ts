import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed } from '../bench/installed.mjs';
import { proveExamples, readExamples } from './docs.ts';

const root = path.join(import.meta.dirname, '..');

let scratch: string;
/** An empty project in which a user has installed the tool, or what npm said instead. */
let project: string;
let failure: string | undefined;

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wireshape-installed-'));
  project = path.join(scratch, 'project');
  mkdirSync(project);
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }\n');
  failure = install(pack());
}, 300_000);
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** The tests are about a tool out of a registry; where none can be reached they are skipped, and say so. */
function installedTest(name: string, run: () => void): void {
  test(name, { timeout: 120_000 }, (context) => {
    context.skip(failure !== undefined, `npm could not install it: ${failure ?? ''}`);
    run();
  });
}

describe('what is installed', () => {
  installedTest('is fewer than 260 packages, of less than 135 MiB', () => {
    const { packages, mebibytes } = installed(project);
    expect(packages).toBeGreaterThan(1);
    expect(packages).toBeLessThan(260);
    expect(mebibytes).toBeGreaterThan(1);
    expect(mebibytes).toBeLessThan(135);
  });

  installedTest('has no second copy of what is bundled', () => {
    const names = readdirSync(path.join(project, 'node_modules'));
    expect(names).not.toContain('openapi-typescript');
    expect(names).not.toContain('@redocly');
  });
});

describe('a stranger', () => {
  // A page that installs packages or clients of its own is proved where it can have them.
  installedTest('can do what the README says, in an empty folder', () => {
    expect(proveExamples(examplesOf('README.md'), project)).toEqual([]);
  });

  installedTest('is offered no command that does not start', () => {
    const commands = [
      ...wireshape('--help').matchAll(/^ {2}(?!wireshape)(?<name>[a-z]+) [<[]/gm),
    ].map(({ groups }) => groups?.['name'] ?? '');
    expect(commands).toEqual(Object.keys(runs));
    writeFileSync(
      path.join(project, 'speak.js'),
      "on('response.audio.delta', play); // realtime\n",
    );
    const said = { type: 'message.posted', text: 'Hi', reply_to: null };
    writeFileSync(path.join(project, 'said.ndjson'), `${JSON.stringify(said)}\n`);
    for (const [command, { given, says }] of Object.entries(runs)) {
      expect(wireshape(command, ...given), command).toMatch(says);
      // What init wrote a config for has to be there before it can be packed.
      if (command === 'init') wireshape('generate');
    }
  });

  installedTest('gets types for HTTP without a further package', () => {
    writeFileSync(path.join(project, 'http.config.json'), JSON.stringify(withHttp));
    for (const one of examplesOf('docs/http.md').filter(({ kind }) => kind === 'file')) {
      if (one.rest.endsWith('.yaml')) writeFileSync(path.join(project, one.rest), `${one.text}\n`);
    }
    wireshape('generate', '--config', 'http.config.json', '--verify');
    const text = readFileSync(path.join(project, 'http/chat/v1/rest.ts'), 'utf8');
    expect(text).toContain('export interface paths {');
  });
});

describe('migrate, where nothing but the tool is', () => {
  const versions = ['--api', 'openai-realtime', '--from', 'beta', '--to', 'ga'];
  const old = `const ws = new WebSocket('wss://api.openai.com/v1/realtime', {
  headers: { 'OpenAI-Beta': 'realtime=v1', Authorization: key },
});
ws.send(JSON.stringify({ type: 'session.update', session: { voice: 'ash' } }));
ws.on('message', (data) => {
  if (JSON.parse(data).type === 'response.text.done') done();
});
`;
  const now = `const ws = new WebSocket('wss://api.openai.com/v1/realtime', {
  headers: { Authorization: key },
});
ws.send(JSON.stringify({ type: 'session.update', session: { type: 'realtime', audio: { output: { voice: 'ash' } } } }));
ws.on('message', (data) => {
  if (JSON.parse(data).type === 'response.output_text.done') done();
});
`;

  /** A folder without a config, below that in which the tool is installed. */
  function inFolder(files: Readonly<Record<string, string>>): string {
    const folder = mkdtempSync(path.join(project, 'migrate-'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return folder;
  }

  installedTest('shows and writes what changes, and then finds nothing left', () => {
    const cwd = inFolder({ 'src/deep/speak.js': old, 'src/other.js': 'other();\n' });
    const source = ['migrate', 'src/**/*.js', ...versions];
    expect(wireshapeIn(cwd, ...source)).toContain('\n+  headers: { Authorization: key },\n');
    expect(readFileSync(path.join(cwd, 'src/deep/speak.js'), 'utf8')).toBe(old);
    wireshapeIn(cwd, ...source, '--write', '--force');
    expect(readFileSync(path.join(cwd, 'src/deep/speak.js'), 'utf8')).toBe(now);
    expect(wireshapeIn(cwd, ...source, '--check')).toBe('');
  });

  installedTest('drafts a map of two documents, which covers all once it is confirmed', () => {
    const document = (type: string): string => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
channels: { chat: { messages: { said: { payload: { $ref: '#/components/schemas/Said' } } } } }
operations: { hear: { action: receive, channel: { $ref: '#/channels/chat' } } }
components:
  schemas:
    Said: { type: object, required: [type, text], properties: { type: { const: ${type} }, text: { type: string } } }
`;
    const chat = {
      versions: ['v1', 'v2'].map((name) => ({ name, document: `${name}.yaml` })),
      migrations: [{ before: 'v1', after: 'v2', map: 'v1-to-v2.yaml' }],
    };
    const cwd = inFolder({
      'v1.yaml': document('chat.said'),
      'v2.yaml': document('chat.message.said'),
      'wireshape.config.json': JSON.stringify({ apis: { chat } }),
    });
    wireshapeIn(cwd, 'migrate', '--draft', 'chat@v1', 'chat@v2', '-o', 'v1-to-v2.yaml');
    const map = path.join(cwd, 'v1-to-v2.yaml');
    const draft = readFileSync(map, 'utf8');
    expect(() => wireshapeIn(cwd, 'migrate', '--cover')).toThrow('nobody has confirmed this step');
    writeFileSync(
      map,
      draft.replace('TODO', 'It is one of several.').replace(/^ +confirmed: false\n/m, ''),
    );
    expect(wireshapeIn(cwd, 'migrate', '--cover')).toContain('0 open');
  });
});

const withHttp = {
  output: 'http',
  apis: {
    chat: {
      versions: [{ name: 'v1', document: 'chat.asyncapi.yaml', http: 'chat.openapi.yaml' }],
    },
  },
};

/** One run of each command, in the folder that the README has left behind; the later ones stand on the earlier. */
const runs: Readonly<Record<string, { readonly given: readonly string[]; readonly says: RegExp }>> =
  {
    generate: { given: ['my.yaml', '-o', 'src/events'], says: /unchanged|up to date/ },
    validate: { given: ['my.yaml'], says: /my\.yaml/ },
    init: { given: ['my.yaml', '--yes', '-o', 'types'], says: /wireshape\.config\.ts/ },
    diff: { given: ['main:my.yaml', 'my.yaml'], says: /No change|nothing|same/i },
    migrate: {
      given: ['speak.js', '--api', 'openai-realtime', '--from', 'beta', '--to', 'ga'],
      says: /\+on\('response\.output_audio\.delta', play\);/,
    },
    wire: { given: ['said.ndjson', '--document', 'my.yaml'], says: /1 message/ },
    pack: { given: ['--package-version', '0.1.0'], says: /packages\/my/ },
    publish: {
      given: ['--dry-run', '--since', 'packages/my', '--allow-dirty', '--skip', 'attw'],
      says: /publint passed, attw skipped, consumer passed/,
    },
    rules: { given: ['tag-missing'], says: /tag-missing/ },
  };

function examplesOf(page: string) {
  return readExamples(page, readFileSync(path.join(root, page), 'utf8'));
}

function wireshape(...given: readonly string[]): string {
  return wireshapeIn(project, ...given);
}

function wireshapeIn(cwd: string, ...given: readonly string[]): string {
  return execFileSync('npx', ['wireshape', ...given], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
}

/** The tarball of what is built. Other tests stand on that, so it is not built again. */
function pack(): string {
  const given = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
  const stdio = ['ignore', 'pipe', 'ignore'] as const;
  const text = execFileSync('npm', given, { cwd: root, encoding: 'utf8', stdio: [...stdio] });
  const [one] = Object.values(JSON.parse(text) as Readonly<Record<string, { filename: string }>>);
  return path.join(scratch, path.basename(one?.filename ?? ''));
}

/** Installs it as a user does, but that nothing may run; what npm says where it cannot. */
function install(tarball: string): string | undefined {
  const given = ['install', '--prefer-offline', '--ignore-scripts', '--loglevel=error', tarball];
  const { status, stderr } = spawnSync('npm', given, { cwd: project, encoding: 'utf8' });
  if (status === 0) return undefined;
  if (/E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT|NOTCACHED|CONNRESET)/.test(stderr)) return stderr;
  throw new Error(`it cannot be installed: ${stderr}`);
}
