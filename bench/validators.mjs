/**
 * Measures generated validators beside ajv and zod, on the messages of real sessions and on audio deltas: `node bench/validators.mjs`.
 *
 * Each row is the best of several rounds, in messages a second; `sizes` are what a browser loads, minified and gzipped.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { build } from 'esbuild';
import { bundleAsyncApi } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = Number(process.env.ROUNDS ?? 7);
const wire = path.join(root, 'test/fixtures/wire');

const api = await load("export * from './generated/openai-realtime/beta/index.ts';");
const received = readdirSync(wire)
  .filter((file) => file.endsWith('.ndjson'))
  .flatMap((file) => readFileSync(path.join(wire, file), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line))
  .filter(({ direction }) => direction === 'server')
  .map(({ message }) => message);
const delta = {
  type: 'response.audio.delta',
  event_id: 'event_1',
  response_id: 'resp_1',
  item_id: 'item_1',
  output_index: 0,
  content_index: 0,
  delta: 'UklGRiQAAABXQVZF'.repeat(400),
};
const deltas = Array.from({ length: 100 }, (_, at) => ({ ...delta, event_id: `event_${at}` }));

const ajv = await ajvFor('beta');
const zod = await zodFor();
console.log(`node ${process.versions.node}\n`);
for (const [name, messages] of [
  ['messages of real sessions', received],
  ['audio deltas', deltas],
]) {
  const texts = messages.map((one) => JSON.stringify(one));
  const valid = messages.filter((one) => api.validateRealtimeServerEvent(one).ok).length;
  console.log(`${name}: ${messages.length}, of which ${valid} are valid`);
  const parse = measure(texts, (text) => JSON.parse(text));
  const ours = measure(messages, (one) => api.validateRealtimeServerEvent(one));
  const both = measure(texts, (text) => api.validateRealtimeServerEvent(JSON.parse(text)));
  const rows = [
    ['JSON.parse', parse],
    ['JSON.parse, then ours', both],
    ['ours, the union of all events', ours],
    ['ajv, compiled, by the type of each event', measure(messages, (one) => ajv.byType(one))],
    ['ajv, compiled, the union of all events', measure(messages, (one) => ajv.union(one))],
    ...(zod === undefined || messages !== deltas
      ? []
      : [['zod, the one event written by hand', measure(messages, (one) => zod.safeParse(one))]]),
  ];
  for (const [label, nanoseconds] of rows) {
    const rate = Math.round(1e9 / nanoseconds).toLocaleString('en');
    console.log(
      `  ${label.padEnd(42)} ${nanoseconds.toFixed(0).padStart(7)} ns ${rate.padStart(12)}/s`,
    );
  }
  console.log(`  parsed and validated: ${(both / parse).toFixed(2)} times JSON.parse alone\n`);
}

console.log('sizes, minified and gzipped, of GA');
for (const [label, code] of [
  [
    'guards and connection',
    "export * from './generated/openai-realtime/ga/guards.ts'; export * from './generated/openai-realtime/ga/connection.ts';",
  ],
  [
    'one validator',
    "export { validateResponseAudioDeltaEvent } from './generated/openai-realtime/ga/index.ts';",
  ],
  [
    'all received events',
    "export { validateRealtimeServerEvent } from './generated/openai-realtime/ga/index.ts';",
  ],
  ['all validators', "export * from './generated/openai-realtime/ga/validators.ts';"],
]) {
  const text = await bundle(code, true);
  console.log(
    `  ${label.padEnd(24)} ${String(text.length).padStart(7)} bytes ${String(gzipSync(text).length).padStart(7)} gzipped`,
  );
}

/** Nanoseconds for one of some things, in the best of several rounds. */
function measure(things, work) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const count = Math.ceil(40_000 / things.length);
    const start = process.hrtime.bigint();
    for (let at = 0; at < count; at += 1) for (const one of things) work(one);
    const took = Number(process.hrtime.bigint() - start);
    best = Math.min(best, took / count / things.length);
  }
  return best;
}

async function ajvFor(version) {
  const document = bundleAsyncApi(path.join(root, `spec/openai-realtime/${version}.asyncapi.yaml`));
  const ajv = new Ajv({ strict: false, logger: false });
  formats.default(ajv);
  const { schemas } = document.components;
  ajv.addSchema({ $id: 'document.json', components: { schemas } });
  const known = new Map();
  for (const [name, schema] of Object.entries(schemas)) {
    const type = schema?.properties?.type?.const;
    if (!name.endsWith('Event') || type === undefined || known.has(type)) continue;
    known.set(type, ajv.getSchema(`document.json#/components/schemas/${name}`));
  }
  const events = Object.keys(schemas).filter((name) => name.endsWith('Event'));
  const union = ajv.compile({
    anyOf: events.map((name) => ({ $ref: `document.json#/components/schemas/${name}` })),
  });
  return { byType: (one) => known.get(one.type)(one), union };
}

async function zodFor() {
  const zod = await import('zod').catch(() => undefined);
  return zod?.z.looseObject({
    type: zod.z.literal('response.audio.delta'),
    event_id: zod.z.string(),
    response_id: zod.z.string(),
    item_id: zod.z.string(),
    output_index: zod.z.int(),
    content_index: zod.z.int(),
    delta: zod.z.string(),
  });
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
  });
  return result.outputFiles[0].text;
}
