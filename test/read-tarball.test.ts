import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { describe, expect, test } from 'vitest';
import { readTarball } from '../generator/pack/read-tarball.ts';

function tarball(...files: readonly (readonly [name: string, data: string])[]): Uint8Array {
  return gzipSync(createTar(files.map(([name, data]) => ({ name, data }))));
}

const manifest = ['package/package.json', '{ "version": "1.0.0" }'] as const;

describe('a tarball', () => {
  test('is read by paths below its folder', async () => {
    const files = await readTarball(tarball(manifest, ['package/src/v1/a.ts', 'export {};']));
    expect([...(files ?? [])]).toEqual([
      ['package.json', '{ "version": "1.0.0" }'],
      ['src/v1/a.ts', 'export {};'],
    ]);
  });

  test.each([
    ['that is none', new Uint8Array([1, 2, 3])],
    ['of nothing', gzipSync('')],
    ['of no package', tarball(['package/readme.md', ''])],
    ['with a path that leads out', tarball(manifest, ['package/../../evil.ts', ''])],
    ['with a path from the root', tarball(manifest, ['/etc/evil.ts', ''])],
    ['with a path of Windows', tarball(manifest, ['package\\..\\evil.ts', ''])],
    ['that grows beyond measure', gzipSync(Buffer.alloc(150_000_000))],
  ])('%s is not read', async (_what, bytes) => {
    expect(await readTarball(bytes)).toBeUndefined();
  });

  test('with a link is not read', async () => {
    const tar = createTar([
      { name: manifest[0], data: manifest[1] },
      { name: 'package/link.ts', data: '' },
    ]);
    // The kind of an entry is the byte at 156 of its header; the second header follows one block of data.
    const second = 512 + 512;
    tar[second + 156] = '2'.charCodeAt(0);
    let sum = 0;
    for (let index = 0; index < 512; index += 1) {
      sum += index >= 148 && index < 156 ? 32 : (tar[second + index] ?? 0);
    }
    tar.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), second + 148);
    expect(await readTarball(gzipSync(tar))).toBeUndefined();
  });
});
