import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelDifference } from './model-differences.ts';

/** A difference between our document and the vendor's, and why it is there. */
export interface KnownDifference extends Omit<ModelDifference, 'flow'> {
  readonly reason: 'later' | 'deviation' | 'document';
}

const source = path.join(import.meta.dirname, '../../spec/openai-realtime/DIFFERENCES.md');

/** The rows of `spec/openai-realtime/DIFFERENCES.md`, which is the only place where they are kept; one for each event. */
export const knownDifferences = readDifferences(readFileSync(source, 'utf8'));

/** Reads the table below the heading `Differences`; a row that cannot be understood is an error, not a gap. */
export function readDifferences(markdown: string): readonly KnownDifference[] {
  const [, table] = markdown.split(/^## Differences$/m);
  const lines = (table ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [header, rule, ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const columns = 'Place | Who says more | What | Events | Reason | In words';
  if (rule === undefined || header?.join(' | ') !== columns) {
    throw new Error(`DIFFERENCES.md must have a table with the columns ${columns}`);
  }
  return rows.flatMap(differencesIn);
}

function differencesIn(cells: readonly string[]): readonly KnownDifference[] {
  const [place = '', more, what = '', events = '', reason, words] = cells;
  const names = [...events.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  if (
    (more !== 'ours' && more !== 'theirs') ||
    (reason !== 'later' && reason !== 'deviation' && reason !== 'document') ||
    !/^`[^`]+`$/.test(place) ||
    !what ||
    !words ||
    names.length === 0 ||
    cells.length !== 6
  ) {
    throw new Error(`DIFFERENCES.md has a row that cannot be understood: ${cells.join(' | ')}`);
  }
  const one = { path: place.slice(1, -1), what: what.replaceAll('`', ''), more, reason } as const;
  return names.map((event) => ({ event, ...one }));
}
