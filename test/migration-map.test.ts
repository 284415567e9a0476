import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../generator/base/finding.ts';
import { isRecord } from '../generator/base/json.ts';
import { parseText } from '../generator/load/document-text.ts';
import { locateFindings } from '../generator/load/locate.ts';
import { isStepKind, stepKeys } from '../generator/migrate/map-keys.ts';
import { mapPathText, parseMapPath } from '../generator/migrate/map-path.ts';
import { readMap } from '../generator/migrate/read-map.ts';
import type { Migration } from '../generator/migrate/step.ts';
import { mapSchema } from './migration-map-schema.ts';

const root = path.join(import.meta.dirname, '..');
const name = 'wireshape-migration.schema.json';

test(`${name} is what the table of keys says`, async () => {
  const file = path.join(root, name);
  const text = await format(JSON.stringify(mapSchema()), { parser: 'json', printWidth: 100 });
  if (process.env['UPDATE'] === '1') writeFileSync(file, text);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
});

test('and it is published', () => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    files: expect.arrayContaining([name]) as unknown,
    exports: { [`./${name}`]: `./${name}` },
  });
});

const head = ['format: wireshape-migration/1', 'api: chat', 'from: v1', 'to: v2'];
const basis = ['    why: Because.', '    evidence: changelog of v2'];

/** A map of one row, whose first line is given without the dash. */
function mapOf(...row: readonly string[]): string {
  const [first = '', ...rest] = row;
  return [...head, 'steps:', `  - ${first}`, ...rest.map((one) => `    ${one}`), ...basis, ''].join(
    '\n',
  );
}

async function read(text: string): Promise<{
  readonly map: Migration | undefined;
  readonly told: readonly string[];
}> {
  const parsed = parseText(text, 'm.yaml');
  expect(parsed.findings).toEqual([]);
  const { value, findings } = readMap(parsed.value, 'm.yaml');
  const located = await locateFindings(findings, new Map([['m.yaml', text]]));
  return { map: value, told: located.map(tell) };
}

function tell({ rule, at, message, hint }: Finding): string {
  const place = `${String(at.line)}:${String(at.column)}`;
  return [
    place,
    rule.replace('migration-', ''),
    message,
    ...(hint === undefined ? [] : [`(${hint})`]),
  ].join(' ');
}

const good: readonly (readonly [kind: string, ...row: readonly string[]])[] = [
  ['rename-event', 'rename-event: a', 'to: b', 'flow: received', 'whenBack: { x: 1 }'],
  [
    'split-event',
    'split-event: a',
    'flow: sent',
    'to: [{ event: b }, { event: c, when: { d: [1, null] } }]',
  ],
  ['rename-type', 'rename-type: A', 'to: B', 'when: { type: x }'],
  ['rename-field', 'rename-field: a', 'to: b', 'in: A'],
  ['move-field', 'move-field: a', 'to: b.c', 'in: [A, B]', 'silent: true'],
  ['wrap-value', 'wrap-value: a', 'as: type', 'in: A'],
  ['map-value', 'map-value: a', 'values: { x: [1] }', 'back: [{ from: [1], to: x }]', 'in: A'],
  ['drop-field', 'drop-field: a[]', 'item: { type: x }', 'lossy: It.', 'in: A'],
  ['add-field', 'add-field: a', 'value: null', 'in: A'],
  ['add-field', 'add-field: a', 'asked: Which?', 'standIn: 1', 'in: A'],
  ['change-header', 'change-header: X', 'value: a', 'option: headers'],
  ['change-endpoint', 'change-endpoint: /a', 'to: /b', 'method: POST'],
  ['change-import', 'change-import: a/*', 'to: b/*', 'names: { A: B }'],
];

describe('a step is read', () => {
  test.each(good)('%s', async (kind, ...row) => {
    const { map, told } = await read(mapOf(...row));
    expect(told).toEqual([]);
    expect(map?.steps).toMatchObject([{ kind, why: 'Because.', evidence: ['changelog of v2'] }]);
  });

  test('every kind of them', () => {
    expect(new Set(good.map(([kind]) => kind))).toEqual(new Set(Object.keys(stepKeys)));
  });

  test('with an id that says what it does, and how it differs from one that does the same', async () => {
    const text = [
      ...head,
      'sources: { log: the changelog }',
      'steps:',
      '  - { drop-field: a, in: [A, B], when: { t: x }, lossy: It., why: Y., evidence: log line 3 }',
      '  - { drop-field: a, in: A, when: { t: [y, null] }, lossy: It., why: Y., evidence: log }',
      'waivers: [{ change: [field-removed A.b, value-added A.c *], why: New. }]',
    ].join('\n');
    const { map, told } = await read(text);
    // A pattern of nothing but a place and a star still names the place.
    expect(told).toEqual([]);
    expect(map?.steps.map((one) => one.id)).toEqual([
      'drop-field A.a',
      'drop-field A.a (t: y or nothing)',
    ]);
    expect(map?.steps.map((one) => one.evidence)).toEqual([
      ['the changelog, line 3'],
      ['the changelog'],
    ]);
    expect(map?.waivers.map((one) => [one.change, one.at.pointer])).toEqual([
      ['field-removed A.b', '/waivers/0/change/0'],
      ['value-added A.c *', '/waivers/0/change/1'],
    ]);
  });
});

describe('what is wrong is told at its place', () => {
  test.each<[what: string, row: readonly string[], told: readonly string[]]>([
    [
      'an unknown kind',
      ['move-feild: a'],
      ['6:5 invalid move-feild is no kind of step (did you mean move-field?)'],
    ],
    [
      'two kinds',
      ['wrap-value: a', 'move-field: b'],
      ['6:5 invalid a step does one thing, and here are wrap-value and move-field'],
    ],
    [
      'a key that is none',
      ['change-header: X', 'vlaue: a'],
      ['7:5 invalid vlaue is no key here (did you mean value?)'],
    ],
    ['a key that is missing', ['rename-field: a', 'in: A'], ['6:5 invalid to is missing']],
    [
      'a loss that nobody tells',
      ['drop-field: a', 'in: A'],
      ['6:5 invalid lossy is missing (say what the key said)'],
    ],
    [
      'values that get lost',
      ['map-value: a', 'values: { b: c }', 'others: drop', 'in: A'],
      ['6:5 invalid lossy is missing (others: drop loses what is not listed)'],
    ],
    [
      'an event that splits into none',
      ['split-event: a', 'flow: sent', 'to: []'],
      ['8:5 invalid must not be empty'],
    ],
    [
      'a path that is none',
      ['move-field: a..b', 'to: c', 'in: A'],
      ['6:5 invalid "a..b" is no path (a path is written as content[].text)'],
    ],
    [
      'a flow that is none',
      ['rename-event: a', 'to: b', 'flow: recieved'],
      ['8:5 invalid must be received or sent, not "recieved" (did you mean received?)'],
    ],
    ['no text', ['rename-type: 1', 'to: B'], ['6:5 invalid must be a text, not 1']],
    [
      'items of what has none',
      ['drop-field: a', 'item: { b: 1 }', 'lossy: It.', 'in: A'],
      ['7:5 invalid only a path that ends in [] has items (drop-field: a[])'],
    ],
    [
      'two values',
      ['add-field: a', 'value: 1', 'copied: b', 'in: A'],
      ['6:5 invalid add-field says one of value, copied, asked, not value and copied'],
    ],
    [
      'no value',
      ['add-field: a', 'in: A'],
      ['6:5 invalid add-field says one of value, copied, asked, not none'],
    ],
    [
      'a question without data',
      ['add-field: a', 'asked: Which?', 'in: A'],
      ['6:5 invalid standIn is missing (it comes with asked)'],
    ],
    [
      'a condition of nothing',
      ['rename-type: A', 'to: B', 'when: {}'],
      ['8:5 invalid must say what has to be there'],
    ],
    [
      'values of nothing',
      ['map-value: a', 'values: []', 'in: A'],
      ['7:5 invalid must not be empty'],
    ],
    [
      'half a pair',
      ['map-value: a', 'values: [{ from: 1 }]', 'in: A'],
      ['7:14 invalid to is missing'],
    ],
    [
      'a number that JSON has not',
      ['add-field: a', 'value: .inf', 'in: A'],
      ['7:5 invalid must be a JSON value'],
    ],
    [
      'an unconfirmed step',
      ['change-header: X', 'confirmed: false'],
      [
        '7:5 unconfirmed nobody has confirmed this step yet (look at it, say why it is right, and take confirmed: false away)',
      ],
    ],
  ])('%s', async (_what, row, told) => {
    const found = await read(mapOf(...row));
    expect(found.told).toEqual(told);
    expect(found.map?.steps ?? []).toEqual([]);
  });

  test.each<[what: string, text: string, told: readonly string[]]>([
    ['no map', '- a', ['1:1 invalid must be keys and values, not a list']],
    [
      'another format',
      mapOf('change-header: X').replace('/1', '/2'),
      [
        '1:1 invalid must be wireshape-migration/1, not "wireshape-migration/2" (did you mean wireshape-migration/1?)',
      ],
    ],
    [
      'one version',
      mapOf('change-header: X').replace('to: v2', 'to: v1'),
      ['4:1 invalid is the version that it is from'],
    ],
    [
      'a step without evidence',
      mapOf('change-header: X').replace(/ {4}evidence.*\n/, ''),
      ['6:5 invalid evidence is missing'],
    ],
    [
      'a step without a reason',
      mapOf('change-header: X').replace(/ {4}why.*\n/, ''),
      ['6:5 invalid why is missing'],
    ],
    [
      'a reason still to be found',
      mapOf('change-header: X').replace('Because.', 'TODO'),
      [
        '7:5 unconfirmed nobody has confirmed this step yet (look at it, say why it is right, and take confirmed: false away)',
      ],
    ],
    [
      'evidence of nowhere',
      mapOf('change-header: X')
        .replace('changelog of v2', 'changelgo')
        .replace('steps:', 'sources: { changelog: x }\nsteps:'),
      [
        '9:5 invalid there is no source changelgo (did you mean changelog?)',
        '5:12 source-unused no evidence comes from changelog',
      ],
    ],
    [
      'one id twice',
      `${mapOf('change-header: X')}  - { change-header: X, why: So., evidence: a b }\n`,
      ['9:5 invalid a step before this one is called change-header X too (give it an id)'],
    ],
    [
      'a waiver of everything',
      `${mapOf('change-header: X')}waivers: [{ change: 'field-removed *', why: So. }]\n`,
      [
        '9:13 invalid "field-removed *" would cover whatever comes (name the kind of the change, and more than * of what it is about)',
      ],
    ],
  ])('%s', async (_what, text, told) => {
    expect((await read(text)).told).toEqual(told);
  });
});

describe('the schema and the reader agree', () => {
  const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile(mapSchema());
  const agree = (value: unknown, what: string): boolean => {
    const { findings } = readMap(value, 'm.yaml');
    const reader = findings.every(({ level }) => level !== 'error');
    expect(validate(value), `${what}: ${findings.map(({ message }) => message).join('; ')}`).toBe(
      reader,
    );
    return reader;
  };

  test('on each kind of step, whole and with any part of it changed', () => {
    let refused = 0;
    for (const [, ...row] of good) {
      const whole = parseText(mapOf(...row), 'm.yaml').value;
      expect(agree(whole, 'whole')).toBe(true);
      for (const [what, one] of mutated(whole)) refused += agree(one, what) ? 0 : 1;
    }
    expect(refused).toBeGreaterThan(200);
  });

  test.each(['beta-to-ga', 'preview-to-ga', 'ga-to-current'])('on %s', (file) => {
    const text = readFileSync(
      path.join(root, `spec/openai-realtime/${file}.migration.yaml`),
      'utf8',
    );
    expect(agree(parseText(text, file).value, file)).toBe(true);
  });
});

/** A map with one key gone, one more, or one of another type. */
function mutated(map: unknown): readonly (readonly [what: string, map: unknown])[] {
  const step =
    isRecord(map) && Array.isArray(map['steps']) ? (map['steps'][0] as unknown) : undefined;
  if (!isRecord(map) || !isRecord(step)) throw new Error('the map has no step');
  const withStep = (one: unknown): unknown => ({ ...map, steps: [one] });
  const without = (given: object, key: string): unknown =>
    Object.fromEntries(Object.entries(given).filter(([one]) => one !== key));
  const others: readonly unknown[] = [
    '',
    'a',
    0,
    true,
    null,
    [],
    {},
    ['a'],
    { a: 1 },
    [null],
    [{}],
  ];
  return [
    ...Object.keys(map).flatMap((key) => [
      [`without ${key}`, without(map, key)] as const,
      [`with another ${key}`, { ...map, [key]: 5 }] as const,
    ]),
    ['with more', { ...map, more: 1 }],
    ['with a step of more', withStep({ ...step, more: 1 })],
    ['with a step that is a list', withStep([step])],
    ...Object.keys(step).flatMap((key) => [
      [`without its ${key}`, withStep(without(step, key))] as const,
      // The reader takes the first kind that it knows, so a kind is changed by its value alone.
      ...others
        // Evidence of one word may be meant as a label, which the schema cannot know.
        .filter((value) => !(key === 'evidence' && JSON.stringify(value).includes('a')))
        .map(
          (value) =>
            [`${key} ${JSON.stringify(value)}`, withStep({ ...step, [key]: value })] as const,
        ),
      ...(isStepKind(key)
        ? [
            [
              `a misspelt ${key}`,
              withStep({ ...(without(step, key) as object), [`${key}s`]: step[key] }),
            ] as const,
          ]
        : []),
    ]),
  ];
}

test.each([
  ['voice', 'voice'],
  ['audio.input', 'audio.input'],
  ['content[].text', 'content[].text'],
  ['a{}.b', 'a{}.b'],
  ['[].a', '[].a'],
  ['x-id', '["x-id"]'],
  ['headers["x-id"].a', 'headers["x-id"].a'],
  ['', undefined],
  ['.a', undefined],
  ['a.', undefined],
  ['a..b', undefined],
  ['a.[]', undefined],
  ['a b', undefined],
  ['["a', undefined],
])('the path %j', (text, want) => {
  const steps = parseMapPath(text);
  expect(steps && mapPathText(steps)).toBe(want);
});
