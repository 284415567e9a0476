import { escapeOf } from '../render/shown.ts';

/** Lines for a terminal or a log; none begins with a command of GitHub's. */
export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line.replace(/^( *)::/, `$1${escapeOf(':')}:`)}\n`).join('');
}
