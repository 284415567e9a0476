import { describe, expect, test } from 'vitest';
import { readFacts } from './facts/tables.ts';
import { azureDifferences } from './reference/azure-differences.ts';
import { azureEvents, azureTables, readClaims, type Claim } from './reference/azure.ts';
import { ownDocuments } from './reference/documents.ts';
import { factPlaces } from './reference/fact-places.ts';
import { pagesOf, readSections } from './reference/page.ts';
import { pagePlaces, type Place } from './reference/places.ts';

const page = pagesOf(ownDocuments[0]!.model).reference;
const facts = readFacts('beta');
const { claims, read } = readClaims();
const listed = Object.values(azureDifferences).flat();

/** The single things that a claim says, each with what another source has to say of the same. */
function* statements({ event, path, table, required, values }: Claim): Iterable<Statement> {
  const place = `${table}.${path.at(-1) ?? ''}`;
  const at = { event, path };
  yield { ...at, kind: 'field', text: place, holds: () => true };
  if (required !== undefined) {
    const text = `${place} ${required ? 'needed' : 'optional'}`;
    yield { ...at, kind: 'required', text, holds: (one) => one.required === required };
  }
  for (const value of values) {
    yield {
      ...at,
      kind: 'value',
      text: `${place} =${value}`,
      holds: (one) => one.values.has(value),
    };
  }
}

interface Statement {
  readonly event: string;
  readonly path: readonly string[];
  readonly kind: 'field' | 'required' | 'value';
  readonly text: string;
  readonly holds: (place: Place) => boolean;
}

type Find = ReturnType<typeof factPlaces>;

function isSaid({ event, path, kind, holds }: Statement, find: Find): boolean {
  const place = find(event, path);
  // Of a field that is not there, nothing is said, which the field itself tells.
  return place === undefined ? kind !== 'field' : holds(place);
}

const all = claims.flatMap((one) => [...statements(one)]);
const factAt = factPlaces(facts);
const shared = all.filter(
  (one) => factAt(one.event, one.path) !== undefined && isSaid(one, factAt),
);

/** What the facts say too, and a page does not. */
function missingOn(text: string): readonly string[] {
  const pageAt = pagePlaces(readSections(text));
  return shared.flatMap((one) =>
    pageAt(one.event, one.path) !== undefined && isSaid(one, pageAt)
      ? []
      : [`${one.event} ${one.path.join('.')}: ${one.text}`],
  );
}

test('the reference of the beta has every event of Azure’s', () => {
  const events = readSections(page).map(({ anchor, heading }) => [anchor.split('-')[0], heading]);
  expect(azureEvents).toHaveLength(37);
  for (const { type, direction } of azureEvents) {
    expect(events).toContainEqual([direction === 'client' ? 'sent' : 'received', type]);
  }
});

test('every table of Azure’s page is read, and says something', () => {
  expect(azureTables.filter((one) => !read.has(one))).toEqual([]);
  const count = (kind: Statement['kind'], some: readonly Statement[]): number =>
    some.filter((one) => one.kind === kind).length;
  const counts = (some: readonly Statement[]): readonly number[] =>
    (['field', 'required', 'value'] as const).map((kind) => count(kind, some));
  expect(counts(all)).toEqual([463, 462, 290]);
  expect(counts(shared)).toEqual([443, 211, 259]);
});

test('every field, required flag and allowed value that the facts have too is in the reference', () => {
  expect(missingOn(page)).toEqual([]);
});

test('what the facts do not have is listed with its reason, and nothing else is', () => {
  const differences = new Set(all.filter((one) => !isSaid(one, factAt)).map((one) => one.text));
  expect([...listed].sort()).toEqual([...differences].sort());
});

describe('a reference that', () => {
  test.each<[what: string, from: RegExp, to: string]>([
    ['lacks an event', /^### `input_audio_buffer\.clear`$/m, '### `input_audio_buffer.cleard`'],
    ['lacks a field', /^\| `audio_end_ms`/m, '| `audio_ends`  '],
    [
      'calls a required field optional',
      /^(\| `audio_end_ms` .*?)\*\*Required\.\*\*/m,
      '$1Optional.',
    ],
    [
      'calls an optional field required',
      /^(\| `previous_item_id` .*?)Optional\./m,
      '$1**Required.**',
    ],
    ['lacks an allowed value', /`g711_ulaw`, /g, ''],
    ['lacks the value of a tag', /always `session\.update`/, 'always so'],
  ])('%s is noticed', (_, from, to) => {
    expect(page).toMatch(from);
    expect(missingOn(page.replace(from, to)).length).toBeGreaterThan(0);
  });
});
