import { expressionFlags } from '../base/expression.ts';
import { camelCase, type NameTable } from '../base/names.ts';
import { literalText, quote } from '../base/text.ts';
import type { Json } from '../model/shape.ts';
import { localArray, pureCall } from '../render/statement.ts';

/** What the functions of one module share: parts that are printed beside them, and constants, each once. */
export class CodeParts {
  readonly #names: NameTable;
  readonly #used = new Set<string>();
  readonly #partNames = new Map<string, string>();
  /** Names of constants by what they are. */
  readonly #known = new Map<string, string>();
  readonly #constants: string[] = [];

  /** `names` has all names that the module has already. */
  constructor(names: NameTable) {
    this.#names = names;
  }

  /** Asks for a part by its name, and gives the name that it has in the module. */
  use(part: string): string {
    this.#used.add(part);
    return this.nameOf(part);
  }

  /** The name of a part in the module, where another thing may be called as it is. */
  nameOf(part: string): string {
    const name = this.#partNames.get(part) ?? this.#names.claim(part, ['Of']);
    this.#partNames.set(part, name);
    return name;
  }

  get used(): ReadonlySet<string> {
    return this.#used;
  }

  get constants(): readonly string[] {
    return this.#constants;
  }

  /** A name for something new in the module. */
  claim(hint: string): string {
    return this.#names.claim(hint, ['Values']);
  }

  /** A constant with the values of an enum, or with keys. */
  list(values: readonly Json[], hint: string): string {
    return this.#constant(`list ${JSON.stringify(values)}`, `${hint}Values`, (name) => {
      const simple = values.every((value) => value === null || typeof value !== 'object');
      if (!simple) return parsed(`${name}: readonly unknown[]`, values);
      return localArray(`${name}: readonly unknown[]`, values.map(literalOf));
    });
  }

  /** A constant with any value. */
  value(value: Json, hint: string): string {
    return this.#constant(`value ${JSON.stringify(value)}`, `${hint}Value`, (name) =>
      parsed(`${name}: unknown`, value),
    );
  }

  /** A constant with an expression, read as ajv reads it; undefined where no reading makes sense of it. */
  pattern(pattern: string, hint: string): string | undefined {
    const flags = expressionFlags(pattern);
    if (flags === undefined) return undefined;
    return this.#constant(`pattern ${pattern}`, `${hint}Pattern`, (name) => {
      const args = flags === '' ? [quote(pattern)] : [quote(pattern), quote(flags)];
      return pureCall(`const ${name}`, 'new RegExp', args);
    });
  }

  /** A constant with functions, each of which checks. */
  checkers(names: readonly string[], hint: string): string {
    const type = this.use('Checker');
    return this.#constant(`checkers ${names.join()}`, `${hint}s`, (name) =>
      localArray(`${name}: readonly ${type}[]`, names),
    );
  }

  /** A constant with other constants. */
  group(names: readonly string[], hint: string): string {
    return this.#constant(`group ${names.join()}`, `${hint}s`, (name) => localArray(name, names));
  }

  #constant(key: string, hint: string, declare: (name: string) => string): string {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const name = this.claim(camelCase(hint));
    this.#known.set(key, name);
    this.#constants.push(declare(name));
    return name;
  }
}

function literalOf(value: Json): string {
  return value === null || typeof value !== 'object'
    ? literalText(value)
    : quote(JSON.stringify(value));
}

function parsed(declared: string, value: Json): string {
  return pureCall(`const ${declared}`, 'JSON.parse', [quote(JSON.stringify(value))]);
}
