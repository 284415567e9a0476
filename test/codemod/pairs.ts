/** A piece of a program, what becomes of it, and how many places are left to its author. */
export interface Pair {
  readonly name: string;
  readonly given: string;
  /** The same where nothing is changed. */
  readonly want?: string;
  /** What is left, each by the words that it is told with. */
  readonly left?: readonly string[];
  readonly mentions?: number;
  readonly file?: string;
  /** True where no other file of the project shows that it is about the API. */
  readonly alone?: true;
  readonly options?: readonly string[];
}
