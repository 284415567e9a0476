import { camelCase, type NameTable } from '../base/names.ts';
import { isIdentifier } from '../base/identifier.ts';
import type { ApiModel, NamedShape } from '../model/api.ts';
import type { ShapeIndex } from '../model/walk.ts';
import type { MigrationPlan } from './plan.ts';

/** A version as the file of converters knows it. */
export interface TurnSide {
  readonly name: string;
  /** What its types are imported as, `beta`. */
  readonly namespace: string;
  readonly model: ApiModel;
  readonly types: ReadonlySet<string>;
  readonly index: ShapeIndex;
}

export interface TurnSides {
  readonly plan: MigrationPlan;
  readonly before: TurnSide;
  readonly after: TurnSide;
}

/** What the template declares for itself. */
export const coreNames: readonly string[] = [
  ...['Loss', 'Converted', 'ConvertedEvents', 'Fields', 'Path', 'Condition', 'Pairs', 'Row'],
  ...['Target', 'Route', 'Routes', 'Tell', 'Turn', 'rowsOf', 'convertEvent', 'convertValue'],
  ...['upgrade', 'apply', 'downgrade', 'undo', 'absent', 'taken', 'change', 'put', 'moved'],
  ...['withoutHulls', 'placeBefore', 'mapped', 'unwrapped', 'holds', 'valuesAt', 'same', 'copy'],
  ...['isFields', 'pointer'],
];

/** What a version is imported as: its name where that is one. */
export function namespaceOf(version: string, names: NameTable): string {
  return names.claim(isIdentifier(version) ? version : camelCase(version), ['Version']);
}

/** The types by which a shape is known to code: what one reads, and what one sends where that is another. */
export function typesOf(
  named: NamedShape | undefined,
  { namespace, types }: TurnSide,
): { readonly read: string | undefined; readonly write: string | undefined } {
  const exported = (name: string | undefined): string | undefined =>
    name !== undefined && types.has(name) ? `${namespace}.${name}` : undefined;
  const read = named?.sides.read === true ? exported(named.name) : undefined;
  const param = named?.param;
  const write = param?.same === true && read !== undefined ? undefined : exported(param?.name);
  return { read, write };
}

/** What the names of two unions have in common in front is left out of the names of functions: `ServerEvent`, `ClientEvent`. */
export function shortNames(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.match(/[A-Z]?[^A-Z]+|[A-Z]+(?![a-z])/g) ?? [name]);
  const shortest = Math.min(...words.map((one) => one.length));
  let shared = 0;
  if (names.length > 1) {
    while (shared < shortest - 1 && words.every((one) => one[shared] === words[0]?.[shared]))
      shared += 1;
  }
  return words.map((one) => one.slice(shared).join(''));
}
