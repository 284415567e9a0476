import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { runTool, type Ended } from '../run-tool.ts';

/** What the document of a project describes: fields of the event that one receives, and of the one that one sends. */
export interface Chat {
  readonly received: Readonly<Record<string, 'required' | 'optional'>>;
  readonly sent: Readonly<Record<string, 'required' | 'optional'>>;
  readonly about: string;
}

export const firstChat: Chat = {
  received: { text: 'required' },
  sent: { text: 'required' },
  about: 'What is said.',
};

/** A repository with a config, a document and what was generated of it, all committed. */
export class Project {
  readonly folder: string;
  readonly name: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, name: string, env: NodeJS.ProcessEnv, settings: object = {}) {
    [this.folder, this.name, this.#env] = [folder, name, env];
    mkdirSync(folder, { recursive: true });
    const config = {
      apis: {
        chat: {
          package: {
            name,
            license: 'MIT',
            repository: 'https://github.com/acme/chat',
            ...settings,
          },
          versions: [{ name: 'v1', document: 'chat.json' }],
        },
      },
    };
    this.write('wireshape.config.json', JSON.stringify(config));
    this.write('package.json', '{ "private": true, "type": "module" }');
    this.write('LICENSE', 'Do as you like.\n');
    this.git('init', '--quiet');
    this.git('config', 'user.name', 'Nobody');
    this.git('config', 'user.email', 'nobody@example.com');
  }

  /** Writes the document, generates and commits. */
  async describe(chat: Chat): Promise<void> {
    this.write('chat.json', JSON.stringify(documentOf(chat), undefined, 1));
    expect(await this.run('generate', '--quick')).toMatchObject({ code: 0 });
    this.commit();
  }

  commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'A change');
  }

  /** `wireshape publish`, and what it says of the only package. */
  async publish(...given: readonly string[]): Promise<Published> {
    return publishedBy(await this.run('publish', '--json', ...given));
  }

  async publishWith(env: NodeJS.ProcessEnv, ...given: readonly string[]): Promise<Published> {
    return publishedBy(
      await runTool(this.folder, ['publish', '--json', ...given], { ...this.#env, ...env }),
    );
  }

  async run(...given: readonly string[]): Promise<Ended> {
    return runTool(this.folder, given, this.#env);
  }

  /** Another copy of the tool, by its command. */
  runOther(cli: string, ...given: readonly string[]): Ended {
    const env = { ...process.env, ...this.#env };
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...given], {
      cwd: this.folder,
      env,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  }

  git(...given: readonly string[]): string {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return execFileSync('git', given, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: [...stdio],
    }).trim();
  }

  npm(...given: readonly string[]): string {
    const env = { ...process.env, ...this.#env };
    return execFileSync('npm', given, { cwd: this.folder, env, encoding: 'utf8', stdio: 'pipe' });
  }

  tags(): readonly string[] {
    return this.git('tag', '--list')
      .split('\n')
      .filter((one) => one !== '');
  }

  changelog(): string | undefined {
    const file = path.join(this.folder, 'generated/chat/CHANGELOG.md');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  write(file: string, text: string): void {
    const place = path.join(this.folder, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

/** What `publish --json` says of one package. */
export interface Published extends Ended {
  readonly to: string | null;
  readonly due: string | null;
  readonly bump: string | null;
  readonly entry: string | null;
  readonly published: 'now' | 'before' | null;
  readonly tag: string | null;
  readonly checks: readonly { readonly name: string; readonly state: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly message: string;
    readonly hint: string;
  }[];
}

function publishedBy(ended: Ended): Published {
  const report = ended.out === '' ? { packages: [{}] } : (JSON.parse(ended.out) as unknown);
  const { packages } = report as { readonly packages: readonly object[] };
  return { ...ended, ...packages[0] } as Published;
}

function documentOf({ received, sent, about }: Chat): object {
  const message = (name: string) => ({ $ref: `#/components/messages/${name}` });
  const through = (name: string, action: string) => ({
    action,
    channel: { $ref: '#/channels/chat' },
    messages: [{ $ref: `#/channels/chat/messages/${name}` }],
  });
  return {
    asyncapi: '3.0.0',
    info: { title: 'Chat', version: '1' },
    channels: { chat: { address: '/', messages: { said: message('said'), say: message('say') } } },
    operations: { hear: through('said', 'receive'), speak: through('say', 'send') },
    components: {
      messages: {
        said: { payload: payloadOf('said', received, about) },
        say: { payload: payloadOf('say', sent, about) },
      },
    },
  };
}

function payloadOf(type: string, fields: Chat['sent'], description: string): object {
  const required = Object.keys(fields).filter((one) => fields[one] === 'required');
  return {
    type: 'object',
    required: ['type', ...required],
    properties: {
      type: { const: type },
      ...Object.fromEntries(
        Object.keys(fields).map((one) => [one, { type: 'string', description }]),
      ),
    },
  };
}

/**
 * A folder with an `npm` and a `git` of our own, to be put in front of `PATH`: they do what a shell says when the arguments begin with
 * certain words, and otherwise run what they stand for.
 *
 * `$REAL "$@"` in the shell text is the command itself, `kill -9 $PPID` ends the tool.
 */
export function faultyPath(
  folder: string,
  command: 'npm' | 'git',
  words: readonly string[],
  shell: string,
): string {
  mkdirSync(folder, { recursive: true });
  const real = execFileSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim();
  const file = path.join(folder, command);
  const test = words.map((one, at) => `case "$${String(at + 1)}" in ${one}) ;; *) hit=no ;; esac`);
  const lines = ['#!/bin/sh', `REAL='${real}'`, 'hit=yes', ...test, 'if [ "$hit" = yes ]; then'];
  writeFileSync(file, [...lines, shell, 'else', 'exec "$REAL" "$@"', 'fi', ''].join('\n'));
  chmodSync(file, 0o755);
  return `${folder}${path.delimiter}${process.env['PATH'] ?? ''}`;
}
