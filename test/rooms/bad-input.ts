import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inCaseFolder, type CaseFolder } from '../case-folder.ts';
import { filesOf, findFence, type Page, type Results } from '../page.ts';
import { withStableBanner } from '../stable-banner.ts';
import { patience, RunningTool, runTool, type Ended } from '../run-tool.ts';

/**
 * Runs the built tool on what a page gives, in a folder whose `out/` holds the output of a good document. What goes to
 * stderr comes out as `findings`, the exit code as `exit`; where it is not 0, every file must be as it was. `options` (JSON)
 * says what no fence can: see {@link Options}.
 */
export async function run(page: Page): Promise<Results> {
  const options = JSON.parse(findFence(page, 'options') ?? '{}') as Options;
  return inCaseFolder(async (folder) => {
    goodFiles ??= generateGood();
    folder.write(await goodFiles);
    folder.write(givenFiles(page, options));
    for (const [link, target] of Object.entries(options.links ?? {}))
      symlinkSync(target, path.join(folder.path, link));

    const before = folder.read('..');
    const { code, out, err } = await runInTime(folder.path, options.command ?? usual);
    const changes = changesBetween(before, folder.read('..'));
    if (code !== 0 && changes.length > 0)
      throw new Error(`the exit code is ${String(code)}, and yet: ${changes.join(', ')}`);
    const strange = changes.filter((one) => !/^\S+ project\/out\/[a-z]+\.ts$/.test(one));
    if (strange.length > 0) throw new Error(`what is no output was touched: ${strange.join(', ')}`);
    const outer = path.dirname(folder.path);
    if ((out + err).includes(outer)) throw new Error(`the place of the folder is told: ${err}`);
    return { ...outputOf(folder), findings: err, exit: String(code), printed: withoutTime(out) };
  });
}

/** The good document and its output: the same for all pages, so that it is generated once. */
let goodFiles: Promise<ReadonlyMap<string, string>> | undefined;

function generateGood(): Promise<ReadonlyMap<string, string>> {
  return inCaseFolder(async (folder) => {
    folder.write(new Map([['before.yaml', good]]));
    const made = await runTool(folder.path, ['generate', 'before.yaml', '-o', 'out', '--quick']);
    if (made.code !== 0) throw new Error(`the good document is not good: ${made.err}`);
    return folder.read('.');
  });
}

/** Runs the tool; what does not come to an end by itself is ended, and fails the page. */
async function runInTime(cwd: string, command: readonly string[]): Promise<Ended> {
  const tool = new RunningTool(cwd, command);
  const ended = await Promise.race([tool.ended, setTimeout(patience, undefined, { ref: false })]);
  if (ended !== undefined) return ended;
  tool.end('SIGKILL');
  throw new Error(`the tool had not come to its end after ${patience} ms`);
}

interface Options {
  /** The arguments, where they are not the usual ones. */
  readonly command?: readonly string[];
  /** Symbolic links, relative to the folder, and where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  /** What stands for a text that is repeated; `#` in the text is the number of the repetition, `#+1` the next one. */
  readonly repeat?: Readonly<Record<string, readonly [text: string, times: number]>>;
}

const usual = ['generate', 'given.yaml', '-o', 'out', '--quick'];

const good = `asyncapi: 3.0.0
info: { title: Good, version: 1.0.0 }
channels:
  events:
    address: /
    messages:
      ping: { payload: { type: object, required: [type], properties: { type: { const: ping } } } }
operations:
  hear: { action: receive, channel: { $ref: '#/channels/events' } }
`;

function givenFiles(page: Page, { repeat = {} }: Options): ReadonlyMap<string, string> {
  const files = [...filesOf(page, 'given')].map(([file, text]): readonly [string, string] => [
    file,
    Object.entries(repeat).reduce(
      (whole, [name, [part, times]]) => whole.replaceAll(name, () => repeated(part, times)),
      text,
    ),
  ]);
  return new Map(files);
}

function repeated(text: string, times: number): string {
  const numbered = (index: number): string =>
    text.replaceAll(/(?<=[A-Za-z])#(\+1)?/g, (_, next) =>
      String(index + (next === undefined ? 0 : 1)),
    );
  return Array.from({ length: times }, (_, index) => numbered(index)).join('');
}

/** `created x`, `changed x`, `deleted x`. */
function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((file) => {
    const [old, young] = [before.get(file), after.get(file)];
    if (old === young) return [];
    return [
      `${old === undefined ? 'created' : young === undefined ? 'deleted' : 'changed'} ${file}`,
    ];
  });
}

function outputOf(folder: CaseFolder): Results {
  const files = [...folder.read('out')];
  return Object.fromEntries(
    files.map(([file, text]) => [
      file,
      text.startsWith('// Generated') ? withStableBanner(file, text) : text,
    ]),
  );
}

function withoutTime(printed: string): string {
  return printed.replaceAll(/ *\d+\.\d\d s$/gm, '');
}
