import { finding, type Finding } from '../base/finding.ts';
import { own } from '../base/json.ts';
import { isAside, isSchemaPlace, isValuePlace } from './aside.ts';
import { nodesOf } from './nodes.ts';
import { createPayloadChecks } from './payload-check.ts';
import { followReferences, type Resolve } from './references.ts';
import { isTold, relevantProblems } from './relevant.ts';
import type { Rule, Subject } from './rule.ts';
import { startTrace, type Problem } from './schema-check.ts';
import { createSpecCheck } from './spec-check.ts';
import { readSpecSchemas, specVersions, type SpecVersion } from './spec-schemas.ts';
import { problemFinding } from './wording.ts';

/** A document whose text was read, and the way to what its references name. */
export interface QuickInput {
  readonly file: string;
  readonly document: unknown;
  readonly resolve: Resolve;
}

/**
 * Whether AsyncAPI's parser would take the document, without loading the parser: its JSON Schema, its references and the
 * parser's own rules, as far as they are errors. All findings are errors; none means that the document is valid.
 */
export async function quickVerdict(input: QuickInput): Promise<readonly Finding[]> {
  const version = versionOf(input.document);
  if (version === undefined) return [versionFinding(input)];
  const rules = await rulesFor(version);
  try {
    return judge(input, version, rules);
  } catch (error) {
    // More than a thousand levels, or as many references one behind the other: the parser gives up about there, too.
    if (!(error instanceof RangeError)) throw error;
    const message = 'the document is nested too deeply to be judged';
    return [finding('nesting-too-deep', 'error', { file: input.file, pointer: '' }, message)];
  }
}

function judge(
  { file, document, resolve }: QuickInput,
  version: SpecVersion,
  rules: readonly Rule[],
): readonly Finding[] {
  const references = followReferences(document, file, resolve);
  const spec = createSpecCheck(readSpecSchemas(version), references);
  const subject: Subject = {
    file,
    document,
    version,
    references,
    nodes: nodesOf(document, file, references),
    spec,
    payloads: createPayloadChecks(references, spec),
  };
  return withoutTwins([
    ...references.broken.map(({ ref, at }) =>
      isValuePlace(at.pointer)
        ? finding('ref-in-value', 'warning', at, `${ref} leads nowhere; it is taken for a value`)
        : finding('ref-dangling', 'error', at, `the reference ${ref} leads nowhere`),
    ),
    ...structureFindings(subject),
    ...rules.flatMap((rule) => rule.check(subject)),
  ]);
}

function versionOf(document: unknown): SpecVersion | undefined {
  const version = own(document, 'asyncapi');
  return specVersions.find((one) => one === version);
}

function versionFinding({ file, document }: QuickInput): Finding {
  const version = own(document, 'asyncapi');
  const root = { file, pointer: '' };
  if (typeof version !== 'string') {
    const message =
      'this is no AsyncAPI document: it does not say its version, as a text, under "asyncapi"';
    return finding('asyncapi-version', 'error', root, message);
  }
  const at = { file, pointer: '/asyncapi' };
  const hint = `these are: ${specVersions.join(', ')}`;
  return finding('asyncapi-version', 'error', at, `AsyncAPI ${version} is not supported`, hint);
}

/** Each major version's rules are read only where they are needed. */
async function rulesFor(version: SpecVersion): Promise<readonly Rule[]> {
  if (version.startsWith('3.')) return (await import('./rules-v3.ts')).rulesV3;
  const [{ rulesV2 }, { payloadRulesV2 }] = await Promise.all([
    import('./rules-v2.ts'),
    import('./rules-v2-payload.ts'),
  ]);
  return [...rulesV2, ...payloadRulesV2];
}

/** What the version's JSON Schema says about the document with all references replaced. */
function structureFindings({ spec, document, file }: Subject): readonly Finding[] {
  if (spec.document(document, undefined)) return [];
  const trace = startTrace({ file, pointer: '' });
  spec.document(document, trace);
  if (!isTold(trace.problems, 'document')) return [];
  return relevantProblems(trace.problems).map((problem) =>
    problemFinding(structureRule(problem), problem),
  );
}

/** What is wrong at a place that no type is made of, and what nobody reads, is told apart: types can be made all the same. */
function structureRule({ keyword, path, value }: Problem): string {
  if (keyword === 'type' && typeof value === 'boolean' && isSchemaPlace(path)) {
    return 'schema-boolean';
  }
  // An example that stands elsewhere is an example all the same.
  if (keyword === '$ref') {
    return /\/examples\/\d+$/.test(path) ? 'asyncapi-aside' : 'reference-not-allowed';
  }
  if (keyword === 'additionalProperties') return 'property-unknown';
  return isAside(path) ? 'asyncapi-aside' : 'asyncapi-schema';
}

/** What is met through several references is told once. */
function withoutTwins(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ at, message }) => {
    const key = `${at.file}#${at.pointer} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
