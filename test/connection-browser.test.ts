import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesOf, replay, serve } from './connection/serve.ts';
import { executable, startBrowser } from './report/browser.ts';

const skipped = executable === undefined ? ': skipped, Chromium is not installed' : '';

describe.skipIf(executable === undefined)(`the connection in a browser${skipped}`, () => {
  let browser: Browser;
  let script: string;
  beforeAll(async () => {
    browser = await startBrowser();
    const entry = path.join(import.meta.dirname, '../generated/openai-realtime/beta/connection.ts');
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'wire',
      target: 'es2022',
    });
    script = outputFiles[0]?.text ?? '';
  });
  afterAll(() => browser.close());

  /** Runs the body of an async function in an empty page that has the connection as `wire`. */
  async function run(body: string): Promise<unknown> {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.addScriptTag({ content: script });
      return await page.evaluate(`(async () => {${body}})()`);
    } finally {
      await context.close();
    }
  }

  test('a capture is replayed over its WebSocket, both ways', async () => {
    const file = 'forum-2024-10-27.ndjson';
    const playing = await serve((socket) => {
      replay(file, socket);
    });
    const messages = messagesOf(file);
    const ours = messages.filter((one) => one.direction === 'client').map((one) => one.message);
    const theirs = messages.filter((one) => one.direction === 'server').map((one) => one.message);
    const told = await run(`
      const connection = wire.connectRealtime(new WebSocket(${JSON.stringify(playing.url)}));
      const looped = [];
      const looping = (async () => { for await (const event of connection) looped.push(event); })();
      for (const event of ${JSON.stringify(ours)}) await connection.send(event);
      const { code, reason } = await connection.ended;
      await looping;
      return { code, reason, looped };
    `);
    await playing.stop();
    expect(told).toEqual({ code: 1000, reason: 'played', looped: theirs });
    expect(playing.got.map((one) => JSON.parse(one) as unknown)).toEqual(ours);
  });

  test('a real data channel carries events between two peers of one page', async () => {
    const told = await run(`
      const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()];
      one.onicecandidate = (event) => event.candidate && two.addIceCandidate(event.candidate);
      two.onicecandidate = (event) => event.candidate && one.addIceCandidate(event.candidate);
      const channel = one.createDataChannel('oai-events');
      const connection = wire.connectRealtime(channel);
      const early = connection.response.create();
      const arrived = new Promise((resolve) => (two.ondatachannel = (event) => resolve(event.channel)));
      await one.setLocalDescription(await one.createOffer());
      await two.setRemoteDescription(one.localDescription);
      await two.setLocalDescription(await two.createAnswer());
      await one.setRemoteDescription(two.localDescription);
      const other = await arrived;
      const got = [];
      other.onmessage = (event) => got.push(event.data);
      await early;
      const waiting = connection.waitFor('response.text.done', { timeout: 30_000 });
      const send = () => other.send(JSON.stringify({ type: 'response.text.done', text: 'Hello' }));
      if (other.readyState === 'open') send();
      else other.onopen = send;
      const event = await waiting;
      await connection.inputAudioBuffer.append({ audio: 'A'.repeat(16000) });
      while (got.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      other.close();
      const end = await connection.ended;
      one.close();
      two.close();
      return { text: event.text, got: got.map((text) => text.length), end };
    `);
    expect(told).toMatchObject({
      text: 'Hello',
      got: [
        { type: 'response.create' },
        { type: 'input_audio_buffer.append', audio: 'A'.repeat(16_000) },
      ].map((one) => JSON.stringify(one).length),
    });
  });
});
