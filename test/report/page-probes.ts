import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { htmlText } from '../../generator/report/html-text.ts';

/** What to set in the form; an event by its name. */
export interface Filters {
  readonly sort?: readonly string[];
  readonly audience?: string;
  readonly effect?: string;
  readonly flow?: string;
  readonly event?: string;
  readonly search?: string;
}

/** Sets what is given, as a user does; other filters stay. */
export async function setFilters(
  page: Page,
  { sort, event, search, ...selects }: Filters,
): Promise<void> {
  for (const one of sort ?? []) await page.locator(`[name=sort][value=${one}]`).check();
  for (const [name, value] of Object.entries(selects))
    await page.locator(`[name=${name}]`).selectOption(value);
  if (event !== undefined) {
    const options = await page.locator('[name=event] option').allTextContents();
    const label = options.find((one) => one.startsWith(`${event} (`));
    await page.locator('[name=event]').selectOption({ label: label! });
  }
  if (search !== undefined) await page.locator('#search').fill(search);
}

/** The changes that can be seen, in no order. */
export async function shownIds(page: Page): Promise<readonly string[]> {
  return (await idsOf(page.locator('.row:visible'))).toSorted();
}

export async function idsOf(locator: Locator): Promise<readonly string[]> {
  const ids = (await locator.all()).map((one) => one.getAttribute('id'));
  return (await Promise.all(ids)).map((one) => one ?? '');
}

/** Texts that are hard to read, and how many texts were looked at. */
export async function lowContrast(page: Page): Promise<{ checked: number; low: string[] }> {
  const script = readFileSync(path.join(import.meta.dirname, 'low-contrast.js'), 'utf8');
  return page.evaluate(`${script}
findLowContrast(4.5)`);
}

/** What the headings that can be seen say together. */
export async function headedCounts(page: Page): Promise<number> {
  const texts = await page.locator('.group:visible > h3 .count').allTextContents();
  return texts.map(Number).reduce((sum, one) => sum + one, 0);
}

export async function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id');
}

export async function openAll(page: Page): Promise<void> {
  await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
}

/** A text as one reads it in the page: what the page's HTML stands for. */
export function asRead(text: string): string {
  const entities = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&#96;': '`',
  };
  return htmlText(text).replaceAll(
    /&(?:amp|lt|gt|quot|#39|#96);/gu,
    (entity) => entities[entity as keyof typeof entities],
  );
}

/** A script: the contrast of two colours of the palette. */
export function contrastOf(color: string, ground: string): string {
  return `(() => {
    const style = getComputedStyle(document.documentElement);
    const luminance = (name) => {
      const [red, green, blue] = style.getPropertyValue(name).match(/[0-9a-f]{2}/g)
        .map((one) => parseInt(one, 16) / 255)
        .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [low, high] = [luminance('${color}'), luminance('${ground}')].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  })()`;
}

/** Where the tab key stops. */
export interface Stop {
  readonly name: string;
  readonly outline: number;
}

/** What has the focus: its name, and how thick the line around it is; null at the end of the page. */
export const stopHere = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const name = [one.getAttribute('aria-label'), ...[...(one.labels ?? [])].map((label) => label.textContent), one.textContent];
  return {
    name: name.filter((part) => part !== null).join(' ').trim(),
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
  };
})()`;
