import type { Flow } from '../model/api.ts';
import type { TextSum } from './text-sum.ts';

/** When something was said. */
export interface Moment {
  readonly line: number;
  readonly time: number | undefined;
  readonly event: string;
}

/**
 * What messages do to the things of a connection, in the order in which they do it. What several messages in a row do to one thing is
 * one record, so that a stretch of a capture can be read by itself, and what it comes to put in order afterwards.
 */
export type ThingRecord =
  | { readonly kind: 'start'; readonly connection: string; readonly at: Moment }
  | {
      readonly kind: 'ask';
      readonly connection: string;
      readonly at: Moment;
      /** The number of the thing's kind among the lifecycles. */
      readonly thing: number;
    }
  | Step;

export interface Step {
  readonly kind: 'open' | 'go' | 'close';
  readonly connection: string;
  readonly thing: number;
  readonly id: string;
  /** The id of the thing that holds it; undefined where the message has none. */
  readonly holder: string | undefined;
  readonly flow: Flow;
  readonly at: Moment;
  /** The last of the messages in a row; `at` where it is alone. */
  readonly last: Moment;
  /** Opened aside of those that are counted; closed so that what is inside ends too. */
  readonly isSpecial: boolean;
  /** By the number of the join: what the pieces come to, and what the whole is said to be. */
  readonly pieces: readonly (TextSum | undefined)[];
  readonly wholes: readonly (TextSum | undefined)[];
}

/** The last of a stretch, whether it did anything to a thing or not. */
export interface StretchEnd {
  readonly line: number;
  readonly time: number | undefined;
}
