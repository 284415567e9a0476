import path from 'node:path';
import type { CodemodContext } from '../migrate/codemod.ts';
import { runCodemods } from '../migrate/codemod-run.ts';
import { formatTypeScript } from '../render/format.ts';
import type { GuideExample } from './migration-guide.ts';

/** A file whose first comment says what it shows: a heading, an empty line, and what there is to say of it. */
export interface ExampleFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** Examples as somebody wrote them, and as the codemods have them; each is migrated by itself. */
export async function guideExamples(
  files: readonly ExampleFile[],
  context: Pick<CodemodContext, 'plan' | 'before' | 'after'>,
): Promise<readonly GuideExample[]> {
  const parts = files.map((file) => ({ ...partsOf(file.text), path: file.path }));
  const outcomes = await runCodemods({
    ...context,
    files: parts.map(({ path: file, code }) => ({ path: file, text: code })),
    options: new Set(),
  });
  const shown = parts.map(async ({ heading, about, code, path: file }): Promise<GuideExample> => {
    const outcome = outcomes.find((one) => one.path === file);
    return {
      heading,
      about,
      language: path.extname(file).slice(1),
      before: code,
      after: await formatTypeScript(outcome?.after ?? code),
      left: (outcome?.leftOvers ?? [])
        .filter((one) => !(one.mention ?? false))
        .map(({ what, todo }) => `${what}: ${todo}`),
    };
  });
  return Promise.all(shown);
}

function partsOf(text: string): {
  readonly heading: string;
  readonly about: string;
  readonly code: string;
} {
  const [whole = '', comment = ''] = /^\/\*\s*\n([\s\S]*?)\*\/\s*\n/.exec(text) ?? [];
  const [heading = '', ...about] = comment.trim().split(/\n\s*\n/);
  return {
    heading: heading.trim(),
    about: about.join(' ').replaceAll(/\s+/g, ' ').trim(),
    code: text.slice(whole.length),
  };
}
