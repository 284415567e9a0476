/** A thread that checks stretches of captures and sums up files: it is told one thing after another, and answers in that order. */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { StretchChecker, type Stretch, type StretchResult } from '../wire/stretch.ts';
import type { WireApi } from '../wire/wire-run.ts';
import { filePieces } from './capture-source.ts';

/** What the thread is told. */
export type WireOrder =
  /** What stretches are to be held against, before the first of them comes; there is no answer. */
  | { readonly kind: 'begin'; readonly api: WireApi; readonly version: string }
  | { readonly kind: 'check'; readonly stretch: Stretch }
  /** The beginning of a file, so many bytes of it. */
  | { readonly kind: 'sum'; readonly file: string; readonly bytes: number };

export type WireAnswer =
  | { readonly kind: 'checked'; readonly result: StretchResult }
  /** Undefined where the file cannot be read. */
  | { readonly kind: 'summed'; readonly sha256: string | undefined };

let checker: StretchChecker | undefined;

parentPort?.on('message', (order: WireOrder) => {
  const answer = answerTo(order);
  if (answer !== undefined) parentPort?.postMessage(answer);
});

function answerTo(order: WireOrder): WireAnswer | undefined {
  switch (order.kind) {
    case 'begin':
      checker = new StretchChecker(order.api, order.version);
      return undefined;
    case 'check':
      if (checker === undefined) throw new Error('a stretch came before what to hold it against');
      return { kind: 'checked', result: checker.check(order.stretch) };
    case 'sum':
      return { kind: 'summed', sha256: sumOf(order.file, order.bytes) };
  }
}

function sumOf(file: string, bytes: number): string | undefined {
  const hash = createHash('sha256');
  try {
    for (const piece of filePieces(file, 0, bytes)) hash.update(piece);
  } catch {
    // Why it cannot be read is told by whoever reads it to check it.
    return undefined;
  }
  return hash.digest('hex');
}
