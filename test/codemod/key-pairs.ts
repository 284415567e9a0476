import type { Pair } from './pairs.ts';

/** Keys that nobody but the old version has, of values that nobody can follow. */
export const keyPairs: readonly Pair[] = [
  {
    name: 'a member of what is read from a text',
    given: `check(JSON.parse(raw).input_audio_format); // realtime`,
    left: ['names input_audio_format'],
  },
  {
    name: 'members of objects that nothing shows of',
    given: `const phone = { input_audio_format: format, 'output_audio_format': format }; // realtime`,
    left: ['names input_audio_format', 'names output_audio_format'],
  },
  {
    name: 'destructured',
    given: `const { input_audio_transcription, max_response_output_tokens: most = 9 } = options; // realtime`,
    left: ['names input_audio_transcription', 'names max_response_output_tokens'],
  },
  {
    name: 'by a text',
    given: `const some = pick(options, ['input_audio_noise_reduction']); // realtime`,
    left: ['names input_audio_noise_reduction'],
  },
  {
    name: 'told once, by whoever knows more',
    given: `const session = { type: 'realtime' };\nsession.input_audio_format = format;\nsend({ type: 'session.update', session });`,
    left: ['writes session.input_audio_format'],
  },
  {
    name: 'a variable',
    given: `const input_audio_format = 'x'; use(input_audio_format); // realtime`,
  },
  {
    name: 'words that others have',
    given: `const o = { voice, turn_detection, client_secret }; // realtime`,
  },
  {
    name: 'in a file that shows nothing else',
    given: `check(options.input_audio_format);`,
    alone: true,
  },
  {
    name: 'that may stay',
    given: `// wireshape-ignore: settings of our own\ncheck(options.input_audio_format); // realtime`,
  },
  {
    name: 'words that others have, in what an event holds',
    given: `const sent = sentOf('session.update')[0]; // realtime\ncheck(sent.session.turn_detection, sent['session'].voice, sent.response?.modalities);\nconst { session: { voice, temperature } } = sent;`,
    left: [
      'names turn_detection',
      'names voice',
      'names modalities',
      'names voice',
      'names temperature',
    ],
  },
  {
    name: 'written into what an event holds',
    given: `// realtime\ntype Sent = { kind: 'session.update'; session: { voice: string } };\nconst made = make('response.create', { response: fill({ modalities: ['text'] }) });`,
    left: ['names voice', 'names modalities'],
  },
  {
    name: 'words that others have, in what others call so',
    given: `on('session.created'); // realtime\nreq.session.voice = 'x';\nuse(ctx.session.temperature, session.voice, response.temperature);\nui.send({ type: 'ready', session: { voice: 'x' } });`,
    mentions: 0,
  },
  {
    name: 'words that others have, in a file without events',
    given: `use(one.session.voice, { session: { voice } }); // realtime`,
  },
  {
    name: 'words that others have, beside a key that others have not',
    given: `const form = z.object({ input_audio_format: z.string(), voice: z.string(), modalities: z.array(z.string()), other: z.string() }); // realtime`,
    left: ['names input_audio_format', 'names voice', 'names modalities'],
  },
];
