/** What an option is called by, what it holds, and which commands know it. */
export interface OptionRow {
  /** `switch` is there or not, `negatable` has a `--no-` form too, `value` takes a value, `list` may come several times. */
  readonly kind: 'switch' | 'negatable' | 'value' | 'list';
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly default?: string;
  readonly help: string;
  readonly of: readonly string[] | 'every command';
  /** What another command takes it for. */
  readonly otherwise?: Readonly<
    Record<string, Readonly<Partial<Pick<OptionRow, 'value' | 'default' | 'help'>>>>
  >;
}
