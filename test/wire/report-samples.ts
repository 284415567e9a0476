import type { WireReport } from '../../generator/base/wire-report.ts';
import type { WireShown } from '../../generator/report/wire-rows.ts';
import { captureFile, checkGiven } from './check-files.ts';
import { wireVersions } from './models.ts';

const versions = await wireVersions('patched');

const captures = [
  'forum-2024-10-27.ndjson',
  'forum-2024-10-28.ndjson',
  'rate-limit-failure-2025-07.ndjson',
].map(captureFile);

/** The real captures, held against a version of OpenAI Realtime. */
export function realReport(version: 'beta' | 'ga'): WireReport {
  return checkGiven(versions, version, captures);
}

export function shownOf(
  report: WireReport,
  accepted: readonly string[] = [],
  stale: readonly string[] = [],
): WireShown {
  return { tool: '1.2.3', report, accepted: new Set(accepted), stale };
}

/** A report in which every text of a capture or a document is the same one. */
export function hostileReport(text: string): WireReport {
  const first = { capture: text, line: 1 };
  return {
    format: 1,
    api: text,
    version: text,
    guessed: true,
    captures: [
      {
        ...{ name: text, kind: 'log', bytes: 1, sha256: 'a', messages: 1, sent: 0 },
        ...{ received: 1, unknown: 0 },
      },
    ],
    drifts: [
      {
        ...{ rule: 'value-undeclared', flow: 'received', event: text, path: text, keyword: text },
        ...{ expected: text, actual: [{ text, count: 2 }], count: 2, first, example: text },
      },
    ],
    troubles: [
      {
        ...{ rule: 'never-closed', lifecycle: text, id: text, at: first, opened: first },
        ...{ last: { event: text, place: first }, message: text, after: 1500 },
      },
    ],
    coverage: [{ flow: 'received', event: text, count: 0, fields: [{ path: text, count: 0 }] }],
    fits: [
      { version: text, fitting: 0, unknown: [{ event: text, count: 1 }], differing: 0 },
      { version: `${text}2`, fitting: 1, unknown: [], differing: 0 },
    ],
    unreadable: [{ at: first, why: text, message: text, count: 1 }],
  };
}
