import type { Shaped } from './run-shapes.ts';

/** A part of a page below `shapes`: files as they are written, what becomes of them, and what is left to their author. */
export interface ShapeCase {
  readonly title: string;
  readonly before: ReadonlyMap<string, string>;
  /** A file without a fence of its own stays as it is. */
  readonly after: ReadonlyMap<string, string>;
  readonly leftOvers: readonly string[];
}

/** Reads a page: a heading each, and below it the fences `before <file>`, `after <file>` and `left`. */
export function readShapeCases(page: string): readonly ShapeCase[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((part): ShapeCase => {
      const [title = ''] = part.split('\n', 1);
      const fences = [...part.matchAll(/^```(before|after|left) ?(\S*)\n([^]*?)^```$/gm)];
      const of = (kind: string): ReadonlyMap<string, string> =>
        new Map(fences.filter((one) => one[1] === kind).map((one) => [one[2]!, one[3]!]));
      const before = of('before');
      const lines = (of('left').get('') ?? '').split('\n').filter((line) => line !== '');
      return { title, before, after: new Map([...before, ...of('after')]), leftOvers: lines };
    });
}

/** The page with what was made in place of what was expected of one of its parts. */
export function changed(page: string, { title, before }: ShapeCase, made: Shaped): string {
  const parts = page.split(/^(?=## )/m);
  return parts
    .map((part) => {
      if (part.split('\n', 1)[0] !== `## ${title}`) return part;
      const kept = part.replaceAll(/^```(?:after|left)[^]*?^```\n\n?/gm, '').trimEnd();
      const afters = [...made.after]
        .filter(([name, text]) => before.get(name) !== text)
        .map(([name, text]) => `\n\n\`\`\`after ${name}\n${text}\`\`\``);
      const left =
        made.leftOvers.length === 0 ? '' : `\n\n\`\`\`left\n${made.leftOvers.join('\n')}\n\`\`\``;
      return `${kept}${afters.join('')}${left}\n\n`;
    })
    .join('')
    .trimEnd()
    .concat('\n');
}
