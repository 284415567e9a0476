import { format } from 'prettier';
import { layoutOptions } from '../../generator/render/format.ts';
import { generate, type Finding, type GenerateTarget } from '../../generator/index.ts';
import { inCaseFolder } from '../case-folder.ts';
import { filesOf, findFence, type Page, type Results } from '../page.ts';
import { runModule } from '../run-modules.ts';
import { withStableBanner } from '../stable-banner.ts';
import { compileErrors } from '../strict-program.ts';

/**
 * Generates from `given.yaml` (or `given.json`) and the files beside it; every output file comes out under its name, and every
 * exported declaration under that and its own: `guards.ts isPing`. Whatever a page expects of it, the output must compile under the strictest flags together with the page's own `given *.ts`, must
 * be in prettier's layout, and must pass the tool's self-check. `config` (JSON) holds what else a target says; `given
 * messages.ndjson` is sent through the parsers, and comes out as `outcomes`.
 */
export async function run(page: Page): Promise<Results> {
  const given = [...filesOf(page, 'given')];
  const documents = new Map(given.filter(([file]) => /\.(?:yaml|json|avsc|md|hbs)$/.test(file)));
  const uses = given.filter(([file]) => file.endsWith('.ts'));
  const { findings, files } = await generateFrom(documents, configOf(page));
  const output = new Map([...files].map(([file, text]) => [file, withStableBanner(file, text)]));
  const messages = findFence(page, 'given messages.ndjson');
  const code = [...files].filter(([file]) => file.endsWith('.ts'));
  if (code.length > 0) {
    expectNone('the output does not compile', compileErrors(new Map([...code, ...uses])));
  }
  for (const [file, text] of files) await checkLayout(file, text);
  return {
    ...Object.fromEntries(output),
    ...Object.fromEntries([...output].flatMap(([file, text]) => declarationsOf(file, text))),
    ...(messages === undefined ? {} : { outcomes: outcomesOf(messages, files) }),
    findings: findings.map(findingLine).join('\n'),
  };
}

type Config = Partial<
  Pick<GenerateTarget, 'unionNames' | 'components' | 'settings' | 'perspective' | 'http'>
>;

function configOf(page: Page): Config {
  return JSON.parse(findFence(page, 'config') ?? '{}') as Config;
}

async function generateFrom(documents: ReadonlyMap<string, string>, config: Config) {
  const target: GenerateTarget = {
    api: 'given',
    version: '',
    document: documents.has('given.json') ? 'given.json' : 'given.yaml',
    output: 'out',
    unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
    components: { received: undefined, sent: undefined },
    perspective: 'client',
    ...config,
  };
  return inCaseFolder(async (folder) => {
    folder.write(documents);
    const [result] = await generate([target], {
      cwd: folder.path,
      mode: 'write',
      verdict: 'quick',
      verify: true,
      allowRefs: [],
      onProgress: () => undefined,
    });
    if (result === undefined) throw new Error('nothing came of the target');
    const files = result.counts === undefined ? new Map<string, string>() : folder.read('out');
    return { findings: result.findings, files };
  });
}

/** The exported declarations of a file, with their comments. */
function declarationsOf(file: string, text: string): readonly (readonly [string, string])[] {
  return text
    .trimEnd()
    .split(/\n\n(?=\S)/)
    .flatMap((block) => {
      const name = /^export (?:interface|type|const|function) ([^\s<(:=]+)/m.exec(block)?.[1];
      return name === undefined ? [] : [[`${file} ${name}`, block] as const];
    });
}

async function checkLayout(file: string, text: string): Promise<void> {
  const parser = file.endsWith('.md') ? 'markdown' : 'typescript';
  const formatted = (await format(text, { ...layoutOptions, parser })).split('\n');
  const lines = text.split('\n');
  const differing = lines.findIndex((line, index) => line !== formatted[index]);
  if (differing < 0 && lines.length === formatted.length) return;
  throw new Error(
    `${file}:${differing + 1} is not in prettier's layout: ${String(lines[differing])}\n` +
      `prettier writes: ${String(formatted[differing])}`,
  );
}

/** `given.yaml:3:5  warning  tag-missing  …`, the hint on a line of its own. */
function findingLine({ rule, level, at, message, hint }: Finding): string {
  const place = `${at.file}:${at.line ?? '?'}:${at.column ?? '?'}`;
  const line = `${place}  ${level}  ${rule}  ${message}`;
  return hint === undefined ? line : `${line}\n  hint: ${hint}`;
}

/** What each parser makes of each message, and which guards are true for it. */
function outcomesOf(messages: string, files: ReadonlyMap<string, string>): string {
  const exports = Object.entries(runModule(files, 'index.ts'));
  const named = (prefix: RegExp) =>
    exports.flatMap(([name, one]) =>
      prefix.test(name) && typeof one === 'function'
        ? [{ name, call: one as (value: unknown) => unknown }]
        : [],
    );
  return messages
    .split('\n')
    .flatMap((message) => [
      message,
      ...named(/^parse/).map(({ name, call }) => {
        const outcome = call(message) as Readonly<Record<string, unknown>>;
        if (outcome['outcome'] !== 'known')
          return `  ${name}: ${JSON.stringify({ ...outcome, ...engineWords(message), raw: undefined })}`;
        const event = outcome['event'];
        if (JSON.stringify(event) !== JSON.stringify(JSON.parse(message)))
          throw new Error(`${name} changed ${message}`);
        const guards = named(/^is/).filter((guard) => guard.call(event) === true);
        return `  ${name}: known, ${guards.map((guard) => guard.name).join(', ') || 'no guard'}`;
      }),
    ])
    .join('\n');
}

/** What is wrong with a text that is no JSON is said by the engine, in words that change with its version. */
function engineWords(message: string): { readonly reason?: string } {
  try {
    JSON.parse(message);
    return {};
  } catch {
    return { reason: '(what JSON.parse says)' };
  }
}

function expectNone(what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`${what}:\n${problems.join('\n')}`);
}
