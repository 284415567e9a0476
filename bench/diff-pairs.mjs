/** Pairs of versions, to be compared. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleAsyncApi } from './bundle.mjs';
import { syntheticDocument } from './synthetic.mjs';
import { root } from './work.mjs';

const events = 5000;

/**
 * Writes the pairs below `folder`.
 *
 * @returns {import('./documents.mjs').Documents[]}
 */
export function diffPairs(folder) {
  return [ours(folder), synthetic(folder)];
}

/** Our own beta and GA: files of YAML for us, JSON without references for the others. */
function ours(folder) {
  const source = (name) => path.join(root, `spec/openai-realtime/${name}.asyncapi.yaml`);
  const name = 'diff-beta-ga';
  const [before, after] = ['beta', 'ga'].map((one) => bundleAsyncApi(source(one)));
  return {
    name,
    title: 'OpenAI Realtime, beta against GA',
    facts: `${countEvents(before)} events against ${countEvents(after)}.`,
    pair: { before: source('beta'), after: source('ga') },
    dereferenced: writePair(folder, `${name}.dereferenced`, before, after, withoutRefs),
  };
}

/**
 * Of each tenth event a field is gone, another one is required; each hundredth is gone itself. For us alone: without references, each
 * version would have 70 MB.
 */
function synthetic(folder) {
  const name = `diff-synthetic-${events}`;
  const [before, after] = [syntheticDocument(events), changed(syntheticDocument(events))];
  return {
    name,
    title: `${events.toLocaleString('en')} synthetic events against as many`,
    facts: `Of each tenth event a field is gone and another one is required, and each hundredth is another one.`,
    pair: writePair(folder, name, before, after, (one) => one),
  };
}

function changed(document) {
  const { messages, schemas } = document.components;
  Object.entries(messages).forEach(([name, message], index) => {
    const schema = schemas[name];
    if (index % 10 === 0) {
      delete schema.properties.fee;
      schema.required.push('state');
    }
    if (index % 100 === 5) {
      message.name = `${message.name}.again`;
      schema.properties.type.const = message.name;
    }
  });
  return document;
}

function writePair(folder, name, before, after, convert) {
  const write = (which, value) => {
    const file = path.join(folder, `${name}.${which}.json`);
    writeFileSync(file, `${JSON.stringify(convert(value), undefined, 1)}\n`);
    return file;
  };
  return { before: write('before', before), after: write('after', after) };
}

/** The document with what each reference leads to in its place. One that leads into itself stays. */
function withoutRefs(document) {
  const resolve = (value, inside) => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => resolve(one, inside));
    const { $ref } = value;
    if (typeof $ref === 'string') {
      return inside.includes($ref) ? value : resolve(targetOf(document, $ref), [...inside, $ref]);
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, resolve(one, inside)]),
    );
  };
  return resolve(document, []);
}

function targetOf(document, ref) {
  return ref
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((value, step) => value[step], document);
}

function countEvents(document) {
  return Object.keys(document.components.messages).length;
}
