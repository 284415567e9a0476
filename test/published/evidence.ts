import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deviations } from '../deviations.ts';
import type { KnownDifference } from './known-differences.ts';

/** What changed in the vendor's SDK between the revision that our document describes and the day of the vendor's document. */
interface Changes {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** By event and place: in which way. */
  readonly changed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const file = path.join(import.meta.dirname, '../fixtures/facts/ga-to-current.json');
const changes = JSON.parse(readFileSync(file, 'utf8')) as Changes;

/** The events that came and went. */
export const laterEvents: Pick<Changes, 'added' | 'removed'> = changes;

type Row = Omit<KnownDifference, 'reason'>;

/** The reason that the tables of facts give for a difference: where neither has one, it is the document that differs. */
export function evidenceFor(row: Row): KnownDifference['reason'] {
  const [later, deviates] = [isLater(row), isDeviation(row)];
  if (later && deviates) throw new Error(`two reasons for ${row.event}: ${row.path}`);
  if (later) return 'later';
  return deviates ? 'deviation' : 'document';
}

/** By which ways of change a difference can come about. */
const causes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:required )?field$/, ['added', 'required']],
  [/^one object$/, ['discriminated', 'required']],
  [/^object </, ['values', 'type']],
  [/^value /, ['values']],
  [/^any string$/, ['open']],
];

function isLater({ event, path: place, what }: Row): boolean {
  const plain = place.replaceAll(/<[^>]*>/g, '');
  const ways = causes.find(([pattern]) => pattern.test(what))?.[1] ?? [];
  // That a union has other members is told of the field that they are told by.
  const places = what.includes('object') ? [plain, `${plain}.type`] : [plain];
  return places.some((one) =>
    (changes.changed[event]?.[one] ?? []).some((way) => ways.includes(way)),
  );
}

function isDeviation({ event, path: place, what }: Row): boolean {
  const key = place.slice(place.lastIndexOf('.') + 1);
  return deviations.some(
    ({ version, events, field, kind }) =>
      version === 'ga' &&
      field === key &&
      events.includes(event) &&
      (kind === 'field' || kind === what),
  );
}
