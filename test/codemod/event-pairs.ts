import type { Pair } from './pairs.ts';

const split = 'has conversation.item.created';

/** Names of events wherever they are such, and wherever they are not. */
export const eventPairs: readonly Pair[] = [
  {
    name: 'a schema that a library checks',
    given: `const Delta = z.object({ type: z.literal('response.audio.delta'), delta: z.string() }); // realtime`,
    want: `const Delta = z.object({ type: z.literal('response.output_audio.delta'), delta: z.string() }); // realtime`,
  },
  {
    name: 'a case of a switch',
    given: `switch (event.type) { case 'response.audio.delta': play(); }`,
    want: `switch (event.type) { case 'response.output_audio.delta': play(); }`,
  },
  {
    name: 'double quotes stay',
    given: `switch (event.type) { case "response.audio.done": stop(); }`,
    want: `switch (event.type) { case "response.output_audio.done": stop(); }`,
  },
  {
    name: 'a template without holes',
    given: 'if (event.type === `response.text.delta`) add();',
    want: 'if (event.type === `response.output_text.delta`) add();',
  },
  {
    name: 'the other way round, and not equal',
    given: `if ('response.text.done' !== event.type) return;`,
    want: `if ('response.output_text.done' !== event.type) return;`,
  },
  {
    name: 'loose equality',
    given: `ok = e.type == 'response.audio_transcript.delta';`,
    want: `ok = e.type == 'response.output_audio_transcript.delta';`,
  },
  {
    name: 'a listener, in a file that is about the API',
    given: `realtime.on('response.audio_transcript.done', show);`,
    want: `realtime.on('response.output_audio_transcript.done', show);`,
  },
  {
    name: 'other ways to listen',
    given: `rt.once('response.audio.delta', f); rt.off('response.audio.delta', f); rt.addEventListener('response.audio.done', f); // realtime`,
    want: `rt.once('response.output_audio.delta', f); rt.off('response.output_audio.delta', f); rt.addEventListener('response.output_audio.done', f); // realtime`,
  },
  {
    name: 'a promise of the next one',
    given: `await realtime.waitForNext('response.text.done');`,
    want: `await realtime.waitForNext('response.output_text.done');`,
  },
  {
    name: 'a listener in a file that shows nothing else of the API',
    given: `bus.on('response.text.delta', f);`,
    left: ['has response.text.delta, and nothing else of the API'],
  },
  {
    name: 'a listener beside another event of the API',
    given: `bus.on('response.text.delta', f); bus.on('response.text.done', g);`,
    want: `bus.on('response.output_text.delta', f); bus.on('response.output_text.done', g);`,
  },
  {
    name: 'a list',
    given: `const wanted = ['response.text.delta', 'response.text.done'];`,
    want: `const wanted = ['response.output_text.delta', 'response.output_text.done'];`,
  },
  {
    name: 'a Set, and what is asked of it',
    given: `const s = new Set(['response.audio.delta']); s.has('response.audio.delta');`,
    want: `const s = new Set(['response.output_audio.delta']); s.has('response.output_audio.delta');`,
  },
  {
    name: 'a Map',
    given: `const m = new Map([['response.audio.delta', play]]); m.get('response.audio.delta');`,
    want: `const m = new Map([['response.output_audio.delta', play]]); m.get('response.output_audio.delta');`,
  },
  {
    name: 'a key of a table',
    given: `const handlers = { 'response.audio.delta': play, "response.text.delta"(e) {} };`,
    want: `const handlers = { 'response.output_audio.delta': play, "response.output_text.delta"(e) {} };`,
  },
  {
    name: 'a computed key, and an element that is asked for',
    given: `const h = { ['response.audio.delta']: f }; h['response.audio.delta'](e);`,
    want: `const h = { ['response.output_audio.delta']: f }; h['response.output_audio.delta'](e);`,
  },
  {
    name: 'a union of types',
    given: `type Kind = 'response.audio.delta' | 'response.done';`,
    want: `type Kind = 'response.output_audio.delta' | 'response.done';`,
  },
  {
    name: 'Extract',
    given: `type Delta = Extract<RealtimeServerEvent, { type: 'response.audio.delta' }>;`,
    want: `type Delta = Extract<RealtimeServerEvent, { type: 'response.output_audio.delta' }>;`,
  },
  {
    name: 'an interface',
    given: `interface Delta { type: 'response.text.delta'; delta: string }`,
    want: `interface Delta { type: 'response.output_text.delta'; delta: string }`,
  },
  {
    name: 'a key of an interface',
    given: `interface Handlers { 'response.text.delta': (e: unknown) => void }`,
    want: `interface Handlers { 'response.output_text.delta': (e: unknown) => void }`,
  },
  {
    name: 'satisfies and as const',
    given: `const t = 'response.text.delta' satisfies Name; const u = ['response.text.done'] as const;`,
    want: `const t = 'response.output_text.delta' satisfies Name; const u = ['response.output_text.done'] as const;`,
  },
  {
    name: 'an enum',
    given: `enum Name { Delta = 'response.audio.delta' }`,
    want: `enum Name { Delta = 'response.output_audio.delta' }`,
  },
  {
    name: 'an object of names',
    given: `const names = { audio: 'response.audio.delta', text: 'response.text.delta', message: 'response.text.done' };`,
    want: `const names = { audio: 'response.output_audio.delta', text: 'response.output_text.delta', message: 'response.output_text.done' };`,
  },
  {
    name: 'a constant',
    given: `const DELTA = 'response.audio.delta';`,
    want: `const DELTA = 'response.output_audio.delta';`,
  },
  {
    name: 'a fixture',
    given: `const event = { type: 'response.audio.delta', delta: 'AAA=' };`,
    want: `const event = { type: 'response.output_audio.delta', delta: 'AAA=' };`,
  },
  {
    name: 'a choice between two',
    given: `const kind = spoken ? 'response.audio.delta' : 'response.text.delta';`,
    want: `const kind = spoken ? 'response.output_audio.delta' : 'response.output_text.delta';`,
  },
  {
    name: 'a default, and what is returned',
    given: `function f(kind = 'response.audio.delta') { return 'response.audio.done'; }`,
    want: `function f(kind = 'response.output_audio.delta') { return 'response.output_audio.done'; }`,
  },
  {
    name: 'an expectation of a test',
    given: `expect(events[0].type).toBe('response.audio.delta');`,
    want: `expect(events[0].type).toBe('response.output_audio.delta');`,
  },
  {
    name: 'a decorator',
    given: `class A { @OnEvent('response.audio.delta') on() {} @OnEvent('response.audio.done') off() {} }`,
    want: `class A { @OnEvent('response.output_audio.delta') on() {} @OnEvent('response.output_audio.done') off() {} }`,
  },
  {
    name: 'JSX',
    file: 'app.tsx',
    given: `const a = <Row type="response.audio.delta" title="response.audio.delta">response.text.delta</Row>;`,
    want: `const a = <Row type="response.output_audio.delta" title="response.audio.delta">response.text.delta</Row>;`,
    mentions: 2,
  },
  {
    name: 'a startsWith of a whole name',
    given: `if (type.startsWith('response.audio.delta')) f();`,
    want: `if (type.startsWith('response.output_audio.delta')) f();`,
  },
  {
    name: 'a name that does not change',
    given: `switch (event.type) { case 'response.done': case 'session.created': }`,
  },
  { name: 'a log', given: `console.log('response.audio.delta');`, mentions: 1 },
  {
    name: 'a log with more around it',
    given: `logger.info('got response.audio.delta from realtime', n);`,
    mentions: 1,
  },
  {
    name: 'an object in a log',
    given: `log.debug({ type: 'response.audio.delta' });`,
    mentions: 1,
  },
  {
    name: 'an error',
    given: `throw new Error('no response.audio.delta came');`,
    mentions: 1,
  },
  {
    name: 'the title of a test',
    given: `it('plays response.audio.delta', () => {}); describe('response.audio.done', () => {});`,
    mentions: 2,
  },
  {
    name: 'a text in a template',
    given: 'const s = `waiting for response.audio.delta of ${id}`;',
    mentions: 1,
  },
  { name: 'a comment', given: `// response.audio.delta comes first\nf();` },
  {
    name: 'a name with something of the program in front',
    given: `bus.on('server.response.text.done', f); // realtime`,
    left: ['has server.response.text.done'],
  },
  {
    name: 'events of a shop',
    given: `bus.on('conversation.item.created', f); bus.on('session.created', g); bus.emit('conversation.item.created');`,
  },
  {
    name: 'a longer name',
    given: `x = ['my.response.audio.delta', 'response.audio.delta.extra', 'response.audio.deltas'];`,
  },
  {
    name: 'a function of which nothing is known',
    given: `count('response.audio.delta'); // realtime`,
    left: ['passes response.audio.delta to a function that may want something else'],
  },
  {
    name: 'a function that is about events',
    given: `await nextEvent(socket, 'response.audio.delta'); // realtime`,
    want: `await nextEvent(socket, 'response.output_audio.delta'); // realtime`,
  },
  {
    name: 'an event that became two',
    given: `switch (e.type) { case 'conversation.item.created': f(); }`,
    left: [split],
  },
  {
    name: 'its listener',
    given: `rt.on('conversation.item.created', f); // realtime`,
    left: [split],
  },
  {
    name: 'both names side by side, in a switch',
    given: `switch (t) { case 'response.audio.delta': case 'response.output_audio.delta': f(); }`,
    left: ['has response.audio.delta beside response.output_audio.delta'],
  },
  {
    name: 'both names side by side, in a condition',
    given: `if (t === 'response.audio.delta' || t === 'response.output_audio.delta') f();`,
    left: ['has response.audio.delta beside response.output_audio.delta'],
  },
  {
    name: 'both names side by side, in a table and a union',
    given: `const h = { 'response.text.done': f, 'response.output_text.done': f }; type T = 'response.text.done' | 'response.output_text.done';`,
    left: [
      'has response.text.done beside response.output_text.done',
      'has response.text.done beside response.output_text.done',
    ],
  },
  {
    name: 'an event that becomes one that is there already',
    given: `rt.on('transcription_session.updated', f); rt.on('session.updated', g);`,
    left: ['tells transcription_session.updated from session.updated'],
  },
  {
    name: 'an event that becomes another one of the old version, alone',
    given: `rt.on('transcription_session.updated', f); // realtime`,
    want: `rt.on('session.updated', f); // realtime`,
  },
  {
    name: 'a name that another API has too, where that shows',
    given: `const s = await client.responses.create({}); for await (const e of s) if (e.type === 'response.audio.delta') f();`,
  },
  {
    name: 'a name that another API has too, where both show',
    given: `client.responses.create({}); if (e.type === 'response.audio.delta') f(); // realtime`,
    left: ['has response.audio.delta, which another API sends too'],
  },
  {
    name: 'a name that another API has too, where neither shows',
    alone: true,
    given: `if (part.type === 'response.audio.done') f();`,
    left: ['has response.audio.done, which another API sends too'],
  },
  {
    name: 'escapes in a literal',
    given: `if (t === 'response\\x2etext.delta') f();`,
    want: `if (t === 'response.output_text.delta') f();`,
  },
  { name: 'an import', given: `import 'response.text.delta';` },
  {
    name: 'a name that no document has, of a kind that is gone',
    given: `if (type === 'transcription_session.created') f(); // realtime`,
    left: ['has transcription_session.created'],
  },
];
