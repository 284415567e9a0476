import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTool, type Ended } from './run-tool.ts';
import { compileErrors } from './strict-program.ts';

const versions = ['--api', 'openai-realtime', '--from', 'beta', '--to', 'ga'] as const;
const old = `// speaks to realtime\nrt.on('response.audio.delta', play);\n`;
const now = `// speaks to realtime\nrt.on('response.output_audio.delta', play);\n`;
const undecided = `rt.on('conversation.item.created', add); // realtime\n`;

let folder: string;
const at = (file: string): string => path.join(folder, file);
const write = (file: string, text: string | Buffer): void => {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
};
const read = (file: string): string => readFileSync(at(file), 'utf8');
const run = (...given: readonly string[]): Promise<Ended> =>
  runTool(folder, ['migrate', ...given, ...versions]);
const git = (...given: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...given], {
    cwd: folder,
    encoding: 'utf8',
  });
const commit = (): void => {
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'a');
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-migrate-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('without --write', () => {
  test('shows what would change as a diff, with its reason, and writes nothing', async () => {
    write('src/a.js', old);
    const { code, out, err } = await run('src/**/*.js');
    expect(code).toBe(0);
    expect(out).toContain('src/a.js:2:7  the event is called response.output_audio.delta now');
    expect(out).toContain(`--- src/a.js\n+++ src/a.js\n@@ -1,2 +1,2 @@\n`);
    expect(out).toContain(`-rt.on('response.audio.delta', play);\n+rt.on('response.output_audio`);
    expect(err).toContain('1 edit in 1 file; --write makes it, 0 places left to you');
    expect(read('src/a.js')).toBe(old);
    expect(readdirSync(at('src'))).toEqual(['a.js']);
  });

  test('lists what is left to do, and is content', async () => {
    write('a.ts', undecided);
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toMatch(/^a\.ts:1:7 {2}warning {2}old-shape {2}has conversation\.item\.created/);
    expect(err).toContain('hint: handle conversation.item.added or conversation.item.done');
  });

  test('tells what texts say only where it is asked to', async () => {
    write('a.ts', `console.log('response.audio.delta'); // realtime\n`);
    expect((await run()).err).not.toContain('a.ts:1');
    expect((await run('--verbose')).err).toContain('a.ts:1:13  info  old-name-in-text');
  });

  test('tells all of it as JSON', async () => {
    write('a.ts', old + undecided);
    const { code, out } = await run('--json');
    const report = JSON.parse(out) as Record<string, unknown>;
    expect(code).toBe(0);
    expect(report).toMatchObject({
      command: 'migrate',
      mode: 'show',
      exitCode: 0,
      looked: 1,
      concerned: 1,
      warnings: 1,
      files: [
        {
          file: 'a.ts',
          edits: [{ line: 2, column: 7, step: 'rename-event response.audio.delta' }],
        },
      ],
      findings: [{ file: 'a.ts', line: 3, column: 7, rule: 'old-shape' }],
    });
  });
});

describe('--write', () => {
  test('writes, and a second time changes nothing', async () => {
    write('a.js', old);
    commit();
    const first = await run('--write');
    expect({ code: first.code, text: read('a.js') }).toEqual({ code: 0, text: now });
    expect(first.err).toContain('1 edit in 1 file written');
    // What is not committed is no matter where nothing is written.
    const again = await run('--write');
    expect({ code: again.code, text: read('a.js') }).toEqual({ code: 0, text: now });
    expect(again.err).toContain('nothing to change');
  });

  test('refuses where git has changes that are in no commit, but for --force', async () => {
    write('a.js', old);
    write('b.txt', 'b');
    commit();
    write('b.txt', 'c');
    const refused = await run('--write');
    expect({ code: refused.code, text: read('a.js') }).toEqual({ code: 2, text: old });
    expect(refused.err).toContain('git has changes that are in no commit: b.txt');
    const forced = await run('--write', '--force');
    expect({ code: forced.code, text: read('a.js') }).toEqual({ code: 0, text: now });
  });

  test('writes where there is no git', async () => {
    write('a.js', old);
    expect((await run('--write')).code).toBe(0);
    expect(read('a.js')).toBe(now);
  });

  test('leaves the mark, the ends of lines, tabs and the rights of a file as they are', async () => {
    const text = `\ufeff\t// realtime  \r\n\r\nrt.on("response.text.delta",\tf)\r\n\r\n\r\nx  =  1`;
    write('a.js', text);
    chmodSync(at('a.js'), 0o755);
    expect((await run('--write')).code).toBe(0);
    expect(read('a.js')).toBe(text.replace('response.text.delta', 'response.output_text.delta'));
    expect(statSync(at('a.js')).mode & 0o777).toBe(0o755);
  });

  test('says in comments what is left, once', async () => {
    write('a.ts', `function f() {\n\t${undecided}}\n`);
    expect((await run('--write', '--todo')).code).toBe(0);
    const text = read('a.ts');
    expect(text).toMatch(
      /^function f\(\) \{\n\t\/\/ TODO\(wireshape\): has conversation\.item\.created: .*\n\trt\.on\(/,
    );
    expect((await run('--write', '--todo')).code).toBe(0);
    expect(read('a.ts')).toBe(text);
  });

  test('puts no comment where it would be text', async () => {
    const text = `const a = <div>\n  {names.has('conversation.item.created') /* realtime */}\n</div>;\nconst b = \`\n\${x === 'conversation.item.created'}\`;\n`;
    write('a.tsx', text);
    await run('--write', '--todo');
    const lines = read('a.tsx').split('\n');
    expect(lines.map((one) => one.startsWith('// TODO(wireshape)'))).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('--check', () => {
  test('fails while anything of the old version is left', async () => {
    write('a.js', old);
    const { code, err } = await run('--check');
    expect(code).toBe(1);
    expect(err).toContain('a.js:2:7  warning  old-code');
    expect(read('a.js')).toBe(old);
    write('a.js', undecided);
    expect((await run('--check')).code).toBe(1);
    write('a.js', `console.log('response.audio.delta'); // realtime\n`);
    expect((await run('--check')).code).toBe(0);
    write('a.js', now);
    expect((await run('--check')).code).toBe(0);
  });

  test('is content with what a comment says may stay', async () => {
    write('a.js', `// wireshape-ignore: both are spoken here\n${undecided}${undecided}`);
    write('b.js', `// wireshape-ignore-file\n${old}`);
    const { code, err } = await run('--check');
    expect(code).toBe(1);
    expect(err).toContain('a.js:3:7');
    expect(err).not.toContain('a.js:2');
    expect(err).not.toContain('b.js');
  });

  test('tells it as SARIF that fits the types of SARIF', async () => {
    write('a b.js', old + undecided);
    const { code, out } = await run('--check', '--format', 'sarif');
    expect(code).toBe(1);
    const types = createRequire(import.meta.url).resolve('@types/sarif/index.d.ts');
    const log = `import type { Log } from './sarif.js';\nexport const log: Log = ${out};\n`;
    const files = new Map([
      ['sarif.d.ts', readFileSync(types, 'utf8')],
      ['log.ts', log],
    ]);
    expect(compileErrors(files)).toEqual([]);
    expect(out).toContain('"uri": "a%20b.js"');
    expect(out.match(/"ruleId": "old-(?:code|shape)"/g)).toHaveLength(2);
  });

  test('tells it as annotations of a pull request', async () => {
    write('src/a.js', old);
    const { code, out } = await run('--check', '--format', 'github');
    expect(code).toBe(1);
    expect(out).toMatch(/^::warning file=src\/a\.js,line=2,col=7,title=old-code::/);
  });
});

describe('files', () => {
  test('that git ignores, or that others wrote, are left out', async () => {
    for (const file of ['a.js', 'node_modules/x/a.js', 'dist/a.js', 'generated/a.js', 'own/a.js']) {
      write(file, old);
    }
    write('marked.js', `// @generated\n${old}`);
    write('.gitignore', 'own/\n');
    commit();
    expect((await run('--write', '--force')).code).toBe(0);
    expect(read('a.js')).toBe(now);
    for (const file of ['node_modules/x/a.js', 'dist/a.js', 'generated/a.js', 'own/a.js']) {
      expect(read(file)).toBe(old);
    }
    expect(read('marked.js')).toContain('response.audio.delta');
    // Who names a file means it.
    expect((await run('dist/a.js', '--write', '--force')).code).toBe(0);
    expect(read('dist/a.js')).toBe(now);
  });

  test('that cannot be parsed are left, with the place', async () => {
    write('a.ts', `${old}const x = = 1;\n`);
    write('b.ts', old);
    const { code, err } = await run('--write');
    expect(code).toBe(1);
    expect(err).toContain('a.ts:3:11  error  source-syntax  Expression expected.');
    expect([read('a.ts'), read('b.ts')]).toEqual([`${old}const x = = 1;\n`, now]);
  });

  test('that are huge, minified or no UTF-8 are left', async () => {
    write('huge.js', old + '// x\n'.repeat(250_000));
    write('app.min.js', old);
    write('wide.js', `${old}${'a=1;'.repeat(2000)}`);
    write('latin.js', Buffer.concat([Buffer.from(old), Buffer.from([0x2f, 0x2f, 0xe4, 0x0a])]));
    write('wide-letters.js', Buffer.from(`\ufeff${old}`, 'utf16le'));
    const { code, err } = await run('--write');
    expect(code).toBe(0);
    expect(err).toContain('wide-letters.js  warning  source-skipped  this is no UTF-8');
    for (const [file, why] of [
      ['huge', 'is larger than a megabyte'],
      ['app.min', 'is minified'],
      ['wide', 'is minified'],
      ['latin', 'is no UTF-8'],
    ] as const) {
      expect(err).toContain(`${file}.js  warning  source-skipped  this ${why}`);
      expect(read(`${file}.js`)).toContain('response.audio.delta');
    }
  });

  test('that cannot be read are told', async () => {
    write('a.js', old);
    chmodSync(at('a.js'), 0);
    const isRoot = process.getuid?.() === 0;
    const { code, err } = await run();
    expect(code).toBe(isRoot ? 0 : 1);
    if (!isRoot)
      expect(err).toContain('a.js  error  source-unreadable  this cannot be read (EACCES)');
  });

  test('behind links are left', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'wireshape-other-'));
    writeFileSync(path.join(other, 'b.js'), old);
    write('src/a.js', old);
    symlinkSync(path.join(other, 'b.js'), at('src/b.js'));
    symlinkSync(other, at('src/more'));
    const { code, err } = await run('src', '--write');
    expect(code).toBe(0);
    expect(err).toContain('src/b.js  warning  source-link  this is a link that leads elsewhere');
    expect(err).toContain('src/more  warning  source-link');
    expect(readFileSync(path.join(other, 'b.js'), 'utf8')).toBe(old);
    expect(read('src/a.js')).toBe(now);
    rmSync(other, { recursive: true });
  });

  test('of every kind are read, without any settings of a project, or with broken ones', async () => {
    write('tsconfig.json', '{ this is none');
    const kinds = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];
    for (const kind of kinds) write(`a.${kind}`, old);
    write('a.txt', old);
    expect((await run('--write')).code).toBe(0);
    for (const kind of kinds) expect(read(`a.${kind}`)).toBe(now);
    expect(read('a.txt')).toBe(old);
  });

  test('with elements, decorators, types in JavaScript or a line for the shell are changed as others are', async () => {
    const name = (all: string): string => all.replaceAll('<event>', 'response.audio.delta');
    const files = {
      'a.jsx': `#!/usr/bin/env node\nexport const A = () => <P on={(e) => e.type === '<event>'} title="<event>" />; // realtime\n`,
      'b.tsx': `export const B = <T,>(rt: T) => <>{rt.on('<event>', play)}<b>text</b></>; // realtime\n`,
      'c.ts': `@Injectable()\nclass C { @Input() rt!: Rt; accessor a = 1; static { rt.on('<event>', play); } } // realtime\n`,
      'd.js': `@tagged class D { #rt; start() { this.#rt.on('<event>', play); } } // realtime\n`,
      'e.js': `// @flow\nconst b = (e: any): ?string => e; rt.on('<event>', play); // realtime\n`,
    };
    for (const [file, text] of Object.entries(files)) write(file, name(text));
    expect((await run('--write')).code).toBe(0);
    for (const [file, text] of Object.entries(files)) {
      // The name of an element's attribute is a text for people.
      const moved = text.replace(/'<event>'/g, "'response.output_audio.delta'");
      expect(read(file)).toBe(name(moved));
    }
  });

  test('that are none, as folders and links into nothing, stop nobody', async () => {
    write('dir.ts/a.ts', old);
    write('empty.ts', '');
    symlinkSync('nowhere.js', at('b.js'));
    symlinkSync('circle', at('circle'));
    expect((await run('--write')).code).toBe(0);
    expect(read('dir.ts/a.ts')).toBe(now);
  });

  test('are found by patterns with braces, and by folders whose names mean something in patterns', async () => {
    write('[id]/a.ts', old);
    write('src/b.ts', old);
    expect((await run('[id]', 'src/*.{ts,js}', '--write')).code).toBe(0);
    expect([read('[id]/a.ts'), read('src/b.ts')]).toEqual([now, now]);
  });
});

describe('wrong use', () => {
  test.each([
    [['nothing/**/*.ts'], 'no source file is found by nothing/**/*.ts'],
    [['--write', '--check'], '--check writes nothing, and --write does'],
    [['--map', 'a.yaml'], '--map, --before and --after belong together'],
    [['--format', 'html'], 'unknown format html'],
    [['--json', '--format', 'sarif'], '--json and --format sarif do not go together'],
  ])('%j', async (given, told) => {
    write('a.ts', now);
    const { code, err } = await run(...given);
    expect(code).toBe(2);
    expect(err).toContain(told);
  });

  test.each([
    [['--draft', '--cover'], '--draft and --cover do not go together'],
    [['--draft', 'a', 'b', '--write'], '--draft and --write do not go together'],
    [['--cover', '--check'], '--cover and --check do not go together'],
    [['--cover', '--map', 'a.yaml'], '--cover and --map do not go together'],
    [['--cover', '--api', 'chat'], '--cover and --api do not go together'],
    [['--draft', '--from', 'beta'], '--draft and --from do not go together'],
    [['--draft', 'a', 'b', '--json'], '--draft and --json do not go together'],
    [['--cover', '-o', 'a'], '--cover and --output do not go together'],
    [['a.ts', '-o', 'a'], '--output says where a draft goes'],
    [['--cover', '--format', 'html'], 'unknown format html'],
    [['--cover'], 'there is no config that names migration maps'],
  ])('%j', async (given, told) => {
    const { code, out, err } = await runTool(folder, ['migrate', ...given]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
  });

  test('of versions that no map is about', async () => {
    write('a.ts', now);
    const { code, err } = await runTool(folder, [
      'migrate',
      '--api',
      'chat',
      '--from',
      'a',
      '--to',
      'b',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('there is no map of chat from a to b');
    expect((await runTool(folder, ['migrate'])).err).toContain('it is not said which API');
    expect(existsSync(at('a.ts'))).toBe(true);
  });
});

describe('a map of your own', () => {
  const document = (event: string): string => `asyncapi: 3.0.0
info: { title: Chat, version: '1' }
channels:
  chat: { address: /, messages: { said: { payload: { $ref: '#/components/schemas/Said' } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/chat' } }
components:
  schemas:
    Said: { type: object, required: [type], properties: { type: { const: ${event} } } }
`;
  const map = (from: string): string =>
    `format: wireshape-migration/1\napi: chat\nfrom: v1\nto: v2\nsources: { notes: notes.md }\nsteps:\n  - rename-event: ${from}\n    to: chat.message.said\n    flow: received\n    why: It was too short.\n    evidence: notes\n`;
  const own = ['--map', 'map.yaml', '--before', 'v1.yaml', '--after', 'v2.yaml'] as const;

  test('moves code of any API', async () => {
    write('v1.yaml', document('chat.said'));
    write('v2.yaml', document('chat.message.said'));
    write('map.yaml', map('chat.said'));
    write('a.ts', `if (e.type === 'chat.said') show(e);\n`);
    const { code } = await runTool(folder, ['migrate', '.', ...own, '--write']);
    expect(code).toBe(0);
    expect(read('a.ts')).toBe(`if (e.type === 'chat.message.said') show(e);\n`);
  });

  test('is held against its versions first', async () => {
    write('v1.yaml', document('chat.said'));
    write('v2.yaml', document('chat.message.said'));
    write('map.yaml', map('chat.told'));
    write('a.ts', `if (e.type === 'chat.said') show(e);\n`);
    const { code, err } = await runTool(folder, ['migrate', '.', ...own]);
    expect(code).toBe(1);
    expect(err).toMatch(/^map\.yaml:7:\d+ {2}error {2}migration-unmatched/);
    expect(err).not.toContain('nothing to change');
  });

  test('is drafted, and never written over one that is there', async () => {
    write('v1.yaml', document('chat.said'));
    write('v2.yaml', document('chat.message.said'));
    const given = ['migrate', '--draft', 'v1.yaml', 'v2.yaml', '-o', 'draft.yaml'];
    const { code, err } = await runTool(folder, given);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(err).toContain('draft.yaml written');
    expect(read('draft.yaml')).toContain('format: wireshape-migration/1');
    expect((await runTool(folder, given)).err).toContain('draft.yaml is there already');
    expect((await runTool(folder, ['migrate', '--draft', 'v1.yaml'])).code).toBe(2);
    expect((await runTool(folder, given.slice(0, 4))).out).toBe(
      read('draft.yaml').trimEnd() + '\n',
    );
  });

  test('that the config names is found there, and covered', async () => {
    write('v1.yaml', document('chat.said'));
    write('v2.yaml', document('chat.message.said'));
    write('map.yaml', map('chat.said'));
    write('a.ts', `if (e.type === 'chat.said') show(e);\n`);
    const config = {
      apis: {
        chat: {
          versions: [
            { name: 'v1', document: 'v1.yaml' },
            { name: 'v2', document: 'v2.yaml' },
          ],
          migrations: [{ before: 'v1', after: 'v2', map: 'map.yaml' }],
        },
      },
    };
    write('wireshape.config.json', JSON.stringify(config));
    const given = ['--api', 'chat', '--from', 'v1', '--to', 'v2', '--check'];
    expect((await runTool(folder, ['migrate', 'a.ts', ...given])).code).toBe(1);
    const cover = await runTool(folder, ['migrate', '--cover']);
    expect(cover.out).toMatch(
      /^chat v1 → v2 {2}\d+ breaks?: \d+ answered by a step, 0 waived, 0 open/,
    );
    expect(cover.code).toBe(0);
    const json = JSON.parse(
      (await runTool(folder, ['migrate', '--cover', '--json'])).out,
    ) as object;
    expect(json).toMatchObject({ mode: 'cover', exitCode: 0, checks: [{ api: 'chat', open: 0 }] });
    write('map.yaml', map('chat.told'));
    const wrong = await runTool(folder, ['migrate', '--cover', '--format', 'github']);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(/^::error file=map\.yaml,line=7,col=\d+,title=migration-unmatched::/);
  });
});
