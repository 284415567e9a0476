/** Something to be done in its turn. */
interface Turn {
  /** Undefined while what it needs is not known. */
  act: (() => void) | undefined;
}

/** Does things in the order in which they were asked for, though what they need may be known in any order. */
export class InOrder {
  readonly #turns: Turn[] = [];
  #failed: { readonly error: unknown } | undefined;
  #wake: () => void = () => undefined;

  /** Does it when all is done that was asked for before. */
  now(act: () => void): void {
    this.#turns.push({ act });
    this.#advance();
  }

  when<T>(value: T | Promise<T>, act: (value: T) => void): void {
    if (!(value instanceof Promise)) {
      this.now(() => {
        act(value);
      });
      return;
    }
    const turn: Turn = { act: undefined };
    this.#turns.push(turn);
    value
      .then((known) => {
        turn.act = () => {
          act(known);
        };
        this.#advance();
      })
      .catch((error: unknown) => {
        this.#failed ??= { error };
        this.#wake();
      });
  }

  /**
   * Waits until no more than so many things are left to do, and gives answers the time to come in.
   *
   * @throws what one of them has thrown.
   */
  async settle(most: number): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#failed === undefined && this.#turns.length > most) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failed !== undefined) throw this.#failed.error;
  }

  #advance(): void {
    for (let act = this.#turns[0]?.act; act !== undefined; act = this.#turns[0]?.act) {
      this.#turns.shift();
      act();
    }
    this.#wake();
  }
}
