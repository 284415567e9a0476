import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Parser } from '@asyncapi/parser';
import yaml from 'js-yaml';
import type { Finding } from '../../generator/base/finding.ts';
import { readSources, type SourceFile } from '../../generator/load/document.ts';
import { createResolver } from '../../generator/load/resolve.ts';
import { quickVerdict } from '../../generator/verdict/quick.ts';

/** The quick verdict on a document in one file. */
export async function judgeQuickly(document: unknown): Promise<readonly Finding[]> {
  const root: SourceFile = {
    file: 'a.json',
    path: path.resolve('a.json'),
    text: '',
    value: document,
  };
  return quickOn(root, new Map([[root.path, root]]));
}

/** The quick verdict on a file with all that it refers to, and what was wrong in reading it. */
export async function readAndJudge(file: string, folder: string): Promise<readonly Finding[]> {
  const { value: sources, findings } = readSources(file, { cwd: folder, allow: [folder] });
  if (sources === undefined) return findings;
  const refused = [...(sources.refused?.values() ?? [])].flat();
  return [...findings, ...refused, ...(await quickOn(sources.root, sources.files))];
}

async function quickOn(
  root: SourceFile,
  files: ReadonlyMap<string, SourceFile>,
): Promise<readonly Finding[]> {
  const resolver = createResolver({ root, files, hash: '' }, []);
  return quickVerdict({
    file: root.file,
    document: root.value,
    resolve: (ref, from) => {
      const target = resolver.target(ref, { file: from, pointer: '' });
      return target && { value: target.value, file: target.at.file, pointer: target.at.pointer };
    },
  });
}

const parser = new Parser({ __unstable: { resolver: { cache: false } } });

/** What the official parser refuses a document for; nothing means that it takes it. */
export async function judgeByParser(text: string, source?: string): Promise<readonly string[]> {
  const diagnostics = await parser.validate(text, source === undefined ? {} : { source });
  return diagnostics
    .filter(isError)
    .map(
      ({ code, path: at, message }) =>
        `${String(code)} at /${at.join('/')}: ${message.slice(0, 200)}`,
    );
}

function isError({ severity }: { readonly severity: number }): boolean {
  return severity === 0;
}

/** A new copy of one of the valid documents that the cases change. */
export function readBase(name: 'chat.v3' | 'lights.v2'): Record<string, unknown> {
  const file = path.join(import.meta.dirname, `../fixtures/verdict/${name}.yaml`);
  return yaml.load(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
