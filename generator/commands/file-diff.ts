import type { FileChange } from './output-folder.ts';

/**
 * How a file would change, as the lines of a unified diff without its header; one line in words where the file is new, goes
 * away, or has little in common with what it was.
 */
export async function diffFile({ before, after }: FileChange): Promise<readonly string[]> {
  if (before === undefined) return [`new file, ${countLines(after)}`];
  if (after === undefined) return [`to be deleted, ${countLines(before)}`];
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: 3,
    // Comparing two strangers takes time that grows with the square of their difference.
    maxEditLength: 2000,
  });
  if (patch === undefined) {
    return [`too different to show: ${countLines(before)} before, ${countLines(after)} after`];
  }
  return patch.hunks.flatMap((hunk) => [
    `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines,
  ]);
}

/** As `diff -u` writes it: one line needs no count, and no lines stand behind the one before them. */
function range(start: number, lines: number): string {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? String(start) : `${start},${lines}`;
}

function countLines(text = ''): string {
  const count = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
  return count === 1 ? '1 line' : `${count} lines`;
}
