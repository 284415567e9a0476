import path from 'node:path';
import type { Finding } from '../base/finding.ts';
import { slashed } from '../base/slashed.ts';
import { emitApi, type ValidatorParts } from '../emit/emit-api.ts';
import type { ReferenceOptions } from '../emit/emit-reference.ts';
import { emitRest } from '../emit/rest.ts';
import { importText } from '../emit/scalar-type.ts';
import type { ApiModel } from '../model/api.ts';
import type { HttpDocument } from '../model/http.ts';
import type { Draft } from '../render/drafts.ts';
import { loadTemplates, type Render } from '../render/templates.ts';
import { importsFrom, type Settings } from './settings.ts';

/** The files of a target, and the templates of the user that they were made with. */
export interface Emitted {
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
  readonly inputs: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

/** What is emitted beside the types of the events. */
export interface Beside {
  /** The HTTP side of the API. */
  readonly http?: HttpDocument | undefined;
  /** The pages for people; undefined where nobody wants them. */
  readonly reference?: ReferenceOptions | undefined;
}

/** Emits a model and what stands beside its types, with our templates, or with those of a folder in their places. */
export async function emitTarget(
  model: ApiModel,
  templates: string | undefined,
  cwd: string,
  { http, reference }: Beside = {},
): Promise<Emitted> {
  if (templates === undefined) {
    ours ??= loadTemplates();
    const drafts = await emitAll(model, http, await ours);
    const pages = await emitPages(model, reference, http, await ours);
    return { drafts: [...drafts, ...pages], findings: [], inputs: [], texts: new Map() };
  }
  const { formatDrafts, readOwnTemplates } = await import('../render/own-templates.ts');
  const { render, ...own } = await readOwnTemplates(templates, cwd);
  if (render === undefined) return { ...own, drafts: [] };
  const folder = slashed(path.relative(cwd, path.resolve(cwd, templates)));
  const { drafts, findings } = await formatDrafts(await emitAll(model, http, render), folder);
  const pages = await emitPages(model, reference, http, render);
  return { ...own, drafts: [...drafts, ...pages], findings: [...own.findings, ...findings] };
}

async function emitAll(
  model: ApiModel,
  http: HttpDocument | undefined,
  render: Render,
): Promise<readonly Draft[]> {
  const drafts = emitApi(model, render, await validatorsFor(model));
  return http === undefined ? drafts : [...drafts, await emitRest(http, model, render)];
}

/** What makes validators is loaded where there are checks to make them of. */
async function validatorsFor({ checks }: ApiModel): Promise<ValidatorParts | undefined> {
  if (checks === undefined) return undefined;
  const { validatorParts } = await import('../emit/emit-validators.ts');
  return validatorParts;
}

/** Few ask for the pages, so what makes them is loaded for these alone. */
async function emitPages(
  model: ApiModel,
  options: ReferenceOptions | undefined,
  http: HttpDocument | undefined,
  render: Render,
): Promise<readonly Draft[]> {
  if (options === undefined) return [];
  const { emitReference } = await import('../emit/emit-reference.ts');
  return emitReference(model, render, { ...options, http });
}

let ours: ReturnType<typeof loadTemplates> | undefined;

/** The settings of a target with imports as its files write them: relative to the folder that these go to. */
export function withImportsFor(settings: Settings, output: string, cwd: string): Settings {
  const { formats } = settings;
  if (formats === undefined) return settings;
  const folder = path.resolve(cwd, output);
  const toFile = (file: string): string => {
    const way = slashed(path.relative(folder, path.resolve(cwd, file)));
    return way.startsWith('.') ? way : `./${way}`;
  };
  return { ...settings, formats: importsFrom(formats, toFile) };
}

/** Drafts for the compiler, which knows nothing of the user's files: their types are what the values are on the wire. */
export function withoutImports(drafts: readonly Draft[], model: ApiModel): readonly Draft[] {
  const imports = model.shapes.flatMap(({ shape }) =>
    shape.kind === 'scalar' && shape.type?.kind === 'import'
      ? [[importText(shape.type), shape.scalar === 'integer' ? 'number' : shape.scalar] as const]
      : [],
  );
  if (imports.length === 0) return drafts;
  return drafts.map((draft) => ({
    ...draft,
    text: imports.reduce((text, [from, to]) => text.replaceAll(from, to), draft.text),
  }));
}
