import { readFileSync } from 'node:fs';
import path from 'node:path';
import { versions, type Version } from './facts/tables.ts';

/** A place where a document of OpenAI Realtime says something else than the facts tables, with the reason. */
export interface Deviation {
  readonly version: Version;
  /** The name of the read type, `RealtimeResponseStatusError`. */
  readonly type: string;
  readonly field: string;
  /**
   * `field`: the facts have no such field; `null`: null is allowed where the facts allow none;
   * `optional`: the field may be absent where the facts require it.
   */
  readonly kind: 'field' | 'null' | 'optional';
  readonly facts: string;
  readonly ours: string;
  /** The wire types of the events that hold the type; empty where only HTTP carries it. */
  readonly events: readonly string[];
  /** A captured message as `file:line`, or a place in one of the vendor's documents. */
  readonly evidence: string;
}

const source = path.join(import.meta.dirname, '../spec/openai-realtime/DEVIATIONS.md');

/** The rows of `spec/openai-realtime/DEVIATIONS.md`, which is the only place where they are kept. */
export const deviations: readonly Deviation[] = readDeviations(readFileSync(source, 'utf8'));

/** Reads the table below the heading `Deviations`; a row that cannot be understood is an error, not a gap. */
export function readDeviations(markdown: string): readonly Deviation[] {
  const [, table] = markdown.split(/^## Deviations$/m);
  const lines = (table ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [header, rule, ...rows] = lines.map(cellsOf);
  const columns = 'Version Place Kind The facts say The document says Events Evidence';
  if (rule === undefined || header?.join(' ') !== columns) {
    throw new Error(`DEVIATIONS.md must have a table with the columns ${columns}`);
  }
  return rows.map(deviationOf);
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function deviationOf(cells: readonly string[]): Deviation {
  const [name, place, kind, facts, ours, events, evidence] = cells;
  const version = versions.find((one) => one === name);
  const [, type, field] = /^`(\w+)\.(\w+)`$/.exec(place ?? '') ?? [];
  if (
    version === undefined ||
    (kind !== 'field' && kind !== 'null' && kind !== 'optional') ||
    type === undefined ||
    field === undefined ||
    !facts ||
    !ours ||
    !events ||
    !evidence ||
    cells.length !== 7
  ) {
    throw new Error(`DEVIATIONS.md has a row that cannot be understood: ${cells.join(' | ')}`);
  }
  return {
    version,
    type,
    field,
    kind,
    facts,
    ours,
    events: [...events.matchAll(/`([^`]+)`/g)].map(([, event = '']) => event),
    evidence: evidence.replaceAll('`', ''),
  };
}
