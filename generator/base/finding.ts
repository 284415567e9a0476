import { suggest } from './nearest.ts';

/** How grave a finding is: an error fails the command, a warning does not. */
export type Level = 'error' | 'warning' | 'info';

/** A place in a document: its file, as the user would name it, and an RFC 6901 pointer into it (`''` is the whole file). */
export interface Origin {
  readonly file: string;
  readonly pointer: string;
}

/** An origin with its position in the text, 1-based; undefined until somebody needs it (see `load/locate.ts`). */
export interface Place extends Origin {
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** What is wrong, or worth knowing, in something that the user gave us. Findings are collected and returned, never thrown. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly at: Place;
  readonly message: string;
  readonly hint: string | undefined;
}

/** A result together with what was found on the way. */
export interface Checked<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}

/** The command or the API was used in a way that cannot work; exit code 2. `hint` says what would work. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }

  /** `unknown option --ouput`, with the name that was probably meant, or all that there are. */
  static unknown(what: string, given: string, known: readonly string[]): UsageError {
    return new UsageError(`unknown ${what} ${given}`, suggest(given, known));
  }
}

/** The defect is ours: a case that the types say cannot happen; exit code 3. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

/** A finding at an origin whose position in the text is not known yet. */
export function finding(
  rule: string,
  level: Level,
  at: Origin | Place,
  message: string,
  hint?: string,
): Finding {
  const place = 'line' in at ? at : { ...at, line: undefined, column: undefined };
  return { rule, level, at: place, message, hint };
}

/** True when at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.level === 'error');
}
