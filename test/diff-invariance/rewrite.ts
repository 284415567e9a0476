import path from 'node:path';
import { dump } from 'js-yaml';
import { shuffleKeys } from '../stability/shuffle-keys.ts';

/** The files of a document, as values, by their names. */
export type Files = ReadonlyMap<string, unknown>;

/** A document that says the same in other words. */
export interface Rewritten {
  /** Texts by the names of the files. */
  readonly texts: ReadonlyMap<string, string>;
  /** What the file that had this name is called. */
  readonly named: (file: string) => string;
}

/** Each way to say the same, and what it does. */
export const rewritings: Readonly<Record<string, (files: Files) => Rewritten>> = {
  'keys in another order': (files) => asYaml(mapFiles(files, (value) => shuffleKeys(value, 7))),
  'schemas that are called otherwise': (files) => asYaml(renamed(files)),
  'one more $ref to each schema': (files) => asYaml(withDetours(files)),
  'JSON instead of YAML': asJson,
};

function asYaml(files: Files): Rewritten {
  const texts = new Map([...files].map(([file, value]) => [file, dump(value, { noRefs: true })]));
  return { texts, named: (file) => file };
}

function asJson(files: Files): Rewritten {
  const named = (file: string): string => file.replace(/\.ya?ml$/, '.json');
  const pointed = mapFiles(files, (value) =>
    mapRefs(value, (ref) => {
      const [file = '', pointer] = ref.split('#');
      return pointer === undefined ? named(file) : `${named(file)}#${pointer}`;
    }),
  );
  const texts = new Map([...pointed].map(([file, value]) => [named(file), JSON.stringify(value)]));
  return { texts, named };
}

function renamed(files: Files): Files {
  const toNew = (name: string): string => `${name}Called`;
  const moved = mapFiles(files, (value, file) =>
    mapSchemas(value, file, (schemas) =>
      Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [toNew(name), schema])),
    ),
  );
  return mapFiles(moved, (value, file) =>
    mapRefs(value, (ref) => {
      const [target = '', pointer = ''] = ref.split('#');
      const at = path.posix.join(path.posix.dirname(file), target);
      const into = schemasAt(target === '' ? file : at, files);
      if (into === undefined || !pointer.startsWith(`${into}/`)) return ref;
      const [name = '', ...deeper] = pointer.slice(into.length + 1).split('/');
      return `${target}#${[into, toNew(name), ...deeper].join('/')}`;
    }),
  );
}

function withDetours(files: Files): Files {
  return mapFiles(files, (value, file) =>
    mapSchemas(value, file, (schemas) =>
      Object.fromEntries(
        Object.entries(schemas).flatMap(([name, schema]) => [
          [name, { $ref: `#${schemasAt(file, files) ?? ''}/${name}Behind` }],
          [`${name}Behind`, schema],
        ]),
      ),
    ),
  );
}

/** The pointer to the named schemas of a file: of one that is no document itself, all that it holds. */
function schemasAt(file: string, files: Files): string | undefined {
  const value = files.get(file);
  if (isMapping(value) && 'asyncapi' in value) return '/components/schemas';
  return value === undefined || path.posix.basename(file) === 'messages.yaml' ? undefined : '';
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapFiles(files: Files, to: (value: unknown, file: string) => unknown): Files {
  return new Map([...files].map(([file, value]) => [file, to(value, file)]));
}

function mapSchemas(value: unknown, file: string, to: (schemas: Mapping) => Mapping): unknown {
  if (!isMapping(value)) return value;
  if (!('asyncapi' in value)) {
    return path.posix.basename(file) === 'messages.yaml' ? value : to(value);
  }
  const { components } = value;
  if (!isMapping(components) || !isMapping(components['schemas'])) return value;
  return { ...value, components: { ...components, schemas: to(components['schemas']) } };
}

function mapRefs(value: unknown, to: (ref: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => mapRefs(one, to));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? to(inner) : mapRefs(inner, to),
    ]),
  );
}
