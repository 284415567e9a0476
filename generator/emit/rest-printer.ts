/**
 * What `rest.ts` is printed with. A module of its own, loaded when there is something to print: the build sees here which part of
 * openapi-typescript is needed, and takes that in; what reads, bundles and lints documents, and its many packages, stay out.
 */
export {
  astToString,
  resolveRef,
  scanDiscriminators,
  transformSchema,
  type GlobalContext,
  type OpenAPI3,
} from 'openapi-typescript';
export { default as ts } from 'typescript';
