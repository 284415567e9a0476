import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import type { CaptureSource } from './capture-source.ts';

/**
 * The captures that names and patterns stand for, each once, in the order of their names; `-` is standard input. A name that is no file is
 * kept: why it cannot be read is told with the others.
 *
 * @throws {UsageError} where nothing is named, or a pattern finds nothing.
 */
export async function findCaptures(
  given: readonly string[],
  cwd: string,
  stdin: AsyncIterable<Uint8Array>,
): Promise<readonly CaptureSource[]> {
  if (given.length === 0) {
    throw new UsageError('no capture is named', 'wireshape wire log.ndjson; - is standard input');
  }
  const names = new Set<string>();
  for (const one of given) {
    if (one === '-') names.add(one);
    else for (const file of await filesOf(one, cwd)) names.add(nameOf(file, cwd));
  }
  return [...names].sort().map((name) => ({
    name,
    from: name === '-' ? stdin : path.resolve(cwd, name),
  }));
}

/** What a name or a pattern stands for, absolute; of a folder, all files in it that have the ending of a capture. */
async function filesOf(given: string, cwd: string): Promise<readonly string[]> {
  const file = path.resolve(cwd, given);
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder && (existsSync(file) || !/[*?{[]/.test(given))) return [file];
  const { glob } = await import('tinyglobby');
  const pattern = isFolder ? `${slashed(given).replace(/\/$/, '')}/**/*.{${endings}}` : given;
  const found = await glob(slashed(pattern), { cwd, absolute: true, dot: false });
  if (found.length > 0) return found.map((one) => path.resolve(one)).sort();
  throw new UsageError(
    isFolder ? `${given} has no capture` : `no capture is found by ${given}`,
    `captures end in ${endings.replaceAll(',', ', ')}; any other file is named by itself`,
  );
}

const endings = 'ndjson,jsonl,har,log,ndjson.gz,jsonl.gz,har.gz,log.gz';

/** As one names it from the working folder; a file elsewhere by all of its path. */
function nameOf(file: string, cwd: string): string {
  const relative = slashed(path.relative(cwd, file));
  return relative.startsWith('../../../') || path.isAbsolute(relative) ? slashed(file) : relative;
}
