import { UsageError } from '../base/finding.ts';
import { suggest } from '../base/nearest.ts';

/** A value of the config, with the path that leads to it. */
export class ConfigEntry {
  readonly #file: string;
  readonly #path: string;
  readonly #value: unknown;

  constructor(file: string, path: string, value: unknown) {
    this.#file = file;
    this.#path = path;
    this.#value = value;
  }

  /** The entry of that key, undefined where it is left out. */
  get(key: string): ConfigEntry | undefined {
    const value = Object.hasOwn(this.#object(), key) ? this.#object()[key] : undefined;
    return value === undefined ? undefined : this.#child(key, value);
  }

  need(key: string): ConfigEntry {
    const entry = this.get(key);
    if (entry === undefined) throw this.#child(key, undefined).wrong('is missing');
    return entry;
  }

  /** This entry, when it is an object that has no keys but these. */
  record(known: readonly string[]): this {
    const strange = Object.keys(this.#object()).find((key) => !known.includes(key));
    if (strange === undefined) return this;
    throw this.#child(strange, undefined).wrong('is no key of a config', suggest(strange, known));
  }

  entries(): readonly { readonly key: string; readonly entry: ConfigEntry }[] {
    return Object.entries(this.#object()).map(([key, value]) => ({
      key,
      entry: this.#child(key, value),
    }));
  }

  /** One of several texts. */
  choice<T extends string>(known: readonly T[]): T {
    const found = known.find((one) => one === this.#value);
    if (found !== undefined) return found;
    throw this.wrong(`must be ${known.join(', ')}, not ${show(this.#value)}`);
  }

  flag(): boolean {
    if (typeof this.#value === 'boolean') return this.#value;
    throw this.wrong(`must be true or false, not ${show(this.#value)}`);
  }

  isObject(): boolean {
    return typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value);
  }

  list(): readonly ConfigEntry[] {
    if (!Array.isArray(this.#value)) throw this.wrong(`must be a list, not ${show(this.#value)}`);
    return this.#value.map(
      (value: unknown, index) =>
        new ConfigEntry(this.#file, `${this.#path}[${String(index)}]`, value),
    );
  }

  text(): string {
    if (typeof this.#value === 'string' && this.#value.trim() !== '') return this.#value;
    throw this.wrong(`must be a text, not ${show(this.#value)}`);
  }

  wrong(message: string, hint?: string): UsageError {
    return new UsageError(
      `${this.#file}: ${this.#path === '' ? 'the config' : this.#path} ${message}`,
      hint,
    );
  }

  #object(): Readonly<Record<string, unknown>> {
    if (typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value)) {
      return this.#value as Readonly<Record<string, unknown>>;
    }
    throw this.wrong(`must be an object, not ${show(this.#value)}`);
  }

  #child(key: string, value: unknown): ConfigEntry {
    return new ConfigEntry(this.#file, this.#path === '' ? key : `${this.#path}.${key}`, value);
  }
}

/** A value as a message tells it. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
