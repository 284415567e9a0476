import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents from elsewhere, beside the repository; what needs all of them is skipped where they are not there. */
export const wholeCorpus = path.join(import.meta.dirname, '../../../shared/corpus');

/** Whether the whole corpus is there. */
export const isWhole = existsSync(wholeCorpus);

/** The whole corpus, or the small documents of it whose licences let them be in this repository. */
export const corpus = isWhole ? wholeCorpus : path.join(import.meta.dirname, '../fixtures/corpus');

/** A document of the corpus. */
export interface Sample {
  readonly name: string;
  /** Relative to the corpus. */
  readonly file: string;
}

/** What the official parser has to say of a document; no error means that it takes it. */
export interface Verdict {
  readonly name: string;
  readonly accepted: boolean;
  readonly errors: readonly {
    readonly code: string;
    readonly file: string;
    readonly pointer: string;
  }[];
}

/** The documents of one collection; none where it is not there. */
export function samplesOf(collection: string): readonly Sample[] {
  const index = path.join(corpus, collection, 'INDEX.json');
  return existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as readonly Sample[]) : [];
}

/** A document of several files has a folder of its own, which its references may lead about in; others stand alone. */
export function folderOf({ file }: Sample): string {
  const [collection = '', name = '', ...deeper] = file.split('/');
  return path.join(corpus, collection, deeper.length > 0 ? name : '');
}

/** What the parser said, remembered; made anew by `CORPUS_VERDICTS=1 npx vitest run test/corpus.test.ts`. */
export const verdictFile = path.join(import.meta.dirname, '../fixtures/corpus-verdicts.json');

/** The remembered verdicts by name. */
export function readVerdicts(): ReadonlyMap<string, Verdict> {
  const all = JSON.parse(readFileSync(verdictFile, 'utf8')) as readonly Verdict[];
  return new Map(all.map((one) => [one.name, one]));
}
