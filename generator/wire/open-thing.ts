import type { Lifecycle } from '../model/lifecycle.ts';
import type { TextSum } from './text-sum.ts';
import type { Moment } from './thing-record.ts';

/** Something that is open. */
export interface Thing {
  readonly kind: Lifecycle;
  readonly id: string;
  readonly opened: Moment;
  /** False where it must have been opened before the capture began. */
  readonly isSeen: boolean;
  readonly isAside: boolean;
  readonly holder: Thing | undefined;
  /** What is open in it; undefined while nothing has been. */
  inside: Set<Thing> | undefined;
  readonly texts: (TextSum | undefined)[];
  last: Moment;
  /** Where another one was asked for, or opened, while this one was open. */
  overtaken: Moment | undefined;
  /** Where another one was asked for, as long as nothing shows that there was a reason. */
  asked: { readonly at: Moment; readonly last: Moment; readonly message: string } | undefined;
}

export function insideOf({ inside }: Thing): readonly Thing[] {
  return inside === undefined ? [] : [...inside];
}

export function withInside(thing: Thing): readonly Thing[] {
  return [thing, ...insideOf(thing).flatMap(withInside)];
}
