import { parseArgs } from 'node:util';
import { options, optionsOf, type OptionValues } from './args.ts';
import { commands, type CommandName } from './commands.ts';
import type { OptionRow } from './option-row.ts';

/** What a command line asks for. */
export type CommandLine = Help | Version | Run | WrongUse | Unknown;

interface Help {
  readonly kind: 'help';
  readonly command: CommandName | undefined;
}

interface Version {
  readonly kind: 'version';
}

/** A command to be run. */
export interface Run {
  readonly kind: 'run';
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly values: OptionValues;
}

/** A command line that asks for nothing we know. */
export interface WrongUse {
  readonly kind: 'wrong';
  readonly message: string;
  readonly hint: string | undefined;
}

/** A name that stands for nothing we know. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly what: 'command' | 'option';
  readonly given: string;
  readonly known: readonly string[];
}

/** Reads the arguments behind `wireshape`. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const meant = withVersionOf(argv);
  const singleDash = meant.find((one) => one.startsWith('-') && rows.has(one.slice(1)));
  if (singleDash !== undefined) {
    return wrong(`unknown option ${singleDash}`, `did you mean -${singleDash}?`);
  }
  const { given, operands: words } = readArguments(meant);
  const [word, ...operands] = words;
  const command = word !== undefined && isCommand(word) ? word : undefined;
  if (given.some((one) => one.name === 'help')) return { kind: 'help', command };
  if (given.some((one) => one.name === 'version')) return { kind: 'version' };
  if (word !== undefined && command === undefined) {
    const known = Object.keys(commands);
    return { kind: 'unknown', what: 'command', given: word, known };
  }
  for (const one of given) {
    const problem = checkOption(one, command);
    if (problem !== undefined) return problem;
  }
  return command === undefined
    ? wrong('no command is given', 'wireshape --help shows what there is')
    : { kind: 'run', command, operands, values: valuesOf(given) };
}

/** `wire --version ga` names a version of an API; by itself, `--version` asks for that of the tool. */
function withVersionOf(argv: readonly string[]): readonly string[] {
  if (argv[0] !== 'wire') return argv;
  return argv.map((one, index) => {
    if (one.startsWith('--version=')) return one.replace('version', 'against');
    const next = argv[index + 1];
    return one === '--version' && next !== undefined && !next.startsWith('-') ? '--against' : one;
  });
}

/** What `--color` and `--no-color` say, in a command line that may be wrong otherwise. */
export function colorOf(argv: readonly string[]): boolean | undefined {
  return valuesOf(readArguments(argv).given).color;
}

/** An option as it was written. */
interface Given {
  readonly name: string;
  /** `--output`, or `-o`. */
  readonly written: string;
  readonly value: string | undefined;
  readonly negated: boolean;
}

const rows = new Map<string, OptionRow>(Object.entries(options));

function readArguments(argv: readonly string[]): {
  readonly given: readonly Given[];
  readonly operands: readonly string[];
} {
  const known = [...rows].flatMap(([name, { kind, short }]) => {
    const type = kind === 'switch' || kind === 'negatable' ? 'boolean' : 'string';
    const option = { type, ...(short === undefined ? {} : { short }) } as const;
    return [
      [name, option] as const,
      ...(kind === 'negatable' ? [[`no-${name}`, option] as const] : []),
    ];
  });
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(known),
    // Strict parsing has its own words for what is wrong; ours come from checkOption.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.flatMap((token): readonly Given[] => {
    if (token.kind !== 'option') return [];
    const positive = token.name.replace(/^no-/, '');
    const negated = rows.get(positive)?.kind === 'negatable' && positive !== token.name;
    const name = negated ? positive : token.name;
    // `--output --check` has forgotten the folder; `--output=--check` means it.
    const forgotten = token.inlineValue === false && /^-./.test(token.value);
    return [{ name, written: token.rawName, value: forgotten ? undefined : token.value, negated }];
  });
  return { given, operands: positionals };
}

function checkOption(
  { name, written, value, negated }: Given,
  command: CommandName | undefined,
): WrongUse | Unknown | undefined {
  const row = rows.get(name);
  if (row === undefined) {
    const known = optionsOf(command).map(([one]) => `--${one}`);
    return { kind: 'unknown', what: 'option', given: written, known };
  }
  if (command !== undefined && row.of !== 'every command' && !row.of.includes(command)) {
    return wrong(`${written} is no option of ${command}`, `it belongs to ${row.of.join(', ')}`);
  }
  if (row.value !== undefined && value === undefined) {
    const named = optionsOf(command).find(([one]) => one === name)?.[1].value ?? row.value;
    return wrong(`${written} needs a value: ${written} ${named}`);
  }
  if (row.value === undefined && value !== undefined) {
    return wrong(`${negated ? `--no-${name}` : written} takes no value`);
  }
  return undefined;
}

/** Of an option that is given several times, the last one holds; a list collects them. */
function valuesOf(given: readonly Given[]): OptionValues {
  const values = [...rows].map(([name, { kind }]) => {
    const mine = given.filter((one) => one.name === name);
    const last = mine.at(-1);
    if (kind === 'switch') return [name, last !== undefined];
    if (kind === 'negatable') return [name, last === undefined ? undefined : !last.negated];
    if (kind === 'value') return [name, last?.value];
    return [name, mine.map((one) => one.value)];
  });
  return Object.fromEntries(values) as OptionValues;
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(commands, word);
}

function wrong(message: string, hint?: string): WrongUse {
  return { kind: 'wrong', message, hint };
}
