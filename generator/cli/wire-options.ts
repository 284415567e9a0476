import type { OptionRow } from './option-row.ts';

/** Options of `wire`. */
export const wireOptions = {
  against: {
    kind: 'value',
    value: 'VERSION',
    default: 'the one that fits best',
    help: 'The version to hold messages against; --version VERSION says the same',
    of: ['wire'],
  },
  document: {
    kind: 'value',
    value: 'FILE',
    help: 'A document that stands in no config, to hold messages against',
    of: ['wire'],
  },
  baseline: {
    kind: 'value',
    value: 'FILE',
    help: 'Findings that are known and accepted; those that nothing shows any more are told',
    of: ['wire'],
  },
  'write-baseline': {
    kind: 'switch',
    help: 'Writes all that is found to the file of --baseline, in the place of what it accepts',
    of: ['wire'],
  },
  suggest: {
    kind: 'value',
    value: 'FILE',
    help: 'Writes an OpenAPI Overlay that makes the document say what the messages say, each change with its evidence',
    of: ['wire'],
  },
  jobs: {
    kind: 'value',
    value: 'N',
    default: 'as many as the machine has processors, at most 2',
    help: 'How many threads check captures, or parts of a large one, at the same time; the report is the same',
    of: ['wire'],
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
