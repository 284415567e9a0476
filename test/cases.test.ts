import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPage, rewritePage, roomOf, type Page, type Runner } from './page.ts';

const folder = path.join(import.meta.dirname, 'cases');
const update = process.env['UPDATE'] === '1';
const pages = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((one) => one.endsWith('.md'))
      .map((one) => one.split(path.sep).join('/'))
      .sort()
  : [];

describe('case pages', () => {
  test('are there, and not rewritten in CI', () => {
    expect(pages).not.toEqual([]);
    expect(update && (process.env['CI'] ?? '') !== '').toBe(false);
  });

  test.each(pages)('%s', async (file) => {
    const target = path.join(folder, file);
    const text = readFileSync(target, 'utf8');
    const page = readPage(file, text);
    const run = await runnerFor(page);
    const actual = rewritePage(page, await run(page));
    if (update && actual !== text) writeFileSync(target, actual);
    else expect(actual).toBe(text);
  });
});

/** The runner of a page's room: what `test/rooms/<room>.ts` exports as `run`. */
async function runnerFor(page: Page): Promise<Runner> {
  const room = roomOf(page);
  if (!existsSync(path.join(import.meta.dirname, 'rooms', `${room}.ts`))) {
    throw new Error(`${page.file}: no test/rooms/${room}.ts knows how to run it`);
  }
  const module = (await import(`./rooms/${room}.ts`)) as { readonly run: Runner };
  return module.run;
}
