import { diffRuleIds, diffRules } from './diff-rules.ts';
import type { Level } from './finding.ts';
import { migrationRules } from './migration-rules.ts';
import { sourceRules } from './source-rules.ts';

/** What a finding can be about: where it comes from, how grave it is unless somebody says otherwise, and why. */
export interface RuleRow {
  readonly id: string;
  readonly from: RuleSource;
  /** The gravest level that it has by default. */
  readonly level: Level;
  readonly why: string;
  /** True where nothing can be made of what is wrong, so that its level cannot be changed. */
  readonly fixed: boolean;
}

/** The step of a run that a rule belongs to; `diff` for what is said of changes between two versions, which is more than a level. */
export type RuleSource = FindingSource | 'diff';

type FindingSource =
  | 'reading'
  | 'settings'
  | 'types'
  | 'asyncapi'
  | 'parser'
  | 'output'
  | 'migration'
  | 'source'
  | 'package'
  | 'publish';

/** Rules of the official parser are told by this in front of its own code. */
export const parserPrefix = 'asyncapi-parser/';

type Row = readonly [level: Level, why: string, fixed?: 'fixed'];

const fixed = 'fixed';

/** Every rule of ours about findings, in the order in which a run comes to it. */
const ours: Readonly<Record<FindingSource, Readonly<Record<string, Row>>>> = {
  reading: {
    'file-missing': ['error', 'The document is not there, or cannot be read.', fixed],
    syntax: ['error', 'The text is neither JSON nor YAML.', fixed],
    'not-a-document': ['error', 'The file holds no keys and values.', fixed],
    'anchor-cycle': ['error', 'A YAML anchor holds itself, so its value never ends.', fixed],
    'too-deep': ['error', 'The text is nested deeper than anybody writes by hand.', fixed],
    'too-large': ['error', 'Anchors, or schemas put together, grow beyond measure.', fixed],
    'format-unknown': ['error', 'The document is of a kind or version that is not read.', fixed],
    'json-comments': [
      'warning',
      'JSON with comments, which are left out, is no JSON to other tools.',
    ],
    'yaml-loose': ['warning', "Strict readers refuse the text; AsyncAPI's own parser reads it."],
    'ref-missing-file': ['error', 'A reference names a file that is not there.'],
    'ref-remote': ['error', 'A reference is a URL, and nothing is ever fetched.'],
    'ref-outside': ['error', 'A reference leads out of the folders that it may lead into.'],
    'ref-dangling': ['error', 'What a reference names is not in its file.'],
    'ref-cycle': ['error', 'References, or a schema and its parts, lead only to each other.'],
    'report-invalid': [
      'error',
      'A file is no report of traffic that could be put together with others.',
      fixed,
    ],
    'baseline-invalid': [
      'error',
      'A baseline of findings about traffic cannot be read, or is of another version.',
      fixed,
    ],
    'baseline-stale': ['warning', 'A baseline accepts what nothing shows any more.'],
    'capture-missing': ['error', 'A capture of messages is not there, or cannot be read.', fixed],
  },
  settings: {
    'overlay-invalid': [
      'error',
      'A file is no OpenAPI Overlay 1.0, or an action of it cannot be done.',
      fixed,
    ],
    'overlay-no-match': [
      'warning',
      'An action changes nothing: what it was written for is gone, or has moved.',
    ],
    'overlay-no-effect': [
      'warning',
      'An action is no longer needed: the document says already what it would put in.',
    ],
    'name-unmatched': ['warning', 'A name is given to a type that the document does not have.'],
    'name-clash': [
      'error',
      'A name is given to a type, and another one is called so already.',
      fixed,
    ],
    'selection-empty': [
      'warning',
      'An include or exclude is about no event that the document has.',
    ],
    'format-unmatched': ['info', 'A format is given a type, and no value of the document has it.'],
    'template-unknown': ['error', 'A template of your own takes the place of none of ours.', fixed],
    'template-invalid': [
      'error',
      'A template cannot be compiled, or asks for what its view does not have.',
      fixed,
    ],
    'template-output': [
      'error',
      'What a template of your own makes is no TypeScript, or has lost its banner.',
      fixed,
    ],
    'waiver-expired': ['warning', 'The last day of a waiver is over, so it covers nothing.'],
    'waiver-unused': ['info', 'A waiver covers no change.'],
  },
  types: {
    'perspective-unknown': [
      'error',
      'A document says that it describes neither the client nor the server.',
      fixed,
    ],
    'perspective-doubtful': [
      'warning',
      'Operations do the opposite of what their names say, so sent and received may be swapped.',
    ],
    'no-events': ['error', 'There is nothing to make types of, or no message among it.'],
    'no-endpoints': ['warning', 'A document of what goes over HTTP describes no endpoint.'],
    'operation-name-taken': [
      'warning',
      'Two operations over HTTP have one name, so one of them is found by its path alone.',
    ],
    'lifecycle-invalid': [
      'warning',
      'A part of x-lifecycle, which says in which order messages come, cannot be read.',
    ],
    'payload-missing': ['warning', 'A message says nothing of its payload, which becomes unknown.'],
    'payload-format': [
      'warning',
      'A payload is in a format that we cannot read; it becomes unknown.',
    ],
    'avro-invalid': ['warning', 'An Avro schema is none; what it describes becomes unknown.'],
    'schema-invalid': ['error', 'A keyword of a schema holds what it cannot hold.'],
    'schema-type-unknown': [
      'warning',
      'A schema has a type that JSON does not; it becomes unknown.',
    ],
    'keyword-foreign': [
      'warning',
      'A schema names its draft, and has a keyword that this draft does not know.',
    ],
    'shape-never': ['warning', 'Parts of an allOf exclude each other, so no value is left.'],
    'name-unusable': [
      'warning',
      'Nothing in the name of a place can be part of the name of a type.',
    ],
    'name-taken': ['info', 'Two types would have one name, so one of them has another.'],
    'duplicate-event': ['error', 'Two events have the same tag, so nobody can tell them apart.'],
    'event-untyped': ['warning', 'An event may be anything, so it is left out of the union.'],
    'tag-missing': ['warning', 'No literal tells the members of a union apart.'],
  },
  asyncapi: {
    'asyncapi-version': ['error', 'AsyncAPI has no such version.', fixed],
    'asyncapi-schema': ['error', "AsyncAPI's own schema refuses what stands here."],
    'asyncapi-aside': [
      'warning',
      'The same, at a place that no type is made of: servers, bindings, tags, examples.',
    ],
    'ref-in-value': [
      'warning',
      'A value of const or enum looks like a reference, and leads nowhere; it stays a value.',
    ],
    'pattern-invalid': [
      'warning',
      'A pattern is no regular expression, so validators hold no value against it.',
    ],
    'schema-boolean': [
      'warning',
      'A schema is true or false, which AsyncAPI allows in words, and its own schema does not.',
    ],
    'property-unknown': ['warning', 'AsyncAPI has no such key here, so nobody reads it.'],
    'reference-not-allowed': ['error', 'A reference stands where AsyncAPI wants the thing itself.'],
    'nesting-too-deep': ['error', 'The document is nested too deeply to be judged.'],
    'payload-schema': ['error', 'A payload is no valid schema.'],
    'channel-parameters': [
      'warning',
      'Parameters in an address and those described differ; payloads are not concerned.',
    ],
    'channel-address': [
      'warning',
      'An address has a query or a fragment; payloads are not concerned.',
    ],
    'channel-servers': [
      'warning',
      'A channel names a server that is not there; types know no servers.',
    ],
    'server-variables': [
      'warning',
      'Variables in a URL and those described differ; types know no servers.',
    ],
    'server-security': [
      'warning',
      'A server names a scheme that is not there; types know no servers.',
    ],
    'operation-security': [
      'warning',
      'An operation names a scheme that is not there; types know no security.',
    ],
    'operation-id-unique': [
      'warning',
      'Two operations have one name; their messages are told apart all the same.',
    ],
    'message-id-unique': [
      'warning',
      'Two messages have one id; their types are told apart all the same.',
    ],
    'operation-channel': [
      'warning',
      'An operation names its channel by a way that AsyncAPI does not want; it is found.',
    ],
    'operation-messages': [
      'warning',
      'An operation names messages by a way that AsyncAPI does not want; they are found.',
    ],
    'tag-unique': ['warning', 'A tag is there twice; types know no tags.'],
    'message-example': [
      'warning',
      'An example does not fit its message; the schema decides about types.',
    ],
    'schema-example': ['warning', 'An example does not fit its schema, which decides about types.'],
    'schema-default': ['warning', 'A default does not fit its schema, which decides about types.'],
  },
  parser: {
    'parser-not-asked': ['info', 'The official parser was not asked, for the reason given.'],
  },
  output: {
    'output-taken': ['error', 'What stands where output should go was not generated.', fixed],
    'output-unwritable': ['error', 'The system does not let us write.', fixed],
    'self-check': ['error', 'The output does not mean what it should: a defect of ours.', fixed],
  },
  migration: migrationRules,
  source: sourceRules,
  package: {
    'package-empty': ['error', 'Nothing was generated that a package could be made of.', fixed],
    'package-stale': ['error', 'What was generated is not what the documents say today.', fixed],
    'package-setting': [
      'error',
      'The name or version of a package is none that npm takes, or the text of its licence is not there.',
      fixed,
    ],
    'package-import': ['error', 'A module imports what would not be in the package.', fixed],
    'package-compile': [
      'error',
      'What was generated does not compile without the project around it.',
      fixed,
    ],
  },
  publish: {
    'publish-dirty': ['error', 'What is to be published is in no commit.', fixed],
    'publish-registry': ['error', 'The registry cannot be asked, or takes nothing.', fixed],
    'publish-check': ['error', 'A check has found something, or could not be made.', fixed],
    'publish-changelog': [
      'error',
      'The changelog tells of a version as if it had been published.',
      fixed,
    ],
    'publish-tag': ['error', 'Git does not tag the commit, or has tagged another one.', fixed],
  },
};

const aboutFindings: readonly RuleRow[] = Object.entries(ours).flatMap(([from, rows]) =>
  Object.entries(rows).map(([id, [level, why, hold]]) => ({
    id,
    from: from as FindingSource,
    level,
    why,
    fixed: hold === fixed,
  })),
);

const aboutChanges: readonly RuleRow[] = diffRuleIds.map((id) => {
  const { why, gravest } = diffRules[id];
  return { id, from: 'diff', level: gravest, why, fixed: false };
});

/** Every rule. docs/rules.md is made of this. */
export const rules: readonly RuleRow[] = [...aboutFindings, ...aboutChanges];
