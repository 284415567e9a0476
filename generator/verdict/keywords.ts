import { accept, type Check } from './schema-check.ts';
import { choiceKeywords } from './keywords-choice.ts';
import { collectionKeywords } from './keywords-collection.ts';
import { scalarKeywords, typeCheck } from './keywords-scalar.ts';

export type SchemaObject = Readonly<Record<string, unknown>>;

/** What a keyword needs of the schema language that it stands in. */
export interface Tools {
  /** The check of a schema within this one. */
  readonly compile: (schema: unknown) => Check;
  /** The check of what `$ref` names, where that is a keyword and not replaced beforehand. */
  readonly follow: (ref: string) => Check;
  /** What stands behind a value of the checked document. */
  readonly behind: (value: unknown) => unknown;
}

/** Makes the check of one keyword, or of several that work together; undefined where the schema does not use them. */
export type Keyword = (schema: SchemaObject, tools: Tools) => Check | undefined;

const keywords: readonly Keyword[] = [...scalarKeywords, ...collectionKeywords, ...choiceKeywords];

/**
 * The check of a JSON Schema (draft-07), as ajv understands it without its strict mode: unknown keywords and formats are
 * ignored, `nullable` is OpenAPI's. A value of the wrong type is told nothing else.
 */
export function compileKeywords(schema: SchemaObject, tools: Tools): Check {
  const checks = keywords
    .map((keyword) => keyword(schema, tools))
    .filter((check) => check !== undefined);
  const type = typeCheck(schema);
  const [only, ...others] = checks;
  if (only === undefined) return type ?? accept;
  if (type === undefined && others.length === 0) return only;
  return (value, trace) => {
    if (type !== undefined && !type(value, trace)) return false;
    let valid = true;
    for (const check of checks) {
      if (check(value, trace)) continue;
      if (trace === undefined) return false;
      valid = false;
    }
    return valid;
  };
}
