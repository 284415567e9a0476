import { AssemblyAI } from 'assemblyai';

const client = new AssemblyAI({ apiKey: 'key' });
const transcriber = client.realtime.transcriber({ sampleRate: 16_000 });
transcriber.on('open', ({ sessionId }) => console.log('session.created', sessionId));
transcriber.on('transcript.partial', ({ text }) => console.log(text));
transcriber.on('error', (error) => console.error('error', error));
await transcriber.connect();
