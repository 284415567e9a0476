import type { OptionRow } from './option-row.ts';

/** Options of `init`. */
export const initOptions = {
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
} as const satisfies Readonly<Record<string, OptionRow>>;
