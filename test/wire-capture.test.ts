import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { CaptureSource, WireReport } from '../generator/index.ts';
import { checkCaptures, UsageError } from '../generator/index.ts';
import { CaptureReader, formOf } from '../generator/wire/capture.ts';
import type { Frame, Gap } from '../generator/wire/frame.ts';
import { wireVersions } from './wire/models.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'wire-capture-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is read of a capture, piece by piece of so many bytes. */
function read(
  given: string | Uint8Array,
  piece = 7,
): { readonly frames: readonly Frame[]; readonly gaps: readonly Gap[]; readonly kind: string } {
  const bytes = typeof given === 'string' ? Buffer.from(given) : given;
  const frames: Frame[] = [];
  const gaps: Gap[] = [];
  const reader = new CaptureReader({
    form: formOf(bytes),
    isMessage: (value) => value['type'] === 'known',
    sink: {
      frame: (frame) => frames.push(frame),
      gap: (gap) => gaps.push(gap),
    },
  });
  for (let at = 0; at < bytes.length; at += piece) reader.write(bytes.subarray(at, at + piece));
  reader.end();
  return { frames, gaps, kind: reader.kind };
}

const har = {
  log: {
    entries: [
      { _webSocketMessages: null, note: '"_webSocketMessages": [1]' },
      {
        _webSocketMessages: [
          { type: 'send', time: 1730000000.5, opcode: 1, data: '{"type":"a","list":[1,[2]]}' },
          { type: 'receive', time: 1730000001, opcode: 2, data: 'AAEC' },
        ],
      },
      {
        _webSocketMessages: [
          { type: 'receive', time: 1730000002, opcode: 1, data: '{"type":"b"}' },
        ],
      },
    ],
  },
};

describe('a message is read from', () => {
  const client = { from: 'client', message: { type: 'a' } };
  test.each<readonly [name: string, line: string, want: object]>([
    ['a message', '{"type":"a"}', { from: undefined, message: { type: 'a' } }],
    [
      'a message that looks like an envelope',
      '{"type":"known","data":{"type":"x"},"direction":"sent"}',
      { from: undefined, message: { type: 'known', data: { type: 'x' }, direction: 'sent' } },
    ],
    ['direction and message', '{"direction":"client","message":{"type":"a"}}', client],
    ['dir and data', '{"dir":"OUT","data":"{\\"type\\":\\"a\\"}"}', client],
    ['flow and payload', '{"flow":"client-to-server","payload":{"type":"a"}}', client],
    ['an arrow', '{"dir":"->","msg":{"type":"a"}}', client],
    [
      'a frame of a browser',
      '{"type":"send","opcode":1,"time":1.5,"data":"{\\"type\\":\\"a\\"}"}',
      { ...client, time: 1500 },
    ],
    ['what was received', '{"direction":"incoming","message":{"type":"a"}}', { from: 'server' }],
    [
      'milliseconds',
      '{"direction":"sent","message":{"type":"a"},"timestamp":1730000000500}',
      { time: 1730000000500 },
    ],
    [
      'seconds',
      '{"direction":"sent","message":{"type":"a"},"ts":1730000000.5}',
      { time: 1730000000500 },
    ],
    [
      'a date',
      '{"direction":"sent","message":{"type":"a"},"time":"2024-10-27T03:33:20.500Z"}',
      { time: 1730000000500 },
    ],
    [
      'a message and a time alone',
      '{"time":1,"message":{"type":"a"}}',
      { from: undefined, message: { type: 'a' }, time: 1000 },
    ],
    [
      'a connection',
      '{"direction":"sent","message":{"type":"a"},"connection":7}',
      { connection: '7' },
    ],
    ['a log', '> {"type":"a"}', client],
    [
      'a log with times',
      '[2024-10-27T03:33:20.500Z] < {"type":"a"}',
      { from: 'server', time: 1730000000500 },
    ],
    ['a list', '[{"direction":"sent","message":{"type":"a"}}]', client],
    ['a list of messages, on lines', '[\n  {"type":"a"}\n]', { message: { type: 'a' } }],
    ['a byte order mark', '\uFEFF{"type":"a"}', { message: { type: 'a' } }],
    ['a line that Windows ended', '{"type":"a"}\r\n', { message: { type: 'a' } }],
    ['a key that means something', '{"type":"a","__proto__":{"x":1}}', {}],
  ])('%s', (_, text, want) => {
    const { frames, gaps } = read(text);
    expect(gaps).toEqual([]);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ line: 1, ...want });
  });

  test.each([1, 5, 4096])('a HAR file, in pieces of %d bytes', (piece) => {
    const { frames, gaps, kind } = read(JSON.stringify(har, null, 2), piece);
    expect(kind).toBe('har');
    expect(frames).toEqual([
      {
        from: 'client',
        message: { type: 'a', list: [1, [2]] },
        time: 1730000000500,
        line: 1,
        connection: '0',
      },
      { from: 'server', message: { type: 'b' }, time: 1730000002000, line: 3, connection: '1' },
    ]);
    expect(gaps).toEqual([{ line: 2, why: 'binary', message: 'the frame is binary' }]);
  });

  test('what wscat prints', () => {
    const log =
      'Connected (press CTRL+C to quit)\n> {"type":"a"}\n< {"type":"b"}\n> \nDisconnected (code: 1000)\n';
    const { frames, gaps, kind } = read(log);
    expect(gaps).toEqual([]);
    expect(kind).toBe('log');
    expect(frames.map((one) => [one.line, one.from])).toEqual([
      [2, 'client'],
      [3, 'server'],
    ]);
  });
});

describe('a line of words has a message in it', () => {
  const known = '{"type":"known","x":"a > b"}';
  const at = Date.parse('2024-10-27T10:00:00.123Z');
  test.each<readonly [line: string, from: 'client' | 'server' | undefined, time?: number]>([
    [`> ${known}`, 'client'],
    [`2024-10-27T10:00:00.123Z < ${known}`, 'server', at],
    [`>>> ${known}`, 'client'],
    [`<-- ${known}`, 'server'],
    [`⬆️ ${known}`, 'client'],
    [`SENT: ${known}`, 'client'],
    [`[send] ${known}`, 'client'],
    [`[ws] Received event: ${known}`, 'server'],
    [`client -> server: ${known}`, 'client'],
    [`server -> client: ${known}`, 'server'],
    [`client received ${known}`, 'server'],
    [`2024-10-27T10:00:00.123Z INFO server ${known}`, 'server', at],
    [`2024-10-27T10:00:00,123Z\tDEBUG\t> TEXT '${known}' [28 bytes]`, 'client', at],
    [`[2024-10-27T10:00:00.123Z] debug sending ${known}`, 'client', at],
    [`info: ${known}`, undefined],
  ])('%s', (line, from, time) => {
    const { frames, gaps, kind } = read(`${line}\n`);
    expect([gaps, kind]).toEqual([[], 'log']);
    const message = { type: 'known', x: 'a > b' };
    expect(frames).toMatchObject([{ from, message, line: 1, ...(time !== undefined && { time }) }]);
  });

  test('only where something shows that it is one', () => {
    const { frames, gaps } = read('settings are {"volume":3}\nreceived {"volume":}\n');
    expect(frames).toEqual([]);
    expect(gaps.map(({ why }) => why)).toEqual(['not JSON', 'not JSON']);
  });
});

describe('no message is', () => {
  const deep = `{"type":"a","x":${'['.repeat(2000)}${']'.repeat(2000)}}`;
  const bad = Buffer.from([...Buffer.from('{"type":"'), 0xff, 0xfe, ...Buffer.from('"}\n')]);
  test.each<readonly [name: string, given: string | Uint8Array, why: string]>([
    ['a line of words', 'hello\n', 'not JSON'],
    ['a line that breaks off', '{"type":"a', 'truncated'],
    ['half of an object', '{"type":"a\n', 'not JSON'],
    ['bytes', Buffer.from([0, 1, 2, 10]), 'binary'],
    ['a binary frame', '{"direction":"sent","opcode":2,"data":"{AAEC"}\n', 'binary'],
    ['a buffer', '{"direction":"sent","data":{"type":"Buffer","data":[1]}}\n', 'binary'],
    ['bytes that are no UTF-8', bad, 'not UTF-8'],
    ['a number', '{"direction":"sent","message":"[5]"}\n', 'no object'],
    ['a list within a list', '[[1]]', 'no object'],
    ['nesting without end', deep, 'too deep'],
    ['a list that breaks off', '[{"type":"a"}, {"typ', 'truncated'],
  ])('%s', (_, given, why) => {
    const { gaps } = read(given);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toBe(why);
  });

  test('and the lines around it are read', () => {
    const { frames, gaps } = read(
      Buffer.concat([Buffer.from('{"type":"a"}\n'), bad, Buffer.from('{"type":"b"}\n')]),
      4096,
    );
    expect(frames.map((one) => one.line)).toEqual([1, 3]);
    expect(gaps.map((one) => one.line)).toEqual([2]);
  });

  test('quoted in a report', () => {
    const [gap] = read('{"secret": hello-there}\n').gaps;
    expect(gap?.message).not.toContain('hello');
    expect(gap?.message).not.toContain('secret');
  });
});

test('a message of 15 MiB is read, and one without end is not held', () => {
  const audio = 'A'.repeat(15 * 1024 * 1024);
  const large = Buffer.from(`{"type":"a","audio":"${audio}"}\n`);
  const { frames, gaps } = read(large, 1 << 20);
  expect(gaps).toEqual([]);
  expect(frames).toHaveLength(1);
  const endless = Buffer.concat([
    ...Array<Buffer>(5).fill(large.subarray(0, -3)),
    Buffer.from('\n{"type":"b"}'),
  ]);
  const rest = read(endless, 1 << 20);
  expect(rest.gaps.map((one) => [one.line, one.why])).toEqual([[1, 'too long']]);
  expect(rest.frames.map((one) => one.line)).toEqual([2]);
});

/** Bytes as they may come: parts of captures, broken ones, and anything. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }).map((one) => Buffer.from(one)),
      fc.string({ unit: 'binary', maxLength: 20 }).map((one) => Buffer.from(one)),
      fc
        .constantFrom(
          ...['\n', '\r\n', '\n\n', '[', ']', '{', '}', '"', ',', '> ', '< ', 'sent: '],
          ...['{"log":{', '"_webSocketMessages":[', '\uFEFF', '{"type":"known"}\n', '\\u0000'],
          '{"direction":"sent","message":{"type":"a","__proto__":{"toString":1}}}\n',
          '{"direction":"received","data":"{\\"type\\":1e999}","time":"x"}\n',
        )
        .map((one) => Buffer.from(one)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.concat(parts));

test.each([
  ['lines', '{"type":"a"}'],
  ['a list', '[{"type":"a"}]'],
  ['HAR', JSON.stringify(har)],
])('a byte order mark before %s is one, wherever it is cut', (_, text) => {
  for (const piece of [1, 2, 3, 4]) {
    expect(read(`\uFEFF${text}`, piece)).toEqual(read(text));
  }
  expect(read(Buffer.from('\uFEFF').subarray(0, 2), 1).gaps).toMatchObject([{ why: 'not UTF-8' }]);
});

test('whatever bytes a capture has, it is read to its end, and nothing in it goes unsaid', () => {
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 50 }), (given, piece) => {
      const { frames, gaps } = read(given, piece);
      expect(read(given, 1 << 20)).toEqual(read(given, piece));
      const told = [...frames, ...gaps].map((one) => one.line);
      for (const one of told) expect(one).toBeGreaterThan(0);
      if (formOf(given) !== 'lines') return;
      // Each line is a message, or said to be none, or empty, or a note of wscat.
      expect(new Set(told).size).toBe(told.length);
      const lines = given
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .split('\n');
      const quiet = lines.flatMap((one, at) =>
        one.trim() === '' || /^[<>]$|^(?:> )?(?:Dis)?[Cc]onnect/.test(one.trim()) ? [at + 1] : [],
      );
      const expected = lines.map((_, at) => at + 1).filter((at) => !quiet.includes(at));
      expect(told.filter((at) => !quiet.includes(at)).sort((a, b) => a - b)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

describe('files', async () => {
  const api = { api: 'openai-realtime', versions: await wireVersions('patched') };
  const text = '{"direction":"client","message":{"type":"response.cancel"}}\n';

  function file(name: string, bytes: string | Uint8Array): CaptureSource {
    const from = path.join(folder, name);
    writeFileSync(from, bytes);
    return { name, from };
  }

  async function* stream(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const one of parts) yield await Promise.resolve(Buffer.from(one));
  }

  async function reportOf(...sources: readonly CaptureSource[]): Promise<WireReport> {
    const { report, findings } = await checkCaptures(sources, { api, version: 'beta' });
    expect(findings).toEqual([]);
    return report;
  }

  test('are unpacked where they are packed', async () => {
    const { captures } = await reportOf(file('a.gz', gzipSync(text.repeat(9))));
    expect(captures[0]).toMatchObject({ messages: 9, sent: 9, unknown: 0, kind: 'frames' });
  });

  test('that are packed and broken are read as far as they go', async () => {
    const packed = gzipSync(Buffer.from(text.repeat(50_000)));
    const { captures, unreadable } = await reportOf(
      file('b.gz', packed.subarray(0, packed.length - 30)),
    );
    expect(captures[0]?.messages).toBeGreaterThan(0);
    expect(unreadable.map((one) => one.why)).toContain('truncated');
  });

  test('may be streams, also where the version is guessed', async () => {
    const given = { name: '-', from: stream(text.slice(0, 20), text.slice(20), text) };
    const { report } = await checkCaptures([given], { api, version: undefined });
    expect(report).toMatchObject({ guessed: true, version: 'current' });
    expect(report.captures).toMatchObject([{ name: '-', messages: 2, bytes: 2 * text.length }]);
  });

  test('that are no captures are said to be none, and the others are read', async () => {
    const { captures, unreadable } = await reportOf(
      file('picture.png', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0', 'latin1')),
      file('empty.ndjson', ''),
      file('events.ndjson', `{"type":"no.such.event"}\n{"no":"type"}\n${text}`),
    );
    expect(captures.map(({ name, messages, unknown }) => [name, messages, unknown])).toEqual([
      ['empty.ndjson', 0, 0],
      ['events.ndjson', 2, 1],
      ['picture.png', 0, 0],
    ]);
    const told = unreadable.map(
      ({ at, why, count }) => `${at.capture}:${String(at.line)} ${why} ${String(count)}`,
    );
    expect(told).toEqual([
      'events.ndjson:2 no event 1',
      'picture.png:3 binary 1',
      'picture.png:1 no capture 1',
      'picture.png:2 not JSON 1',
      'picture.png:1 not UTF-8 1',
    ]);
  });

  test('that are not there are findings', async () => {
    const missing = { name: 'missing.ndjson', from: path.join(folder, 'missing.ndjson') };
    const { report, findings } = await checkCaptures(
      [missing, { name: 'f', from: folder }, file('c', text)],
      { api, version: 'ga' },
    );
    expect(findings.map((one) => `${one.at.file} ${one.rule} ${one.message}`)).toEqual([
      'missing.ndjson capture-missing there is no such file',
      'f capture-missing this is a folder',
    ]);
    expect(report.captures).toHaveLength(1);
  });

  test('need names of their own, and a version that there is', async () => {
    const twice = [file('c', text), file('c', text)];
    await expect(checkCaptures(twice, { api, version: 'ga' })).rejects.toThrow(UsageError);
    await expect(checkCaptures([], { api, version: 'g' })).rejects.toThrow(UsageError);
  });

  test('with numbers beyond doubles, keys of prototypes and secrets are told safely', async () => {
    const key = 'sk-live0123456789abcdef';
    const messages = [
      '{"type":"input_audio_buffer.speech_started","event_id":"e","audio_start_ms":1e999,"item_id":"i"}',
      `{"type":"error","event_id":"e","error":{"type":"x","message":"key ${key}"},"__proto__":{"api_key":"hunter2"},"constructor":1}`,
      '{"type":"toString"}',
    ];
    const { drifts } = await reportOf(file('odd.ndjson', messages.join('\n')));
    expect(drifts.map((one) => `${one.rule} ${one.event} ${one.path}`)).toEqual([
      'field-undeclared error __proto__',
      'field-undeclared error constructor',
      'limit-broken input_audio_buffer.speech_started audio_start_ms',
      'event-undeclared toString ',
    ]);
    expect(JSON.stringify(drifts)).not.toMatch(/hunter2|live0123/);
    expect(drifts[2]?.actual).toEqual([{ text: 'Infinity', count: 1 }]);
  });
});
