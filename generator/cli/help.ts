import { optionsOf, usageOf, type OptionName } from './args.ts';
import { commands, exitCodes, type CommandName } from './commands.ts';
import type { Paint } from './paint.ts';
import type { OptionRow } from './option-row.ts';

/** How wide the help may be, and whether it has colours. */
export interface HelpLayout {
  readonly columns: number;
  readonly paint: Paint;
}

/** The help of a command, or of the tool. */
export function helpText(command: CommandName | undefined, layout: HelpLayout): string {
  return command === undefined ? overview(layout) : commandHelp(command, layout);
}

function overview(layout: HelpLayout): string {
  const rows = Object.entries(commands).map(
    ([name, { operands, help }]) => [`${name} ${operands}`, help] as const,
  );
  return [
    'wireshape turns the description of an event-driven API into TypeScript.',
    section('Usage', ['  wireshape <command> [options]'], layout),
    section('Commands', table(rows, layout), layout),
    section('Options', optionLines(undefined, layout), layout),
    section('Exit codes', exitCodeLines(layout), layout),
    '`wireshape <command> --help` says more about a command.',
  ].join('\n\n');
}

function commandHelp(command: CommandName, layout: HelpLayout): string {
  const { operands, about, examples } = commands[command];
  const usage = `  wireshape ${command} ${operands} [options]`;
  return [
    section('Usage', [usage], layout),
    wrap(about, layout.columns).join('\n'),
    section('Options', optionLines(command, layout), layout),
    section('Examples', table(examples, layout), layout),
    section('Exit codes', exitCodeLines(layout), layout),
  ].join('\n\n');
}

/** An option's sentence, with its default. */
export function optionHelp({ help, default: fallback }: OptionRow): string {
  return fallback === undefined ? help : `${help} (default: ${fallback})`;
}

function optionLines(command: CommandName | undefined, layout: HelpLayout): readonly string[] {
  const rows = optionsOf(command).map(
    ([name, row]) => [alignShort(name, row), optionHelp(row)] as const,
  );
  return table(rows, layout);
}

/** Options without a short name begin where the long names of the others do. */
function alignShort(name: OptionName, row: OptionRow): string {
  return row.short === undefined ? `    ${usageOf(name, row)}` : usageOf(name, row);
}

function exitCodeLines(layout: HelpLayout): readonly string[] {
  return table(
    exitCodes.map(([code, meaning]) => [String(code), meaning] as const),
    layout,
  );
}

function section(title: string, lines: readonly string[], { paint }: HelpLayout): string {
  return [paint('bold', `${title}:`), ...lines].join('\n');
}

/** Two columns; what does not fit into the second goes on below it. */
function table(
  rows: readonly (readonly [string, string])[],
  { columns, paint }: HelpLayout,
): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) =>
    wrap(right, Math.max(columns - width, 24)).map((line, index) =>
      index === 0
        ? `  ${paint('cyan', left)}${' '.repeat(width - 2 - left.length)}${line}`
        : ' '.repeat(width) + line,
    ),
  );
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
