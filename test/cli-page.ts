import { optionsOf, usageOf } from '../generator/cli/args.ts';
import { commands, exitCodes, type CommandName } from '../generator/cli/commands.ts';
import { optionHelp } from '../generator/cli/help.ts';

/** docs/cli.md, as the table of commands and options has it. */
export function cliPage(): string {
  const sections = Object.entries(commands).map(([name, { operands, help, about, examples }]) => [
    `## \`wireshape ${name} ${operands}\``,
    `${help}. ${about}`,
    ...table(['Option', 'What it does'], optionRows(name as CommandName)),
    ...table(
      ['For example', ''],
      examples.map(([command, what]) => [`\`${command}\``, what]),
    ),
  ]);
  return [
    '# The command line',
    'This page is made of the table in [generator/cli/args.ts](../generator/cli/args.ts), as `--help` is; ' +
      '`npm test -- --update` brings it up to date. What the config file holds is told in [configuration](configuration.md), what findings mean in [rules](rules.md).',
    ...sections.flat(),
    '## Every command',
    ...table(['Option', 'What it does'], optionRows(undefined)),
    '## What is printed',
    'Results go to stdout; findings, progress and errors go to stderr. A finding is a line of its own: ' +
      '`file:line:column  level  rule  message`, with a hint below it where there is one. On a terminal the place is shown as well, ' +
      'and what takes longer says what it is doing. There are colours on a terminal only, unless an option or a variable says otherwise.',
    '## JSON',
    'With `--json`, stdout holds one JSON document and nothing else. What is not known is null; paths are relative to the ' +
      'folder that the command runs in.',
    ...table(['Key', 'What it holds'], reportKeys),
    '`apis[]` has what stands beside the versions of an API: `api`, `output`, `counts` (`versions` and `pages`; null where an error left ' +
      'nothing to write), `files`, `findings` and `milliseconds`.',
    '`wireshape validate --json` has `wireshape`, `command`, `exitCode`, `errors`, `warnings` and `notes` too, and instead of `targets` ' +
      '`documents[]`: each `api`, `version`, `document`, `findings` as above, and `milliseconds`. `wireshape rules --json` has `findings[]` and `changes[]`; what `wireshape diff --json` ' +
      'prints is told in [diff](diff.md#for-programs).',
    '## Exit codes',
    ...table(
      ['Code', 'Meaning'],
      exitCodes.map(([code, meaning]) => [String(code), meaning]),
    ),
  ].join('\n\n');
}

const reportKeys = [
  ['`wireshape`', 'The version of wireshape'],
  ['`command`', 'The command: `generate`'],
  ['`mode`', '`write`, or with `--check` `check`'],
  ['`exitCode`', 'The code that the command ends with'],
  ['`errors`, `warnings`, `notes`', 'How many findings there are of each level'],
  [
    '`targets[]`',
    'What was generated: `api`, `version`, `document`, `output`, `milliseconds`, and what follows',
  ],
  [
    '`targets[].counts`',
    '`received`, `sent` and `types`; null where an error left nothing to write',
  ],
  [
    '`targets[].files[]`',
    '`file`, and its `change`: `created`, `updated`, `deleted` or `same`; with `--check`, what it would be',
  ],
  [
    '`targets[].findings[]`',
    '`file`, `line`, `column`, `pointer` (RFC 6901), `rule`, `level` (`error`, `warning` or `info`), `message`, `hint`',
  ],
] as const;

/** The options of a command alone, or those that all commands know. */
function optionRows(of: CommandName | undefined): readonly (readonly [string, string])[] {
  return optionsOf(of)
    .filter(([, row]) => of === undefined || row.of !== 'every command')
    .map(([name, row]) => [`\`${usageOf(name, row)}\``, optionHelp(row)]);
}

function table(
  head: readonly [string, string],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const lines = [head, ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [lines.join('\n')];
}
