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
];
