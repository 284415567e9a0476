import { describe, expect, test } from 'vitest';
import type { Draft } from '../generator/render/drafts.ts';
import { prove, type ProofQuestion } from '../generator/verify/prove.ts';

function draft(text: string): readonly Draft[] {
  return [{ path: 'index.ts', text }];
}

const before = draft(
  [
    'export interface Same { a: string }',
    'export interface Wider { a: string }',
    'export interface Narrower { a: string | null }',
    'export interface Other { a: string; b: { c: number } }',
    'export interface Removed { a: string; voice?: string }',
  ].join('\n'),
);
const after = draft(
  [
    'export interface Same { a: string }',
    'export interface Wider { a: string | null }',
    'export interface Narrower { a: string }',
    'export interface Other { a: string; b: { c: string } }',
    'export interface Removed { a: string }',
  ].join('\n'),
);

function question(name: string, flow: ProofQuestion['flow']): ProofQuestion {
  return { name, flow, beforeType: name, afterType: name };
}

async function ask(questions: readonly ProofQuestion[], programs: readonly string[] = []) {
  return prove({ before, after, questions, programs });
}

describe('asking the compiler', () => {
  test.each([
    ['Same', true, true, true, true],
    ['Wider', false, true, true, false],
    ['Narrower', true, false, false, true],
    ['Other', false, false, false, false],
    ['Removed', true, true, true, true],
  ])('%s', async (name, received, receivedReverse, sent, sentReverse) => {
    const { answers } = await ask([question(name, 'received'), question(name, 'sent')]);
    expect(answers.map(({ assignable, reverse }) => [assignable, reverse])).toEqual([
      [received, receivedReverse],
      [sent, sentReverse],
    ]);
    for (const { assignable, message } of answers) expect(message === '').toBe(assignable);
  });

  test('says why, and where', async () => {
    const { answers } = await ask([question('Same', 'sent'), question('Other', 'received')]);
    expect(answers[1]?.message).toBe(
      "The types of 'b.c' are incompatible between these types. Type 'string' is not assignable to type 'number'.",
    );
  });

  test('tells which programs compile', async () => {
    const { programs } = await ask(
      [],
      [
        'export const read = (x: after.Removed): unknown => x.voice;',
        'export const read = (x: before.Removed): unknown => x.voice;',
        "export const sent: after.Removed = { a: '', voice: '' };",
      ],
    );
    expect(programs).toEqual([
      ["TS2339 Property 'voice' does not exist on type 'Removed'."],
      [],
      [
        "TS2353 Object literal may only specify known properties, and 'voice' does not exist in type 'Removed'.",
      ],
    ]);
  });

  test('refuses to be asked about what is not there', async () => {
    await expect(ask([question('Nowhere', 'sent')])).rejects.toThrow('there is no before.Nowhere');
  });
});
