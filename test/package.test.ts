import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { toolVersion } from '../generator/base/tool.ts';

const root = path.join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the package', () => {
  test('has one version, in the code, the manifest and the changelog', () => {
    expect(toolVersion).toBe(manifest.version);
    expect(read('CHANGELOG.md')).toContain(`\n## [${manifest.version}]`);
  });

  test('names each dependency by its exact version', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.length).toBeGreaterThan(0);
    const loose = versions.filter(([, one]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(one));
    expect(loose).toEqual([]);
  });

  test('has every check run by `npm run check`', () => {
    const parts = Object.keys(manifest.scripts).filter((name) => name.startsWith('check:'));
    expect(parts.length).toBeGreaterThan(0);
    const runBy = (script: string): readonly string[] =>
      [...manifest.scripts[script]!.matchAll(/\bnpm(?::| run )(check:\w+)/g)].flatMap(
        ([, one = '']) => [one, ...runBy(one)],
      );
    // Each of them, and each once.
    expect(runBy('check').toSorted()).toEqual(parts.toSorted());
  });
});
