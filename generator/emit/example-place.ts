import { noDoc, type Doc } from '../model/shape.ts';

/** Where a value of an example stands; it tells what the value should look like. */
export interface Place {
  /** The key under which it stands, or that of the list which it is an item of. */
  readonly key: string;
  /** The name of the type that has the key. */
  readonly holder: string;
  readonly doc: Doc;
  /** Which of several values that should differ it is, from 0. */
  readonly turn: number;
}

/** The place of a value that nothing holds. */
export const rootPlace: Place = { key: '', holder: '', doc: noDoc, turn: 0 };
