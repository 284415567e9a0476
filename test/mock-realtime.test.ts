import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { betaDialect, gaDialect, record, type Data } from './mock-realtime/dialect.ts';
import { MockRealtimeServer } from './mock-realtime/mock-server.ts';

let servers: Readonly<Record<'beta' | 'ga', MockRealtimeServer>>;
beforeAll(async () => {
  servers = {
    beta: await MockRealtimeServer.start(betaDialect()),
    ga: await MockRealtimeServer.start(gaDialect()),
  };
});
afterAll(async () => {
  await servers.beta.close();
  await servers.ga.close();
});

interface Asked {
  readonly path?: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a server says to a message until it has something to say about it: the types of events, or the code of an error. */
async function say(version: 'beta' | 'ga', message: Data, asked: Asked = {}): Promise<string> {
  const model = version === 'beta' ? 'gpt-4o-realtime-preview' : 'gpt-realtime';
  const { path = `/v1/realtime?model=${model}`, protocols = [], headers = {} } = asked;
  const beta = version === 'beta' ? { 'OpenAI-Beta': 'realtime=v1' } : {};
  const socket = new WebSocket(`ws://127.0.0.1:${servers[version].port}${path}`, [...protocols], {
    headers: { Authorization: 'Bearer sk', ...beta, ...headers },
  });
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('open', () => socket.send(JSON.stringify(message)));
    socket.on('close', (code) => resolve([...said, String(code)].join(' ')));
    socket.on('message', (data) => {
      const event = JSON.parse((data as Buffer).toString('utf8')) as Data;
      const type = String(event['type']);
      if (['session.created', 'conversation.created'].includes(type)) return;
      said.push(type === 'error' ? String(record(event['error'])['code']) : type);
      if (asked.path === undefined && asked.protocols === undefined && asked.headers === undefined)
        resolve(said.join(' '));
    });
  });
}

const ga = {
  type: 'session.update',
  session: { type: 'realtime', audio: { output: { voice: 'cedar' } } },
};
const beta = { type: 'session.update', session: { modalities: ['text', 'audio'], voice: 'alloy' } };
const item = (type: string): Data => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'assistant', content: [{ type, text: 'Hi' }] },
});

describe('the server of GA', () => {
  test.each<[what: string, message: Data, says: string]>([
    ['takes a session of GA', ga, 'session.updated'],
    [
      'refuses a session without its type',
      { type: 'session.update', session: { instructions: 'Hi' } },
      'missing_required_parameter',
    ],
    ['refuses a session of the beta', beta, 'missing_required_parameter'],
    [
      'refuses what a session no longer has',
      { ...ga, session: { ...ga.session, voice: 'alloy' } },
      'unknown_parameter',
    ],
    [
      'refuses a response of the beta',
      { type: 'response.create', response: { modalities: ['text'] } },
      'unknown_parameter',
    ],
    [
      'refuses audio and text together',
      { ...ga, session: { ...ga.session, output_modalities: ['text', 'audio'] } },
      'invalid_value',
    ],
    ['refuses a part of the beta', item('text'), 'invalid_value'],
    ['takes a part of GA', item('output_text'), 'conversation.item.added'],
    [
      'refuses an event of the beta',
      { type: 'transcription_session.update', session: {} },
      'invalid_value',
    ],
    [
      'refuses an event of the server',
      { type: 'response.output_audio.delta', delta: '' },
      'invalid_value',
    ],
    ['refuses what no version has', { type: 'response.cancel', why: 'so' }, 'unknown_parameter'],
  ])('%s', async (_, message, says) => {
    expect(await say('ga', message)).toBe(says);
  });

  test.each<[what: string, asked: Asked]>([
    ['the header of the beta', { headers: { 'OpenAI-Beta': 'realtime=v1' } }],
    ['the subprotocol of the beta', { protocols: ['realtime', 'openai-beta.realtime-v1'] }],
    [
      'the address of the preview on Azure',
      { path: '/openai/realtime?api-version=2024-10-01-preview&deployment=x' },
    ],
  ])('turns away who comes with %s', async (_, asked) => {
    expect(await say('ga', ga, asked)).toBe('beta_api_shape_disabled 4000');
  });
});

describe('the server of the beta', () => {
  test.each<[what: string, message: Data, says: string]>([
    ['takes a session of the beta', beta, 'session.updated'],
    ['refuses a session of GA', ga, 'unknown_parameter'],
    ['takes a part of the beta', item('text'), 'conversation.item.created'],
    ['refuses a part of GA', item('output_text'), 'invalid_value'],
  ])('%s', async (_, message, says) => {
    expect(await say('beta', message)).toBe(says);
  });
});

test('over HTTP, each server has endpoints of its own', async () => {
  const ask = async (version: 'beta' | 'ga', path: string, body: string): Promise<number> => {
    const url = `http://127.0.0.1:${servers[version].port}/v1/realtime${path}`;
    const headers = { Authorization: 'Bearer sk' };
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  expect(await ask('beta', '/sessions', '{"voice":"alloy"}')).toBe(200);
  expect(await ask('ga', '/sessions', '{"voice":"alloy"}')).toBe(404);
  expect(await ask('ga', '/client_secrets', '{"voice":"alloy"}')).toBe(400);
  expect(await ask('ga', '/client_secrets', '{"session":{"voice":"alloy"}}')).toBe(400);
  expect(await ask('ga', '/client_secrets', '{"session":{"type":"realtime"}}')).toBe(200);
  expect(await ask('ga', '/calls', 'v=0')).toBe(401);
  expect(await ask('beta', '?model=x', 'v=0')).toBe(401);
});

test('what the servers say, their documents allow', () => {
  expect([...servers.beta.seen.ownFaults, ...servers.ga.seen.ownFaults]).toEqual([]);
});
