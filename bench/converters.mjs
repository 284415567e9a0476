/**
 * Holds what an upgrade of an event costs against what parsing its text costs: `npm run bench:converters [-- --write]`.
 *
 * Times are the best of 300 rounds, in one process that has warmed up: whoever relays audio does both for every message.
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { writeReport } from './report.mjs';

const file = new URL('../generated/openai-realtime/migrate/beta-to-ga.ts', import.meta.url);
const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' });
const { upgradeServerEvent, downgradeServerEvent } = await import(
  `data:text/javascript,${encodeURIComponent(code)}`
);

const rounds = 300;
const texts = [8, 32].map((kilobytes) => ({ kilobytes, ...deltas(kilobytes) }));
const rows = texts.map(({ kilobytes, old, now }) => {
  const parse = best(old, (text) => JSON.parse(text));
  const up = best(
    old.map((text) => JSON.parse(text)),
    upgradeServerEvent,
  );
  const down = best(
    now.map((text) => JSON.parse(text)),
    downgradeServerEvent,
  );
  return { kilobytes, parse, up, down };
});
const text = [
  '| `response.audio.delta` of | parsing its JSON | upgrade | downgrade | upgrade in percent of parsing |',
  '| ---: | ---: | ---: | ---: | ---: |',
  ...rows.map(({ kilobytes, parse, up, down }) => {
    const share = ((100 * up) / parse).toFixed(1);
    return `| ${kilobytes} kB | ${shown(parse)} | ${shown(up)} | ${shown(down)} | ${share} % |`;
  }),
].join('\n');
console.log(text);
if (process.argv.includes('--write')) await writeReport(text, 'converters');

/** 200 messages as the server sends them, each with audio of its own, and the same as they are called now. */
function deltas(kilobytes) {
  const old = Array.from({ length: 200 }, (_, index) => {
    const audio = Buffer.alloc(kilobytes * 768, (index * 37) % 251);
    for (let at = 0; at < audio.length; at += 1) audio[at] = (at * (index + 7)) % 256;
    return JSON.stringify({
      type: 'response.audio.delta',
      event_id: `event_${index}`,
      response_id: 'resp_AMyCJsXiC4a1C6TV6JLHD',
      item_id: `item_${index}`,
      output_index: 0,
      content_index: 0,
      delta: audio.toString('base64'),
    });
  });
  const now = old.map((one) => one.replace('response.audio.delta', 'response.output_audio.delta'));
  return { old, now };
}

/** Nanoseconds for one, in the best of the rounds. */
function best(given, run) {
  let fastest = Infinity;
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.hrtime.bigint();
    for (const one of given) {
      const made = run(one);
      // What nobody looks at might not be made at all.
      sum += made.values?.length ?? made.delta.length;
    }
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / given.length);
  }
  if (sum === 0) throw new Error('nothing was made');
  return fastest;
}

function shown(nanoseconds) {
  return nanoseconds < 1000
    ? `${Math.round(nanoseconds)} ns`
    : `${(nanoseconds / 1000).toFixed(1)} µs`;
}
