import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { generate, type Finding, type TargetResult } from '../generator/index.ts';
import { formatTypeScript } from '../generator/render/format.ts';
import { countEvents } from './corpus/events.ts';
import { rememberVerdicts } from './corpus/judge.ts';
import { oddNames } from './corpus/names.ts';
import {
  corpus,
  folderOf,
  isWhole,
  readVerdicts,
  samplesOf,
  type Sample,
  type Verdict,
} from './corpus/samples.ts';
import { tableOf } from './corpus/table.ts';
import { compileErrors } from './strict-program.ts';

const samples = samplesOf('asyncapi');
const results = new Map<string, TargetResult>();

test.skipIf(!isWhole)('the whole corpus is judged', () => {
  expect([...readVerdicts().keys()].sort()).toEqual(samples.map(({ name }) => name).sort());
  expect(samples.length).toBeGreaterThan(100);
});

describe('documents from elsewhere', () => {
  if (process.env['CORPUS_VERDICTS'] === '1') {
    beforeAll(() => rememberVerdicts(samples), 600_000);
  }

  beforeAll(async () => {
    for (const sample of samples) results.set(sample.name, await generateFrom(sample));
  }, 300_000);

  test('are judged by what the official parser said of each', () => {
    expect(samples.filter(({ name }) => !readVerdicts().has(name))).toEqual([]);
    expect(samples.length).toBeGreaterThan(20);
  });

  test('those that the official parser takes have no error', () => {
    const refused = samples
      .filter(({ name }) => readVerdicts().get(name)?.accepted === true)
      .flatMap((sample) => errorsOf(sample).map((one) => `${sample.name}: ${lineOf(one)}`));
    expect(refused).toEqual([]);
  });

  test('of the others, each has a warning, or an error where the parser has one', () => {
    const verdicts = readVerdicts();
    const astray = samples.flatMap(({ name, file }) => {
      const verdict = verdicts.get(name);
      if (verdict === undefined || verdict.accepted) return [];
      const { findings, counts } = resultOf(name);
      const grave = findings.filter((one) => one.level !== 'info');
      if (counts !== undefined) return grave.length > 0 ? [] : [`${name}: not a word`];
      const folder = folderOf({ name, file });
      const near = grave.some((one) => {
        const own = path
          .relative(folder, path.resolve(corpus, one.at.file))
          .split(path.sep)
          .join('/');
        return verdict.errors.some((other) =>
          isNear({ ...one.at, rule: one.rule, file: own }, other),
        );
      });
      return near || causes.has(name) ? [] : [`${name}: ${grave.map(lineOf).join('; ')}`];
    });
    expect(astray).toEqual([]);
  });

  test('the output compiles under all flags', () => {
    const files = new Map<string, string>();
    for (const [name, result] of results) {
      for (const [file, text] of textsOf(result)) files.set(`${name}/${file}`, text);
    }
    expect(files.size).toBeGreaterThan(samples.length * 2);
    expect(compileErrors(files)).toEqual([]);
  }, 300_000);

  test.each(samples.map(({ name }) => name))('%s', async (name) => {
    const result = resultOf(name);
    const texts = textsOf(result);
    for (const [file, text] of texts) {
      expect(await formatTypeScript(text), `${file} is in prettier's layout`).toBe(text);
      expect(anyIn(file, text), `${file} holds no any`).toEqual([]);
    }
    expect(oddNames(texts, [...result.texts.values()])).toEqual([]);
    const unions = texts.get('unions.ts');
    if (unions !== undefined) expect(repeatedMembers(unions)).toEqual([]);
    const sample = samples.find((one) => one.name === name);
    if (sample === undefined || result.counts === undefined) return;
    const { sent, received } = result.counts;
    expect({ sent, received }).toEqual(countEvents(path.join(corpus, sample.file)));
  });

  test('table', () => {
    const rows = samples.map((sample) => ({ sample, result: resultOf(sample.name) }));
    const file = process.env['CORPUS_TABLE'];
    const text = tableOf(rows, readVerdicts());
    if (file !== undefined) ts.sys.writeFile(file, text);
    expect(text.split('\n').filter((line) => line.startsWith('| ')).length).toBe(
      samples.length + 1,
    );
  });
});

/** Refused documents whose error is at another place than the parser's, and why that place is nearer to the cause. */
const causes: ReadonlyMap<string, string> = new Map([]);

async function generateFrom(sample: Sample): Promise<TargetResult> {
  const target = {
    api: sample.name,
    version: '',
    document: sample.file,
    output: path.join('out', sample.name),
    unionNames: { received: 'ServerEvent', sent: 'ClientEvent' },
    components: { received: undefined, sent: undefined },
    perspective: 'client',
  } as const;
  const [result] = await generate([target], {
    cwd: corpus,
    mode: 'check',
    verdict: 'quick',
    verify: false,
    allowRefs: sample.file.split('/').length > 2 ? [folderOf(sample)] : [],
    onProgress: () => undefined,
  });
  if (result === undefined) throw new Error(`nothing came of ${sample.name}`);
  return result;
}

function resultOf(name: string): TargetResult {
  const result = results.get(name);
  if (result === undefined) throw new Error(`${name} was not generated`);
  return result;
}

function errorsOf({ name }: Sample): readonly Finding[] {
  return resultOf(name).findings.filter((one) => one.level === 'error');
}

function lineOf({ at, rule, message }: Finding): string {
  return `${at.file}:${String(at.line)} ${rule} ${message}`;
}

interface Spot {
  readonly file: string;
  readonly pointer: string;
}

/** At the same place, or one above or below the other. */
function isNear(one: Spot & { readonly rule: string }, other: Verdict['errors'][number]): boolean {
  if (one.file !== other.file) return false;
  // The parser places a file that it cannot have in the empty text that it got for it.
  if (other.code === 'invalid-ref' && one.rule.startsWith('ref-')) return true;
  const [a, b] = [`${one.pointer}/`, `${other.pointer}/`];
  return a.startsWith(b) || b.startsWith(a);
}

/** The files that were to be written, by name. */
function textsOf({ files }: TargetResult): ReadonlyMap<string, string> {
  return new Map(files.map(({ file, after }) => [path.posix.basename(file), after ?? '']));
}

function anyIn(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(node.parent.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return found;
}

/** Members that stand in a union twice. */
function repeatedMembers(text: string): readonly string[] {
  const source = ts.createSourceFile('unions.ts', text, ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((one) => {
    if (!ts.isTypeAliasDeclaration(one) || !ts.isUnionTypeNode(one.type)) return [];
    const members = one.type.types.map((type) => type.getText());
    return members.filter((member, place) => members.indexOf(member) !== place);
  });
}
