/**
 * Measures generated validators beside ajv and zod, on the messages of real sessions and on audio deltas:
 *
 *     npm run bench:validators [-- --write]
 *
 * With less room for young objects, collecting the garbage of `JSON.parse` is what is measured on a busy machine. Each row is the best
 * of several rounds, in messages a second; `sizes` are what a browser loads, minified and gzipped. All are made of the same document;
 * ours know of its patches, too, so that they take a few messages more. Ours are asked for any event; ajv and zod are handed the one
 * schema that a message's type names, for by themselves they try all events one after the other.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { z } from 'zod-4';
import { bundleAsyncApi } from './bundle.mjs';
import { writeReport } from './report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 9);
const wire = path.join(root, 'test/fixtures/wire');

const real = readdirSync(wire)
  .filter((file) => file.endsWith('.ndjson'))
  .flatMap((file) => readFileSync(path.join(wire, file), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line))
  .filter(({ direction }) => direction === 'server')
  .map(({ message }) => message);

const lines = [];
tell(`node ${process.versions.node}\n`);
for (const [name, version, messages] of [
  ['messages of real sessions, against the beta', 'beta', real],
  ['audio deltas of the beta', 'beta', deltas('response.audio.delta')],
  ['audio deltas of GA', 'ga', deltas('response.output_audio.delta')],
]) {
  await compare(name, version, messages);
}
await tellSizes();
if (process.argv.includes('--write')) {
  await writeReport(`\`\`\`text\n${lines.join('\n').trim()}\n\`\`\``, 'validators');
}

/** Prints a line, and keeps it for the page. */
function tell(line) {
  console.log(line);
  lines.push(line);
}

function deltas(type) {
  const delta = { response_id: 'resp_1', item_id: 'item_1', output_index: 0, content_index: 0 };
  return Array.from({ length: 100 }, (_, at) => {
    return { type, event_id: `event_${at}`, ...delta, delta: 'UklGRiQAAABXQVZF'.repeat(400) };
  });
}

async function compare(name, version, given) {
  const code = `export * from './generated/openai-realtime/${version}/index.ts';`;
  const { validateRealtimeServerEvent: ours } = await load(code);
  const ajv = ajvFor(version);
  const zod = zodFor(version);
  const texts = given.map((one) => JSON.stringify(one));
  // As they come from the wire: texts that no engine has met before.
  const messages = texts.map((one) => JSON.parse(one));
  const verdicts = messages.map((one) => [ours(one).ok, ajv.byType(one), zod(one)]);
  const valid = verdicts.filter(([ok]) => ok).length;
  const odd = verdicts.filter(([ok, ...others]) => others.some((one) => one !== ok)).length;
  tell(`${name}: ${messages.length}, of which ${valid} are valid; of ${odd} not all say the same`);
  const rows = [
    ['JSON.parse', texts, (text) => JSON.parse(text)],
    ['JSON.parse, then ours', texts, (text) => ours(JSON.parse(text))],
    ['ours, the union of all events', messages, (one) => ours(one)],
    ['ajv, compiled, by the type of each event', messages, (one) => ajv.byType(one)],
    ['ajv, compiled, the union of all events', messages, (one) => ajv.union(one)],
    ['zod, by the type of each event', messages, (one) => zod(one)],
  ];
  const best = measureAll(rows);
  for (const [at, [label]] of rows.entries()) {
    const rate = Math.round(1e9 / best[at]).toLocaleString('en');
    tell(`  ${label.padEnd(42)} ${best[at].toFixed(0).padStart(7)} ns ${rate.padStart(12)}/s`);
  }
  tell(`  parsed and validated: ${(best[1] / best[0]).toFixed(2)} times JSON.parse alone\n`);
}

async function tellSizes() {
  tell('sizes, minified and gzipped, of GA');
  const ga = './generated/openai-realtime/ga';
  const one = 'ResponseAudioDeltaEvent';
  const ajv = newAjv('ga', { code: { source: true, esm: true } });
  const all = `export * from '${ga}/guards.ts'; export * from '${ga}/connection.ts';`;
  for (const [label, code] of [
    ['guards and connection', all],
    ['one validator', `export { validate${one} } from '${ga}/index.ts';`],
    ['all received events', `export { validateRealtimeServerEvent } from '${ga}/index.ts';`],
    ['all validators', `export * from '${ga}/validators.ts';`],
    ['ajv, one validator', standalone.default(ajv, { one: refTo(one) })],
    ['ajv, all received events', standalone.default(ajv, unionIn(ajv, 'ga'))],
    ['zod, without any schema', "export { z } from 'zod-4';"],
  ]) {
    const text = await bundle(code, true);
    const [plain, gzipped] = [text.length, gzipSync(text).length];
    tell(
      `  ${label.padEnd(26)} ${String(plain).padStart(7)} bytes ${String(gzipped).padStart(7)} gzipped`,
    );
  }
}

/** Nanoseconds for one thing of each row, in the best of several rounds; the rows take turns, so that a slow moment hits all. */
function measureAll(rows) {
  const best = rows.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, [, things, work]] of rows.entries()) {
      const count = Math.ceil(20_000 / things.length);
      const start = process.hrtime.bigint();
      for (let turn = 0; turn < count; turn += 1) for (const one of things) work(one);
      const took = Number(process.hrtime.bigint() - start);
      best[at] = Math.min(best[at], took / count / things.length);
    }
  }
  return best;
}

function schemasOf(version) {
  const document = bundleAsyncApi(path.join(root, `spec/openai-realtime/${version}.asyncapi.yaml`));
  return document.components.schemas;
}

/** The names of the schemas of events, by their types. */
function eventsOf(version) {
  const names = new Map();
  for (const [name, schema] of Object.entries(schemasOf(version))) {
    const type = schema?.properties?.type?.const;
    if (/Event|^Conversation|^Input|^Output/.test(name) && type !== undefined && !names.has(type)) {
      names.set(type, name);
    }
  }
  return names;
}

function refTo(name) {
  return `document.json#/components/schemas/${name}`;
}

function newAjv(version, options) {
  const ajv = new Ajv({ strict: false, logger: false, ...options });
  formats.default(ajv);
  ajv.addSchema({ $id: 'document.json', components: { schemas: schemasOf(version) } });
  return ajv;
}

/** Adds the union of all events to ajv; its name there. */
function unionIn(ajv, version) {
  const anyOf = [...eventsOf(version).values()].map((name) => ({ $ref: refTo(name) }));
  ajv.addSchema({ $id: 'union.json', anyOf });
  return { union: 'union.json' };
}

function ajvFor(version) {
  const ajv = newAjv(version, {});
  const known = new Map();
  for (const [type, name] of eventsOf(version)) known.set(type, ajv.getSchema(refTo(name)));
  const union = ajv.getSchema(unionIn(ajv, version).union);
  return { byType: (one) => known.get(one.type)(one), union };
}

/** What zod makes of the same schemas, compiled when it is first asked. */
function zodFor(version) {
  const text = JSON.stringify(schemasOf(version)).replaceAll('#/components/schemas/', '#/$defs/');
  const $defs = JSON.parse(text);
  const names = eventsOf(version);
  const known = new Map();
  return (one) => {
    let schema = known.get(one.type);
    if (schema === undefined) {
      schema = z.fromJSONSchema({ $ref: `#/$defs/${names.get(one.type)}`, $defs });
      known.set(one.type, schema);
    }
    return schema.safeParse(one).success;
  };
}

async function load(code) {
  return import(`data:text/javascript,${encodeURIComponent(await bundle(code, false))}`);
}

async function bundle(contents, minify) {
  const result = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    minify,
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0].text;
}
