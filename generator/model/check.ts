import type { Origin } from '../base/finding.ts';
import type { Access, Json, Tag } from './shape.ts';

/**
 * What a value must satisfy: a schema in the terms of JSON Schema 2020-12, whatever draft the document speaks, decided and plain. A shape
 * says what TypeScript can; a check says all. `true` takes every value, `false` none.
 */
export type Check = boolean | CheckRules;

export type JsonType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'string' | 'integer';

/** Every rule that is there must hold (JSON Schema 2020-12, "Keywords"); a rule about another type than the value's does hold. */
export interface CheckRules {
  /** The name of a check. */
  readonly ref?: string;
  readonly type?: readonly JsonType[];
  readonly const?: Json;
  readonly enum?: readonly Json[];

  readonly multipleOf?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;

  /** In Unicode code points. */
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;

  readonly prefixItems?: readonly Check[];
  /** Of the items behind `prefixItems`. */
  readonly items?: Check;
  readonly contains?: Check;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly uniqueItems?: true;

  readonly properties?: readonly CheckedKey[];
  readonly patternProperties?: readonly { readonly pattern: string; readonly check: Check }[];
  /** Of the keys that neither of the two above covers. */
  readonly additionalProperties?: Check;
  readonly propertyNames?: Check;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly dependentSchemas?: Readonly<Record<string, Check>>;
  readonly maxProperties?: number;
  readonly minProperties?: number;

  readonly allOf?: readonly Check[];
  readonly anyOf?: readonly Check[];
  readonly oneOf?: readonly Check[];
  readonly not?: Check;
  readonly if?: Check;
  readonly then?: Check;
  readonly else?: Check;

  readonly unevaluatedProperties?: Check;
  readonly unevaluatedItems?: Check;

  /** The keys whose literals tell the members of `oneOf` or `anyOf` apart, where they do: what is wrong is then told of the one meant. */
  readonly tag?: Tag;
}

export interface CheckedKey {
  readonly key: string;
  readonly check: Check;
  readonly access: Access;
  /** Required, but the sender may leave it out, since the receiver fills in a default. */
  readonly spared?: true;
}

/** A check with the name of the shape that is made of the same schema. */
export interface NamedCheck {
  readonly name: string;
  readonly check: Check;
  readonly origin: Origin;
}
