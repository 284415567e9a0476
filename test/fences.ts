/** A fenced block of Markdown: ```` ```ts output types.ts ```` has the language `ts` and the name `output types.ts`. */
export interface Fence {
  readonly language: string;
  readonly name: string;
  /** Without the newline that ends its last line. */
  readonly text: string;
  /** The lines of its marks, counted from 0. */
  readonly opens: number;
  readonly closes: number;
}

/** The fenced blocks of a text; throws where one is indented, which hides it from half of all readers, or never closed. */
export function readFences(file: string, lines: readonly string[]): readonly Fence[] {
  const fences: Fence[] = [];
  for (let opens = 0; opens < lines.length; opens += 1) {
    const line = lines[opens]!;
    if (/^\s+```/.test(line)) throw new Error(`${file}:${opens + 1}: the fence is indented`);
    const [, marks, language = '', name = ''] = /^(`{3,})(\S*) *(.*?) *$/.exec(line) ?? [];
    if (marks === undefined) continue;
    const closes = lines.indexOf(marks, opens + 1);
    if (closes < 0) throw new Error(`${file}:${opens + 1}: the fence is never closed`);
    const text = lines.slice(opens + 1, closes).join('\n');
    fences.push({ language, name, text, opens, closes });
    opens = closes;
  }
  return fences;
}

/** A fence is longer than any run of backticks in its text, and holds a line even where there is none: so prettier has it. */
export function writeFence(language: string, name: string, text: string): readonly string[] {
  const body = text.replace(/\n+$/, '');
  const runs = [...body.matchAll(/`{3,}/g)].map(([run]) => run.length);
  const marks = '`'.repeat(Math.max(2, ...runs) + 1);
  return [`${marks}${language} ${name}`, ...body.split('\n'), marks];
}
