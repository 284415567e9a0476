import type { OptionRow } from './option-row.ts';

/** Options of reports, as `diff` writes them. */
export const diffOptions = {
  output: {
    kind: 'value',
    short: 'o',
    value: 'DIR',
    default: "the config's output",
    help: 'The folder that the files go to; of several documents, each gets a folder of its own inside',
    of: ['generate', 'init', 'diff', 'migrate', 'pack', 'wire'],
    otherwise: {
      wire: {
        value: 'FILE',
        default: 'stdout',
        help: 'The file that the report goes to; its name says the format where --format does not',
      },
      pack: {
        default: 'packages, beside the config',
        help: 'The folder in which each package gets a folder of its own, called as the API',
      },
      migrate: {
        value: 'FILE',
        default: 'stdout',
        help: 'With --draft: the file that the map goes to; one that is there stays as it is',
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
    of: ['diff', 'migrate', 'wire'],
    otherwise: {
      migrate: {
        help: 'How it is told: text, json, github (annotations of a pull request) or sarif',
      },
    },
  },
  'fail-on': {
    kind: 'value',
    value: 'WHAT',
    default: "the config's diff.failOn, or breaking",
    help: 'What makes the exit code 1: breaking, warning (what may break somebody, too) or never; documents with errors always do',
    of: ['diff', 'wire'],
    otherwise: {
      wire: {
        default: 'any',
        help: 'What makes the exit code 1: any finding, drift, order or never; what cannot be read does too, but for never',
      },
    },
  },
  prove: {
    kind: 'switch',
    help: 'Asks the TypeScript compiler about every event and type that both versions have, and says where it contradicts the rules',
    of: ['diff'],
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
