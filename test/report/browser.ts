import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Where Chromium is; undefined where it is not installed. */
export const executable = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
]
  .filter((one) => one !== undefined)
  .find((one) => existsSync(one));

/** What the tests leave behind to be looked at; not committed. */
export const artefacts = path.join(import.meta.dirname, '../artefacts');

/** A page that was opened from disk, and what it did that it should not. */
export interface Opened {
  readonly page: Page;
  /** Addresses of all that was asked for, the page itself among them. */
  readonly requests: readonly string[];
  /** What the console said, and what was thrown. */
  readonly complaints: readonly string[];
}

/** Starts Chromium, with a profile of its own that goes when it ends. */
export async function startBrowser(): Promise<Browser> {
  if (executable === undefined) throw new Error('Chromium is not installed');
  mkdirSync(artefacts, { recursive: true });
  return chromium.launch({ executablePath: executable, args: flags });
}

/** Opens a page from a file, without a network; `hash` is what stands behind `#` in the address. */
export async function openPage(
  browser: Browser,
  name: string,
  html: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<Opened> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ offline: true, viewport, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (one) => requests.push(one.url()));
  page.on('console', (one) => complaints.push(one.text()));
  page.on('pageerror', (one) => complaints.push(String(one)));
  page.on('dialog', (one) => {
    complaints.push(`dialog: ${one.message()}`);
    void one.dismiss();
  });
  const file = path.join(artefacts, `${name}.html`);
  writeFileSync(file, html);
  await page.goto(`${pathToFileURL(file).href}${hash === '' ? '' : `#${hash}`}`);
  return { page, requests, complaints };
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
