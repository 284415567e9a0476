import { readFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { mapRefs } from './forms.mjs';

/**
 * An AsyncAPI 3 document with all that it refers to in other files moved into its components, under the names that it
 * has there. A reference that leads from a component straight to another file is replaced by what it leads to.
 */
export function bundleAsyncApi(file) {
  const { components, ...rest } = readYaml(file);
  const { messages, schemas, ...others } = components;
  const bundle = { root: file, taken: new Map(), components: { messages: {}, schemas: {} } };
  for (const [section, entries] of Object.entries({ messages, schemas }))
    for (const [name, value] of Object.entries(entries))
      take(bundle, section, name, { file, value });
  return {
    ...localise(bundle, { file, value: rest }),
    components: { ...localise(bundle, { file, value: others }), ...bundle.components },
  };
}

/** Puts what stands at a place among the components, once; what that refers to follows. */
function take(bundle, section, name, place) {
  const { file, value } = finalPlace(place);
  const key = `${section}/${name}`;
  const before = bundle.taken.get(key);
  if (before === value) return;
  if (before !== undefined) throw new Error(`${key} of ${file} is already taken by another`);
  bundle.taken.set(key, value);
  bundle.components[section][name] = undefined; // Keeps the place in the order of the document.
  bundle.components[section][name] = localise(bundle, { file, value });
}

/** A copy whose references all lead into the root document. */
function localise(bundle, { file, value }) {
  return mapRefs(value, (ref) => {
    if (file === bundle.root && ref.startsWith('#')) return ref;
    const name = ref.split('/').at(-1);
    take(bundle, 'schemas', name, placeOf(ref, file));
    return `#/components/schemas/${name}`;
  });
}

/** Follows references from file to file to what is no such reference. */
function finalPlace({ file, value }) {
  const ref = value?.$ref;
  if (typeof ref !== 'string' || ref.startsWith('#')) return { file, value };
  return finalPlace(placeOf(ref, file));
}

function placeOf(ref, file) {
  const [relative, pointer] = ref.split('#');
  const target = relative === '' ? file : path.resolve(path.dirname(file), relative);
  const keys = pointer.split('/').slice(1);
  const value = keys.reduce((at, key) => at?.[unescape(key)], readYaml(target));
  if (value === undefined) throw new Error(`nothing stands at ${ref}, as ${file} says`);
  return { file: target, value };
}

const values = new Map();

function readYaml(file) {
  if (!values.has(file)) values.set(file, yaml.load(readFileSync(file, 'utf8')));
  return values.get(file);
}

function unescape(key) {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
