/** Counts the messages of an event that have each of its fields: a field that a message has several times counts once. */
export class Coverage {
  readonly #fields = new Map<string, number>();
  #seen = new Uint32Array(64);
  #counts = new Float64Array(64);
  #now = 0;

  /** The number of a field; the same one for the same path. */
  fieldAt(path: string): number {
    const known = this.#fields.get(path);
    if (known !== undefined) return known;
    const field = this.#fields.size;
    if (field >= mostFields) return -1;
    this.#fields.set(path, field);
    if (field >= this.#seen.length) {
      const [seen, counts] = [new Uint32Array(field * 2), new Float64Array(field * 2)];
      seen.set(this.#seen);
      counts.set(this.#counts);
      [this.#seen, this.#counts] = [seen, counts];
    }
    return field;
  }

  /** The next message begins. */
  next(): void {
    this.#now += 1;
    // Once round: what was seen before must not seem to be seen now.
    if (this.#now > 0xffffffff) {
      this.#now = 1;
      this.#seen.fill(0);
    }
  }

  see(field: number): void {
    if (this.#seen[field] === this.#now) return;
    this.#seen[field] = this.#now;
    this.#counts[field] = (this.#counts[field] ?? 0) + 1;
  }

  /** The counts, in the order of the numbers of fields, which is the same wherever the same checks are compiled. */
  counts(): Float64Array {
    return this.#counts.slice(0, this.#fields.size);
  }

  add(counts: Float64Array): void {
    counts.forEach((count, field) => {
      this.#counts[field] = (this.#counts[field] ?? 0) + count;
    });
  }

  reset(): void {
    this.#counts.fill(0);
  }

  /** In the order of paths. */
  fields(): readonly { readonly path: string; readonly count: number }[] {
    return [...this.#fields]
      .map(([path, field]) => ({ path, count: this.#counts[field] ?? 0 }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

/** More fields than anybody would look through. */
const mostFields = 5000;
