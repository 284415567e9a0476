import { describe, expect, it } from 'vitest';
import { audioDelta, responseDone, sessionCreated, transcriptLine } from './fixtures';
import { initial, reduce } from './reducer';

describe('reduce', () => {
  it('knows the voice of a session', () => {
    expect(reduce(initial, sessionCreated).voice).toBe('alloy');
  });

  it('counts pieces of audio', () => {
    const state = ['AA==', 'AA=='].map(audioDelta).reduce(reduce, initial);
    expect(state.audioChunks).toBe(2);
  });

  it('puts a transcript together', () => {
    const state = reduce(initial, JSON.parse(transcriptLine));
    expect(state.transcript).toBe('Hello');
  });

  it('puts a written answer together', () => {
    const state = reduce(initial, { type: 'response.text.delta', delta: 'Hi' });
    expect(state).toMatchObject({ transcript: 'Hi', status: 'idle' });
  });

  it('is done when the response is', () => {
    expect(reduce(initial, responseDone).status).toBe('done');
    expect(responseDone.response.output[0].content[0].transcript).toBe('Hello');
  });

  it('ignores what it does not know', () => {
    expect(reduce(initial, { type: 'response.audio.stopped' })).toEqual(initial);
  });
});
