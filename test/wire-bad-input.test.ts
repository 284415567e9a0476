import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { WireReport } from '../generator/index.ts';

const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'wire-bad-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(
  captures: readonly string[],
  input = '',
): { readonly status: number | null; readonly report: WireReport } {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      ...[path.join(root, 'dist/cli.js'), 'wire', ...captures, '--json'],
      ...['--config', path.join(root, 'wireshape.config.ts')],
      ...['--api', 'openai-realtime', '--against', 'beta'],
    ],
    { cwd: folder, encoding: 'utf8', input, maxBuffer: 1 << 26 },
  );
  const report = JSON.parse(stdout) as WireReport;
  return { status, report };
}

function placesOf({ unreadable }: WireReport): readonly string[] {
  return unreadable.map(
    ({ at, why, count }) => `${at.capture}:${String(at.line)} ${why} ${String(count)}`,
  );
}

const good = '{"direction":"client","message":{"type":"response.cancel"}}\n';
const append = (audio: string): string =>
  `{"direction":"client","message":{"type":"input_audio_buffer.append","audio":"${audio}"}}\n`;

test('what is wrong with captures is counted and located, the run goes on, and fails', () => {
  const write = (name: string, bytes: string | Uint8Array): void => {
    writeFileSync(path.join(folder, name), bytes);
  };
  const latin = Buffer.from('{"type":"Gr\u00fc\u00dfe"}\n', 'latin1');
  const deep = `{"type":"response.cancel","x":${'['.repeat(5000)}${']'.repeat(5000)}}\n`;
  write('binary.ndjson', `${good}{"direction":"sent","opcode":2,"data":"AAEC"}\n${good}`);
  write('deep.ndjson', good + deep + good);
  write('latin.ndjson', Buffer.concat([Buffer.from(good), latin, Buffer.from(good)]));
  write('picture.ndjson', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
  write('truncated.ndjson', `${good}{"direction":"client","mess\n${good}{"direction":"cli`);
  write('packed.ndjson.gz', gzipSync(good + good));
  const { status, report } = run(['*.ndjson', 'packed.ndjson.gz']);
  expect(status).toBe(1);
  expect(placesOf(report)).toEqual([
    'binary.ndjson:2 binary 1',
    'deep.ndjson:2 too deep 1',
    'latin.ndjson:2 not UTF-8 1',
    'picture.ndjson:3 binary 1',
    'picture.ndjson:1 no capture 1',
    'picture.ndjson:2 not JSON 1',
    'picture.ndjson:1 not UTF-8 1',
    'truncated.ndjson:2 not JSON 1',
    'truncated.ndjson:4 truncated 1',
  ]);
  expect(report.captures.map((one) => [one.name, one.messages])).toEqual([
    ['binary.ndjson', 2],
    ['deep.ndjson', 2],
    ['latin.ndjson', 2],
    ['packed.ndjson.gz', 2],
    ['picture.ndjson', 0],
    ['truncated.ndjson', 2],
  ]);
});

test('what is odd and may be said is no failure: a message of 15 MiB, and what keys are called', () => {
  const large = run(['-'], append('A'.repeat(15 << 20)) + good);
  expect([large.status, placesOf(large.report)]).toEqual([0, []]);
  expect(large.report.captures[0]?.messages).toBe(2);
});

test('numbers beyond doubles and keys of prototypes are told as what they are', () => {
  const odd = [
    '{"type":"input_audio_buffer.speech_started","event_id":"e","audio_start_ms":1e999,"item_id":"i"}',
    '{"type":"input_audio_buffer.cleared","event_id":"e","__proto__":{"type":"x"}}',
  ];
  const { status, report } = run(['-'], `${odd.join('\n')}\n`);
  expect(status).toBe(1);
  expect(report.drifts.map((one) => `${String(one.first.line)} ${one.rule} ${one.path}`)).toEqual([
    '2 field-undeclared __proto__',
    '1 limit-broken audio_start_ms',
  ]);
});
