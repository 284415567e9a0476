import type { Origin } from '../base/finding.ts';
import { own } from '../base/json.ts';
import type { Doc, Json } from './shape.ts';

/** A JSON object on its way to a text, or from one; what is undefined is left out there. */
export type Short = Readonly<Record<string, unknown>>;

/**
 * A doc written short, to be spread into what it belongs to. Examples are left out: nobody compares them.
 *
 * | key | what it holds |
 * | --- | --- |
 * | `doc` | the description |
 * | `deprecated` | true, where it is |
 * | `default` | the default, null too |
 */
export function shortDoc({ description, deprecated, default: fallback }: Doc): Short {
  return {
    doc: description,
    deprecated: deprecated ? true : undefined,
    default: fallback,
  };
}

/** The doc that was written short. */
export function longDoc(short: unknown): Doc {
  return {
    description: own(short, 'doc') as string | undefined,
    deprecated: own(short, 'deprecated') === true,
    default: own(short, 'default') as Json | undefined,
    examples: [],
  };
}

/** What a file is called elsewhere. */
export type NameOf = (file: string) => string;

/** An origin written short: undefined where it is the one that is expected, a pointer alone where the file is. */
export function shortOrigin({ file, pointer }: Origin, expected: Origin, nameOf: NameOf): unknown {
  if (file !== expected.file) return { file: nameOf(file), pointer };
  return pointer === expected.pointer ? undefined : pointer;
}

/** The origin that was written short. */
export function longOrigin(short: unknown, expected: Origin, nameOf: NameOf): Origin {
  if (short === undefined) return expected;
  if (typeof short === 'string') return { file: expected.file, pointer: short };
  const { file, pointer } = short as Origin;
  return { file: nameOf(file), pointer };
}
