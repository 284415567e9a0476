import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wholeCorpus } from '../corpus/samples.ts';

/** Small versions of documents whose licences let them be in this repository. */
export const fixtures = path.join(import.meta.dirname, '../fixtures/series');

/** All versions that were gathered, beside the repository. */
export const gathered = path.join(wholeCorpus, 'series');

/** Two versions of a document from elsewhere. */
export interface SeriesPair {
  /** `skyfollower 2 → 3`. */
  readonly name: string;
  /** Relative to the folder of the series. */
  readonly before: string;
  readonly after: string;
}

interface Version {
  readonly series: string;
  readonly file: string;
}

/** Each version with the next one, and the first with the last; none where the folder is not there. */
export function pairsIn(folder: string): readonly SeriesPair[] {
  const index = path.join(folder, 'INDEX.json');
  const all = existsSync(index)
    ? (JSON.parse(readFileSync(index, 'utf8')) as readonly Version[])
    : [];
  const names = [...new Set(all.map(({ series }) => series))];
  return names.flatMap((series) => {
    const files = all
      .filter((one) => one.series === series)
      .map(({ file }) => file.replace(/^series\//, ''));
    const steps = files.slice(1).map((_, index) => [index, index + 1] as const);
    const last = files.length - 1;
    return [...steps, ...(last > 1 ? ([[0, last]] as const) : [])].map(([from, to]) => ({
      name: `${series} ${String(from + 1)} → ${String(to + 1)}`,
      before: files[from] ?? '',
      after: files[to] ?? '',
    }));
  });
}
