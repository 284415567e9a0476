import { UsageError } from '../base/finding.ts';
import { isIdentifier } from '../base/identifier.ts';
import { isReserved } from '../base/names.ts';
import { suggest } from '../base/nearest.ts';
import { defaultUnionNames, type Config } from './config.ts';

/**
 * Takes a value for a config where it is one.
 *
 * @throws {UsageError} for the first thing that is wrong, with the path of its key: `apis.acme.versions[1].document`.
 */
export function checkConfig(value: unknown, file: string): Config {
  const config = new Entry(file, '', value).record(['output', 'apis']);
  config.get('output')?.text();
  const apis = config.need('apis').entries();
  if (apis.length === 0) throw config.need('apis').wrong('names no API');
  checkNames(apis.map(({ key, entry }) => ({ name: key, entry })));
  for (const { entry } of apis) checkApi(entry);
  return value as Config;
}

function checkApi(entry: Entry): void {
  const api = entry.record(['unions', 'versions']);
  checkUnions(api.get('unions'));
  const versions = api.need('versions').list();
  if (versions.length === 0) throw api.need('versions').wrong('holds no version');
  checkNames(versions.map((one) => checkVersion(one)));
}

function checkVersion(entry: Entry): Named {
  const version = entry.record(['name', 'document', 'events']);
  version.need('document').text();
  const events = version.get('events')?.record(['received', 'sent']);
  events?.get('received')?.text();
  events?.get('sent')?.text();
  const name = version.need('name');
  return { name: name.text(), entry: name };
}

function checkUnions(entry: Entry | undefined): void {
  const unions = entry?.record(['received', 'sent']);
  if (unions === undefined) return;
  const names = (['received', 'sent'] as const).map((flow) => {
    const given = unions.get(flow);
    const name = given?.text() ?? defaultUnionNames[flow];
    if (given !== undefined && !isTypeName(name)) {
      throw given.wrong(`must be a name that a TypeScript type can have, not ${show(name)}`);
    }
    return name.toLowerCase();
  });
  if (names[0] === names[1]) throw unions.wrong('must differ in more than the case of letters');
}

/** True for a name that an exported type can have. */
export function isTypeName(name: string): boolean {
  return isIdentifier(name) && !isReserved(name);
}

interface Named {
  readonly name: string;
  readonly entry: Entry;
}

/** Names become folders, on systems too that do not tell `GA` from `ga`. */
function checkNames(all: readonly Named[]): void {
  const seen = new Set<string>();
  for (const { name, entry } of all) {
    if (!isFolderName(name)) {
      throw entry.wrong(
        `must be a name that a folder can have, not ${show(name)}`,
        'letters, digits, ".", "_" and "-", with a letter or a digit in front',
      );
    }
    if (seen.has(name.toLowerCase())) throw entry.wrong(`is there twice: ${name}`);
    seen.add(name.toLowerCase());
  }
}

/** True for a name that is one step of a path on every system, and leads nowhere else. */
export function isFolderName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/i.test(name) && !name.includes('..') && !name.endsWith('.');
}

/** A value of the config, with the path that leads to it. */
class Entry {
  readonly #file: string;
  readonly #path: string;
  readonly #value: unknown;

  constructor(file: string, path: string, value: unknown) {
    this.#file = file;
    this.#path = path;
    this.#value = value;
  }

  /** The entry of that key, undefined where it is left out. */
  get(key: string): Entry | undefined {
    const value = Object.hasOwn(this.#object(), key) ? this.#object()[key] : undefined;
    return value === undefined ? undefined : this.#child(key, value);
  }

  need(key: string): Entry {
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

  entries(): readonly { readonly key: string; readonly entry: Entry }[] {
    return Object.entries(this.#object()).map(([key, value]) => ({
      key,
      entry: this.#child(key, value),
    }));
  }

  list(): readonly Entry[] {
    if (!Array.isArray(this.#value)) throw this.wrong(`must be a list, not ${show(this.#value)}`);
    return this.#value.map(
      (value: unknown, index) => new Entry(this.#file, `${this.#path}[${String(index)}]`, value),
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

  #child(key: string, value: unknown): Entry {
    return new Entry(this.#file, this.#path === '' ? key : `${this.#path}.${key}`, value);
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
