import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';

export interface Loss {
  readonly path: string;
  readonly lost?: unknown;
  readonly standIn?: unknown;
  readonly why: string;
}

/** What a converter gives: one value, or several events. */
export interface Conversion {
  readonly value?: unknown;
  readonly values?: readonly unknown[];
  readonly losses: readonly Loss[];
}

/** Converters as they run: their types are gone. */
export type Converters = Readonly<Record<string, (value: unknown) => Conversion>>;

/** Loads a generated file of converters, which needs no other. */
export async function runConverters(text: string): Promise<Converters> {
  const { code } = await transform(text, { loader: 'ts', format: 'esm' });
  const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-migrate-'));
  try {
    const file = path.join(folder, 'converters.mjs');
    writeFileSync(file, code);
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Converters;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
