import openapiTypeScript, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../../bench/forms.mjs';

/** Those of openapi-typescript's options that anybody here sets. */
export interface OpenApiTypesOptions {
  /** Everything becomes `readonly`. */
  readonly immutable?: boolean;
}

/** The module that openapi-typescript makes of an OpenAPI document: `components['schemas'][name]`. */
export async function openApiTypes(
  document: OpenApiDocument,
  options: OpenApiTypesOptions = {},
): Promise<string> {
  // As text, because it changes what it is given; and what has a default may be absent from a message.
  const nodes = await openapiTypeScript(JSON.stringify(document), {
    ...options,
    defaultNonNullable: false,
  });
  return astToString(nodes);
}
