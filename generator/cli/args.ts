/** The commands: what they take besides options, and what they do. */
export const commands = {
  generate: {
    operands: '[document...]',
    help: 'Turns documents into TypeScript',
    about:
      'Reads AsyncAPI and OpenAPI documents and writes a folder of TypeScript for each. Without a document, it generates what ' +
      'wireshape.config.ts names; names of APIs (chat) and versions (chat@v2) pick some of it. What holds a slash or ends in ' +
      '.yaml, .yml or .json is a document, anything else is such a name.',
    examples: [
      ['wireshape generate', 'everything that the config names'],
      ['wireshape generate chat@v2 --watch', 'one version, again after each change'],
      ['wireshape generate chat.yaml -o src/chat', 'a document that stands in no config'],
      ['wireshape generate --check', 'for CI: is the output up to date?'],
    ],
  },
  validate: {
    operands: '[document...]',
    help: 'Says what is wrong with documents',
    about:
      'Reads documents as generate does and writes nothing. The official AsyncAPI parser is always asked, and what it only advises ' +
      'is told as well. docs/rules.md has every rule with its level; a config sets other levels.',
    examples: [
      ['wireshape validate', 'the documents that the config names'],
      ['wireshape validate chat.yaml', 'one that stands in no config'],
      ['wireshape validate --strict', 'for those who own the document: warnings are errors'],
    ],
  },
  init: {
    operands: '[document...]',
    help: 'Writes a config and an npm script',
    about:
      'Looks for AsyncAPI documents in the folder, asks what it cannot know, and writes wireshape.config.ts and a script in ' +
      'package.json. What is there already is never overwritten. Without a terminal, or with --yes, nothing is asked.',
    examples: [
      ['wireshape init', 'looks for documents, and asks'],
      ['wireshape init spec/chat.yaml --yes', 'asks nothing'],
    ],
  },
} as const satisfies Readonly<Record<string, CommandRow>>;

/** The options: what they are called, what they hold, and which commands know them. Help and documentation are made of this. */
export const options = {
  output: {
    kind: 'value',
    short: 'o',
    value: 'DIR',
    default: "the config's output",
    help: 'The folder that the files go to; of several documents, each gets a folder of its own inside',
    of: ['generate', 'init'],
  },
  check: {
    kind: 'switch',
    help: 'Writes nothing, shows what would change, and exits with 1 if anything would',
    of: ['generate'],
  },
  watch: {
    kind: 'switch',
    help: 'Generates again whenever the config, a document or a file that it refers to changes',
    of: ['generate'],
  },
  verify: {
    kind: 'switch',
    help: 'Asks the TypeScript compiler whether the output means what it should',
    of: ['generate'],
  },
  quick: {
    kind: 'switch',
    help: 'Leaves the official AsyncAPI parser out, which otherwise looks at each new content of a document',
    of: ['generate'],
  },
  received: {
    kind: 'value',
    value: 'NAME',
    default: 'ServerEvent',
    help: 'With a document: what the union of the events that one receives is called; for OpenAPI, also the component schema that holds them',
    of: ['generate', 'validate'],
  },
  sent: {
    kind: 'value',
    value: 'NAME',
    default: 'ClientEvent',
    help: 'With a document: the same for the events that one sends',
    of: ['generate', 'validate'],
  },
  perspective: {
    kind: 'value',
    value: 'END',
    default: 'client',
    help: 'With a document: whose eyes the types are for, client, server or both; docs/perspective.md says what that means',
    of: ['generate', 'validate'],
  },
  'allow-refs': {
    kind: 'list',
    value: 'DIR',
    help: "A folder, besides the document's own, that references may lead into; may be given several times",
    of: ['generate', 'validate'],
  },
  overlay: {
    kind: 'list',
    value: 'FILE',
    help: 'An OpenAPI Overlay that is applied to every document first, after those of the config; may be given several times',
    of: ['generate', 'validate'],
  },
  strict: {
    kind: 'switch',
    help: 'Warnings are errors, but those whose level the config sets',
    of: ['generate', 'validate'],
  },
  name: {
    kind: 'value',
    value: 'NAME',
    default: "the document's file name",
    help: 'What the API is called in the config; it becomes a folder',
    of: ['init'],
  },
  script: {
    kind: 'value',
    value: 'NAME',
    default: 'generate:events',
    help: 'What the script in package.json is called',
    of: ['init'],
  },
  'json-config': {
    kind: 'switch',
    help: 'Writes wireshape.config.json instead, with the place of its JSON Schema in it',
    of: ['init'],
  },
  yes: {
    kind: 'switch',
    short: 'y',
    help: 'Asks nothing and takes what it finds',
    of: ['init'],
  },
  config: {
    kind: 'value',
    value: 'FILE',
    default: 'wireshape.config.ts, .mts, .js, .mjs or .json',
    help: 'The config file; what it names is relative to its folder',
    of: ['generate', 'validate'],
  },
  json: {
    kind: 'switch',
    help: 'Prints the results, findings included, as one JSON document; with --watch, as one line for each round',
    of: ['generate', 'validate'],
  },
  verbose: {
    kind: 'switch',
    help: 'Shows the notes too: findings that are neither errors nor warnings',
    of: ['generate', 'validate'],
  },
  color: {
    kind: 'negatable',
    default: 'on a terminal; the variables NO_COLOR and FORCE_COLOR decide otherwise',
    help: 'Colours the output, or does not',
    of: 'every command',
  },
  help: {
    kind: 'switch',
    short: 'h',
    help: 'Shows what a command does and which options it has',
    of: 'every command',
  },
  version: {
    kind: 'switch',
    short: 'V',
    help: 'Shows the version of wireshape',
    of: 'every command',
  },
} as const satisfies Readonly<Record<string, OptionRow>>;

/** What the exit code says. */
export const exitCodes = [
  [0, 'All is well; there may be warnings'],
  [1, 'A finding is an error, or --check found a difference'],
  [2, 'The command was used in a way that cannot work'],
  [3, 'A defect of wireshape, which asks to be reported'],
] as const;

export type CommandName = keyof typeof commands;
export type OptionName = keyof typeof options;

export interface CommandRow {
  readonly operands: string;
  readonly help: string;
  readonly about: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}

export interface OptionRow {
  /** `switch` is there or not, `negatable` has a `--no-` form too, `value` takes a value, `list` may come several times. */
  readonly kind: 'switch' | 'negatable' | 'value' | 'list';
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
  readonly of: readonly string[] | 'every command';
}

interface ValueOf {
  readonly switch: boolean;
  readonly negatable: boolean | undefined;
  readonly value: string | undefined;
  readonly list: readonly string[];
}

/** What the options of a command line hold, by name. */
export type OptionValues = {
  readonly [name in OptionName]: ValueOf[(typeof options)[name]['kind']];
};

/** The options that a command knows, in the order of the table; undefined asks for those that stand without a command. */
export function optionsOf(
  command: CommandName | undefined,
): readonly (readonly [OptionName, OptionRow])[] {
  const rows = Object.entries(options) as readonly [OptionName, OptionRow][];
  return rows.filter(
    ([, { of }]) => of === 'every command' || (command !== undefined && of.includes(command)),
  );
}

/** How an option is written: `-o, --output DIR`, `--[no-]color`. */
export function usageOf(name: OptionName, { kind, short, value }: OptionRow): string {
  const long = kind === 'negatable' ? `--[no-]${name}` : `--${name}`;
  return `${short === undefined ? '' : `-${short}, `}${long}${value === undefined ? '' : ` ${value}`}`;
}
