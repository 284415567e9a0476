import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { finding, type Finding, type Level } from '../generator/base/finding.ts';
import { setLevels, type LevelChoice } from '../generator/base/levels.ts';
import { parserTwins } from '../generator/base/parser-twins.ts';
import { parserPrefix, rules } from '../generator/base/rules.ts';
import { payloadRulesV2 } from '../generator/verdict/rules-v2-payload.ts';
import { rulesV2 } from '../generator/verdict/rules-v2.ts';
import { rulesV3 } from '../generator/verdict/rules-v3.ts';
import { rulesPage } from './rules-page.ts';

const root = path.join(import.meta.dirname, '..');
const ids = rules.map((one) => one.id);

test('docs/rules.md says what the table of rules says', async () => {
  const file = path.join(root, 'docs/rules.md');
  const page = await format(rulesPage(), { ...(await resolveConfig(file)), filepath: file });
  if (process.env['UPDATE'] === '1') writeFileSync(file, page);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(page);
});

describe('the table', () => {
  const sources = readdirSync(path.join(root, 'generator'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !/base.(?:(?:migration-|source-)?rules|levels|parser-twins)\.ts$/.test(file),
    )
    .map((file) => readFileSync(path.join(root, 'generator', file), 'utf8'));

  test('has every rule that is told', () => {
    const told = sources.flatMap((text) =>
      [...text.matchAll(/\b(?:finding|report)\(\s*'([a-z0-9-]+)'/g)].map(([, id]) => id),
    );
    expect(told.length).toBeGreaterThan(30);
    expect([...new Set(told)].filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
  });

  test('has no rule that nobody tells', () => {
    const quoted = new Set(
      sources.flatMap((text) => [...text.matchAll(/'([a-z0-9-]+)'/g)].map(([, id]) => id)),
    );
    expect(ids.filter((id) => !quoted.has(id))).toEqual([]);
  });

  test('has each rule once', () => {
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('has the twins that the rules themselves name', () => {
    for (const { id, official } of [...rulesV2, ...payloadRulesV2, ...rulesV3]) {
      for (const code of official) {
        const isHarmless = rules.find((one) => one.id === id)?.level !== 'error';
        expect({ code, twins: parserTwins[code] }).toEqual({
          code,
          twins: isHarmless ? [id] : undefined,
        });
      }
    }
    expect(
      Object.values(parserTwins)
        .flat()
        .filter((id) => !ids.includes(id)),
    ).toEqual([]);
  });
});

describe('setLevels', () => {
  const at = { file: 'a.yaml', pointer: '' };
  const make = (rule: string, level: Level): Finding => finding(rule, level, at, '');
  const parser = (code: string): string => parserPrefix + code;

  test.each<[rule: string, level: Level, choice: LevelChoice, want: Level | 'dropped']>([
    ['ref-dangling', 'error', {}, 'error'],
    ['message-example', 'error', {}, 'warning'],
    ['message-example', 'error', { strict: true }, 'error'],
    [
      'message-example',
      'error',
      { strict: true, rules: { 'message-example': 'warning' } },
      'warning',
    ],
    ['message-example', 'error', { rules: { 'message-example': 'off' } }, 'dropped'],
    ['tag-missing', 'warning', {}, 'warning'],
    ['tag-missing', 'warning', { strict: true }, 'error'],
    ['tag-missing', 'warning', { rules: { 'tag-missing': 'error' } }, 'error'],
    ['no-events', 'warning', {}, 'warning'],
    ['name-taken', 'info', { strict: true }, 'info'],
    ['syntax', 'error', { rules: { syntax: 'off' } }, 'error'],
    [parser('invalid-ref'), 'error', {}, 'error'],
    [parser('asyncapi2-message-examples'), 'error', {}, 'warning'],
    [parser('asyncapi2-message-examples'), 'error', { strict: true }, 'error'],
    [
      parser('asyncapi2-message-examples'),
      'error',
      { rules: { 'message-example': 'off' } },
      'dropped',
    ],
    [parser('asyncapi-info-contact'), 'warning', { strict: true }, 'warning'],
    [
      parser('asyncapi-info-contact'),
      'warning',
      { rules: { [parser('asyncapi-info-contact')]: 'error' } },
      'error',
    ],
    [parser('asyncapi-document-resolved'), 'error', {}, 'error'],
  ])('%s, %s, with %j is %s', (rule, level, choice, want) => {
    const [one] = setLevels([make(rule, level)], choice);
    expect(one?.level ?? 'dropped').toBe(want);
  });

  test.each<[ours: readonly string[], want: Level]>([
    [[], 'error'],
    [['property-unknown'], 'warning'],
    [['property-unknown', 'asyncapi-aside'], 'warning'],
    [['property-unknown', 'asyncapi-schema'], 'error'],
    [['message-example'], 'error'],
  ])('what the parser says of the form is as grave as what we say of it: %j', (ours, want) => {
    const others = ours.map((rule) => make(rule, 'error'));
    const given = [make(parser('asyncapi-document-resolved'), 'error')];
    expect(setLevels(given, {}, others).map((one) => one.level)).toEqual([want]);
  });
});
