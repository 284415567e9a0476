import type { CommandName } from './commands.ts';

/** The options: what they are called, what they hold, and which commands know them. Help and documentation are made of this. */
export const options = {
  output: {
    kind: 'value',
    short: 'o',
    value: 'DIR',
    default: "the config's output",
    help: 'The folder that the files go to; of several documents, each gets a folder of its own inside',
    of: ['generate', 'init', 'diff', 'pack'],
    otherwise: {
      pack: {
        default: 'packages, beside the config',
        help: 'The folder in which each package gets a folder of its own, called as the API',
      },
      diff: {
        value: 'FILE',
        default: 'stdout',
        help: 'The file that the report goes to; its name says the format where --format does not',
      },
    },
  },
  format: {
    kind: 'value',
    value: 'FORMAT',
    default: 'text',
    help: 'How the report is told: text, json, markdown, html (one file, for a browser), github (annotations of a pull request) or sarif',
    of: ['diff'],
  },
  'fail-on': {
    kind: 'value',
    value: 'WHAT',
    default: "the config's diff.failOn, or breaking",
    help: 'What makes the exit code 1: breaking, warning (what may break somebody, too) or never; documents with errors always do',
    of: ['diff'],
  },
  prove: {
    kind: 'switch',
    help: 'Asks the TypeScript compiler about every event and type that both versions have, and says where it contradicts the rules',
    of: ['diff'],
  },
  'package-version': {
    kind: 'value',
    value: 'VERSION',
    default: 'that of package.json beside what was generated, or 0.0.0',
    help: 'The version of the package',
    of: ['pack'],
  },
  'dry-run': {
    kind: 'switch',
    help: 'Shows the plan and runs the checks; writes nothing and publishes nothing',
    of: ['publish'],
  },
  bump: {
    kind: 'value',
    value: 'LEVEL',
    default: 'what the changes ask for',
    help: 'major, minor, patch, or a version as 1.0.0; less than the changes ask for only with --reason',
    of: ['publish'],
  },
  reason: {
    kind: 'value',
    value: 'TEXT',
    help: 'Why --bump is what it is; stands in the changelog',
    of: ['publish'],
  },
  since: {
    kind: 'value',
    value: 'FILE',
    default: 'what the registry has',
    help: 'With --dry-run: what was published last, as a tarball or the folder of an installed package; no registry is asked',
    of: ['publish'],
  },
  registry: {
    kind: 'value',
    value: 'URL',
    default: "what npm's settings say",
    help: 'The registry that is asked and published to',
    of: ['publish'],
  },
  tag: {
    kind: 'value',
    value: 'NAME',
    default: 'latest',
    help: 'The tag that people install the version by; what it names now is what the changes are counted from',
    of: ['publish'],
  },
  access: {
    kind: 'value',
    value: 'WHO',
    default: "npm's own, which is restricted for a new package with a scope",
    help: 'Who may install the package: public or restricted',
    of: ['publish'],
  },
  provenance: {
    kind: 'negatable',
    default: 'where the CI offers it',
    help: 'Lets the registry say which commit and which run of a CI the package comes from, or does not',
    of: ['publish'],
  },
  'git-tag': {
    kind: 'negatable',
    default: 'in a git repository',
    help: 'Tags the commit as NAME@VERSION, or does not; nothing is pushed',
    of: ['publish'],
  },
  'allow-dirty': {
    kind: 'switch',
    help: 'Publishes also what is not committed',
    of: ['publish'],
  },
  skip: {
    kind: 'list',
    value: 'CHECK',
    help: 'Leaves a check out: publint, attw or consumer; may be given several times',
    of: ['publish'],
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
    of: ['generate', 'validate', 'diff'],
  },
  sent: {
    kind: 'value',
    value: 'NAME',
    default: 'ClientEvent',
    help: 'With a document: the same for the events that one sends',
    of: ['generate', 'validate', 'diff'],
  },
  perspective: {
    kind: 'value',
    value: 'END',
    default: 'client',
    help: 'With a document: whose eyes the types are for, client, server or both; docs/perspective.md says what that means',
    of: ['generate', 'validate', 'diff'],
  },
  'allow-refs': {
    kind: 'list',
    value: 'DIR',
    help: "A folder, besides the document's own, that references may lead into; may be given several times",
    of: ['generate', 'validate', 'diff'],
  },
  overlay: {
    kind: 'list',
    value: 'FILE',
    help: 'An OpenAPI Overlay that is applied to every document first, after those of the config; may be given several times',
    of: ['generate', 'validate', 'diff'],
  },
  strict: {
    kind: 'switch',
    help: 'Warnings are errors, but those whose level the config sets',
    of: ['generate', 'validate', 'diff'],
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
    of: ['generate', 'validate', 'diff', 'pack', 'publish'],
  },
  json: {
    kind: 'switch',
    help: 'Prints the results, findings included, as one JSON document; with --watch, as one line for each round',
    of: ['generate', 'validate', 'diff', 'rules', 'pack', 'publish'],
    otherwise: {
      pack: { help: 'Prints the results, findings included, as one JSON document' },
      publish: { help: 'Prints the results, findings included, as one JSON document' },
      diff: { help: 'The same as --format json' },
      rules: { help: 'Prints the rules as one JSON document' },
    },
  },
  verbose: {
    kind: 'switch',
    help: 'Shows the notes too: findings that are neither errors nor warnings',
    of: ['generate', 'validate', 'diff'],
    otherwise: { diff: { help: 'Lists harmless changes too, which are only counted otherwise' } },
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

export type OptionName = keyof typeof options;

export interface OptionRow {
  /** `switch` is there or not, `negatable` has a `--no-` form too, `value` takes a value, `list` may come several times. */
  readonly kind: 'switch' | 'negatable' | 'value' | 'list';
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
  readonly of: readonly string[] | 'every command';
  /** What another command takes it for. */
  readonly otherwise?: Readonly<
    Record<string, Readonly<Partial<Pick<OptionRow, 'value' | 'default' | 'help'>>>>
  >;
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
  return rows.flatMap(([name, row]) => {
    if (row.of === 'every command') return [[name, row] as const];
    if (command === undefined || !row.of.includes(command)) return [];
    return [[name, { ...row, ...row.otherwise?.[command] }] as const];
  });
}

/** How an option is written: `-o, --output DIR`, `--[no-]color`. */
export function usageOf(name: OptionName, { kind, short, value }: OptionRow): string {
  const long = kind === 'negatable' ? `--[no-]${name}` : `--${name}`;
  return `${short === undefined ? '' : `-${short}, `}${long}${value === undefined ? '' : ` ${value}`}`;
}
