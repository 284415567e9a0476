import { pascalCase } from '../base/names.ts';
import type { Check, CheckRules } from '../model/check.ts';
import { tagCases, type CheckIndex } from '../model/check-tags.ts';
import type { Side } from '../model/side.ts';
import { differsBySide } from './check-side.ts';
import { bodyLines } from './check-body.ts';
import { localHead, parametersFor } from '../render/statement.ts';
import type { CodeParts } from './code-parts.ts';
import { switchLines } from './check-switch.ts';

/**
 * How a function takes its value: `whole` stands for all that is said of it, and asks for unknown fields itself; `part` stands beside
 * others, and tells them what it has seen.
 */
export type Mode = 'whole' | 'part';

/** A check whose function is called. */
export interface Called {
  readonly check: Check;
  readonly side: Side;
  readonly hint: string;
  readonly mode?: Mode;
}

/** A call of a function. */
export interface Call {
  readonly call: string;
  readonly args: readonly string[];
}

/** A function to be written: its name and what it checks. */
interface Waiting {
  readonly name: string;
  readonly check: CheckRules;
  readonly side: Side;
  readonly mode: Mode;
}

/** The functions that check values, each written once; whoever refers to one makes it be written. */
export class CheckCode {
  readonly index: CheckIndex;
  readonly parts: CodeParts;
  readonly #known = new Map<unknown, Map<string, string>>();
  readonly #waiting: Waiting[] = [];
  readonly #titles: ReadonlyMap<string, Readonly<Record<Side, string>>>;

  /** `titles` are the names of types by those of checks, as one reads and as one sends them. */
  constructor(
    index: CheckIndex,
    parts: CodeParts,
    titles: ReadonlyMap<string, Readonly<Record<Side, string>>>,
  ) {
    this.index = index;
    this.parts = parts;
    this.#titles = titles;
  }

  /** The name of the function for a check; `hint` is what it is called after where it has no name. */
  nameOf(given: Check, side: Side, hint: string, mode: Mode = 'whole'): string {
    const { check, title } = this.#resolved(given, side);
    if (check === true || isEmpty(check)) return this.parts.use('isAnything');
    if (check === false) return this.parts.use('isNothing');
    const variant = `${differsBySide(check, this.index) ? side : 'both'} ${mode}`;
    const variants = this.#known.get(check) ?? new Map<string, string>();
    this.#known.set(check, variants);
    const known = variants.get(variant);
    if (known !== undefined) return known;
    const base = title ?? hint;
    const name = this.parts.claim(`check${base}${mode === 'part' ? 'Part' : ''}`);
    variants.set(variant, name);
    this.#waiting.push({ name, check, side, mode });
    return name;
  }

  /** A call of the function for a check; undefined for a check that takes every value. */
  call(
    { check: given, side, hint, mode = 'whole' }: Called,
    args: readonly string[],
  ): Call | undefined {
    const { check } = this.#resolved(given, side);
    if (check === true || isEmpty(check)) return undefined;
    const call = this.nameOf(given, side, hint, mode);
    return { call, args: check === false ? args.slice(0, 2) : args };
  }

  /** The texts of all functions that have been asked for and are not written yet, and of those that these ask for. */
  *texts(): Iterable<string> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      yield this.#text(next);
    }
  }

  /** What a chain of bare references and lone parts leads to, and what it is called; one that leads to itself says nothing. */
  #resolved(
    given: Check,
    side: Side,
  ): { readonly check: Check; readonly title: string | undefined } {
    let check = given;
    let title: string | undefined;
    const passed = new Set<string>();
    for (let next = soleOf(check); next !== undefined; next = soleOf(check)) {
      if (next.ref === undefined) {
        check = next.check;
        continue;
      }
      const target = passed.has(next.ref) ? undefined : this.index.get(next.ref);
      if (target === undefined) return { check: true, title: undefined };
      passed.add(target.name);
      title = this.#titles.get(target.name)?.[side] ?? pascalCase(target.name);
      check = target.check;
    }
    return { check, title };
  }

  #text({ name, check, side, mode }: Waiting): string {
    const run = this.parts.nameOf('Run');
    const cases = this.#cases(check);
    const hint = name.slice('check'.length);
    const lines =
      cases === undefined
        ? bodyLines({ check, side, mode, hint, code: this })
        : switchLines({ ...cases, side, mode, hint, code: this });
    const seen = mode === 'part' ? [`seen: ${this.parts.nameOf('Seen')} | undefined`] : [];
    const parameters = parametersFor(lines, ['value: unknown', `run: ${run}`, ...seen]);
    const head = localHead(name, parameters, 'boolean');
    return [head, ...lines, '}'].join('\n');
  }

  /** What a check that is a tagged union and no more comes to. */
  #cases(check: CheckRules):
    | {
        readonly tag: readonly string[];
        readonly cases: NonNullable<ReturnType<typeof tagCases>>;
        readonly rule: 'oneOf' | 'anyOf';
        readonly members: readonly Check[];
      }
    | undefined {
    const { tag, oneOf, anyOf, ...others } = check;
    const members = oneOf ?? anyOf;
    if (tag === undefined || members === undefined || Object.keys(others).length > 0)
      return undefined;
    const cases = tagCases(members, tag, this.index);
    return cases && { tag, cases, rule: oneOf === undefined ? 'anyOf' : 'oneOf', members };
  }
}

/** What a check comes to that says nothing but one other thing, by a reference or as the only part of itself. */
function soleOf(
  check: Check,
): { readonly ref: string } | { readonly ref?: undefined; readonly check: Check } | undefined {
  if (typeof check === 'boolean' || Object.keys(check).length !== 1) return undefined;
  const { ref, allOf } = check;
  if (ref !== undefined) return { ref };
  const [only, ...more] = allOf ?? [];
  return only === undefined || more.length > 0 ? undefined : { check: only };
}

function isEmpty(check: Check): boolean {
  return typeof check !== 'boolean' && Object.keys(check).length === 0;
}
