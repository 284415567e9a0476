import type { Check, CheckRules } from '../model/check.ts';

/** The parts of a check that may declare keys of their own. */
export function appliedParts(check: CheckRules): readonly Check[] {
  const { allOf = [], anyOf, oneOf, ref, dependentSchemas = {} } = check;
  return [
    ...allOf,
    ...(anyOf === undefined ? [] : [true]),
    ...(oneOf === undefined ? [] : [true]),
    ...(ref === undefined ? [] : [true]),
    ...[check.then, check.else].filter((one) => one !== undefined),
    ...Object.values(dependentSchemas),
  ];
}

/** Whether a check itself says something of the keys of an object. */
export function hasKeys(check: CheckRules): boolean {
  const { properties, patternProperties, additionalProperties, required } = check;
  const { propertyNames, unevaluatedProperties } = check;
  return (
    (properties ?? patternProperties ?? additionalProperties ?? required) !== undefined ||
    (propertyNames ?? unevaluatedProperties) !== undefined
  );
}
