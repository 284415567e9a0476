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
  diff: {
    operands: '<before> <after>',
    help: 'Says what changed between two versions, and whom it breaks',
    about:
      'Compares two versions of an API. Each is a document (spec/chat.yaml), a version of the config (chat@v2, or v2 where one API ' +
      'alone has it), either of them in a git revision (HEAD~1:spec/chat.yaml, v1.0.0:chat@v2), or a version of what was generated ' +
      '(generated/chat/manifest.json@v2). Silent breaks come first: those of which neither a compiler nor the other end complains. ' +
      'docs/diff.md says how changes are judged, wireshape rules lists what is said of each.',
    examples: [
      ['wireshape diff chat@v1 chat@v2', 'two versions of the config'],
      ['wireshape diff origin/main:chat.yaml chat.yaml', 'for CI: does this branch break anybody?'],
      ['wireshape diff v1 v2 -o changes.html', 'a page to look around in'],
      ['wireshape diff v1 v2 --fail-on never --prove', 'asks the compiler about every verdict'],
    ],
  },
  migrate: {
    operands: '[source...]',
    help: 'Moves source code from one version of an API to the next',
    about:
      'Reads TypeScript and JavaScript, and changes what a reviewed map says is otherwise: names of events, objects that are sent, fields ' +
      'that are read, imports, headers, paths. Nothing is changed on a guess: what only its author can decide is listed with its place and ' +
      'what to do. Without --write, nothing is written, and what would change is shown with its reason. A source is a pattern in quotes, a ' +
      'folder or a file; what git ignores, node_modules and what was built or generated is left out. docs/migrate.md says more.',
    examples: [
      ['wireshape migrate --api openai-realtime --from beta --to ga', 'what would change, and why'],
      ['wireshape migrate src --api openai-realtime --from beta --to ga --write', 'changes it'],
      ['wireshape migrate src --api openai-realtime --from beta --to ga --check', 'for CI'],
      ['wireshape migrate src --map chat.yaml --before chat@v1 --after chat@v2', 'your own map'],
      ['wireshape migrate --draft chat@v1 chat@v2 -o chat.yaml', 'a first map, to be gone through'],
      ['wireshape migrate --cover', 'what breaks, and no map of the config answers'],
    ],
  },
  wire: {
    operands: '<capture...>',
    help: 'Says what captured messages say, and the document does not',
    about:
      'Holds captures against a version of an API: lines of JSON, messages alone or as { direction, message, time }, a HAR file of a ' +
      'browser, a log with > and < in front; packed by gzip too. A folder stands for the captures in it, a pattern in quotes for what ' +
      'it finds, and - for standard input. It tells what drifts, what was never ended, what was never seen, and which version fits ' +
      'best. wireshape wire merge puts reports in JSON together. docs/wire.md has all of it.',
    examples: [
      ['wireshape wire log.ndjson --api chat --version v2', 'one capture against one version'],
      ['wireshape wire "logs/**/*.ndjson.gz" -o wire.html', 'many; the version is guessed'],
      ['wireshape wire - --document chat.yaml', 'standard input, and no config'],
      ['wireshape wire log.ndjson --suggest wire.overlay.yaml', 'a patch for the document'],
      ['wireshape wire merge a.json b.json -o all.json', 'reports of several runs as one'],
    ],
  },
  pack: {
    operands: '[api...]',
    help: 'Makes npm packages of what was generated',
    about:
      'Builds a package for each API of the config, or for those that are named: ES modules and CommonJS with declarations and source ' +
      'maps, an import path for each version and each kind of file, package.json, README and manifest. What was generated must be up ' +
      'to date. Nothing is published, and nothing in the folder that was not written by this command is touched. docs/publish.md ' +
      'says what a package holds.',
    examples: [
      ['wireshape pack', 'a package for each API'],
      ['wireshape pack chat --package-version 0.2.0', 'one of them, with a version'],
    ],
  },
  publish: {
    operands: '[api...]',
    help: 'Publishes packages whose content has changed, with the version that the changes ask for',
    about:
      'Compares what was generated with what the registry has, plans the next version of each package, writes its changelog, builds it, ' +
      "checks it (publint, are-the-types-wrong, programs that import it), publishes it by npm's own client and tags the commit. The same " +
      'content is never published twice, nothing is published when a check fails, and what was interrupted is taken up by the next run. ' +
      'docs/release.md says how versions are planned.',
    examples: [
      ['wireshape publish --dry-run', 'what would be published, and why as that version'],
      ['wireshape publish', 'every package that has changed'],
      ['wireshape publish chat --bump 1.0.0', 'one of them, as a version of your choice'],
    ],
  },
  rules: {
    operands: '[rule]',
    help: 'Lists every rule, or says all of one',
    about:
      'A finding and a change name the rule that they fall under. A config sets other levels: rules for findings, diff.rules for ' +
      'changes. docs/rules.md is the same as a page.',
    examples: [
      ['wireshape rules', 'all of them, a line each'],
      ['wireshape rules field-removed', 'one, with what it says to whom'],
    ],
  },
} as const satisfies Readonly<Record<string, CommandRow>>;

/** What the exit code says. */
export const exitCodes = [
  [0, 'All is well; there may be warnings'],
  [1, 'A finding is an error, --check found a difference, or a change is what --fail-on names'],
  [2, 'The command was used in a way that cannot work'],
  [3, 'A defect of wireshape, which asks to be reported'],
] as const;

export type CommandName = keyof typeof commands;

export interface CommandRow {
  readonly operands: string;
  readonly help: string;
  readonly about: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}
