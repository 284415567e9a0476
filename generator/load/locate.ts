import type { Finding, Origin, Place } from '../base/finding.ts';
import { documentLocator } from './document-places.ts';
import { jsonLocator } from './locate-json.ts';
import { yamlLocator } from './locate-yaml.ts';

/** Finds what a JSON pointer leads to in a text. */
export type Locator = (pointer: string) => Position;

/** A line and a column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Fills in line and column (1-based) of findings that have only a pointer. The readers that keep positions are slower than those
 * that do not, so they are loaded and run only when there is something to locate. `texts` are the documents' texts by the names
 * that findings use.
 */
export async function locateFindings(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
): Promise<readonly Finding[]> {
  const wanted = findings.filter(({ at }) => needsSearch(at, texts)).map(({ at }) => at);
  const locators = await locatorsOf(wanted, texts);
  return findings.map((one) => {
    const locator = needsSearch(one.at, texts) ? locators.get(one.at.file) : undefined;
    if (locator === undefined) return atStart(one);
    const at: Place = { ...one.at, ...locator(one.at.pointer) };
    return { ...one, at };
  });
}

/** Says where these origins are; in a file without a text, nobody knows lines. */
export async function placeFinder(
  origins: readonly Origin[],
  texts: ReadonlyMap<string, string>,
): Promise<(origin: Origin) => Place> {
  const locators = await locatorsOf(origins, texts);
  return ({ file, pointer }) => {
    const { line, column } = locators.get(file)?.(pointer) ?? nowhere;
    return { file, pointer, line, column };
  };
}

const nowhere = { line: undefined, column: undefined };

async function locatorsOf(
  origins: readonly Origin[],
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Locator>> {
  const pointers = new Map<string, Set<string>>();
  for (const { file, pointer } of origins) {
    const known = pointers.get(file);
    if (known === undefined) pointers.set(file, new Set([pointer]));
    else known.add(pointer);
  }
  const locators = new Map<string, Locator>();
  for (const [file, wanted] of pointers) {
    const text = texts.get(file);
    if (text !== undefined) locators.set(file, await locatorOf(text, wanted));
  }
  return locators;
}

async function locatorOf(text: string, pointers: ReadonlySet<string>): Promise<Locator> {
  return (await jsonLocator(text, pointers)) ?? documentLocator(text) ?? (await yamlLocator(text));
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
