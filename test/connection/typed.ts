/* eslint-disable @typescript-eslint/no-unsafe-call -- what is called there does not exist, as it should */
/** What the connection's types let through and what they do not; the compiler judges it, and an expected error that is none is one. */
import type { OpenAIRealtimeWebSocket } from 'openai/realtime/websocket';
import type { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { WebSocket as NodeSocket } from 'ws';
import { connectRealtime } from '../../generated/openai-realtime/ga/connection.ts';

export async function use(
  browser: WebSocket,
  node: NodeSocket,
  openai: OpenAIRealtimeWS,
  openaiBrowser: OpenAIRealtimeWebSocket,
): Promise<void> {
  connectRealtime(browser);
  connectRealtime(node, { highWaterMark: 1024, maxQueued: 10 });
  connectRealtime(openai);
  connectRealtime(openaiBrowser);
  // @ts-expect-error -- this carries nothing
  connectRealtime({ send: () => undefined });

  const connection = connectRealtime(browser);
  await connection.session.update({ session: { type: 'realtime', instructions: 'Be brief.' } });
  await connection.response.create();
  await connection.response.create({ response: { output_modalities: ['text'] } });
  await connection.inputAudioBuffer.append({ audio: '' });
  await connection.conversation.item.create({
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
  });
  // @ts-expect-error -- a session must be given
  await connection.session.update();
  // @ts-expect-error -- the voice stands below audio.output
  await connection.session.update({ session: { type: 'realtime', voice: 'alloy' } });
  // @ts-expect-error -- GA has no modalities
  await connection.response.create({ response: { modalities: ['text'] } });
  // @ts-expect-error -- the method sets the type
  await connection.response.create({ type: 'response.create' });
  // @ts-expect-error -- no such method
  await connection.response.update({});
  // @ts-expect-error -- no such namespace
  await connection.speech.create({});

  const stop: () => void = connection.on('response.output_audio.delta', (event) => {
    const delta: string = event.delta;
    // @ts-expect-error -- the event has no transcript
    show(event.transcript);
    return delta;
  });
  stop();
  // @ts-expect-error -- the beta's name of the event
  connection.on('response.audio.delta', () => undefined);
  // @ts-expect-error -- one sends this event, and does not receive it
  connection.once('session.update', () => undefined);

  const done = await connection.waitFor('response.done', {
    timeout: 1000,
    signal: new AbortController().signal,
    where: (event) => event.response.status === 'completed',
  });
  const type: 'response.done' = done.type;
  // @ts-expect-error -- no such event
  await connection.waitFor('response.finished');
  show(type);

  for await (const event of connection) {
    if (event.type === 'session.created') show(event.session);
    // @ts-expect-error -- no such event
    if (event.type === 'response.text.delta') break;
  }
  connection.onAny((outcome) => {
    if (outcome.outcome === 'unknown') return outcome.type.length;
    return outcome.outcome === 'malformed' ? outcome.reason : outcome.event.type;
  });
  await connection.send({ type: 'input_audio_buffer.commit' });
  // @ts-expect-error -- no such event
  await connection.send({ type: 'input_audio_buffer.flush' });
  connection.close(1000, 'done');
  const { code, reason, error } = await connection.ended;
  show([code, reason, error]);
}

function show(value: unknown): void {
  JSON.stringify(value);
}
