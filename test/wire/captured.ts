import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A message of a real session. */
export interface Captured {
  /** `forum-2024-10-27.ndjson:12`. */
  readonly place: string;
  /** Who said it. */
  readonly direction: 'client' | 'server';
  readonly message: Readonly<Record<string, unknown>>;
}

const folder = path.join(import.meta.dirname, '../fixtures/wire');

/** All messages of `test/fixtures/wire`, in the order of its files and lines. */
export const captured: readonly Captured[] = readdirSync(folder).sort().flatMap(readCaptured);

function readCaptured(file: string): readonly Captured[] {
  const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const place = `${file}:${String(index + 1)}`;
    return line.trim() === '' ? [] : [{ ...(JSON.parse(line) as Omit<Captured, 'place'>), place }];
  });
}
