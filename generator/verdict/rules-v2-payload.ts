import { finding, type Finding, type Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import type { Node } from './nodes.ts';
import { problemsUnder, type PayloadCheck } from './payload-check.ts';
import { isTold, relevantProblems } from './relevant.ts';
import { placeUnder, type Rule, type Subject } from './rule.ts';
import { addressOf, specVersions } from './spec-schemas.ts';
import { problemFinding } from './wording.ts';

/** What the parser's rules for AsyncAPI 2 say about payloads, defaults and examples; those for AsyncAPI 3 say nothing. */
export const payloadRulesV2: readonly Rule[] = [
  {
    id: 'payload-schema',
    official: ['asyncapi2-schemas'],
    why: 'A payload in one of the JSON Schema formats is a valid schema.',
    check: payloadSchemas,
  },
  {
    id: 'schema-default',
    official: ['asyncapi2-schema-default'],
    why: 'A default is a value that the schema allows.',
    check: (subject) => sampleFindings('schema-default', 'default', subject),
  },
  {
    id: 'schema-example',
    official: ['asyncapi2-schema-examples'],
    why: 'An example is a value that the schema allows.',
    check: (subject) => sampleFindings('schema-example', 'examples', subject),
  },
  {
    id: 'message-example',
    official: ['asyncapi2-message-examples', 'asyncapi2-message-examples-custom-format'],
    why: 'An example of a message is one that its payload and headers allow.',
    check: messageExamples,
  },
];

/** The formats that the parser understands without a plugin; it leaves payloads of all others alone. */
const knownFormats: ReadonlySet<unknown> = new Set([
  ...['', '+json', '+yaml'].map((kind) => `application/schema${kind};version=draft-07`),
  ...specVersions.flatMap((version) =>
    ['', '+json', '+yaml'].map((kind) => `application/vnd.aai.asyncapi${kind};version=${version}`),
  ),
]);

const operations: readonly (readonly string[])[] = [
  ['channels', '*', 'publish|subscribe'],
  ['components', 'channels', '*', 'publish|subscribe'],
];

function payloadSchemas(subject: Subject): readonly Finding[] {
  const { spec, version } = subject;
  const { root, under } = subject.nodes;
  const check = spec.definition(addressOf(version, 'schema'));
  const places = [
    ...operations.flatMap((path) => [
      [...path, 'message'],
      [...path, 'message', 'oneOf', '*'],
    ]),
    ['components', 'messages', '*'],
  ];
  return places
    .flatMap((path) => under(root, ...path))
    .flatMap((message) => {
      const format = own(message.value, 'schemaFormat');
      if (typeof format === 'string' ? !knownFormats.has(format) : format !== undefined) return [];
      const [payload] = under(message, 'payload');
      if (payload === undefined || !isTruthy(payload.value)) return [];
      return relevantProblems(problemsUnder(check, payload.value, payload.at)).map((one) =>
        problemFinding('payload-schema', one),
      );
    });
}

function isTruthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}

/** The schemas whose own `default` and `examples` the parser holds against them: those at the top, not within others. */
function schemasWithSamples({ nodes: { root, under } }: Subject): readonly Node[] {
  const messages = [
    ...operations.map((path) => [...path, 'message']),
    ['components', 'messages', '*'],
    ['components', 'messageTraits', '*'],
  ].flatMap((path) => under(root, ...path));
  return [
    ...messages
      .filter(({ value }) => own(value, 'schemaFormat') === undefined)
      .flatMap((message) => under(message, 'payload')),
    ...[
      ['channels', '*', 'parameters', '*', 'schema'],
      ['components', 'channels', '*', 'parameters', '*', 'schema'],
      ['components', 'schemas', '*'],
      ['components', 'parameters', '*', 'schema'],
    ].flatMap((path) => under(root, ...path)),
  ];
}

function sampleFindings(
  rule: string,
  key: 'default' | 'examples',
  subject: Subject,
): readonly Finding[] {
  const { under } = subject.nodes;
  return schemasWithSamples(subject).flatMap((schema) => {
    const [sample] = under(schema, key);
    if (sample === undefined) return [];
    const examples = own(schema.value, 'examples');
    if (examples !== undefined && !Array.isArray(under(schema, 'examples')[0]?.value)) {
      return [finding(rule, 'error', placeUnder(schema.at, 'examples'), 'examples must be a list')];
    }
    const values = key === 'default' ? [sample] : under(sample, '*');
    return values
      .filter(({ value }) => typeof value !== 'string')
      .flatMap(({ value, at }) => misfits(rule, subject.payloads(schema.value), value, at));
  });
}

/** What an example breaks, if it breaks anything that the parser tells. */
function misfits(
  rule: string,
  payload: PayloadCheck,
  value: unknown,
  at: Origin,
): readonly Finding[] {
  if (payload.kind === 'unjudged') return [];
  if (payload.kind === 'broken')
    return [finding(rule, 'error', at, `cannot be checked: ${payload.why}`)];
  const problems = problemsUnder(payload.check, value, at);
  if (!isTold(problems, 'sample')) return [];
  return relevantProblems(problems).map((one) => problemFinding(rule, one));
}

function messageExamples(subject: Subject): readonly Finding[] {
  const { root, under } = subject.nodes;
  const seen = new Set<unknown>();
  const messages = [
    ...operations.flatMap((path) => [
      [...path, 'message'],
      [...path, 'message', 'oneOf', '*'],
      [...path, 'message', 'traits', '*'],
      [...path, 'message', 'oneOf', '*', 'traits', '*'],
    ]),
    ['components', 'messages', '*'],
    ['components', 'messages', '*', 'traits', '*'],
    ['components', 'messageTraits', '*'],
  ].flatMap((path) => under(root, ...path));
  return messages.flatMap((message) => {
    if (seen.has(message.value)) return [];
    seen.add(message.value);
    const [examples] = under(message, 'examples');
    if (examples === undefined || !Array.isArray(examples.value)) return [];
    const parts = samplesOf(message.value).map(({ key, schema }) => ({
      key,
      payload: subject.payloads(schema),
    }));
    return under(examples, '*').flatMap((example) =>
      parts.flatMap(({ key, payload }) =>
        under(example, key).flatMap(({ value, at }) =>
          misfits('message-example', payload, value, at),
        ),
      ),
    );
  });
}

/** What an example of a message may hold, and the schema that it is held against. */
function samplesOf(
  message: unknown,
): readonly { readonly key: string; readonly schema: unknown }[] {
  const payload = own(message, 'payload');
  const headers = own(message, 'headers');
  // A payload of another format is read as JSON Schema all the same, its headers are not looked at.
  if (own(message, 'schemaFormat') !== undefined) {
    return isTruthy(payload) ? [{ key: 'payload', schema: payload }] : [];
  }
  return [
    { key: 'payload', schema: payload === false || isTruthy(payload) ? payload : {} },
    {
      key: 'headers',
      schema: headers === false || isTruthy(headers) ? headers : { type: 'object' },
    },
  ];
}
