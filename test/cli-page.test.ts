import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { cliPage } from './cli-page.ts';

const file = path.join(import.meta.dirname, '../docs/cli.md');

test('docs/cli.md says what the table of options says', async () => {
  const page = await format(cliPage(), { ...(await resolveConfig(file)), filepath: file });
  if (process.env['UPDATE'] === '1') writeFileSync(file, page);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(page);
});
