import { inert, shown } from '../render/shown.ts';

/** A line of a file; an empty name is no file. */
interface LinePlace {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A command by which a workflow of GitHub's annotates a line of a file. */
export function githubCommand(
  name: string,
  at: LinePlace | undefined,
  title: string,
  lines: readonly string[],
): string {
  const properties = [
    ...(at === undefined || at.file === '' ? [] : [`file=${escapeProperty(inert(at.file))}`]),
    ...(at?.line === undefined ? [] : [`line=${at.line}`]),
    ...(at?.line === undefined || at.column === undefined ? [] : [`col=${at.column}`]),
    `title=${escapeProperty(shown(title))}`,
  ];
  return `::${name} ${properties.join(',')}::${escapeData(lines.map(shown).join('\n'))}`;
}

/** GitHub's own escapes, the same that its toolkit for actions writes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In a property, the signs that separate properties as well. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
