import type { Counts } from './counts.ts';
import type { Side, Version } from './tables.ts';

/** What the tables of a version hold, so that a table that lost rows cannot pass. */
export interface Expected {
  /** Keys of the table of types. */
  readonly types: number;
  readonly sides: Readonly<Record<Side, Counts>>;
  readonly events: { readonly sent: number; readonly received: number };
  /** Statements of defaults and limits that were held against the document. */
  readonly limits: number;
  /** Where the vendor's two packages do not say the same of null. */
  readonly nullDisagreements: readonly string[];
}

/** Any JSON is allowed here, so null is too. */
const annotations =
  'realtime.realtime_mcp_list_tools.Tool.annotations: null may be sent, but not received';

export const expected: Readonly<Record<Version, Expected>> = {
  beta: {
    types: 157,
    sides: {
      read: { types: 106, fields: 440, nullable: 9, literals: 232, open: 6, unions: 11 },
      write: { types: 52, fields: 198, nullable: 1, literals: 161, open: 4, unions: 6 },
    },
    events: { sent: 12, received: 34 },
    limits: 73,
    nullDisagreements: [],
  },
  preview: {
    types: 257,
    sides: {
      read: { types: 174, fields: 642, nullable: 37, literals: 317, open: 8, unions: 21 },
      write: { types: 85, fields: 250, nullable: 24, literals: 169, open: 5, unions: 17 },
    },
    events: { sent: 12, received: 47 },
    limits: 201,
    nullDisagreements: [annotations],
  },
  ga: {
    types: 280,
    sides: {
      read: { types: 182, fields: 609, nullable: 34, literals: 291, open: 7, unions: 30 },
      write: { types: 101, fields: 274, nullable: 27, literals: 173, open: 4, unions: 22 },
    },
    events: { sent: 12, received: 47 },
    limits: 201,
    nullDisagreements: [annotations],
  },
  current: {
    types: 306,
    sides: {
      read: { types: 195, fields: 636, nullable: 38, literals: 330, open: 8, unions: 35 },
      write: { types: 116, fields: 314, nullable: 34, literals: 229, open: 6, unions: 27 },
    },
    events: { sent: 11, received: 46 },
    limits: 201,
    nullDisagreements: [annotations],
  },
};
