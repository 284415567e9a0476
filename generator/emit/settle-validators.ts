import { camelCase, type NameTable } from '../base/names.ts';
import type { ApiModel } from '../model/api.ts';
import type { UnionNames } from './settle-names.ts';

/** What a type's validators are called. */
export interface ValidatorPair {
  readonly validate: string;
  readonly schema: string;
}

/** What is called how in the file of validators. */
export interface ValidatorNames {
  /** By the names of types, those of event unions among them. */
  readonly of: ReadonlyMap<string, ValidatorPair>;
  /** The names of the event unions' types, each with its sent side. */
  readonly unions: ReadonlySet<string>;
  /** The types that all validators share, by what they are called where nothing else is called so. */
  readonly types: ReadonlyMap<string, string>;
  /** All names that the file exports. */
  readonly exported: readonly string[];
}

/** Settles the names of a model's validators against all that are claimed; undefined for a model without checks. */
export function settleValidators(
  model: ApiModel,
  events: readonly UnionNames[],
  names: NameTable,
): ValidatorNames | undefined {
  if (model.checks === undefined) return undefined;
  const unions = new Set(
    events.flatMap(({ alias, param }) => (param === undefined ? [alias] : [alias, param.alias])),
  );
  const types = new Set(unions);
  for (const { name, sides, param } of model.shapes) {
    if (sides.read) types.add(name);
    if (param !== undefined) types.add(param.name);
  }
  const of = new Map(
    [...types].map((type): readonly [string, ValidatorPair] => {
      const validate = names.claim(`validate${type}`, ['Value']);
      return [type, { validate, schema: names.claim(`${camelCase(type)}Schema`, ['Value']) }];
    }),
  );
  const shared = new Map(exportedParts.map((name) => [name, names.claim(name, ['Result'])]));
  const pairs = [...of.values()].flatMap(({ validate, schema }) => [validate, schema]);
  return { of, unions, types: shared, exported: [...pairs, ...shared.values()] };
}

/** The names of the types that a module of validators exports beside them. */
export const exportedParts = [
  ...['ValidationIssue', 'Valid', 'Invalid', 'Unrecognized', 'Validation', 'EventValidation'],
  ...['ValidateOptions', 'StandardSchema', 'StandardResult'],
] as const;
