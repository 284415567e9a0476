import { readFences, writeFence, type Fence } from './fences.ts';

/** A case: the path names the unit, the title and the prose say what holds and why, the fences hold what goes in and comes out. */
export interface Page {
  /** Below `test/cases/`, with forward slashes: `load/dangling-ref.md`. */
  readonly file: string;
  readonly title: string;
  readonly prose: string;
  readonly fences: readonly Fence[];
  readonly lines: readonly string[];
}

/** Runs a page's given fences; what comes out is named like the fences that expect it. */
export type Runner = (page: Page) => Promise<Results>;
export type Results = Readonly<Record<string, string>>;

/** The first words of the names of fences that go in; all other fences are expected to come out. */
const given: ReadonlySet<string> = new Set(['given', 'before', 'after', 'config', 'options']);

/** What went wrong even where a page does not ask: a runner's findings must stand on the page, or there are none. */
const findings = 'findings';

/** Reads the text of a page; throws where it is not one, with the file and the line. */
export function readPage(file: string, text: string): Page {
  const lines = text.split('\n');
  const fences = readFences(file, lines);
  checkNames(file, fences);
  const inside = new Set(fences.flatMap(({ opens, closes }) => range(opens, closes)));
  const outside = lines.filter((_, index) => !inside.has(index));
  const title = /^# (\S.*)$/.exec(outside[0] ?? '')?.[1];
  if (title === undefined) throw new Error(`${file}:1: a page begins with its title, "# …"`);
  const prose = outside.slice(1).join('\n').trim();
  if (prose === '') throw new Error(`${file}:2: a page says in prose what holds, and why`);
  const page = { file, title, prose, fences, lines };
  if (expectedFences(page).length === 0) throw new Error(`${file}: no fence says what comes out`);
  return page;
}

/** The folder below `test/cases/` that a page stands in: its runner is `test/rooms/<room>.ts`. */
export function roomOf(page: Page): string {
  return page.file.split('/', 1)[0]!;
}

/** The text of the fence of that name, undefined where the page has none. */
export function findFence(page: Page, name: string): string | undefined {
  return page.fences.find((one) => one.name === name)?.text;
}

/**
 * The files that the fences of one kind stand for, by name: ```` ```yaml given ```` is `given.yaml`,
 * ```` ```yaml given common/audio.yaml ```` is `common/audio.yaml`.
 */
export function filesOf(page: Page, kind: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { name, language, text } of page.fences) {
    if (name === kind) files.set(`${kind}.${language}`, `${text}\n`);
    else if (name.startsWith(`${kind} `)) files.set(name.slice(kind.length + 1), `${text}\n`);
  }
  return files;
}

/** The page as it would read if it expected exactly what came out; equal to the page's own text where all is well. */
export function rewritePage(page: Page, results: Results): string {
  const lines = [...page.lines];
  for (const { name, language, opens, closes } of expectedFences(page).toReversed()) {
    const text = results[name];
    if (text === undefined) {
      const found = results[findings] ?? '';
      throw new Error(
        `${page.file}:${opens + 1}: nothing comes out by the name "${name}"${found && `\n${found}`}`,
      );
    }
    lines.splice(opens, closes - opens + 1, ...writeFence(language, name, text));
  }
  const found = results[findings] ?? '';
  if (found !== '' && findFence(page, findings) === undefined) {
    lines.splice(-1, 1, '', ...writeFence('text', findings, found), '');
  }
  return lines.join('\n');
}

function expectedFences(page: Page): readonly Fence[] {
  return page.fences.filter(({ name }) => !given.has(name.split(' ', 1)[0]!));
}

function checkNames(file: string, fences: readonly Fence[]): void {
  const names = new Set<string>();
  for (const { language, name, opens } of fences) {
    const at = `${file}:${opens + 1}`;
    if (language === '' || name === '') {
      throw new Error(`${at}: a fence names its language and what it holds: \`\`\`yaml given`);
    }
    if (names.has(name)) throw new Error(`${at}: a second fence is named "${name}"`);
    names.add(name);
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
