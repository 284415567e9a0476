import { describe, expect, test } from 'vitest';
import { emit, modelOfFile } from './output/emit.ts';
import { completions, facetsOf, type Dialect } from './probes/facets.ts';
import { complete, probe, type Subject } from './probes/run-probes.ts';

/** OpenAI's own description of 2026, as it is, and ours of 2025. */
const subjects: readonly (readonly [string, Subject, Dialect])[] = [
  [
    'the document of the vendor',
    {
      drafts: emit(modelOfFile('test/fixtures/openai-2026-08-21.asyncapi.yaml')),
      names: {
        ServerEvent: 'RealtimeServerEvent',
        ClientEvent: 'RealtimeClientEventParam',
        ResponseDone: 'RealtimeServerEventResponseDone',
        ErrorEvent: 'RealtimeServerEventError',
        SessionUpdate: 'RealtimeClientEventSessionUpdateParam',
        ResponseCreate: 'RealtimeClientEventResponseCreateParam',
        Append: 'RealtimeClientEventInputAudioBufferAppendParam',
        ItemCreate: 'RealtimeClientEventConversationItemCreateParam',
        Item: 'RealtimeConversationItem',
      },
    },
    { mcpCall: 'mcp_call', voiceObjects: true },
  ],
  [
    'our GA',
    {
      drafts: emit(modelOfFile('spec/openai-realtime/ga.asyncapi.yaml')),
      names: {
        ServerEvent: 'RealtimeServerEvent',
        ClientEvent: 'RealtimeClientEventParam',
        ResponseDone: 'ResponseDoneEvent',
        ErrorEvent: 'RealtimeErrorEvent',
        SessionUpdate: 'SessionUpdateEventParam',
        ResponseCreate: 'ResponseCreateEventParam',
        Append: 'InputAudioBufferAppendEventParam',
        ItemCreate: 'ConversationItemCreateEventParam',
        Item: 'ConversationItem',
      },
    },
    { mcpCall: 'mcp_tool_call', voiceObjects: false },
  ],
];

test('there are 26 facets', () => {
  const [, , dialect] = subjects[0]!;
  const names = [...facetsOf(dialect), ...completions].map(({ name }) => name);
  expect(new Set(names).size).toBe(26);
});

describe.each(subjects)('%s', (_name, subject, dialect) => {
  const facets = facetsOf(dialect);
  const complaints = probe(subject, facets);
  test.each(facets.map(({ name }, index) => [name, complaints[index]]))('%s', (_facet, found) => {
    expect(found).toEqual([]);
  });

  const offered = complete(subject, completions);
  test.each(completions.map(({ name, offers }, index) => [name, offers, offered[index]] as const))(
    '%s',
    (_facet, offers, found) => {
      expect(found).toEqual(expect.arrayContaining([...offers]));
    },
  );
});

describe('a probe fails', () => {
  const [, subject, dialect] = subjects[1]!;
  const coarse: Subject = {
    ...subject,
    drafts: subject.drafts.map(({ path, text }) => ({
      path,
      text: text.replaceAll('(string & {})', 'string').replaceAll(/: '[^']+';/g, ': string;'),
    })),
  };

  test('where literals were widened', () => {
    const complaints = probe(coarse, facetsOf(dialect));
    const failed = facetsOf(dialect).filter((_, index) => complaints[index]!.length > 0);
    expect(failed.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'a switch over type narrows',
        'Extract finds an event by its type',
        'type is a closed set of literals',
        'a misspelt type is refused',
        'an item narrows by type and role',
      ]),
    );
  });

  test('where nothing is completed', () => {
    expect(complete(coarse, completions)).toEqual([[], [], []]);
  });
});
