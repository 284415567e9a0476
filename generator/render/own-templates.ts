import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { finding, type Finding } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';
import { slashed } from '../base/slashed.ts';
import { generatedMark, type Draft } from './drafts.ts';
import { formatTypeScript } from './format.ts';
import { checkTemplate } from './template-check.ts';
import { templateViews } from './template-views.ts';
import { loadTemplatesWith, type Render } from './templates.ts';

/** Our templates with some of the user's in their places; no `render` where one of those cannot work. */
export interface OwnTemplates {
  readonly render: Render | undefined;
  readonly findings: readonly Finding[];
  /** The user's templates, absolute. */
  readonly inputs: readonly string[];
  /** Their texts by the names that findings use. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads the templates of a folder and holds them against the views that they will be given. */
export async function readOwnTemplates(folder: string, cwd: string): Promise<OwnTemplates> {
  const absolute = path.resolve(cwd, folder);
  const shown = shownPath(absolute, cwd);
  const names = templateNames(absolute);
  if (names === undefined) {
    const message = `there is no folder ${shown}`;
    const at = { file: shown, pointer: '' };
    return {
      render: undefined,
      findings: [finding('template-unknown', 'error', at, message)],
      inputs: [],
      texts: new Map(),
    };
  }
  const templates = names.map((name) => {
    const file = path.join(absolute, `${name}.hbs`);
    return { name, file, shown: shownPath(file, cwd), text: readFileSync(file, 'utf8') };
  });
  const findings = await checkTemplates(templates);
  const own = new Map(templates.map(({ name, text }) => [name, text]));
  return {
    render: findings.length > 0 ? undefined : await loadTemplatesWith(own),
    findings,
    inputs: templates.map(({ file }) => file),
    texts: new Map(templates.map((one) => [one.shown, one.text])),
  };
}

/** Drafts in prettier's layout, and what keeps them from being TypeScript that we may write again. */
export async function formatDrafts(
  drafts: readonly Draft[],
  folder: string,
): Promise<{ readonly drafts: readonly Draft[]; readonly findings: readonly Finding[] }> {
  const at = { file: folder, pointer: '' };
  const findings: Finding[] = [];
  const formatted: Draft[] = [];
  for (const draft of drafts) {
    try {
      const text = await formatTypeScript(draft.text);
      formatted.push({ path: draft.path, text });
      const [first = ''] = text.split('\n', 1);
      if (first.includes(generatedMark)) continue;
      const message = `the first line of ${draft.path} does not say "${generatedMark}", so it could not be written again`;
      findings.push(finding('template-output', 'error', at, message, 'begin with {{> banner}}'));
    } catch (error) {
      const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
      const message = `with these templates, ${draft.path} is no TypeScript: ${first}`;
      findings.push(finding('template-output', 'error', at, message));
    }
  }
  return { drafts: formatted, findings };
}

interface OwnTemplate {
  readonly name: string;
  readonly shown: string;
  readonly text: string;
}

async function checkTemplates(templates: readonly OwnTemplate[]): Promise<readonly Finding[]> {
  const { default: Handlebars } = await import('handlebars');
  const parsed = new Map<string, hbs.AST.Program>();
  const findings: Finding[] = [];
  const known = Object.keys(templateViews);
  for (const { name, shown, text } of templates) {
    const at = { file: shown, pointer: '' };
    if (!known.includes(name)) {
      const message = `there is no template ${name} whose place this could take`;
      findings.push(finding('template-unknown', 'error', at, message, suggest(name, known)));
      continue;
    }
    try {
      parsed.set(name, Handlebars.parse(text));
    } catch (error) {
      findings.push(syntaxFinding(error, shown));
    }
  }
  if (findings.length > 0) return findings;
  // Of ours, only the banner is there to be included; whether it can be is a matter of its view.
  const partials = new Map([
    ['banner', Handlebars.parse('{{banner.mark}}')],
    ...known
      .filter((name) => name !== 'banner')
      .map((name) => [name, Handlebars.parse('')] as const),
    ...parsed,
  ]);
  return templates.flatMap(({ name, shown }) => {
    const [program, view] = [parsed.get(name), templateViews[name]];
    if (program === undefined || view === undefined) return [];
    return checkTemplate({ program, view, partials }).map(({ line, column, message, hint }) =>
      finding(
        'template-invalid',
        'error',
        { file: shown, pointer: '', line, column },
        message,
        hint,
      ),
    );
  });
}

/** The parser says the line in its message, then shows the text, then what it expected. */
function syntaxFinding(error: unknown, file: string): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const [, line] = /on line (\d+)/.exec(text) ?? /(?:- |:)(\d+):\d+/.exec(text) ?? [];
  const reason =
    text
      .replace(/^Parse error on line \d+:\s*/, '')
      .split('\n')
      .at(-1) ?? text;
  const at = { file, pointer: '', line: Number(line ?? 1), column: 1 };
  return finding('template-invalid', 'error', at, `this is no template: ${reason}`);
}

function templateNames(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => slashed(file.slice(0, -'.hbs'.length)))
      .sort();
  } catch {
    return undefined;
  }
}

function shownPath(file: string, cwd: string): string {
  return slashed(path.relative(cwd, file)) || '.';
}
