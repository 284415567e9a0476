import { describe, expect, test } from 'vitest';
import type { Drift, WireReport } from '../generator/base/wire-report.ts';
import { captured } from './wire/captured.ts';
import { captureFile, checkGiven } from './wire/check-files.ts';
import { wireVersions } from './wire/models.ts';

const unpatched = await wireVersions('unpatched');
const patched = await wireVersions('patched');

const captures = [
  'forum-2024-10-27.ndjson',
  'forum-2024-10-28.ndjson',
  'forum-2024-10-28.sent.ndjson',
  'rate-limit-failure-2025-07.ndjson',
].map(captureFile);

/** `2x null-undeclared response.done response.status_details forum-2024-10-27.ndjson:36`. */
function lineOf({ count, rule, event, path, first }: Drift): string {
  const place = `${first.capture}:${String(first.line)}`;
  return [`${String(count)}x`, rule, event, path, place].filter((one) => one !== '').join(' ');
}

function linesOf({ drifts }: WireReport): readonly string[] {
  return drifts.map(lineOf).sort();
}

function table(text: string): readonly string[] {
  return text.trim().split('\n').sort();
}

/** What the facts know of the wire that the tables do not: how often, in which event, where, and in which message first. */
const betaDrifts = table(`
2x field-undeclared session.created session.object forum-2024-10-27.ndjson:1
2x field-undeclared session.created session.expires_at forum-2024-10-27.ndjson:1
2x null-undeclared session.created session.input_audio_transcription forum-2024-10-27.ndjson:1
4x null-undeclared response.created response.status_details forum-2024-10-27.ndjson:5
4x null-undeclared response.created response.usage forum-2024-10-27.ndjson:5
2x null-undeclared response.done response.status_details forum-2024-10-27.ndjson:36
1x field-undeclared response.done response.status_details.error.message rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.usage.input_token_details.cached_tokens_details rate-limit-failure-2025-07.ndjson:1
`);

/** What messages in the shape of the beta are to the types that came between it and GA, nulls aside. */
const previewDrifts = table(`
32x event-undeclared response.text.delta forum-2024-10-27.ndjson:18
2x event-undeclared response.text.done forum-2024-10-27.ndjson:33
1x field-undeclared response.done response.status_details.error.message rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.usage.input_token_details.cached_tokens_details rate-limit-failure-2025-07.ndjson:1
`);

/** What messages in the shape of the beta are to GA, as the facts tell it. */
const gaDrifts = table(`
2x required-missing session.created session.type forum-2024-10-27.ndjson:1
4x field-undeclared response.create response.modalities forum-2024-10-27.ndjson:3
32x event-undeclared response.text.delta forum-2024-10-27.ndjson:18
2x event-undeclared response.text.done forum-2024-10-27.ndjson:33
2x value-undeclared response.output_item.done item.content[].type forum-2024-10-27.ndjson:35
2x value-undeclared response.done response.output[].content[].type forum-2024-10-27.ndjson:36
1x field-undeclared response.done response.modalities rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.voice rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.output_audio_format rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.status_details.error.message rate-limit-failure-2025-07.ndjson:1
1x field-undeclared response.done response.temperature rate-limit-failure-2025-07.ndjson:1
`);

describe('messages of the beta', () => {
  const report = checkGiven(unpatched, 'beta', captures);

  test('drift from its document without patches as from the facts, and nowhere else', () => {
    expect(linesOf(report)).toEqual(betaDrifts);
  });

  test('do not drift from the document with its patches', () => {
    expect(checkGiven(patched, 'beta', captures).drifts).toEqual([]);
  });

  test.each([
    ['preview', previewDrifts],
    ['ga', gaDrifts],
    ['current', gaDrifts],
  ])('drift from %s as the facts say, with its patches or, nulls aside, without', (name, want) => {
    const lines = linesOf(checkGiven(unpatched, name, captures));
    const others = lines.filter((one) => !one.includes(' null-undeclared '));
    expect(others).toEqual(want);
    const left = linesOf(checkGiven(patched, name, captures));
    expect(left.filter((one) => !want.includes(one))).toEqual([]);
  });

  test('drift from GA with its patches as the facts say', () => {
    expect(linesOf(checkGiven(patched, 'ga', captures))).toEqual(gaDrifts);
  });

  test('are said to be of the beta where GA has no such event', () => {
    const { drifts } = checkGiven(patched, 'ga', captures);
    const events = drifts.filter((one) => one.rule === 'event-undeclared');
    expect(events.map((one) => one.expected)).toEqual([
      'an event of ga; it is one of beta',
      'an event of ga; it is one of beta',
    ]);
  });

  /** The facts: of 73 messages, so many fit the tables of a version where null and absent are one. */
  test.each([
    ['beta', 73],
    ['preview', 38],
    ['ga', 28],
    ['current', 28],
  ])(
    'fit %s as often as the facts say, whichever version they are checked against',
    (name, want) => {
      for (const against of ['beta', 'ga']) {
        const { fits } = checkGiven(patched, against, captures);
        const fit = fits.find((one) => one.version === name);
        expect(fit?.fitting).toBe(want);
        const unknown = fit?.unknown.reduce((sum, one) => sum + one.count, 0) ?? 0;
        expect(want + unknown + (fit?.differing ?? 0)).toBe(73);
      }
    },
  );

  test('say what was there, and show no more of it than needed', () => {
    const find = (path: string) => report.drifts.find((one) => one.path === path);
    expect(find('response.usage')?.actual).toEqual([{ text: 'null', count: 4 }]);
    const text = '"We\'re currently processing too many requests — please try ag…"';
    expect(find('response.status_details.error.message')?.example).toBe(text);
  });

  test('cover the fields that they have, each message once', () => {
    const done = report.coverage.find((one) => one.event === 'response.done');
    expect(done?.count).toBe(3);
    const counts = new Map(done?.fields.map((one) => [one.path, one.count]));
    expect(counts.get('response.output[].content[].transcript')).toBe(0);
    expect(counts.get('response.output[].content[].text')).toBe(2);
    expect(counts.get('response.status')).toBe(3);
    expect(counts.get('response.usage.input_token_details.cached_tokens')).toBe(3);
  });

  test('cover every event that is there, and no other', () => {
    const counts = new Map<string, number>();
    for (const { direction, message } of captured) {
      const event = `${direction === 'client' ? 'sent' : 'received'} ${String(message['type'])}`;
      counts.set(event, (counts.get(event) ?? 0) + 1);
    }
    const seen = report.coverage.filter((one) => one.count > 0);
    const found = seen.map(({ flow, event, count }) => [`${flow} ${event}`, count] as const);
    expect(new Map(found)).toEqual(counts);
    const beta = unpatched.find((one) => one.name === 'beta');
    expect(report.coverage).toHaveLength(beta?.model.messages.length ?? 0);
  });
});
