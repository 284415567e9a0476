import { UsageError } from '../base/finding.ts';
import { canonicalJson } from '../base/json.ts';
import type { CaptureSummary, WireReport } from '../base/wire-report.ts';
import { boundTroubles, compareCaptures, mergeParts } from './wire-part.ts';

/** What is the same with every report: the report of no captures. */
export function emptyReport(of: Pick<WireReport, 'api' | 'version'>): WireReport {
  return {
    ...{ format: 1, api: of.api, version: of.version, guessed: false },
    ...{ captures: [], drifts: [], troubles: [], coverage: [], fits: [], unreadable: [] },
  };
}

/**
 * The report of the captures of two reports together, in whatever order they come: what one run over all of them would have said.
 * A report whose captures are all in the other one adds nothing.
 *
 * @throws {UsageError} where the reports are of different APIs or versions, where a capture of one name differs, and where only some
 * of the captures are in both, since what these came to cannot be told from the rest.
 */
export function mergeReports(a: WireReport, b: WireReport): WireReport {
  if (a.api !== b.api || a.version !== b.version) {
    const message = `a report of ${labelOf(a)} and one of ${labelOf(b)} do not add up`;
    throw new UsageError(message, 'say for which version they are to be made');
  }
  const twice = sharedCaptures(a, b);
  if (twice.length > 0) {
    const guessed = a.guessed || b.guessed;
    if (twice.length === b.captures.length) return { ...a, guessed };
    if (twice.length === a.captures.length) return { ...b, guessed };
    const message = `both reports have ${twice[0] ?? ''}, and each has captures that the other has not`;
    throw new UsageError(message, 'a capture can be counted once only');
  }
  return {
    format: 1,
    api: a.api,
    version: a.version,
    guessed: a.guessed || b.guessed,
    captures: [...a.captures, ...b.captures].sort(compareCaptures),
    troubles: boundTroubles([...a.troubles, ...b.troubles]),
    ...mergeParts([a, b]),
  };
}

/** The names of the captures that both reports have. */
function sharedCaptures(a: WireReport, b: WireReport): readonly string[] {
  const known = new Map(a.captures.map((one) => [one.name, one]));
  return b.captures.flatMap((one) => {
    const other = known.get(one.name);
    if (other === undefined) return [];
    if (!isSame(one, other)) {
      const message = `two captures are called ${one.name}, and their contents differ`;
      throw new UsageError(message, 'captures need names of their own');
    }
    return [one.name];
  });
}

function isSame(a: CaptureSummary, b: CaptureSummary): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

function labelOf({ api, version }: WireReport): string {
  return `${api}@${version}`;
}
