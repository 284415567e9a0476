import type { ApiResult, FileChange, TargetResult } from '../index.ts';
import type { Paint } from './paint.ts';

/** Whether files were written or only compared. */
export type Mode = 'write' | 'check';

/** A line for each target, in columns: what it is, what it has, what happened to its files, how long it took. */
export function resultLines(
  results: readonly NamedResult[],
  mode: Mode,
  paint: Paint,
): readonly string[] {
  const rows = results.map(({ name, result }) => {
    const failed = result.counts === undefined;
    return {
      name,
      contents: contentsOf(result),
      files: failed ? nothing[mode] : filesOf(result.files, mode),
      time: `${(result.milliseconds / 1000).toFixed(2)} s`,
      calm: !failed && result.files.every((one) => one.change === 'same'),
      failed,
    };
  });
  const widest = (key: 'name' | 'contents' | 'files'): number =>
    Math.max(...rows.map((row) => row[key].length));
  const [name, contents, files] = [widest('name'), widest('contents'), widest('files')];
  return rows.map((row) => {
    const happened = row.files.padEnd(files);
    return [
      paint('bold', row.name.padEnd(name)),
      row.failed ? paint('red', row.contents.padEnd(contents)) : row.contents.padEnd(contents),
      row.calm || row.failed ? paint('dim', happened) : paint('green', happened),
      paint('dim', row.time),
    ].join('  ');
  });
}

/** A result with the name that the user knows it by. */
export interface NamedResult {
  readonly name: string;
  readonly result: TargetResult | ApiResult;
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const nothing: Readonly<Record<Mode, string>> = {
  write: 'nothing written',
  check: 'nothing compared',
};

function contentsOf({ counts, findings }: TargetResult | ApiResult): string {
  if (counts === undefined) {
    return `failed: ${count(findings.filter((one) => one.level === 'error').length, 'error')}`;
  }
  if ('versions' in counts) {
    const pages = counts.pages === 0 ? '' : `, ${count(counts.pages, 'page')} of changes`;
    return `${count(counts.versions, 'version')}${pages}`;
  }
  const types = count(counts.types, 'type');
  return `${counts.received} received, ${counts.sent} sent, ${types}`;
}

/** What happened to files: `5 files up to date`, `2 files written, 1 deleted (of 5)`. */
export function filesOf(files: readonly FileChange[], mode: Mode): string {
  const of = (...changes: readonly FileChange['change'][]): number =>
    files.filter((one) => changes.includes(one.change)).length;
  const wanted = files.length - of('deleted');
  if (of('same') === files.length) return `${count(wanted, 'file')} up to date`;
  if (mode === 'check') {
    const different = of('created', 'updated', 'deleted');
    return `${count(different, 'file')} ${different === 1 ? 'differs' : 'differ'} (of ${wanted})`;
  }
  const deleted = of('deleted') === 0 ? '' : `, ${of('deleted')} deleted`;
  return `${count(of('created', 'updated'), 'file')} written${deleted} (of ${wanted})`;
}
