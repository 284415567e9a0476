import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What is made to bring a reader down, for our rows alone. All of them are to end in seconds, with types or with a finding.
 *
 * @returns {import('./documents.mjs').Documents[]}
 */
export function hostileDocuments(folder) {
  return [
    one(folder, 'hostile-depth.json', '10,000 objects within each other.', deepText(), 1),
    one(folder, 'hostile-aliases.yaml', 'Aliases that stand for 10^29 values.', bombText(), 1),
    one(folder, 'hostile-union.json', 'One union of 5,000 objects.', textWith(wideUnion())),
  ];
}

function one(folder, name, facts, text, exitCode) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const { name: label } = path.parse(name);
  return {
    name: label,
    title: `Hostile: ${label}`,
    facts,
    input: file,
    inputFiles: [file],
    exitCode,
  };
}

function textWith(payload) {
  return JSON.stringify({
    asyncapi: '3.0.0',
    info: { title: 'Hostile', version: '1' },
    channels: { feed: { address: '/feed', messages: { all: { payload } } } },
    operations: { receive: { action: 'receive', channel: { $ref: '#/channels/feed' } } },
  });
}

/** Put together as text, since what prints values is not made for this depth either. */
function deepText() {
  const levels = 10_000;
  const deep = `${'{"type":"object","properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;
  return textWith('payload').replace('"payload":"payload"', () => `"payload":${deep}`);
}

function bombText() {
  const lines = Array.from({ length: 29 }, (_, index) => {
    const aliases = Array.from({ length: 10 }, (_key, key) => `k${key}: *a${index}`);
    return `x-a${index + 1}: &a${index + 1} { type: object, properties: { ${aliases.join(', ')} } }\n`;
  });
  return `asyncapi: 3.0.0
info: { title: Hostile, version: '1' }
x-a0: &a0 { type: string }
${lines.join('')}channels: { feed: { address: /feed, messages: { all: { payload: *a29 } } } }
operations: { receive: { action: receive, channel: { $ref: '#/channels/feed' } } }
`;
}

function wideUnion() {
  const oneOf = Array.from({ length: 5000 }, (_, index) => ({
    type: 'object',
    required: ['type'],
    properties: { type: { const: `kind-${index}` }, value: { type: 'string' } },
  }));
  return { oneOf };
}
