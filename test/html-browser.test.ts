import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { htmlReport } from '../generator/report/html.ts';
import type { DiffReport, ReportRow } from '../generator/report/report.ts';
import { hostile, hostileTexts, migration } from './diff-report-samples.ts';
import { reportOf } from './diff-report.ts';
import { artefacts, executable, openPage, startBrowser } from './report/browser.ts';
import {
  asRead,
  contrastOf,
  focused,
  headedCounts,
  idsOf,
  lowContrast,
  openAll,
  setFilters,
  shownIds,
  stopHere,
  type Filters,
  type Stop,
} from './report/page-probes.ts';
import { largeReport, sampleReport } from './report/sample.ts';

const skipped = executable === undefined ? ': skipped, Chromium is not installed' : '';

describe.skipIf(executable === undefined)(`the page of a report in a browser${skipped}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterEach(() => Promise.all(browser.contexts().map((one) => one.close())));
  afterAll(() => browser.close());

  const open = (
    name: string,
    html: string,
    options?: BrowserContextOptions & { readonly hash?: string },
  ) => openPage(browser, name, html, options);

  const looks = [
    ['light', 360],
    ['light', 1280],
    ['dark', 360],
    ['dark', 1280],
  ] as const;

  test.each(looks)('%s at %i px: quiet, alone, readable', async (colorScheme, width) => {
    const look = { colorScheme, viewport: { width, height: 2400 } };
    for (const [name, report] of [
      ['sample', sampleReport()],
      ['migration', migration()],
    ] as const) {
      const html = await htmlReport(report);
      const { page, requests, complaints } = await open(name, html, look);
      const file = path.join(artefacts, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path: file });
      await openAll(page);
      const { checked, low } = await lowContrast(page);
      expect(checked).toBeGreaterThan(100);
      expect(low).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(requests).toEqual([page.url()]);
      expect(complaints).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)(
    '%s: edges of controls and the focus can be seen',
    async (colorScheme) => {
      const { page } = await open('sample', await htmlReport(sampleReport()), {
        colorScheme,
      });
      for (const color of ['--edge', '--focus', '--link']) {
        for (const ground of ['--paper', '--ground']) {
          const ratio = await page.evaluate<number>(contrastOf(color, ground));
          expect(ratio, `${color} on ${ground}`).toBeGreaterThanOrEqual(3);
        }
      }
    },
  );

  test('texts of a document stay texts', async () => {
    const attacks = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'-alert(1)-'"];
    const { page, requests, complaints } = await open('hostile', '<p>before</p>');
    for (const text of [...hostileTexts, ...attacks]) {
      await page.goto('about:blank');
      await page.setContent(await htmlReport(hostile(text)));
      expect(await page.locator('script').count()).toBe(1);
      expect(await page.locator('img, iframe, object, link').count()).toBe(0);
      expect(await page.locator('.row').count()).toBe(3);
      const message = await page.locator('.row .message').first().textContent();
      expect(message).toBe(asRead(text));
    }
    expect(complaints).toEqual([]);
    expect(new Set(requests).size).toBeLessThanOrEqual(2);
  });

  test('the policy is in force: neither an image nor a script can be added', async () => {
    const { page, complaints } = await open('sample', await htmlReport(sampleReport()));
    const violated = await page.evaluate<string[]>(`new Promise((resolve) => {
      const found = [];
      addEventListener('securitypolicyviolation', (event) => {
        found.push(event.effectiveDirective);
        if (found.length === 2) resolve(found.sort());
      });
      const image = document.createElement('img');
      image.src = 'other.png';
      const style = document.createElement('style');
      style.textContent = 'p { color: red }';
      document.body.append(image, style);
    })`);
    expect(violated).toEqual(['img-src', 'style-src-elem']);
    expect(complaints.length).toBeGreaterThan(0);
  });

  test('filters show what fits, and say how many', async () => {
    const report = sampleReport();
    const { page, complaints } = await open('sample', await htmlReport(report));
    const status = page.getByRole('status');
    expect(await status.getAttribute('aria-live')).toBe('polite');
    expect(await status.textContent()).toBe(`${report.rows.length} changes`);
    const cases: readonly Case[] = [
      [{ sort: ['silent'] }, (one) => sortOf(one) === 'silent'],
      [{ sort: ['silent', 'waived'] }, (one) => ['silent', 'waived'].includes(sortOf(one))],
      [{ audience: 'source' }, (one) => one.source.level !== 'off'],
      [{ audience: 'wire', effect: 'loud' }, (one) => one.wire.effect === 'loud'],
      [{ audience: 'source', sort: ['loud'] }, (one) => one.source.effect === 'loud'],
      [{ audience: 'source', effect: 'silent' }, (one) => one.source.effect === 'silent'],
      [{ flow: 'received' }, (one) => one.flows.includes('received')],
      [{ event: 'session.update' }, (one) => reaches(one, 'session.update')],
      [{ search: 'VOICE  alloy' }, (one) => one.before?.text.includes('alloy') === true],
      [{ search: 'is forwarded' }, (one) => one.waiver !== undefined],
      [{ search: 'no such thing' }, () => false],
    ];
    for (const [given, fits] of cases) {
      const expected = report.rows.filter(fits).map(({ fingerprint }) => fingerprint);
      await setFilters(page, given);
      expect({ given, shown: await shownIds(page) }).toEqual({ given, shown: expected.sort() });
      expect(await status.textContent()).toBe(
        `${expected.length} of ${report.rows.length} changes`,
      );
      expect(await page.locator('#nothing').isVisible()).toBe(expected.length === 0);
      expect(await headedCounts(page)).toBe(expected.length);
      await page.locator('#clear').click();
      await expect.poll(() => status.textContent()).toBe(`${report.rows.length} changes`);
    }
    expect(complaints).toEqual([]);
  });

  test('each sort says how many there would be of it under the other filters', async () => {
    const report = sampleReport();
    const { page } = await open('sample', await htmlReport(report));
    await setFilters(page, { event: 'session.update', sort: ['info'] });
    for (const sort of ['silent', 'loud', 'warning', 'info', 'waived']) {
      const all = report.rows.filter(
        (one) => reaches(one, 'session.update') && sortOf(one) === sort,
      );
      expect(await page.locator(`[data-count="${sort}"]`).textContent()).toBe(String(all.length));
    }
  });

  test('grouped by event, each change is still there once', async () => {
    const report = sampleReport();
    const { page } = await open('sample', await htmlReport(report));
    await page.getByLabel('event', { exact: true }).check();
    expect((await shownIds(page)).length).toBe(report.rows.length);
    const headings = await page.locator('.group > h3').allTextContents();
    expect(headings).toEqual([
      'response.text.delta 1',
      'RealtimeSession, in several events 1',
      'session.updated 1',
      'session.update 4',
      'response.output_text.delta 1',
      'In no event 1',
    ]);
    await page.getByLabel('severity').check();
    expect(await page.locator('.group > h3').allTextContents()).toEqual([
      'Silent breaks 3',
      'Loud breaks 2',
      'May break 1',
      'Harmless 2',
      'Waived 1',
    ]);
  });

  test('a link leads to its change, also where a filter hides it', async () => {
    const report = sampleReport();
    const { fingerprint, place } = report.rows[5]!;
    const html = await htmlReport(report);
    const { page } = await open('sample', html, { hash: fingerprint });
    expect(await focused(page)).toBe(fingerprint);
    expect(await page.locator(`[id="${fingerprint}"]`).isVisible()).toBe(true);
    await page.locator('#search').fill('no such thing');
    expect(await shownIds(page)).toEqual([]);
    await page.evaluate(`location.hash = ''`);
    await page.evaluate(`location.hash = '${fingerprint}'`);
    await expect.poll(() => focused(page)).toBe(fingerprint);
    expect((await shownIds(page)).length).toBe(report.rows.length);
    const link = page.getByRole('link', { name: `Link to ${place}` });
    expect(await link.getAttribute('href')).toBe(`#${fingerprint}`);
  });

  test('the two ends of a guess lead to each other', async () => {
    const report = sampleReport();
    const [{ removed, added }] = report.candidates as [DiffReport['candidates'][number]];
    const idOf = (id: string) => report.rows.find((one) => one.id === id)!.fingerprint;
    const { page } = await open('sample', await htmlReport(report));
    for (const [from, to] of [
      [removed, added],
      [added, removed],
    ] as const) {
      await page.locator(`[id="${idOf(from)}"] .aside a`).click();
      await expect.poll(() => focused(page)).toBe(idOf(to));
    }
  });

  test('the keyboard alone reaches everything, and one sees where one is', async () => {
    const report = sampleReport();
    const { page, complaints } = await open('sample', await htmlReport(report));
    const press = (key: string) => page.keyboard.press(key);
    await press('Tab');
    expect(await page.locator('.skip').boundingBox()).toMatchObject({ x: 16, y: 8 });
    await press('Enter');
    await press('/');
    expect(await focused(page)).toBe('search');
    await page.keyboard.type('session.update');
    const shown = await idsOf(page.locator('.row:visible'));
    expect(shown.length).toBeGreaterThan(2);
    await press('ArrowDown');
    expect(await focused(page)).toBe(shown[0]);
    await press('ArrowDown');
    expect(await focused(page)).toBe(shown[1]);
    await press('End');
    expect(await focused(page)).toBe(shown.at(-1));
    await press('ArrowUp');
    await press('Home');
    expect(await focused(page)).toBe(shown[0]);
    await press('Enter');
    expect(await page.locator(`[id="${shown[0]!}"] .more`).getAttribute('open')).toBe('');
    await press('/');
    await press('Delete');
    expect((await shownIds(page)).length).toBe(report.rows.length);
    await press('Tab');
    await press('Space');
    expect(await page.getByRole('status').textContent()).toBe(`3 of ${report.rows.length} changes`);
    expect(complaints).toEqual([]);
  });

  test.each([360, 1280])(
    'at %i px every stop of the tab key has a name and an outline',
    async (width) => {
      const { page } = await open('sample', await htmlReport(sampleReport()), {
        viewport: { width, height: 900 },
      });
      await page.evaluate(`document.querySelector('#choices').open = true`);
      const stops: string[] = [];
      for (let count = 0; count < 200; count += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate<Stop | null>(stopHere);
        if (stop === null) break;
        expect(stop.outline, stop.name).toBeGreaterThanOrEqual(2);
        expect(stop.name).not.toBe('');
        stops.push(stop.name);
      }
      expect(stops[0]).toBe('Skip to the changes');
      for (const name of [
        'Search',
        'Silent breaks',
        'Audience',
        'Effect',
        'Flow',
        'Event',
        'severity',
      ])
        expect(
          stops.some((one) => one.includes(name)),
          name,
        ).toBe(true);
      for (const { place } of sampleReport().rows)
        expect(
          stops.some((one) => one.includes(`Link to ${place}`)),
          place,
        ).toBe(true);
    },
  );

  test('assistive technology is told what is what', async () => {
    const report = sampleReport();
    const { page } = await open('sample', await htmlReport(report));
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('main', { name: 'Changes' }).count()).toBe(1);
    expect(await page.getByRole('search', { name: 'Filter the changes' }).count()).toBe(1);
    expect(await page.getByRole('searchbox', { name: 'Search' }).count()).toBe(1);
    for (const { place } of report.rows)
      expect(await page.getByRole('article', { name: place }).count(), place).toBeGreaterThan(0);
    const ids = await idsOf(page.locator('[id]'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('thousands of changes can be searched, filtered and grouped', async () => {
    const report = largeReport(4000);
    const { page, complaints } = await open('large', await htmlReport(report));
    const status = page.getByRole('status');
    expect(await status.textContent()).toBe('4000 changes');
    await setFilters(page, { search: 'field_39' });
    const found = report.rows.filter(({ place }) => place.includes('field_39')).length;
    expect(await status.textContent()).toBe(`${found} of 4000 changes`);
    await setFilters(page, { search: '', sort: ['loud'], event: 'event.shared' });
    const loud = report.rows.filter((one) => one.sort === 'loud' && reaches(one, 'event.shared'));
    expect(await status.textContent()).toBe(`${loud.length} of 4000 changes`);
    await page.getByLabel('event', { exact: true }).check();
    await page.locator('#clear').click();
    expect(await page.locator('.row').count()).toBe(4000);
    expect(complaints).toEqual([]);
  });

  test('on paper there are the changes, dark on white, and no controls', async () => {
    const html = await htmlReport(sampleReport());
    const { page } = await open('sample', html, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#search').isVisible()).toBe(false);
    expect(await page.locator('#choices').isVisible()).toBe(false);
    const [ink, ground] = await page.evaluate<[string, string]>(
      `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`,
    );
    expect([ink, ground]).toEqual(['rgb(29, 28, 26)', 'rgb(255, 255, 255)']);
    const { low } = await lowContrast(page);
    expect(low).toEqual([]);
    await page.pdf({ path: path.join(artefacts, 'sample.pdf'), format: 'A4' });
  });

  test('without JavaScript, all changes are there to be read', async () => {
    const report = sampleReport();
    const { page } = await open('sample', await htmlReport(report), {
      javaScriptEnabled: false,
    });
    expect(await page.locator('.row:visible').count()).toBe(report.rows.length);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('noscript').textContent()).toContain('All changes are shown');
  });

  test('where nothing differs, the page says so', async () => {
    const { page, complaints } = await open('nothing', await htmlReport(reportOf([])));
    expect(await page.locator('main').textContent()).toContain('Nothing differs.');
    expect(complaints).toEqual([]);
  });
});

type Case = readonly [given: Filters, fits: (row: ReportRow) => boolean];

function sortOf({ sort, waiver }: ReportRow): string {
  return waiver === undefined ? sort : 'waived';
}

function reaches(row: ReportRow, event: string): boolean {
  return row.reaches.some((one) => one.event === event);
}
