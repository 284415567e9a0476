import { readFileSync } from 'node:fs';
import path from 'node:path';

const template = readFileSync(
  path.join(import.meta.dirname, '../../templates/connection-core.hbs'),
  'utf8',
);

/** The template to the letter, with a name and nothing else in each of its gaps: the same name wherever it is asked for again. */
const core = new RegExp(
  template.trimEnd().replace(/\{\{(\w+)\}\}|[$()*+.?[\\\]^{|}]/g, sought()),
  'u',
);

function sought(): (sign: string, gap?: string) => string {
  const met = new Set<string>();
  return (sign, gap) => {
    if (gap === undefined) return `\\${sign}`;
    if (met.has(gap)) return `\\k<${gap}>`;
    met.add(gap);
    return `(?<${gap}>[\\p{ID_Start}$_][\\p{ID_Continue}$]*)`;
  };
}

/** What a file of a connection has beside the part that is the same in all of them, and what that part calls its function. */
export function besideCore(text: string): { readonly rest: string; readonly open: string } {
  const match = core.exec(text);
  const open = match?.groups?.['open'];
  if (open === undefined) throw new Error('the file lacks what every connection has');
  return { rest: text.replace(core, () => ''), open };
}
