import WebSocket from 'ws';
import { runAll } from 'vitest';
import { observed, until } from 'judge';
import './src/reducer.test';
import * as fixtures from './src/fixtures';
import { initial, reduce } from './src/reducer';

// The tests of the application, and its reducer on what a server really says.
const tests = await runAll();
const version = process.env.MOCK_VERSION;
const url = 'wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview';
const headers = { Authorization: 'Bearer sk-mock' };
if (version === 'beta') headers['OpenAI-Beta'] = 'realtime=v1';
const ws = new WebSocket(url, { headers });
let state = initial;
ws.on('message', (data) => (state = reduce(state, JSON.parse(data))));
await until(() => ws.readyState === 1);
ws.send(JSON.stringify({ type: 'response.create' }));
await until(() => state.status === 'done');
const { audioDelta, responseDone, sessionCreated, transcriptLine } = fixtures;
const messages = [sessionCreated, audioDelta('AA=='), JSON.parse(transcriptLine), responseDone];
observed({ tests, state, messages });
