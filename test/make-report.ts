import type { Place } from '../generator/base/finding.ts';
import { buildReport } from '../generator/commands/diff-report.ts';
import type { Candidate, Change } from '../generator/diff/change.ts';
import { judge, type JudgeSettings } from '../generator/diff/judge.ts';
import { semverOf } from '../generator/diff/semver.ts';
import type { Flow } from '../generator/model/api.ts';
import type { DiffReport, ReportSide } from '../generator/report/report.ts';
import { makeChange } from './make-change.ts';

interface Options {
  readonly candidates?: readonly Candidate[];
  readonly settings?: Partial<JudgeSettings>;
}

/** The report of changes, as judged with nothing set but what is given; each place is at line 7, column 3. */
export function makeReport(changes: readonly Change[], options: Options = {}): DiffReport {
  const { candidates = [], settings } = options;
  const { judgements, findings } = judge(changes, {
    levels: {},
    waivers: [],
    from: { file: 'wireshape.config.ts', pointer: '' },
    today: '2026-01-01',
    ...settings,
  });
  return buildReport({
    comparison: { changes, candidates, unrelated: false },
    judgements,
    semver: { source: semverOf(judgements, 'source'), wire: semverOf(judgements, 'wire') },
    before: side,
    after: side,
    findings,
    proof: undefined,
    placeOf: (origin): Place => ({ ...origin, line: 7, column: 3 }),
  });
}

/** What went, what came, and the guess that they are one. */
type Guess = readonly [removed: Change, added: Change, candidate: Candidate];

export function renamedEvent(from: string, to: string, flow: Flow = 'received'): Guess {
  const removed = makeChange('event-removed', { subject: from, at: [from], flows: [flow] });
  const added = makeChange('event-added', {
    subject: to,
    at: [to],
    flows: [flow],
    relation: 'wider',
  });
  return [removed, added, makeCandidate('event-renamed', removed, added, from, to)];
}

/** A field that went from one path of events to another: `movedField(['session.update'], 'session.voice', 'session.audio.voice')`. */
export function movedField(
  events: readonly string[],
  from: string,
  to: string,
  flows: readonly Flow[] = ['sent'],
): Guess {
  const change = (kind: 'field-removed' | 'field-added', path: string): Change =>
    makeChange(kind, {
      subject: path.split('.').at(-1) ?? path,
      shape: `Of ${path}`,
      flows,
      at: events.map((event) => `${event}:${path}`),
    });
  const [removed, added] = [change('field-removed', from), change('field-added', to)];
  const isRenamed = parentOf(from) === parentOf(to);
  const kind = isRenamed ? 'field-renamed' : 'field-moved';
  return [removed, added, makeCandidate(kind, removed, added, from, to)];
}

function makeCandidate(
  kind: Candidate['kind'],
  removed: Change,
  added: Change,
  from: string,
  to: string,
): Candidate {
  const evidence = ['same fields'];
  const ends = { removed: removed.id, added: added.id, from, to };
  return { kind, ...ends, flow: removed.flows[0], score: 0.9, evidence };
}

function parentOf(path: string): string {
  return path.split('.').slice(0, -1).join('.');
}

const side: ReportSide = {
  label: 'a',
  title: 'A',
  version: '1',
  file: 'a.yaml',
  format: 'AsyncAPI 3.0.0',
  events: { received: 1, sent: 1 },
};
