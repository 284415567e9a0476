import type { Pair } from './pairs.ts';

/** Types that somebody wrote after the protocol, and such that only look like it. */
export const mirrorPairs: readonly Pair[] = [
  {
    name: 'an interface after the protocol',
    given: `interface Update { type: 'session.update'; session: { input_audio_format?: string; tools?: string[] } }`,
    left: ['declares input_audio_format'],
  },
  {
    name: 'interfaces that name each other',
    given: `interface Config { max_response_output_tokens?: number }\ninterface Update { type: 'session.update'; session: Config }`,
    left: ['declares max_response_output_tokens'],
  },
  {
    name: 'an interface that says no event, but has the keys',
    given: `type Session = { modalities: string[]; instructions: string; input_audio_format: string; turn_detection: object }; // realtime`,
    left: ['declares modalities', 'declares input_audio_format', 'declares turn_detection'],
  },
  {
    name: 'an interface of something else',
    given: `interface Song { voice: string; modalities: string[]; temperature: number; session: { voice: string } }`,
  },
  {
    name: 'items of a list',
    given: `interface Part { type: 'text' | 'audio' }\ninterface Item { content: Part[] }\ninterface Create { type: 'conversation.item.create'; item: Item } // realtime`,
    left: ['declares type'],
  },
  {
    name: 'an action of a store',
    given: `type Action = { type: 'session.update'; session: { voice: string } };`,
  },
];
