import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRecord } from '../generator/base/json.ts';
import { readModel } from '../generator/commands/read-model.ts';
import { wire, type WireResult } from '../generator/commands/wire.ts';
import type { ApiModel } from '../generator/model/api.ts';
import { corpus, isWhole, samplesOf } from './corpus/samples.ts';
import { versionsOf } from './diff-compare/arbitrary-versions.ts';
import { valuesOf } from './migrate/arbitrary-values.ts';

let folder: string;
beforeEach(() => {
  suggested = 0;
  folder = mkdtempSync(path.join(tmpdir(), 'wireshape-foreign-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Standard input is empty.
}

/** What is suggested for messages; `overlays` lie in the folder. */
async function suggest(
  document: string,
  messages: readonly unknown[],
  overlays: readonly string[] = [],
): Promise<WireResult> {
  const lines = messages.map((one) => JSON.stringify(one));
  writeFileSync(path.join(folder, 'c.ndjson'), `${lines.join('\n')}\n`);
  return wire({
    ...{ cwd: folder, configFile: undefined, api: undefined, version: undefined, document },
    ...{ events: { received: undefined, sent: undefined }, perspective: undefined, overlays },
    ...{ captures: ['c.ndjson'], stdin: nothing(), allowRefs: [], jobs: 1, baseline: undefined },
    ...{ failOn: undefined, suggest: 'found.overlay.yaml' },
  });
}

async function modelOf(document: string): Promise<ApiModel | undefined> {
  const read = await readModel(document, {
    ...{ cwd: folder, allowRefs: [], verdict: 'quick', perspective: 'client' },
    unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
    components: { sent: undefined, received: undefined },
  });
  return read.model;
}

const noise = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 1.5, 'x', [], {}, [null], { a: 1 }, ['x', 1]),
  fc.dictionary(fc.constantFrom('id', 'kind', 'k', "o'dd", 'x-a'), fc.constantFrom(null, 1, 'x')),
);

/** Which part of a message is changed, as a share of all of them, and into what. */
const change = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), put: noise });
const changes = fc.array(
  fc.oneof(
    change.map((one) => ({ ...one, how: 'replace' as const })),
    change.map((one) => ({ ...one, how: 'add' as const })),
    change.map((one) => ({ ...one, how: 'remove' as const })),
  ),
  { minLength: 1, maxLength: 3 },
);
type Change = typeof changes extends Arbitrary<readonly (infer One)[]> ? One : never;

interface Part {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

function* partsOf(value: unknown): Generator<Part> {
  if (Array.isArray(value)) for (const one of value) yield* partsOf(one);
  if (!isRecord(value)) return;
  const owner = value as Record<string, unknown>;
  for (const key of Object.keys(owner)) {
    yield { owner, key };
    yield* partsOf(owner[key]);
  }
}

/** The message with some of its parts changed, but for the fields that say which event it is. */
function spoilt(message: unknown, tags: ReadonlySet<string>, all: readonly Change[]): unknown {
  const copy = structuredClone(message);
  for (const { at, put: given, how } of all) {
    // What is put in may be changed, too, and must not hold itself then.
    const put = structuredClone(given);
    const parts = [...partsOf(copy)].filter((one) => one.owner !== copy || !tags.has(one.key));
    const part = parts[Math.floor(at * parts.length)];
    if (how === 'add' || part === undefined) {
      const owners = [copy, ...parts.map(({ owner, key }) => owner[key])].filter(isRecord);
      const owner = owners[Math.floor(at * owners.length)];
      if (owner !== undefined) (owner as Record<string, unknown>)['more'] = put;
    } else if (how === 'replace') part.owner[part.key] = put;
    else Reflect.deleteProperty(part.owner, part.key);
  }
  return copy;
}

/** Messages of a document's events, with something in them that it does not say. */
function messagesOf(model: ApiModel, most: number): Arbitrary<readonly unknown[]> | undefined {
  const valueOf = valuesOf(model);
  const names = model.messages.flatMap(({ shape, tags, flow }) =>
    shape.kind === 'ref' && tags.length > 0 && flow === 'received' ? [shape.name] : [],
  );
  if (names.length === 0) return undefined;
  const tags = new Set(model.unions.flatMap((one) => one.tag ?? []));
  const message = fc
    .tuple(fc.constantFrom(...names).chain(valueOf), changes)
    .map(([value, some]) => spoilt(value, tags, some));
  return fc.array(message, { minLength: 1, maxLength: most });
}

/** How many changes were suggested, so that no test passes for want of any. */
let suggested = 0;

/** With the suggestion, all that is left to be said is what it says that it has no answer to; and there is nothing more to suggest. */
async function expectAllSaid(document: string, messages: readonly unknown[]): Promise<void> {
  const { suggestion, shown } = await suggest(document, messages);
  if (suggestion === undefined) throw new Error('nothing was suggested');
  const { left, unsuggested, overlays } = suggestion;
  suggested += suggestion.actions;
  expect(left).toBe(unsuggested.length);
  expect(left).toBeLessThanOrEqual(shown?.report.drifts.length ?? 0);
  const again = await suggest(
    document,
    messages,
    overlays.map((one) => one.file),
  );
  expect(again.findings.filter(({ rule }) => rule.startsWith('overlay-'))).toEqual([]);
  expect(again.suggestion).toMatchObject({ actions: 0, left });
}

describe('documents from elsewhere', () => {
  const few = ['lego-kafka-complete', 'spec-websocket-gemini', 'springwolf-jms'];
  const samples = samplesOf('asyncapi').filter(
    // A record of which each has to hold another one has no value that ends.
    ({ name }) => name !== 'ballerina-cyclic-record' && (isWhole || few.includes(name)),
  );

  test.each(samples.map((one) => [one.name, one.file] as const))('%s', async (name, file) => {
    const document = path.join(corpus, file);
    const model = await modelOf(document);
    const messages = model && messagesOf(model, 4);
    if (messages === undefined) return;
    await fc.assert(
      fc.asyncProperty(messages, (some) => expectAllSaid(document, some)),
      { numRuns: isWhole ? 2 : 5 },
    );
    if (few.includes(name)) expect(suggested).toBeGreaterThan(0);
  });

  test('of which there are some', () => {
    expect(samples.length).toBeGreaterThanOrEqual(few.length);
  });

  test('the vendor’s own, of 2026, as AsyncAPI', async () => {
    const document = path.join(import.meta.dirname, 'fixtures/openai-2026-08-21.asyncapi.yaml');
    const model = await modelOf(document);
    const messages = model && messagesOf(model, 12);
    if (messages === undefined) throw new Error('it has events');
    await fc.assert(
      fc.asyncProperty(messages, (some) => expectAllSaid(document, some)),
      // So few messages that chance must not decide whether enough of them drift.
      { numRuns: 3, seed: 2026 },
    );
    expect(suggested).toBeGreaterThan(10);
  });
});

test('documents that nobody wrote', async () => {
  const document = path.join(folder, 'd.json');
  const both = versionsOf(3).chain(({ before }) =>
    fc.record({
      before: fc.constant(before),
      seed: fc.integer(),
    }),
  );
  await fc.assert(
    fc.asyncProperty(both, async ({ before, seed }) => {
      writeFileSync(document, JSON.stringify(before));
      const model = await modelOf(document);
      const messages = model && messagesOf(model, 4);
      if (messages === undefined) return;
      const [some = []] = fc.sample(messages, { numRuns: 1, seed });
      await expectAllSaid(document, some);
    }),
    { numRuns: 20 },
  );
  expect(suggested).toBeGreaterThan(20);
}, 60_000);
