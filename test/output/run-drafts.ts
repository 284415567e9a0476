import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Draft } from '../../generator/render/drafts.ts';

/** What the index of a version exports when it runs; types are gone then. */
export type RunningModule = Readonly<Record<string, unknown>>;

/** Bundles drafts as whoever uses them would, and runs them. */
export async function runDrafts(drafts: readonly Draft[]): Promise<RunningModule> {
  const texts = new Map(drafts.map((draft) => [`./${draft.path}`, draft.text]));
  const { outputFiles } = await build({
    entryPoints: ['./index.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'drafts',
        setup: (esbuild) => {
          esbuild.onResolve({ filter: /^\./ }, ({ path: file }) => {
            return { path: file.replace(/\.js$/, '.ts'), namespace: 'draft' };
          });
          esbuild.onLoad({ filter: /./, namespace: 'draft' }, ({ path: file }) => {
            const contents = texts.get(file);
            return contents === undefined
              ? { errors: [{ text: `there is no ${file}` }] }
              : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  // A file, not a data URL: a stack trace would repeat the whole of it.
  const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-run-'));
  try {
    const file = path.join(folder, 'index.mjs');
    writeFileSync(file, outputFiles[0]?.text ?? '');
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as RunningModule;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
