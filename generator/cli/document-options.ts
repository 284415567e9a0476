import type { OptionRow } from './option-row.ts';

/** Options of how documents are read, and what comes of them. */
export const documentOptions = {
  check: {
    kind: 'switch',
    help: 'Writes nothing, shows what would change, and exits with 1 if anything would',
    of: ['generate', 'migrate'],
    otherwise: {
      migrate: {
        help: 'Writes nothing, lists all that is left of the old version, and exits with 1 if anything is',
      },
    },
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
    of: ['generate', 'validate', 'diff', 'wire'],
  },
  sent: {
    kind: 'value',
    value: 'NAME',
    default: 'ClientEvent',
    help: 'With a document: the same for the events that one sends',
    of: ['generate', 'validate', 'diff', 'wire'],
  },
  perspective: {
    kind: 'value',
    value: 'END',
    default: 'client',
    help: 'With a document: whose eyes the types are for, client, server or both; docs/perspective.md says what that means',
    of: ['generate', 'validate', 'diff', 'wire'],
  },
  'allow-refs': {
    kind: 'list',
    value: 'DIR',
    help: "A folder, besides the document's own, that references may lead into; may be given several times",
    of: ['generate', 'validate', 'diff', 'wire'],
  },
  overlay: {
    kind: 'list',
    value: 'FILE',
    help: 'An OpenAPI Overlay that is applied to every document first, after those of the config; may be given several times',
    of: ['generate', 'validate', 'diff', 'wire'],
  },
  strict: {
    kind: 'switch',
    help: 'Warnings are errors, but those whose level the config sets',
    of: ['generate', 'validate', 'diff'],
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
