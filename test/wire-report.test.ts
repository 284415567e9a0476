import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { WireReport } from '../generator/base/wire-report.ts';
import { readWireReport } from '../generator/commands/read-wire-report.ts';
import { renderWire, reportFormats, type ReportFormat } from '../generator/report/render-report.ts';
import type { WireShown } from '../generator/report/wire-rows.ts';
import { hostileTexts } from './diff-report-samples.ts';
import { compileErrors } from './strict-program.ts';
import { typeSchema } from './type-schema.ts';
import { hostileReport, realReport, shownOf } from './wire/report-samples.ts';

const root = path.join(import.meta.dirname, '..');
const beta = realReport('beta');
const ga = realReport('ga');
const samples: readonly (readonly [string, WireReport])[] = [
  ['the captures against the beta', beta],
  ['the captures against GA', ga],
  ...hostileTexts.map((text) => [JSON.stringify(text), hostileReport(text)] as const),
];

async function told(
  as: ReportFormat,
  shown: WireShown,
  options: { readonly columns?: number; readonly verbose?: boolean } = {},
): Promise<string> {
  const { columns = 80, verbose = false } = options;
  return renderWire(as, shown, { paint: (_style, text) => text, columns, verbose });
}

describe('the text', () => {
  test.each(samples)('has a first screen of 24 lines and 80 columns: %s', async (_, report) => {
    const screen = (await told('text', shownOf(report))).split('\n\nORDER')[0]!;
    const lines = screen.split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    if (report === beta || report === ga) {
      expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(80);
    }
  });

  test('says what never ended, what drifts, which version fits, and what was never seen', async () => {
    const text = await told('text', shownOf(ga));
    expect(text).toContain('3 captures against openai-realtime@ga\n');
    expect(text).toContain('beta     fits 72 of 72');
    expect(text).toContain('34 messages of beta: response.text.delta and 1 more');
    expect(text).toContain(
      '1x never-closed at forum-2024-10-27.ndjson:5: response resp_AMyCNxdOdh7l0Kha',
    );
    expect(text).toContain('32x response.text.delta: no such event');
    expect(text).toMatch(/of 59 events seen, \d+ of the \d+ fields of these; never:/);
  });

  test('lists what never came where it is asked for', async () => {
    const [short, long] = await Promise.all([
      told('text', shownOf(beta)),
      told('text', shownOf(beta), { verbose: true }),
    ]);
    expect(short).not.toContain('EVENTS THAT NEVER CAME');
    expect(long).toContain('EVENTS THAT NEVER CAME\n  conversation.created\n');
    expect(long).toContain('FIELDS THAT NEVER CAME');
  });
});

describe('what is accepted', () => {
  const id = 'event-undeclared received response.text.delta';

  test.each(reportFormats.filter((one) => one !== 'json'))('is told apart in %s', async (as) => {
    const open = await told(as, shownOf(ga));
    const accepted = await told(as, shownOf(ga, [id], ['gone']));
    expect(accepted).not.toBe(open);
    if (as === 'text') {
      expect(accepted).toContain('1  accepted');
      expect(accepted).toContain('1  stale');
      expect(accepted).not.toContain('32x');
    }
    if (as === 'github') expect(accepted.split('\n').length).toBe(open.split('\n').length);
    if (as === 'sarif') {
      const { results = [] } = (JSON.parse(accepted) as Log).runs[0]!;
      expect(results.filter((one) => one.suppressions?.length === 1)).toHaveLength(1);
    }
  });

  test('is all there in json, which is to be merged', async () => {
    expect(await told('json', shownOf(ga, [id]))).toBe(await told('json', shownOf(ga)));
  });
});

describe('sarif', () => {
  test('fits the types of SARIF 2.1.0, with no key that they do not know', async () => {
    const types = createRequire(import.meta.url).resolve('@types/sarif/index.d.ts');
    const logs = await Promise.all(
      [...samples.map(([, one]) => shownOf(one)), shownOf(ga, ['x'], ['y'])].map((shown) =>
        told('sarif', shown),
      ),
    );
    const files = new Map([
      ['sarif.d.ts', readFileSync(types, 'utf8')],
      ...logs.map(
        (log, index) =>
          [
            `log${String(index)}.ts`,
            `import type { Log } from './sarif.js';\nexport const log: Log = ${log};\n`,
          ] as const,
      ),
    ]);
    expect(compileErrors(files)).toEqual([]);
    const { results = [], tool } = (JSON.parse(logs[1]!) as Log).runs[0]!;
    expect(results.length).toBe(ga.drifts.length + ga.troubles.length);
    for (const one of results) {
      expect(tool.driver.rules![one.ruleIndex!]!.id).toBe(one.ruleId);
      expect(tool.driver.rules![one.ruleIndex!]!.shortDescription?.text).toMatch(/\.$/);
    }
  });
});

describe('markdown', () => {
  test.each(samples)('is in prettier’s layout: %s', async (_, report) => {
    const page = await told('markdown', shownOf(report, [], ['gone']), { verbose: true });
    expect(await format(page, { parser: 'markdown', printWidth: 100 })).toBe(page);
  });
});

describe('html', () => {
  test.each(samples)('lets nothing of a capture become markup: %s', async (_, report) => {
    const page = await told('html', shownOf(report, [], ['<b>gone</b>']));
    const body = page.slice(page.indexOf('<body>'));
    expect(body).not.toMatch(/<(?:script|img|b>gone|iframe|svg|style)/i);
    expect(body).toContain('&lt;b&gt;gone&lt;/b&gt;');
    expect(page).not.toMatch(/ (?:src|on\w+)=/);
    const tags = [...body.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name]) => name ?? '');
    const opened = tags.length;
    expect(opened).toBeGreaterThan(20);
  });
});

describe('github', () => {
  test('annotates the first line of each finding', async () => {
    const lines = (await told('github', shownOf(ga))).trimEnd().split('\n');
    expect(lines).toHaveLength(ga.drifts.length + ga.troubles.length);
    expect(lines[0]).toMatch(/^::error file=forum-2024-10-27\.ndjson,line=5,title=never-closed%3A/);
    expect(lines.filter((one) => one.startsWith('::warning ')).length).toBe(
      ga.drifts.filter((one) => one.rule === 'field-undeclared').length,
    );
  });

  test.each(samples)('has one command a line: %s', async (_, report) => {
    const lines = (await told('github', shownOf(report))).trimEnd().split('\n');
    expect(lines.filter((one) => !/^::(?:error|warning|notice) /.test(one))).toEqual([]);
  });
});

describe('json', () => {
  const file = path.join(root, 'wireshape-wire.schema.json');
  const schema = typeSchema({
    file: 'generator/base/wire-report.ts',
    type: 'WireReport',
    title: 'wireshape wire --format json',
  });
  const validate = new Ajv({ strict: false }).compile(schema);

  test('has a schema, which is what the type WireReport says, and is published', async () => {
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
    if (process.env['UPDATE'] === '1') writeFileSync(file, text);
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(text);
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      readonly files: readonly string[];
      readonly exports: Readonly<Record<string, unknown>>;
    };
    expect(manifest.files).toContain('wireshape-wire.schema.json');
    expect(manifest.exports['./wireshape-wire.schema.json']).toBe('./wireshape-wire.schema.json');
  });

  test.each(samples)('fits it, and can be read again: %s', async (_, report) => {
    const text = await told('json', shownOf(report));
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(verdictOn(text)).toBe('read');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test('is refused by the reader of reports wherever the schema refuses it', () => {
    const whole: unknown = JSON.parse(JSON.stringify(hostileReport('x')));
    const spoilt = [...spoil(whole)];
    expect(spoilt.length).toBeGreaterThan(100);
    let refused = 0;
    for (const [what, value] of spoilt) {
      const isValid = validate(value);
      expect([what, verdictOn(JSON.stringify(value))]).toEqual([what, isValid ? 'read' : 'failed']);
      if (!isValid) refused += 1;
    }
    expect(refused).toBeGreaterThan(80);
  });
});

/** The value with each of its parts taken out once, and each replaced by something of another type. */
function* spoil(whole: unknown): Generator<readonly [what: string, value: unknown]> {
  for (const at of pathsOf(whole)) {
    const last = at.at(-1)!;
    const spoilt = (change: (holder: Record<string, unknown>) => void): unknown => {
      const copy: unknown = structuredClone(whole);
      const holder = at
        .slice(0, -1)
        .reduce((value, key) => (value as Record<string, unknown>)[key], copy);
      change(holder as Record<string, unknown>);
      return copy;
    };
    for (const other of [{ odd: 1 }, 7, null]) {
      yield [
        `${at.join('.')} = ${JSON.stringify(other)}`,
        spoilt((holder) => {
          holder[last] = other;
        }),
      ];
    }
    if (/^\d+$/.test(last)) continue;
    yield [`without ${at.join('.')}`, spoilt((holder) => Reflect.deleteProperty(holder, last))];
  }
}

function* pathsOf(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [...at, key];
    yield* pathsOf(inner, [...at, key]);
  }
}

function verdictOn(text: string): 'read' | 'failed' {
  const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-report-'));
  try {
    writeFileSync(path.join(folder, 'r.json'), text);
    return readWireReport('r.json', folder).kind;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
