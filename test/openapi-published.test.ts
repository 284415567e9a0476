import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiModel } from '../generator/model/api.ts';
import { parseText } from '../generator/load/document-text.ts';
import { declarationsOf } from './oracle/declarations.ts';
import { emit, modelOfFile, modelOfValue, realtimeUnions, root } from './output/emit.ts';
import { refusalsBetween, refusalsBy, type Question } from './published/compare-models.ts';
import { evidenceFor, laterEvents } from './published/evidence.ts';
import { knownDifferences, readDifferences } from './published/known-differences.ts';
import { differencesOf, sharedEvents, wireType } from './published/model-differences.ts';

/** The vendor's own document: the Realtime part of its OpenAPI description, and the same put into AsyncAPI. */
const openApi = 'test/fixtures/openai-2026-08-21.openapi.yaml';
const asyncApi = 'test/fixtures/openai-2026-08-21.asyncapi.yaml';

const document = parseText(readFileSync(path.join(root, openApi), 'utf8'), openApi).value;
const theirs = modelOfValue(document, openApi, realtimeUnions);
const ours = modelOfFile('spec/openai-realtime/ga.asyncapi.yaml');
const found = differencesOf(ours, theirs);

type Row = Omit<(typeof found)[number], 'flow'>;

function lineOf({ event, path: place, what, more }: Row): string {
  return `${event}: ${place}: ${more} has ${what}`;
}

function keyOf({ event, from, as }: Question): string {
  return `${event}: from ${from} as ${as}`;
}

function eventsOf(model: ApiModel): readonly string[] {
  return model.messages.map(wireType);
}

describe('the vendor’s OpenAPI document and ours', () => {
  test('have 56 events in common, and the others for a reason', () => {
    expect(sharedEvents(ours, theirs)).toHaveLength(56);
    const [here, there] = [new Set(eventsOf(ours)), new Set(eventsOf(theirs))];
    expect([...here].filter((event) => !there.has(event))).toEqual(laterEvents.removed);
    expect([...there].filter((event) => !here.has(event))).toEqual(laterEvents.added);
  });

  test('differ where DIFFERENCES.md says so, and nowhere else', () => {
    expect(found.map(lineOf).sort()).toEqual(knownDifferences.map(lineOf).sort());
  });

  test('leave to the version of that day neither an event nor anything later', () => {
    const current = modelOfFile('spec/openai-realtime/current.asyncapi.yaml');
    expect(eventsOf(current).toSorted()).toEqual(eventsOf(theirs).toSorted());
    const more = differencesOf(current, theirs).filter((one) => one.more === 'theirs');
    expect([...new Set(more.map((one) => `${one.path}: ${one.what}`))].sort()).toEqual([
      'conversation.object: any string',
      // In the answer of a transcription session, the document describes the detection of turns anew.
      'session<transcription>.audio.input.turn_detection<server_vad>.type: any string',
      'session<transcription>.audio.input.turn_detection<server_vad>.type: optional',
      'session<transcription>.object: any string',
    ]);
  });

  test.each(knownDifferences.map((row) => [lineOf(row), row] as const))('%s', (_line, row) => {
    expect(evidenceFor(row)).toEqual(row.reason);
  });

  test('are assignable both ways but for these differences, says the compiler', () => {
    const refused = refusalsBetween(ours, theirs).map(keyOf);
    expect([...new Set(refused)].sort()).toEqual(
      [...new Set(knownDifferences.flatMap(refusalsBy).map(keyOf))].sort(),
    );
    const differing = new Set(found.map(({ event }) => event));
    expect(56 - differing.size).toBe(40);
  });
});

test('the vendor’s document gives the same declarations as OpenAPI and as AsyncAPI', () => {
  // The one names the unions, and the other has operations for them: there, the components would be further types.
  const asAsyncApi = modelOfFile(asyncApi, (value) =>
    without(value, Object.values(realtimeUnions)),
  );
  const [one, other] = [theirs, asAsyncApi].map((model) => emit(model));
  expect(one!.map((draft) => draft.path)).toEqual(other!.map((draft) => draft.path));
  for (const [index, draft] of one!.entries()) {
    expect(declarationsOf(draft)).toEqual(declarationsOf(other![index]!));
  }
});

describe('the comparison', () => {
  test('finds nothing between a model and itself', () => {
    expect(differencesOf(theirs, theirs)).toEqual([]);
    expect(refusalsBetween(theirs, theirs)).toEqual([]);
  });

  test('sees each way in which a field can differ, as the compiler does', () => {
    const spoilt = modelOfValue(spoil(document), openApi, realtimeUnions);
    const seen = differencesOf(theirs, spoilt);
    expect(seen.map(lineOf).sort()).toEqual([
      'conversation.item.deleted: event_id: theirs has optional',
      'conversation.item.deleted: extra: theirs has field',
      'conversation.item.deleted: item_id: theirs has null',
      'rate_limits.updated: rate_limits[].remaining: ours has number',
      'rate_limits.updated: rate_limits[].remaining: theirs has string',
      'session.update: session: ours has object <transcription>',
    ]);
    const refused = refusalsBetween(theirs, spoilt).map(keyOf);
    expect([...new Set(refused)].sort()).toEqual(
      [...new Set(seen.flatMap(refusalsBy).map(keyOf))].sort(),
    );
  });

  test('takes no row that it does not understand', () => {
    const table =
      '## Differences\n| Place | Who says more | What | Events | Reason | In words |\n|-|';
    expect(() => readDifferences(`${table}\n| \`a\` | ours | null | \`b\` | whim | why |`)).toThrow(
      'cannot be understood',
    );
    expect(() => readDifferences('no table')).toThrow('must have a table');
  });
});

/** A document without some of its component schemas. */
function without(value: unknown, names: readonly string[]): unknown {
  const { components, ...others } = value as Components;
  const kept = Object.entries(components.schemas).filter(([name]) => !names.includes(name));
  return { ...others, components: { ...components, schemas: Object.fromEntries(kept) } };
}

/** The vendor's document with a few mistakes made in it. */
function spoil(value: unknown): unknown {
  const copy = structuredClone(value) as Components;
  const { schemas } = copy.components;
  const deleted = schemas['RealtimeServerEventConversationItemDeleted']!;
  deleted.required = deleted.required.filter((key) => key !== 'event_id');
  deleted.properties['item_id'] = { type: ['string', 'null'] };
  deleted.properties['extra'] = { type: 'string' };
  const limits = schemas['RealtimeServerEventRateLimitsUpdated']!.properties['rate_limits'];
  (limits as Items).items.properties['remaining'] = { type: 'string' };
  const session = schemas['RealtimeClientEventSessionUpdate']!.properties['session'];
  (session as { oneOf: unknown[] }).oneOf.pop();
  return copy;
}

interface Components {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Schema {
  required: readonly string[];
  readonly properties: Record<string, unknown>;
}

interface Items {
  readonly items: Schema;
}
