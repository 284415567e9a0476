import type { AsyncApiBundle, Schema } from './bundle.d.mts';

/** An OpenAPI 3.1 document that holds schemas alone. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, never>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export function toOpenApi(
  asyncapi: AsyncApiBundle,
  unionNames: Readonly<Partial<Record<'receive' | 'send', string>>>,
): OpenApiDocument;
