import { describe, expect, test } from 'vitest';
import type { Trouble } from '../generator/base/wire-report.ts';
import { ThingFollower } from '../generator/wire/follow-things.ts';
import { ThingReader } from '../generator/wire/read-things.ts';
import { TroubleList } from '../generator/wire/trouble-list.ts';
import { joined, isSameText, noText, sumOf } from '../generator/wire/text-sum.ts';
import { captureFile, checkGiven } from './wire/check-files.ts';
import { chatLifecycles } from './wire/chat-lifecycles.ts';
import { wireVersions } from './wire/models.ts';

const versions = await wireVersions('patched');

describe('the captured sessions', () => {
  const first = checkGiven(versions, 'beta', [captureFile('forum-2024-10-27.ndjson')]);

  test('the first response of 2024-10-27 never closed, and another was asked for meanwhile', () => {
    const capture = 'forum-2024-10-27.ndjson';
    const id = 'resp_AMyCNxdOdh7l0KhaAJPyb';
    const last = { event: 'response.content_part.added', place: { capture, line: 9 } };
    const [never, meanwhile, ...others] = first.troubles;
    expect(others).toEqual([]);
    expect(never).toMatchObject({ rule: 'never-closed', lifecycle: 'response', id, last });
    expect(never?.at).toEqual({ capture, line: 5 });
    expect(never?.message).toContain('response.create in line 11 came meanwhile');
    expect(meanwhile).toMatchObject({ rule: 'opened-meanwhile', lifecycle: 'response', id });
    expect(meanwhile?.at).toEqual({ capture, line: 11 });
    expect(meanwhile?.opened).toEqual({ capture, line: 5 });
  });

  test('the response of 2024-10-28 stalled when its content part had been added', () => {
    const capture = 'forum-2024-10-28.ndjson';
    const { troubles } = checkGiven(versions, 'beta', [captureFile(capture)]);
    expect(troubles).toHaveLength(1);
    const id = 'resp_ANEseTuL9L33wgRvD6AKh';
    expect(troubles[0]).toMatchObject({ rule: 'never-closed', lifecycle: 'response', id });
    expect(troubles[0]?.at).toEqual({ capture, line: 2 });
    const last = { event: 'response.content_part.added', place: { capture, line: 6 } };
    expect(troubles[0]?.last).toEqual(last);
  });

  test('what is complete, or not a session, is fine', () => {
    const done = ['forum-2024-10-28.sent.ndjson', 'rate-limit-failure-2025-07.ndjson'];
    expect(checkGiven(versions, 'beta', done.map(captureFile)).troubles).toEqual([]);
  });
});

/** `<created 1`: an event of the server, `>ask`: one of the client; then the id, and a text. */
function troublesOf(...lines: readonly string[]): readonly Trouble[] {
  const troubles = new TroubleList();
  const follower = new ThingFollower(chatLifecycles, 'c', troubles);
  const reader = new ThingReader(chatLifecycles, (record) => {
    follower.take(record);
  });
  lines.forEach((text, index) => {
    const [event = '', id, words] = text.slice(1).split(' ', 3);
    const message = { type: event, ...(id !== undefined && { id, part: `${id}.1` }), words };
    const flow = text.startsWith('>') ? 'sent' : 'received';
    reader.push(message, flow, '', { line: index + 1, time: index * 1000, event });
  });
  reader.flush();
  follower.reach({ line: lines.length, time: (lines.length - 1) * 1000 });
  follower.end();
  return troubles.all();
}

function rulesOf(...lines: readonly string[]): readonly string[] {
  return troublesOf(...lines).map(
    ({ rule, lifecycle, at }) => `${String(at.line)} ${rule} ${lifecycle}`,
  );
}

describe('order', () => {
  test.each<readonly [name: string, lines: readonly string[], want: readonly string[]]>([
    ['all is well', ['<hello', '>ask', '<opened 1', '<word 1 Hi', '<said 1 Hi', '<closed 1'], []],
    ['two after each other', ['<hello', '<opened 1', '<closed 1', '<opened 2', '<closed 2'], []],
    ['never closed', ['<hello', '<opened 1', '<word 1 Hi'], ['2 never-closed answer']],
    ['closed twice', ['<hello', '<opened 1', '<closed 1', '<closed 1'], ['4 closed-twice answer']],
    ['never opened', ['<hello', '<closed 1'], ['2 never-opened answer']],
    ['begun before the capture', ['<word 1 Hi', '<closed 1'], []],
    [
      'never opened, told once',
      ['<hello', '<note 1', '<note 1', '<closed 1'],
      ['2 never-opened answer'],
    ],
    ['asked for meanwhile', ['<opened 1', '>ask', '<closed 1'], ['2 opened-meanwhile answer']],
    [
      'opened meanwhile, told once',
      ['<opened 1', '>ask', '<opened 2', '<closed 1', '<closed 2'],
      ['2 opened-meanwhile answer'],
    ],
    [
      'opened unasked',
      ['<opened 1', '<opened 2', '<closed 1', '<closed 2'],
      ['2 opened-meanwhile answer'],
    ],
    [
      'after what was closed',
      ['<opened 1', '<closed 1', '<note 1', '<note 1'],
      ['3 after-close answer'],
    ],
    ['the other end may not have heard', ['<opened 1', '<closed 1', '>note 1'], []],
    [
      'the text differs',
      ['<opened 1', '<word 1 Hi', '<word 1 !', '<said 1 Hi.', '<closed 1'],
      ['4 text-differs text'],
    ],
    ['a text without pieces', ['<opened 1', '<said 1 Hi', '<closed 1'], []],
    ['pieces that did not end', ['<opened 1', '<word 1 Hi', '<closed 1'], ['2 never-closed text']],
    ['cut off', ['<opened 1', '<word 1 Hi', '<cut 1'], []],
    [
      'said after it was cut off',
      ['<opened 1', '<word 1 Hi', '<cut 1', '<word 1 Hi'],
      ['4 after-close answer'],
    ],
    [
      'a new connection',
      ['<hello', '<opened 1', '<hello', '<opened 1', '<closed 1'],
      ['2 never-closed answer'],
    ],
    ['aside', ['<opened 1', '<aside 2', '<closed 1', '<closed 2'], []],
    ['may stay', ['<hello', '<typing'], []],
  ])('%s', (_, lines, want) => {
    expect(rulesOf(...lines)).toEqual(want);
  });

  test('says how long what stalls was open', () => {
    const [never] = troublesOf('<opened 1', '<word 1 Hi', '<hello-again', '<hello-again');
    expect(never).toMatchObject({ rule: 'never-closed', after: 3000 });
  });
});

test('the sum of parts is the sum of the whole', () => {
  const text = 'Grüße, 世界! 𝒳 '.repeat(40);
  for (const cut of [0, 1, 7, 100, text.length]) {
    const parts = joined(sumOf(text.slice(0, cut)), sumOf(text.slice(cut)));
    expect(parts).toEqual(sumOf(text));
  }
  expect(joined(noText, noText)).toEqual(noText);
  expect(isSameText(sumOf('ab'), sumOf('ba'))).toBe(false);
});
