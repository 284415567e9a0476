/** Which rooms of `generator/` a room may import; its own files it always may. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ['base'],
  render: ['base'],
  load: ['model', 'base'],
  passes: ['model', 'base'],
  diff: ['model', 'base'],
  wire: ['model', 'base'],
  verdict: ['model', 'base'],
  emit: ['model', 'render', 'base'],
  verify: ['model', 'render', 'base'],
  report: ['render', 'base'],
  // Converters are generated code that names the types which emit made.
  migrate: ['diff', 'emit', 'model', 'render', 'base'],
  // The plan of a release and its changelog are made of what diff reports.
  pack: ['diff', 'report', 'render', 'base'],
};
const lowerRooms = Object.keys(rooms);

/** The rooms above take what the rows below them offer; of what lies deeper, the public API passes on types alone. */
const upperRooms: typeof rooms = {
  commands: lowerRooms,
  index: ['commands', 'base'],
  cli: ['index'],
};
/** What the files of a room may import of other rooms. */
export const roomsBelow: typeof rooms = { ...rooms, ...upperRooms };
/** What they may import for its types alone. */
export const typesBelow: typeof rooms = { ...roomsBelow, index: ['commands', ...lowerRooms] };

interface Door {
  /** A package, or one import path of it where that path has a door of its own. */
  readonly package: string;
  /** How the paths of the files begin that may import it. */
  readonly files: readonly string[];
  /** `lazy`: too slow to load in runs that do without it, so imported by `import()` or for its types. */
  readonly load: 'lazy' | 'eager';
}

/** One door per package: nobody else needs to know which one does the work. */
export const doors: readonly Door[] = [
  { package: '@asyncapi/parser', files: ['generator/verdict/official'], load: 'lazy' },
  { package: '@asyncapi/specs', files: ['generator/verdict/spec-schemas'], load: 'lazy' },
  { package: '@babel/code-frame', files: ['generator/cli/'], load: 'lazy' },
  { package: 'ajv', files: ['generator/verdict/'], load: 'lazy' },
  { package: 'chokidar', files: ['generator/commands/'], load: 'lazy' },
  { package: 'diff', files: ['generator/commands/', 'generator/report/'], load: 'lazy' },
  {
    package: 'handlebars',
    files: ['generator/render/templates', 'generator/render/own-templates'],
    load: 'lazy',
  },
  { package: 'handlebars/runtime', files: ['generator/render/templates'], load: 'eager' },
  { package: 'jiti', files: ['generator/commands/load-config'], load: 'lazy' },
  { package: 'avsc', files: ['generator/load/avro'], load: 'lazy' },
  { package: 'js-yaml', files: ['generator/load/document'], load: 'eager' },
  { package: 'json-p3', files: ['generator/load/overlay'], load: 'lazy' },
  {
    package: 'jsonc-parser',
    files: ['generator/commands/init', 'generator/load/locate-json'],
    load: 'lazy',
  },
  { package: 'openapi-typescript', files: ['generator/emit/rest-printer'], load: 'eager' },
  { package: 'nanotar', files: ['generator/pack/read-tarball'], load: 'lazy' },
  { package: 'pluralize', files: ['generator/base/names'], load: 'eager' },
  {
    package: 'prettier',
    files: ['generator/render/format', 'generator/render/width'],
    load: 'lazy',
  },
  { package: 'publint', files: ['generator/commands/publish-checks'], load: 'lazy' },
  { package: 'publint/utils', files: ['generator/commands/publish-checks'], load: 'lazy' },
  { package: '@arethetypeswrong/core', files: ['generator/commands/publish-checks'], load: 'lazy' },
  {
    package: 'semver',
    files: [
      'generator/pack/plan',
      'generator/pack/changelog',
      'generator/commands/published-package',
    ],
    load: 'eager',
  },
  // What stands in a lazy folder may ask for nodes by their kind without being handed the package.
  { package: 'ts-morph', files: ['generator/migrate/codemods/'], load: 'eager' },
  {
    package: 'ts-morph',
    files: [
      'generator/verify/',
      'generator/migrate/codemod',
      'generator/pack/compile-package',
      'generator/pack/check-consumer',
      'generator/pack/text-host',
    ],
    load: 'lazy',
  },
  { package: 'tinyglobby', files: ['generator/commands/'], load: 'lazy' },
  { package: 'typescript', files: ['generator/emit/rest-printer'], load: 'eager' },
  { package: 'yaml', files: ['generator/load/locate'], load: 'lazy' },
  { package: '@stoplight/yaml', files: ['generator/load/document-text'], load: 'lazy' },
  {
    package: '@asyncapi/parser/package.json',
    files: ['generator/verdict/remembered'],
    load: 'lazy',
  },
  {
    package: 'node:child_process',
    files: [
      'generator/verdict/remembered',
      'generator/commands/git-revision',
      'generator/commands/git-release',
      'generator/commands/npm-client',
    ],
    load: 'eager',
  },
  {
    package: 'node:os',
    files: ['generator/verdict/', 'generator/commands/publish', 'generator/commands/wire'],
    load: 'eager',
  },
  {
    package: 'node:buffer',
    files: ['generator/wire/capture-lines', 'generator/wire/capture-elements'],
    load: 'eager',
  },
  {
    package: 'node:zlib',
    files: ['generator/pack/read-tarball', 'generator/commands/capture-source'],
    load: 'eager',
  },
  { package: 'node:readline/promises', files: ['generator/cli/run-init'], load: 'lazy' },
  {
    package: 'node:worker_threads',
    files: [
      'generator/verdict/official-child',
      'generator/commands/wire-thread',
      'generator/commands/wire-worker',
    ],
    load: 'eager',
  },
  {
    package: 'node:fs',
    files: [
      'generator/load/document-reader',
      'generator/render/templates',
      'generator/render/own-templates',
      'generator/render/assets',
      'generator/render/drafts',
      'generator/verdict/',
      'generator/commands/',
    ],
    load: 'eager',
  },
];

/** Folders whose files others load by `import()` alone, so that what they import in turn is loaded only then. */
export const lazyFolders: readonly string[] = ['generator/migrate/codemods/'];

/** Builtins without a door: they neither read nor write, nor talk to anybody. */
export const freeBuiltins: ReadonlySet<string> = new Set([
  'node:crypto',
  'node:module',
  'node:path',
  'node:url',
  'node:util',
  'node:perf_hooks',
]);

/** Folders that only some machine has, and the host of a registry; spelt so that this file does not hold them. */
export const machinePlace = new RegExp(
  [
    `(?:^|[^A-Za-z0-9_.])/(?:${['work', 'farm', 'home', 'Users'].join('|')})/[A-Za-z]`,
    ['registry', 'npmjs', ''].join('[.]'),
  ].join('|'),
);
