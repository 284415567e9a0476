import { finding, type Finding, type Origin, type Place } from '../base/finding.ts';
import { pointerTo } from '../base/pointer.ts';

/** How deep values may be nested; what comes behind the loader may then go down without looking. */
const maxDepth = 100;
/** How many values the anchors of a text may stand for, before it is asked whether they are out of proportion. */
const manyValues = 1_000_000;
const proportion = 20;

/** Refuses JSON that is nested too deep. YAML is held to the same depth by its reader. */
export function checkJson(value: unknown, text: string, file: string): readonly Finding[] {
  return isDeeper(value, maxDepth) ? [tooDeep({ file, pointer: '', ...deepPlace(text) })] : [];
}

/**
 * Refuses YAML whose anchors hold themselves, lead too deep or stand for millions of values: no honest document does, but some
 * are made to bring a reader down.
 */
export function checkAnchors(value: unknown, text: string, file: string): readonly Finding[] {
  return mayHoldAliases(text) ? new Anchors(file).check(value) : [];
}

/** The finding for what is nested too deep. */
export function tooDeep(at: Origin | Place): Finding {
  return finding(
    'too-deep',
    'error',
    at,
    `values are nested more than ${maxDepth} levels deep`,
    'give the inner schemas names of their own, and refer to them',
  );
}

interface Position {
  readonly line: number;
  readonly column: number;
}

function isDeeper(value: unknown, room: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (room === 0) return true;
  for (const key in value) {
    const child = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof child === 'object' && child !== null && isDeeper(child, room - 1)) return true;
  }
  return false;
}

/** Where a text of JSON goes down too deep. */
function deepPlace(text: string): Position {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth <= maxDepth) continue;
    const before = text.slice(0, index).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
  return { line: 1, column: 1 };
}

function mayHoldAliases(text: string): boolean {
  return /(?:^|[\s:,[{-])\*[^\s*,[\]{}]/m.test(text);
}

/** How many values a value holds, itself included, and how many levels of them. */
interface Extent {
  readonly kind: 'extent';
  readonly size: number;
  readonly depth: number;
}

/** A walk through a value that may be held in several places, or in itself; each place is visited once. */
class Anchors {
  readonly #file: string;
  readonly #known = new Map<object, Extent>();
  readonly #path = new Set<object>();

  constructor(file: string) {
    this.#file = file;
  }

  check(value: unknown): readonly Finding[] {
    const extent = this.#extentOf(value, '');
    if (!isExtent(extent)) return [extent];
    const { size } = extent;
    if (size <= manyValues || size <= proportion * this.#known.size) return [];
    const millions = Math.floor(Math.min(size / 1_000_000, 1_000_000));
    const message = `the anchors of this text stand for more than ${millions} million values`;
    const hint = 'name the schemas in components, and refer to them by $ref';
    return [finding('too-large', 'error', { file: this.#file, pointer: '' }, message, hint)];
  }

  /** A finding where there is no end to it. */
  #extentOf(value: unknown, pointer: string): Extent | Finding {
    if (typeof value !== 'object' || value === null) return { kind: 'extent', size: 1, depth: 0 };
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const at = { file: this.#file, pointer };
    if (this.#path.has(value)) {
      const hint = 'name the schema in components, and refer to it by $ref';
      return finding(
        'anchor-cycle',
        'error',
        at,
        'the anchor that is repeated here holds itself',
        hint,
      );
    }
    this.#path.add(value);
    let [size, depth] = [1, 0];
    for (const [key, child] of Object.entries(value)) {
      const inner = this.#extentOf(child, pointerTo(pointer, key));
      if (!isExtent(inner)) return inner;
      size += inner.size;
      depth = Math.max(depth, inner.depth + 1);
      if (depth > maxDepth) return tooDeep(at);
    }
    this.#path.delete(value);
    const extent: Extent = { kind: 'extent', size, depth };
    this.#known.set(value, extent);
    return extent;
  }
}

function isExtent(value: Extent | Finding): value is Extent {
  return 'kind' in value;
}
