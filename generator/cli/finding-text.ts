import type { Finding, Level, Place } from '../index.ts';
import { visible, type Paint, type Style } from './paint.ts';
import { count } from './result-text.ts';

const styles: Readonly<Record<Level, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** `spec/x.yaml:54:11  error  tag-missing  the message`, with the hint on a line of its own. */
export function findingText({ rule, level, at, message, hint }: Finding, paint: Paint): string {
  const line = [
    paint('bold', visible(placeText(at))),
    paint(styles[level], level),
    paint('dim', rule),
    indent(visible(message)),
  ].join('  ');
  return hint === undefined
    ? line
    : `${line}\n  ${paint('cyan', 'hint:')} ${indent(visible(hint))}`;
}

/** How many findings there are of each level, and how many are not shown; undefined where there is nothing to say. */
export function summaryText(
  findings: readonly Finding[],
  hidden: number,
  paint: Paint,
): string | undefined {
  const of = (level: Level): number => findings.filter((one) => one.level === level).length;
  const parts = [
    ...(of('error') > 0 ? [paint('red', count(of('error'), 'error'))] : []),
    ...(of('warning') > 0 ? [paint('yellow', count(of('warning'), 'warning'))] : []),
    ...(of('info') > 0 ? [count(of('info'), 'note')] : []),
  ];
  if (parts.length === 0) return undefined;
  return parts.join(', ') + (hidden > 0 ? paint('dim', ' (--verbose shows the notes)') : '');
}

/** The lines of a text around a place, the place marked; undefined where it has no position, or a line is too long to read. */
export async function codeFrame(
  text: string | undefined,
  { line, column }: Place,
  paint: Paint,
): Promise<string | undefined> {
  if (text === undefined || line === undefined || column === undefined) return undefined;
  const around = text.split(/\r\n|[\n\r]/).slice(Math.max(0, line - 3), line + 2);
  if (around.some((one) => one.length > longestLine)) return undefined;
  const { codeFrameColumns } = await import('@babel/code-frame');
  const location = { start: { line, column } };
  // Its colours are those of JavaScript, which a document is not.
  const frame = codeFrameColumns(text, location, {
    highlightCode: false,
    linesAbove: 2,
    linesBelow: 2,
  });
  return visible(frame)
    .split('\n')
    .map((one) => `  ${paintFrameLine(one, paint)}`)
    .join('\n');
}

const longestLine = 200;

function paintFrameLine(line: string, paint: Paint): string {
  const [, marker = '', gutter = '', text = ''] = /^(>?)([ \d]*\|)(.*)$/s.exec(line) ?? [];
  const pointer = /^ *\^+$/.test(text);
  return paint('red', marker) + paint('dim', gutter) + (pointer ? paint('red', text) : text);
}

function placeText({ file, pointer, line, column }: Place): string {
  if (line === undefined) return pointer === '' ? file : `${file}#${pointer}`;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}

/** Lines behind the first stand under it, so that each finding begins at the left edge. */
function indent(text: string): string {
  return text.replaceAll('\n', '\n    ');
}
