import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fitsGlob } from '../generator/base/glob.ts';
import { shippedApis, shippedConfig } from '../generator/commands/shipped-apis.ts';
import config from '../wireshape.config.ts';
import { runTool } from './run-tool.ts';

const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'wireshape-shipped-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('what comes with wireshape is what it is generated from, without what goes over HTTP', () => {
  const own = Object.entries(config.apis).map(([name, { unions, versions }]) => {
    return [name, { unions, versions: versions.map(({ http: _, ...one }) => one) }] as const;
  });
  expect(shippedApis).toEqual(Object.fromEntries(own));
  expect(shippedConfig().file).toBe(path.join(root, 'wireshape.config.ts'));
});

test('the package takes the documents and patches along, and all that they refer to', () => {
  const { files } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[];
  };
  const isPacked = (file: string): boolean =>
    files.some((one) => fitsGlob(file, one) || file.startsWith(`${one}/`));
  for (const { versions } of Object.values(shippedApis)) {
    for (const { document, overlays = [] } of versions) {
      const refs = [
        ...readFileSync(path.join(root, document), 'utf8').matchAll(
          /\$ref: ['"]?([\w./-]+\.yaml)/g,
        ),
      ];
      const others = refs.map(([, file = '']) =>
        path.posix.join(path.posix.dirname(document), file),
      );
      for (const file of [document, ...overlays, ...others]) {
        expect(existsSync(path.join(root, file)), file).toBe(true);
        expect(isPacked(file), file).toBe(true);
      }
    }
  }
});

test('captures are held against it without a config, and with one of another API', async () => {
  const audio = { type: 'response.audio.delta', event_id: 'e', response_id: 'r', item_id: 'i' };
  const message = { ...audio, output_index: 0, content_index: 0, delta: 'AAAA' };
  writeFileSync(path.join(folder, 'call.ndjson'), `${JSON.stringify(message)}\n`);
  const against = async (version: string): Promise<number | null> => {
    const words = ['wire', 'call.ndjson', '--api', `openai-realtime@${version}`, '--json'];
    const { code, out } = await runTool(folder, words);
    expect(JSON.parse(out)).toMatchObject({ version, drifts: code === 0 ? [] : [{}] });
    return code;
  };
  expect(await against('beta')).toBe(0);
  expect(await against('ga')).toBe(1);
  writeFileSync(
    path.join(folder, 'wireshape.config.json'),
    '{ "apis": { "chat": { "versions": [{ "name": "v1", "document": "chat.yaml" }] } } }',
  );
  expect(await against('beta')).toBe(0);
  const unknown = await runTool(folder, ['wire', 'call.ndjson', '--api', 'openai']);
  expect(unknown).toMatchObject({ code: 2, out: '' });
});
