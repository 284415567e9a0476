import { isRecord, own } from '../../generator/base/json.ts';

/** A schema of a document that may be changed in place. */
export type OpenSchema = Record<string, unknown>;

/** A place where a schema stands, with what holds it, so that another can be put there. */
export interface SchemaPlace {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
  readonly schema: OpenSchema;
}

/** All places of schemas in a list of components, outermost first; what `not` and `if` say is left alone. */
export function schemaPlaces(schemas: Record<string, unknown>): readonly SchemaPlace[] {
  const found: SchemaPlace[] = [];
  const visit = (holder: SchemaPlace['holder'], key: string | number): void => {
    const schema = holder[key];
    if (!isRecord(schema)) return;
    found.push({ holder, key, schema: schema });
    for (const keyword of single) visit(schema, keyword);
    for (const keyword of lists) {
      const members = own(schema, keyword);
      if (Array.isArray(members)) members.forEach((_, index) => visit(members as never, index));
    }
    for (const keyword of maps) {
      const named = own(schema, keyword);
      if (isRecord(named)) for (const name of Object.keys(named)) visit(named, name);
    }
  };
  for (const name of Object.keys(schemas)) visit(schemas, name);
  return found;
}

const single = ['items', 'additionalItems', 'additionalProperties'];
const lists = ['items', 'prefixItems', 'allOf', 'anyOf', 'oneOf'];
const maps = ['properties', 'patternProperties'];
