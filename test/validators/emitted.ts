import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from 'esbuild';
import { generate, type Finding, type GenerateTarget } from '../../generator/index.ts';
import { realtimeUnions } from '../output/emit.ts';

/** What a validator says of a value. */
export interface Verdict {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly unknown?: unknown;
  readonly issues?: readonly {
    readonly path: string;
    readonly rule: string;
    readonly expected: string;
    readonly actual: string;
  }[];
}

export type Validator = (
  value: unknown,
  options?: { readonly unknownFields?: 'allow' | 'refuse' },
) => Verdict;

type Exports = Readonly<Record<string, unknown>>;

/** What was generated of a document with validators: its files and what they export. */
export interface Emitted {
  readonly findings: readonly Finding[];
  readonly files: ReadonlyMap<string, string>;
  /** The function for a type; there must be one. */
  readonly validatorOf: (type: string) => Validator;
  readonly exports: Exports;
}

/** Generates what documents describe, each given by its files of which the first is the document, as any user would. */
export async function emitAll(
  documents: readonly ReadonlyMap<string, string>[],
): Promise<readonly Emitted[]> {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'wireshape-validators-'));
  try {
    const targets = documents.map((files, at): GenerateTarget => {
      const folder = path.join(cwd, String(at));
      mkdirSync(folder);
      for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
      const [document = ''] = files.keys();
      return {
        api: `api-${String(at)}`,
        version: '',
        document: path.join(folder, document),
        output: path.join(folder, 'out'),
        unionNames: realtimeUnions,
        perspective: 'client',
        components: { sent: undefined, received: undefined },
        settings: { validators: true },
      };
    });
    const results = await generate(targets, {
      cwd,
      mode: 'write',
      verdict: 'quick',
      verify: false,
      allowRefs: [],
      onProgress: () => undefined,
    });
    return results.map(({ findings }, at) =>
      emittedIn(path.join(cwd, String(at), 'out'), findings),
    );
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function emittedIn(folder: string, findings: readonly Finding[]): Emitted {
  const failed = findings.some((one) => one.level === 'error');
  const names = failed ? [] : readdirSync(folder);
  const files = new Map(
    names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const),
  );
  return emittedOf(files, findings);
}

/** The same of files that are there already. */
export function emittedOf(
  files: ReadonlyMap<string, string>,
  findings: readonly Finding[] = [],
): Emitted {
  const exports = files.has('validators.ts') ? run(files, 'validators.ts') : {};
  const validatorOf = (type: string): Validator => {
    const validator = exports[`validate${type}`];
    if (typeof validator !== 'function') throw new Error(`there is no validator of ${type}`);
    return validator as Validator;
  };
  return { findings, files, validatorOf, exports };
}

/** What a module exports that imports nothing but its neighbours; esbuild is quicker at this than the compiler. */
function run(files: ReadonlyMap<string, string>, file: string): Exports {
  const { code } = transformSync(files.get(file) ?? '', { loader: 'ts', format: 'cjs' });
  const module: { exports: Exports } = { exports: {} };
  const require = (name: string): Exports => run(files, name.replace(/^\.\/(.*)\.js$/, '$1.ts'));
  const body = vm.runInThisContext(`(require, module) => {${code}\n}`) as Body;
  body(require, module);
  return module.exports;
}

type Body = (require: (name: string) => Exports, module: { exports: Exports }) => void;

/** A document with one message, whose payload is a schema in a file of its own, so that `#` means the schema. */
export function documentOf(schema: unknown): ReadonlyMap<string, string> {
  return new Map([
    ['document.json', JSON.stringify(oneMessage)],
    ['T.json', JSON.stringify(schema)],
  ]);
}

const oneMessage = {
  asyncapi: '3.0.0',
  info: { title: 'Test', version: '1' },
  channels: { all: { address: '/', messages: { t: { payload: { $ref: './T.json' } } } } },
  operations: { in: { action: 'receive', channel: { $ref: '#/channels/all' } } },
  components: { schemas: { T: { $ref: './T.json' } } },
};
