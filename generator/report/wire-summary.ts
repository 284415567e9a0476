import type { WireReport } from '../base/wire-report.ts';
import { count } from './shown.ts';
import type { WireRow, WireShown } from './wire-rows.ts';

/** What a report of traffic comes to, in figures and sentences, for every format. */
export interface WireSummary {
  /** `openai-realtime@ga`. */
  readonly label: string;
  readonly heading: string;
  readonly facts: string;
  readonly counts: readonly WireCount[];
  readonly fits: readonly WireFitText[];
  /** Of the events that the version has, how many came; and those that did not. */
  readonly coverage: { readonly text: string; readonly neverSeen: readonly string[] };
  /** What messages of another version are among them, a sentence each. */
  readonly foreign: readonly string[];
}

export interface WireCount {
  readonly sort: WireRow['sort'] | 'accepted' | 'stale';
  readonly number: number;
  readonly title: string;
  readonly meaning: string;
}

interface WireFitText {
  readonly version: string;
  readonly share: string;
  readonly rest: string;
}

export function wireSummary(shown: WireShown, rows: readonly WireRow[]): WireSummary {
  const { report } = shown;
  const { api, version, guessed, captures } = report;
  const label = version === '' ? api : `${api}@${version}`;
  const total = (key: 'messages' | 'sent' | 'received' | 'bytes'): number =>
    captures.reduce((sum, one) => sum + one[key], 0);
  const ways = `${String(total('sent'))} sent, ${String(total('received'))} received`;
  const why = guessed ? ' (guessed, for it fits best)' : '';
  return {
    label,
    heading: `${count(captures.length, 'capture')} against ${label}${why}`,
    facts: `${count(total('messages'), 'message')} (${ways}), ${bytesText(total('bytes'))}`,
    counts: countsOf(shown, rows),
    fits: [...report.fits].sort((a, b) => b.fitting - a.fitting).map((one) => fitText(one, api)),
    coverage: coverageOf(report),
    foreign: foreignEvents(report),
  };
}

function countsOf({ stale }: WireShown, rows: readonly WireRow[]): readonly WireCount[] {
  const open = (sort: WireRow['sort']): number =>
    rows.filter((one) => one.sort === sort && !one.isAccepted).length;
  const accepted = rows.filter((one) => one.isAccepted).length;
  return [
    {
      ...{ sort: 'trouble', number: open('trouble'), title: 'order' },
      meaning: 'what never ended, or came when it could not',
    },
    {
      ...{ sort: 'drift', number: open('drift'), title: 'drift' },
      meaning: 'what messages say and the document does not',
    },
    {
      ...{ sort: 'unreadable', number: open('unreadable'), title: 'unreadable' },
      meaning: 'what in a capture is no message',
    },
    ...(accepted === 0
      ? []
      : [
          {
            ...{ sort: 'accepted' as const, number: accepted, title: 'accepted' },
            meaning: 'known, as the baseline says',
          },
        ]),
    ...(stale.length === 0
      ? []
      : [
          {
            ...{ sort: 'stale' as const, number: stale.length, title: 'stale' },
            meaning: 'in the baseline, and nowhere else any more',
          },
        ]),
  ];
}

/** A document that stands in no config is called by its name. */
function fitText(
  { version, fitting, differing, unknown }: WireReport['fits'][number],
  api: string,
): WireFitText {
  const unknowns = unknown.reduce((sum, one) => sum + one.count, 0);
  const all = fitting + differing + unknowns;
  const parts = [
    ...(differing === 0 ? [] : [`${String(differing)} differ`]),
    ...(unknowns === 0 ? [] : [`${String(unknowns)} of events that it does not have`]),
  ];
  return {
    version: version === '' ? api : version,
    share: `${String(fitting)} of ${String(all)}`,
    rest: parts.join(', '),
  };
}

function coverageOf({ coverage }: WireReport): WireSummary['coverage'] {
  const never = coverage.filter((one) => one.count === 0);
  const seen = coverage.length - never.length;
  const fields = coverage.filter((one) => one.count > 0).flatMap((one) => one.fields);
  const seenFields = fields.filter((one) => one.count > 0).length;
  const text =
    `${String(seen)} of ${count(coverage.length, 'event')} seen, ` +
    `${String(seenFields)} of the ${count(fields.length, 'field')} of these`;
  return { text, neverSeen: never.map(({ event }) => event) };
}

const mostUnknown = 50;

/** Events that the version does not have and another one has. */
function foreignEvents({ version, fits }: WireReport): readonly string[] {
  const own = fits.find((one) => one.version === version);
  return (
    fits
      // A list that was cut does not tell what the version has.
      .filter((one) => one.version !== version && one.unknown.length < mostUnknown)
      .flatMap((other) => {
        const missing = new Set(other.unknown.map(({ event }) => event));
        const known = (own?.unknown ?? []).filter(({ event }) => !missing.has(event));
        if (known.length === 0) return [];
        const [first] = known;
        const more = known.length - 1;
        const messages = known.reduce((sum, one) => sum + one.count, 0);
        const events = `${first?.event ?? ''}${more > 0 ? ` and ${String(more)} more` : ''}`;
        return [`${count(messages, 'message')} of ${other.version}: ${events}`];
      })
  );
}

/** `12.3 kB`. */
function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? String(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}
