import type { OptionRow } from './option-row.ts';

/** Options of `migrate`. */
export const migrateOptions = {
  api: {
    kind: 'value',
    value: 'NAME',
    default: "the map's, with --map",
    help: 'The API whose version changes: openai-realtime',
    of: ['migrate', 'wire'],
    otherwise: {
      wire: {
        default: 'the one that the config has',
        help: 'The API that messages are held against, one of the config or openai-realtime, which comes with wireshape; openai-realtime@ga says the version too',
      },
    },
  },
  from: {
    kind: 'value',
    value: 'VERSION',
    default: "the map's, with --map",
    help: 'The version that the code is written for',
    of: ['migrate'],
  },
  to: {
    kind: 'value',
    value: 'VERSION',
    default: "the map's, with --map",
    help: 'The version that it is to be written for',
    of: ['migrate'],
  },
  write: {
    kind: 'switch',
    help: 'Writes what changes, instead of showing it; not where git has changes that are in no commit',
    of: ['migrate'],
  },
  force: {
    kind: 'switch',
    help: 'Writes also where git has changes that are in no commit',
    of: ['migrate'],
  },
  todo: {
    kind: 'switch',
    help: 'Says in comments, // TODO(wireshape): …, what is left to do',
    of: ['migrate'],
  },
  models: {
    kind: 'switch',
    help: 'Changes the names of retired models too, which are only reported otherwise',
    of: ['migrate'],
  },
  map: {
    kind: 'value',
    value: 'FILE',
    default: 'the one that comes with wireshape',
    help: 'A migration map of your own, with --before and --after',
    of: ['migrate'],
  },
  before: {
    kind: 'value',
    value: 'VERSION',
    help: 'With --map: the version before, as diff takes it: a document, chat@v1, manifest.json@v1',
    of: ['migrate'],
  },
  after: {
    kind: 'value',
    value: 'VERSION',
    help: 'With --map: the version after',
    of: ['migrate'],
  },
  draft: {
    kind: 'switch',
    help: 'Writes a first map between two versions, given as diff takes them, to stdout or to the file of --output; a person has to go through it',
    of: ['migrate'],
  },
  cover: {
    kind: 'switch',
    help: 'Says how much of what breaks the maps of the config answer, of the APIs that are given or of all',
    of: ['migrate'],
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
