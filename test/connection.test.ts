import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { OpenAIRealtimeEmitter } from 'openai/realtime/internal-base';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectRealtime as connectBeta } from '../generated/openai-realtime/beta/connection.ts';
import { connectRealtime as connectCurrent } from '../generated/openai-realtime/current/connection.ts';
import { connectRealtime as connectGa } from '../generated/openai-realtime/ga/connection.ts';
import { connectRealtime as connectPreview } from '../generated/openai-realtime/preview/connection.ts';
import { camelCase } from '../generator/base/names.ts';
import { own } from '../generator/base/json.ts';
import { messagesOf, replay, serve, type Playing } from './connection/serve.ts';

const connects = {
  beta: connectBeta,
  preview: connectPreview,
  ga: connectGa,
  current: connectCurrent,
};

/** A socket that is never more than its other end: what is sent on one comes in at the other, as on a data channel. */
class Channel extends EventTarget {
  readyState = 'connecting';
  bufferedAmount = 0;
  readonly sent: string[] = [];
  other: Channel | undefined;
  send(data: string): void {
    if (this.readyState !== 'open') throw new Error('InvalidStateError');
    this.sent.push(data);
    this.other?.come(data);
  }
  come(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }
  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.dispatchEvent(new Event('close'));
    this.other?.close();
  }
}

function openChannel(): Channel {
  const channel = new Channel();
  channel.open();
  return channel;
}

let playing: Playing | undefined;
afterEach(async () => {
  await playing?.stop();
  playing = undefined;
});

describe('methods', () => {
  interface Fact {
    readonly class: string;
    readonly method: string;
    readonly sends: string;
    readonly args: readonly { readonly name: string; readonly required: boolean }[];
  }
  const file = path.join(import.meta.dirname, 'fixtures/facts/events.json');
  const facts = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly connection_methods: Readonly<Record<keyof typeof connects, readonly Fact[]>>;
  };

  test.each(['beta', 'preview', 'ga', 'current'] as const)(
    '%s has those of the Python SDK, and each sends what it says',
    async (version) => {
      const channel = openChannel();
      const connection = connects[version](channel);
      const wanted = facts.connection_methods[version];
      expect(wanted.length).toBeGreaterThan(10);
      for (const { class: holder, method, sends, args } of wanted) {
        // RealtimeConversationItemResource.create is connection.conversation.item.create.
        const stem = holder.replace(/^Realtime|Resource$/gu, '');
        const names = stem === 'ConversationItem' ? ['conversation', 'item'] : [camelCase(stem)];
        const call = [...names, method].reduce<unknown>(own, connection);
        expect(typeof call, `${stem}.${method}`).toBe('function');
        const given = Object.fromEntries(args.map(({ name }) => [name, `the ${name}`]));
        await (call as (event: object) => Promise<void>)(given);
        expect(JSON.parse(channel.sent.at(-1) ?? '')).toEqual({ type: sends, ...given });
      }
      expect(channel.sent).toHaveLength(wanted.length);
    },
  );

  test('what is sent has the type first, and nobody can send another one under it', async () => {
    const channel = openChannel();
    const connection = connectGa(channel);
    const event: object = { type: 'session.update', event_id: 'e' };
    await connection.response.cancel(event);
    expect(channel.sent).toEqual(['{"type":"response.cancel","event_id":"e"}']);
  });
});

describe('over a WebSocket', () => {
  test.each(['forum-2024-10-27.ndjson', 'forum-2024-10-28.ndjson'])(
    'every event of %s comes to its listener, in its order',
    async (file) => {
      playing = await serve((socket) => {
        replay(file, socket);
      });
      const connection = connectBeta(new WebSocket(playing.url));
      const messages = messagesOf(file);
      const theirs = messages.filter((one) => one.direction === 'server');
      const heard: unknown[] = [];
      for (const type of new Set(theirs.map(({ message }) => message['type']))) {
        connection.on(type as 'error', (event) => heard.push(event));
      }
      for (const { direction, message } of messages) {
        if (direction === 'client') await connection.send(message as never);
      }
      const looped: unknown[] = [];
      const end = await connection.ended;
      expect(end).toEqual({ code: 1000, reason: 'played' });
      for await (const event of connection) looped.push(event);
      expect(looped).toEqual([]);
      expect(heard).toEqual(theirs.map((one) => one.message));
      const ours = messages.filter((one) => one.direction === 'client');
      expect(playing.got.map((one) => JSON.parse(one) as unknown)).toEqual(
        ours.map((one) => one.message),
      );
    },
  );

  test('a loop gets every event until the end', async () => {
    const file = 'forum-2024-10-27.ndjson';
    const theirs = messagesOf(file).filter((one) => one.direction === 'server');
    playing = await serve((socket) => {
      for (const { message } of theirs) socket.send(JSON.stringify(message));
      socket.close();
    });
    const looped: unknown[] = [];
    for await (const event of connectBeta(new WebSocket(playing.url))) looped.push(event);
    expect(looped).toEqual(theirs.map((one) => one.message));
  });

  test('unknown and malformed messages are told to those who ask for any, and nothing is lost', async () => {
    const sent = [
      '{"type":"error","error":{"type":"x","message":"y"},"event_id":"e"}',
      '{"type":"response.imagined","more":1}',
      'no JSON',
      '[]',
      Buffer.from('{"type":"response.imagined"}'),
      Buffer.from([0xff, 0xfe]),
    ];
    playing = await serve((socket) => {
      for (const one of sent) socket.send(one);
      socket.close();
    });
    const told: string[] = [];
    const connection = connectGa(new WebSocket(playing.url));
    connection.onAny((read) => told.push(read.outcome));
    await connection.ended;
    expect(told).toEqual(['known', 'unknown', 'malformed', 'malformed', 'unknown', 'malformed']);
  });

  test('what is sent before the socket is open goes first, when it is', async () => {
    playing = await serve((socket) => {
      socket.on('message', (data) => {
        if (String(data).includes('commit')) socket.close();
      });
    });
    const connection = connectGa(new WebSocket(playing.url));
    const first = connection.inputAudioBuffer.append({ audio: 'AA==' });
    await connection.inputAudioBuffer.commit();
    await first;
    await connection.ended;
    expect(playing.got.map((one) => own(JSON.parse(one), 'type'))).toEqual([
      'input_audio_buffer.append',
      'input_audio_buffer.commit',
    ]);
  });

  test('a loop that is slow pauses the socket, and loses nothing', async () => {
    const count = 3000;
    playing = await serve((socket) => {
      for (let index = 0; index < count; index += 1) {
        socket.send(
          JSON.stringify({ type: 'input_audio_buffer.cleared', event_id: String(index) }),
        );
      }
      socket.close();
    });
    const socket = new WebSocket(playing.url);
    const connection = connectGa(socket, { maxQueued: 100 });
    const ids: string[] = [];
    let paused = 0;
    for await (const event of connection) {
      ids.push(event.event_id);
      if (socket.isPaused) paused += 1;
      if (ids.length % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => String(index)));
    expect(paused).toBeGreaterThan(0);
  });

  test('a server that reads slowly makes whoever awaits wait', async () => {
    let reads = false;
    playing = await serve((socket) => {
      socket.pause();
      setTimeout(() => {
        reads = true;
        socket.resume();
      }, 300);
    });
    const socket = new WebSocket(playing.url);
    await new Promise((resolve) => socket.once('open', resolve));
    const connection = connectGa(socket, { highWaterMark: 64 * 1024 });
    const audio = 'A'.repeat(256 * 1024);
    let most = 0;
    for (let index = 0; index < 60; index += 1) {
      await connection.inputAudioBuffer.append({ audio });
      most = Math.max(most, socket.bufferedAmount);
    }
    // More than what lies between the two holds, so that it cannot be through before the server reads.
    expect(reads).toBe(true);
    expect(most).toBeLessThanOrEqual(64 * 1024);
  });

  test('a refused connection ends with its error', async () => {
    const { url, stop } = await serve(() => undefined);
    await stop();
    const connection = connectGa(new WebSocket(url));
    const waiting = connection.waitFor('session.created');
    await expect(waiting).rejects.toThrow('the connection has ended');
    const { error } = await connection.ended;
    expect(String(own(error, 'code') ?? error)).toContain('ECONNREFUSED');
  });
});

describe('over a pair of channels', () => {
  const created = { type: 'session.created', event_id: 'e1', session: { type: 'realtime' } };

  function pair(): readonly [ReturnType<typeof connectGa>, Channel] {
    const [ours, theirs] = [new Channel(), new Channel()];
    [ours.other, theirs.other] = [theirs, ours];
    const connection = connectGa(ours);
    theirs.open();
    return [connection, theirs];
  }

  test('both ways, with text and bytes, from before it opens until it closes', async () => {
    const [connection, theirs] = pair();
    const sent = connection.response.create();
    const got: unknown[] = [];
    theirs.addEventListener('message', (event) =>
      got.push(own(event, 'data') ?? Reflect.get(event, 'data')),
    );
    (theirs.other ?? theirs).open();
    await sent;
    expect(got).toEqual(['{"type":"response.create"}']);
    const events: unknown[] = [];
    connection.once('session.created', (event) => events.push(event));
    connection.on('session.created', (event) => events.push(event));
    theirs.send(JSON.stringify(created));
    (theirs.other ?? theirs).come(new TextEncoder().encode(JSON.stringify(created)).buffer);
    expect(events).toEqual([created, created, created]);
    connection.close();
    expect(await connection.ended).toEqual({});
    await expect(connection.response.create()).rejects.toThrow('the connection has ended');
  });

  test('waiting: the event that is meant, time, abort, the end', async () => {
    const [connection, theirs] = pair();
    theirs.other?.open();
    const meant = connection.waitFor('session.created', { where: (one) => one.event_id === 'e2' });
    theirs.send(JSON.stringify(created));
    theirs.send(JSON.stringify({ ...created, event_id: 'e2' }));
    expect(await meant).toMatchObject({ event_id: 'e2' });
    await expect(connection.waitFor('response.done', { timeout: 5 })).rejects.toThrow(
      'no response.done within 5 milliseconds',
    );
    const controller = new AbortController();
    const aborted = connection.waitFor('response.done', { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    const { signal } = controller;
    await expect(connection.waitFor('response.done', { signal })).rejects.toThrow('enough');
    const ended = connection.waitFor('response.done');
    theirs.close();
    await expect(ended).rejects.toThrow('the connection has ended');
    await expect(connection.waitFor('response.done')).rejects.toThrow('the connection has ended');
  });

  test('a loop that is left early takes nothing from another one', async () => {
    const [connection, theirs] = pair();
    theirs.other?.open();
    const take = async (count: number): Promise<number> => {
      let taken = 0;
      for await (const event of connection) {
        taken += event.type === 'session.created' ? 1 : 0;
        if (taken === count) break;
      }
      return taken;
    };
    const both = Promise.all([take(1), take(3)]);
    for (let index = 0; index < 3; index += 1) theirs.send(JSON.stringify(created));
    expect(await both).toEqual([1, 3]);
  });

  test('the mistake of one listener is reported and keeps no event from another', async () => {
    const [connection, theirs] = pair();
    theirs.other?.open();
    const mistakes: unknown[] = [];
    const before = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.once('unhandledRejection', (one) => mistakes.push(one));
    let heard = 0;
    connection.on('session.created', () => {
      throw new Error('mistake');
    });
    connection.on('session.created', () => (heard += 1));
    theirs.send(JSON.stringify(created));
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const one of before) process.on('unhandledRejection', one);
    expect(heard).toBe(1);
    expect(mistakes.map(String)).toEqual(['Error: mistake']);
  });
});

describe('over a client', () => {
  test('events go and come as the client of the package openai hands them on', async () => {
    const sent: unknown[] = [];
    const socket = new Channel();
    class Client extends OpenAIRealtimeEmitter {
      readonly socket = socket;
      send(event: object): void {
        sent.push(event);
      }
      close(): void {
        socket.close();
      }
      come(event: { readonly type: 'session.created' }): void {
        this._emit('event', event as never);
        this._emit(event.type, event as never);
      }
    }
    const client = new Client();
    const connection = connectGa(client);
    const heard: unknown[] = [];
    connection.on('session.created', (event) => heard.push(event.event_id));
    client.come({ type: 'session.created', ...{ event_id: 'e1' } });
    await connection.inputAudioBuffer.clear();
    expect(heard).toEqual(['e1']);
    expect(sent).toEqual([{ type: 'input_audio_buffer.clear' }]);
    connection.close();
    expect(await connection.ended).toEqual({});
  });
});

test('types: what is wrong does not compile, over every kind of socket', () => {
  const folder = path.join(import.meta.dirname, 'connection');
  const typed = path.join(folder, 'typed.ts');
  const channel = path.join(folder, 'channel.ts');
  const texts = new Map([
    [
      channel,
      `import { connectRealtime } from '../../generated/openai-realtime/ga/connection.ts';
      export const made = (channel: RTCDataChannel, socket: WebSocket) =>
        [connectRealtime(channel), connectRealtime(socket)];\n`,
    ],
  ]);
  const root = path.join(import.meta.dirname, '..');
  const { config } = ts.readConfigFile(
    path.join(root, 'tsconfig.json'),
    ts.sys.readFile.bind(ts.sys),
  ) as {
    readonly config: { readonly compilerOptions: object };
  };
  const wanted = { ...config.compilerOptions, lib: ['ES2023', 'DOM'] };
  const { options } = ts.convertCompilerOptionsFromJson(wanted, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (file) => texts.get(file) ?? read(file);
  const exists = host.fileExists.bind(host);
  host.fileExists = (file) => texts.has(file) || exists(file);
  const program = ts.createProgram([typed, channel], options, host);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? -1;
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${path.basename(file?.fileName ?? '')}:${String(line + 1)} ${text}`;
  });
  expect(problems).toEqual([]);
  expect(readFileSync(typed, 'utf8').match(/@ts-expect-error/gu)).toHaveLength(13);
});

test('guards and connection of GA together take less than 12 kB, minified and packed', async () => {
  const resolveDir = path.join(import.meta.dirname, '../generated/openai-realtime/ga');
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from './guards.js'; export * from './connection.js';`,
      resolveDir,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? '').length;
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(12_000);
});
