import { finding, type Finding, type Origin } from '../base/finding.ts';
import { isRecord, own } from '../base/json.ts';
import { suggest } from '../base/nearest.ts';
import { pointerTo } from '../base/pointer.ts';
import type { Json } from '../model/shape.ts';
import { parseMapPath } from './map-path.ts';
import type { Condition, ValuePair } from './step.ts';

/**
 * A value of a map with its place. Whatever is asked of it, it gives something of the right type; where it had nothing of the kind there
 * is one finding more, and what was made of it is not to be used.
 */
export class MapEntry {
  readonly value: unknown;
  readonly at: Origin;
  readonly #findings: Finding[];

  constructor(value: unknown, at: Origin, findings: Finding[]) {
    this.value = value;
    this.at = at;
    this.#findings = findings;
  }

  /** The entry of a key, undefined where it is not there. */
  get(key: string): MapEntry | undefined {
    return isRecord(this.value) && Object.hasOwn(this.value, key)
      ? this.#under(key, own(this.value, key))
      : undefined;
  }

  /** The entry of a key that must be there. */
  need(key: string, hint?: string): MapEntry {
    const found = this.get(key);
    if (found !== undefined) return found;
    this.wrong(`${key} is missing`, hint);
    // It has been told, and is not told once more for what nothing is not.
    return new MapEntry(undefined, this.at, []);
  }

  /** The entries of a list. */
  items(): readonly MapEntry[] {
    if (Array.isArray(this.value)) return this.value.map((one, index) => this.#under(index, one));
    this.wrong(`must be a list, not ${shown(this.value)}`);
    return [];
  }

  entries(): readonly (readonly [string, MapEntry])[] {
    if (isRecord(this.value))
      return Object.entries(this.value).map(([key, one]) => [key, this.#under(key, one)] as const);
    this.wrong(`must be keys and values, not ${shown(this.value)}`);
    return [];
  }

  /** Tells of keys that nobody knows here: a misspelt one would silently do nothing. */
  knowOnly(known: readonly string[]): void {
    for (const [key, entry] of this.entries()) {
      if (!known.includes(key)) entry.wrong(`${key} is no key here`, suggest(key, known));
    }
  }

  text(): string {
    if (typeof this.value === 'string' && this.value.trim() !== '') return this.value;
    this.wrong(`must be a text, not ${shown(this.value)}`);
    return '';
  }

  texts(): readonly string[] {
    if (!Array.isArray(this.value)) return [this.text()];
    if (this.value.length === 0) this.wrong('must not be empty');
    return this.items().map((one) => one.text());
  }

  flag(): boolean {
    if (typeof this.value === 'boolean') return this.value;
    this.wrong(`must be true or false, not ${shown(this.value)}`);
    return false;
  }

  /** One of several texts; the first where it is none of them. */
  choice<T extends string>(known: readonly [T, ...T[]]): T {
    const found = known.find((one) => one === this.value);
    if (found !== undefined) return found;
    const hint = typeof this.value === 'string' ? suggest(this.value, known) : undefined;
    this.wrong(`must be ${known.join(' or ')}, not ${shown(this.value)}`, hint);
    return known[0];
  }

  /** A path as it stands, if it is one. */
  path(): string {
    const text = this.text();
    if (text !== '' && parseMapPath(text) === undefined)
      this.wrong(`${JSON.stringify(text)} is no path`, 'a path is written as content[].text');
    return text;
  }

  json(): Json {
    if (isJson(this.value)) return this.value;
    this.wrong('must be a JSON value');
    return null;
  }

  condition(): Condition {
    const entries = this.entries();
    if (isRecord(this.value) && entries.length === 0) this.wrong('must say what has to be there');
    return Object.fromEntries(
      entries.map(([key, one]) => {
        if (parseMapPath(key) === undefined) one.wrong(`${JSON.stringify(key)} is no path`);
        const values = Array.isArray(one.value)
          ? one.items().map((each) => each.json())
          : [one.json()];
        if (values.length === 0) one.wrong('must not be empty');
        return [key, values] as const;
      }),
    );
  }

  pairs(): readonly ValuePair[] {
    const pairs = Array.isArray(this.value)
      ? this.items().map((one) => one.#pair())
      : this.entries().map(([from, to]) => ({ from, to: to.json() }));
    if (pairs.length === 0) this.wrong('must not be empty');
    return pairs;
  }

  names(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.entries().map(([key, one]) => [key, one.text()]));
  }

  wrong(message: string, hint?: string): void {
    this.#findings.push(finding('migration-invalid', 'error', this.at, message, hint));
  }

  #pair(): ValuePair {
    this.knowOnly(['from', 'to']);
    return { from: this.need('from').json(), to: this.need('to').json() };
  }

  #under(key: string | number, value: unknown): MapEntry {
    const at = { file: this.at.file, pointer: pointerTo(this.at.pointer, key) };
    return new MapEntry(value, at, this.#findings);
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'keys and values' : JSON.stringify(value);
}

/** What YAML reads may be more than JSON has: `.inf`, `.nan`. */
function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return isRecord(value) && Object.values(value).every(isJson);
}
