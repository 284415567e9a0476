import type { Pair } from './pairs.ts';

/** Parts of names, and events in texts of JSON. */
export const partPairs: readonly Pair[] = [
  {
    name: 'the beginning of names',
    given: `if (type.startsWith('response.audio')) f(); // realtime`,
    left: [`looks for 'response.audio'`],
  },
  {
    name: 'a beginning that the new names have too',
    given: `if (type.startsWith('response.')) f();`,
  },
  {
    name: 'the end of names',
    given: `if (type.endsWith('.audio.delta')) f(); // realtime`,
    left: [`looks for '.audio.delta'`],
  },
  {
    name: 'an end that the new names have too',
    given: `if (type.endsWith('audio.delta')) f(); // realtime`,
  },
  {
    name: 'a pattern',
    given: `if (/^response\\.(audio|text)\\.delta$/.test(type)) f(); // realtime`,
    left: ['looks for /^response\\.(audio|text)\\.delta$/'],
  },
  {
    name: 'a pattern that the new names fit too',
    given: `if (/^response\\..*delta$/.test(type)) f();`,
  },
  {
    name: 'a pattern that could take for ever',
    given: `if (/^(response\\.(a|a)*)*$/.test(type)) f();`,
  },
  {
    name: 'a template with a hole',
    given: 'rt.on(`response.${kind}.delta`, f); // realtime',
    left: ['puts a name together: `response.${kind}.delta`'],
  },
  {
    name: 'a template type',
    given: 'type T = `response.audio.${string}`; // realtime',
    left: ['puts a name together: `response.audio.${string}`'],
  },
  {
    name: 'a sum',
    given: `rt.on('response.audio.' + kind, f); // realtime`,
    left: [`puts a name together from 'response.audio.'`],
  },
  { name: 'a template that is mostly holes', given: 'rt.on(`${a}.${b}`, f); // realtime' },
  { name: 'a beginning of something else', given: `if (file.startsWith('audio/')) f();` },
  {
    name: 'a flat event in JSON',
    given: `const s = '{"type":"response.audio.delta","delta":"AAA="}';`,
    want: `const s = '{"type":"response.output_audio.delta","delta":"AAA="}';`,
  },
  {
    name: 'with escapes, and in a list',
    given: `const s = "[{\\"type\\": \\"response.text.done\\", \\"text\\": \\"hi\\"}]";`,
    want: `const s = "[{\\"type\\": \\"response.output_text.done\\", \\"text\\": \\"hi\\"}]";`,
  },
  {
    name: 'over several lines',
    given: 'const s = `{\n  "type": "response.text.delta",\n  "delta": "a"\n}`;',
    want: 'const s = `{\n  "type": "response.output_text.delta",\n  "delta": "a"\n}`;',
  },
  {
    name: 'an event in JSON that holds more',
    given: `const s = '{"type":"session.update","session":{"input_audio_format":"pcm16"}}';`,
    left: ['a text of JSON has session.update with session.input_audio_format'],
  },
  {
    name: 'an event in JSON that became two',
    given: `const s = '{"type":"conversation.item.created"}';`,
    left: ['a text of JSON has conversation.item.created'],
  },
  { name: 'an event in JSON that stays', given: `const s = '{"type":"response.cancel"}';` },
  {
    name: 'JSON of something else',
    given: `const s = '{"type":"session.update.other","voice":"x"}';`,
  },
  { name: 'no JSON at all', given: `const s = '{ not json';` },
];
