import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { slashed } from '../base/slashed.ts';
import { precompiled } from './precompiled.ts';
import { templateOptions } from './template-options.ts';

/** Renders a view with the template of a name, `types` for `templates/types.hbs`. */
export type Render = (template: string, view: object) => string;

/**
 * The project's templates. As built they are compiled already and need only handlebars' small run time; from source they
 * are read and compiled here.
 */
export async function loadTemplates(): Promise<Render> {
  return precompiled === undefined ? fromSource() : fromBuild(precompiled);
}

async function fromBuild(specs: Readonly<Record<string, unknown>>): Promise<Render> {
  // Its types say that it is the whole of handlebars, and not as a default.
  const { default: runtime } = (await import('handlebars/runtime.js')) as unknown as {
    readonly default: Pick<typeof import('handlebars'), 'create'>;
  };
  const handlebars = runtime.create();
  const templates = new Map(
    Object.entries(specs).map(([name, spec]) => [
      name,
      handlebars.template(spec as TemplateSpecification),
    ]),
  );
  for (const [name, template] of templates) handlebars.registerPartial(name, template);
  return (name, view) => run(templates.get(name), name, view);
}

async function fromSource(): Promise<Render> {
  return loadTemplatesWith(new Map());
}

/** The project's templates, and others, by name, in the place of some of them; these may leave the last line feed out. */
export async function loadTemplatesWith(own: ReadonlyMap<string, string>): Promise<Render> {
  const { default: Handlebars } = await import('handlebars');
  const handlebars = Handlebars.create();
  const compile = (text: string) => handlebars.compile<object>(text, templateOptions);
  const templates = new Map([
    ...(precompiled === undefined
      ? sourceTexts().map(([name, text]) => [name, compile(text)] as const)
      : Object.entries(precompiled).map(
          ([name, spec]) => [name, handlebars.template(spec as TemplateSpecification)] as const,
        )),
    ...[...own].map(([name, text]) => {
      return [name, compile(text === '' || text.endsWith('\n') ? text : `${text}\n`)] as const;
    }),
  ]);
  for (const [name, template] of templates) handlebars.registerPartial(name, template);
  return (name, view) => run(templates.get(name), name, view);
}

function sourceTexts(): readonly (readonly [name: string, text: string])[] {
  const folder = fileURLToPath(new URL('../../templates', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => {
      const name = slashed(file.slice(0, -'.hbs'.length));
      return [name, readFileSync(path.join(folder, file), 'utf8')];
    });
}

function run(
  template: ((view: object, options: object) => string) | undefined,
  name: string,
  view: object,
): string {
  if (template === undefined) throw new Error(`there is no template ${name}`);
  // Views are plain data that we made; prototypes and methods are never looked up.
  return template(view, {
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}
