import type { Coverage } from './coverage.ts';
import type { Test } from './limits.ts';
import { isText } from './value-test.ts';

/** A key that an object may have. */
export interface KnownKey {
  readonly key: string;
  /** Its number in the coverage; -1 where it is not counted. */
  readonly field: number;
  readonly test: Test;
  /** 1 where it must be there. */
  readonly needed: 0 | 1;
}

export interface ObjectRules {
  readonly known: ReadonlyMap<string, KnownKey>;
  /** How many of the known keys must be there. */
  readonly needed: number;
  /** What holds of the other keys. */
  readonly other: (key: string, value: unknown) => boolean;
  readonly coverage: Coverage | undefined;
  /** What is said of a value that is no object. */
  readonly otherwise: boolean;
}

/** Whether an object has what it must, and nothing that it may not; quick where keys come in the order in which they last came. */
export function objectTest({ known, needed, other, coverage, otherwise }: ObjectRules): Test {
  const order: KnownKey[] = [];
  return (value) => {
    if (!isObject(value)) return otherwise;
    let fits = true;
    let found = 0;
    let at = 0;
    for (const key in value) {
      const inner = value[key];
      if (inner === undefined) continue;
      let one = order[at];
      if (one?.key !== key) {
        one = known.get(key);
        if (one === undefined) {
          if (!other(key, inner)) fits = false;
          continue;
        }
        order[at] = one;
      }
      at += 1;
      if (one.field >= 0) coverage?.see(one.field);
      found += one.needed;
      const { test } = one;
      if (test === isText ? typeof inner === 'string' : test(inner)) continue;
      // Where nothing is counted, nothing more need be asked.
      if (coverage === undefined) return false;
      fits = false;
    }
    return fits && found === needed;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
