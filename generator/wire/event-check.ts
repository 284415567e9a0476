import type { Flow } from '../model/api.ts';
import type { Check } from '../model/check.ts';
import type { CheckIndex } from './check-index.ts';
import { Compiler } from './compile.ts';
import { Coverage } from './coverage.ts';
import { explain, type WireIssue } from './explain.ts';
import type { Test } from './limits.ts';

type Value = Readonly<Record<string, unknown>>;

/** How many messages of an event there were, and had each of its fields, in an order that only its check knows. */
export interface SeenEvent {
  readonly flow: Flow;
  readonly event: string;
  readonly count: number;
  readonly fields: Float64Array;
}

/** An event of a version, which is compiled when the first message of it comes. */
export class EventCheck {
  readonly event: string;
  readonly flow: Flow;
  readonly check: Check;
  readonly #compiler: Compiler;
  readonly #index: CheckIndex;
  readonly #coverage = new Coverage();
  #counted: Test | undefined;
  #silent: Test | undefined;
  #text: string | undefined;
  count = 0;

  constructor(event: string, check: Check, index: CheckIndex) {
    this.event = event;
    this.flow = index.flow;
    this.check = check;
    this.#index = index;
    this.#compiler = new Compiler(index, this.#coverage);
  }

  /** Whether a message is as the event is declared, no key undeclared. It counts, and so do its fields. */
  counted(message: Value): boolean {
    this.count += 1;
    this.#coverage.next();
    return this.#countedTest()(message);
  }

  fits(message: Value): boolean {
    this.#silent ??= this.#compiler.silent(this.check, 'closed');
    return this.#silent(message);
  }

  issues(message: Value): readonly WireIssue[] {
    return explain(this.check, message, this.#index, this.#compiler);
  }

  /** Every field that the event may have, with how many messages had it. */
  fields(): readonly { readonly path: string; readonly count: number }[] {
    this.#countedTest();
    return this.#coverage.fields();
  }

  seen(): SeenEvent {
    return {
      flow: this.flow,
      event: this.event,
      count: this.count,
      fields: this.#coverage.counts(),
    };
  }

  /** What another one of the same check has seen. */
  add({ count, fields }: SeenEvent): void {
    this.#countedTest();
    this.count += count;
    this.#coverage.add(fields);
  }

  reset(): void {
    this.count = 0;
    this.#coverage.reset();
  }

  /** Two events with the same text are the same, and so is what they say of a message. */
  text(): string {
    this.#text ??= this.#index.textOf(this.check);
    return this.#text;
  }

  #countedTest(): Test {
    this.#counted ??= this.#compiler.counted(this.check);
    return this.#counted;
  }
}
