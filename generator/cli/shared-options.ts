import type { OptionRow } from './option-row.ts';

/** Options that several commands know, or all of them. */
export const sharedOptions = {
  config: {
    kind: 'value',
    value: 'FILE',
    default: 'wireshape.config.ts, .mts, .js, .mjs or .json',
    help: 'The config file; what it names is relative to its folder',
    of: ['generate', 'validate', 'diff', 'migrate', 'pack', 'publish', 'wire'],
  },
  json: {
    kind: 'switch',
    help: 'Prints the results, findings included, as one JSON document; with --watch, as one line for each round',
    of: ['generate', 'validate', 'diff', 'migrate', 'rules', 'pack', 'publish', 'wire'],
    otherwise: {
      wire: { help: 'The same as --format json' },
      pack: { help: 'Prints the results, findings included, as one JSON document' },
      publish: { help: 'Prints the results, findings included, as one JSON document' },
      diff: { help: 'The same as --format json' },
      migrate: { help: 'The same as --format json' },
      rules: { help: 'Prints the rules as one JSON document' },
    },
  },
  verbose: {
    kind: 'switch',
    help: 'Shows the notes too: findings that are neither errors nor warnings',
    of: ['generate', 'validate', 'diff', 'migrate', 'wire'],
    otherwise: {
      wire: { help: 'Lists events and fields that never came, and what the baseline accepts' },
      diff: { help: 'Lists harmless changes too, which are only counted otherwise' },
      migrate: { help: 'Shows the notes too: texts, as of logs, that speak of the old version' },
    },
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
