import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const { default: Handlebars } = await import('handlebars');
  const handlebars = Handlebars.create();
  const folder = fileURLToPath(new URL('../../templates', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.hbs'),
  );
  const templates = new Map(
    files.map((file) => {
      const name = file.slice(0, -'.hbs'.length).split(path.sep).join('/');
      return [
        name,
        handlebars.compile<object>(readFileSync(path.join(folder, file), 'utf8'), templateOptions),
      ];
    }),
  );
  for (const [name, template] of templates) handlebars.registerPartial(name, template);
  return (name, view) => run(templates.get(name), name, view);
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
