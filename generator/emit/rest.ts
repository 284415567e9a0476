import { own } from '../base/json.ts';
import type { ApiModel } from '../model/api.ts';
import { sharedMark, type HttpDocument } from '../model/http.ts';
import { importLine } from '../render/declaration.ts';
import type { Draft } from '../render/drafts.ts';
import { formatTypeScript } from '../render/format.ts';
import type { Render } from '../render/templates.ts';
import { bannerView } from './banner-view.ts';
import type { GlobalContext, OpenAPI3 } from './rest-printer.ts';
import { createScope, type Scope } from './scope.ts';

/**
 * `rest.ts`: the types of an HTTP document as openapi-typescript makes them (`paths`, `operations`, `components`), but that what the
 * events' files export is imported from there. A key with a default may be missing, as in all types of ours.
 */
export async function emitRest(
  http: HttpDocument,
  model: ApiModel,
  render: Render,
): Promise<Draft> {
  const scope = createScope(model, 'rest');
  const text = await formatTypeScript(escapeUnseen(await printTypes(http, scope)));
  const parts = text
    .trimEnd()
    .split(/\n(?=(?:export )?(?:interface|type) )/)
    .map((part) => ({ text: part.trimEnd() }));
  const imports = scope.imports().map(({ names, from, kind }) => ({
    text: importLine(names, `./${from}.js`, kind),
  }));
  const banner = bannerView(http.source);
  return { path: 'rest.ts', text: render('file', { banner, imports, parts }) };
}

async function printTypes({ value, shared }: HttpDocument, scope: Scope): Promise<string> {
  const { astToString, scanDiscriminators, resolveRef, transformSchema, ts } =
    await import('./rest-printer.ts');
  const { factory } = ts;
  const names = shared.map(({ shape, side }) => scope[side](shape));
  // What the package does to a document is done to a copy.
  const document = structuredClone(value) as unknown as OpenAPI3;
  const context: Omit<GlobalContext, 'redoc'> = {
    ...plainOptions,
    silent: true,
    injectFooter: [],
    discriminators: scanDiscriminators(document, { silent: true }),
    resolve: (ref) => resolveRef(document, ref, { silent: true }),
    transform: (schema) => {
      const name = names[Number(own(schema, sharedMark) ?? -1)];
      return name === undefined ? undefined : factory.createTypeReferenceNode(name);
    },
    transformProperty: undefined,
    postTransform: undefined,
  };
  // The document needs no bundling, which is all that the missing key is for: nothing is read, fetched or printed.
  return astToString(transformSchema(document, context as GlobalContext));
}

/** Nothing that the package could do besides; a default spares nobody the question whether a key is there. */
const plainOptions = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
} as const;

/** Comments have been cleaned; in literals, what an editor does not show is written as an escape. */
function escapeUnseen(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Cs}\u2028\u2029\u2e2f]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
