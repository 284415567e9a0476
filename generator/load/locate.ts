import type { Finding, Place } from '../base/finding.ts';
import { pointerSegments } from '../base/pointer.ts';

/**
 * Fills in line and column (1-based) of findings that have only a pointer. The reader that keeps positions is three times
 * slower than the one that does not, so it is loaded and run only when there is something to locate. `texts` are the
 * documents' texts by the names that findings use.
 */
export async function locateFindings(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
): Promise<readonly Finding[]> {
  if (findings.every(({ at }) => !needsSearch(at, texts))) return findings.map(atStart);
  const { LineCounter, isCollection, isMap, isPair, isScalar, isSeq, parseDocument } =
    await import('yaml');
  const locators = new Map<string, (pointer: string) => Position>();

  const locatorOf = (file: string, text: string): ((pointer: string) => Position) => {
    const known = locators.get(file);
    if (known !== undefined) return known;
    const lines = new LineCounter();
    const root = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      strict: false,
      logLevel: 'silent',
    });
    const locator = (pointer: string): Position => {
      let node: unknown = root.contents;
      let offset = nodeStart(node);
      for (const step of pointerSegments(pointer)) {
        if (!isCollection(node)) break;
        const items: readonly unknown[] = node.items;
        const child: unknown = isMap(node)
          ? items.find(
              (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === step,
            )
          : isSeq(node)
            ? items[Number(step)]
            : undefined;
        if (child === undefined) break;
        offset = isPair(child) ? nodeStart(child.key) : nodeStart(child);
        node = isPair(child) ? child.value : child;
      }
      const at = lines.linePos(offset);
      return { line: at.line, column: at.col };
    };
    locators.set(file, locator);
    return locator;
  };

  return findings.map((one) => {
    const text = needsSearch(one.at, texts) ? texts.get(one.at.file) : undefined;
    if (text === undefined) return atStart(one);
    const at: Place = { ...one.at, ...locatorOf(one.at.file, text)(one.at.pointer) };
    return { ...one, at };
  });
}

/** True for a place inside a text whose line is not known. */
function needsSearch({ file, pointer, line }: Place, texts: ReadonlyMap<string, string>): boolean {
  return line === undefined && pointer !== '' && texts.has(file);
}

/** What is said of a whole file stands at its start, so that every finding names a line. */
function atStart(one: Finding): Finding {
  if (one.at.line !== undefined || one.at.pointer !== '') return one;
  return { ...one, at: { ...one.at, line: 1, column: 1 } };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function nodeStart(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0;
  const range = node.range as readonly number[] | null | undefined;
  return range?.[0] ?? 0;
}
