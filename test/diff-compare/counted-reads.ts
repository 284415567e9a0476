/** What some work takes, as the number of properties that it reads of what it is given; no clock has to be asked for that. */
export class CountedReads {
  count = 0;
  readonly #known = new WeakMap<object, object>();

  /** The value, of which each read is counted, however deep. The same part of it is the same object each time. */
  of<T extends object>(value: T): T {
    return new Proxy(value, {
      get: (target, key, receiver): unknown => {
        this.count += 1;
        const one: unknown = Reflect.get(target, key, receiver);
        return typeof one === 'object' && one !== null ? this.#part(one) : one;
      },
    });
  }

  #part(value: object): object {
    const part = this.#known.get(value) ?? this.of(value);
    this.#known.set(value, part);
    this.#known.set(part, part);
    return part;
  }
}
