import type { Lifecycles } from '../../generator/model/lifecycle.ts';

const id = [['id']];
const none = { asks: [], cuts: [], aside: [], joins: [], atOnce: undefined, mayStay: false };

/** An API that is told in a few words: one answer at a time, and in it a text that comes word by word. */
export const chatLifecycles: Lifecycles = {
  starts: ['hello'],
  things: [
    {
      ...none,
      name: 'answer',
      inside: undefined,
      asks: [{ event: 'ask', unless: [] }],
      opens: [
        { event: 'opened', id },
        { event: 'aside', id },
      ],
      continues: [
        { event: 'note', id },
        { event: 'wor*', id },
      ],
      closes: [
        { event: 'closed', id },
        { event: 'cut', id },
      ],
      cuts: [{ path: ['type'], values: ['cut'] }],
      aside: [{ path: ['type'], values: ['aside'] }],
      atOnce: 1,
    },
    {
      ...none,
      name: 'text',
      inside: { thing: 'answer', id },
      opens: [],
      continues: [{ event: 'word', id: [['part'], ['id']] }],
      closes: [{ event: 'said', id: [['part'], ['id']] }],
      joins: [
        {
          pieces: [{ event: 'word', path: ['words'] }],
          whole: [{ event: 'said', path: ['words'] }],
        },
      ],
    },
    {
      ...none,
      name: 'typing',
      inside: undefined,
      opens: [{ event: 'typing', id: [] }],
      continues: [],
      closes: [{ event: 'typed', id: [] }],
      mayStay: true,
    },
  ],
};
