import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { demoSlug } from '@/bin/demo/status-pages';
import { ask } from '@/e2e/support/ask';
import { expectFineInEveryLook } from '@/e2e/support/axe';
import { categories, measure } from '@/e2e/support/lighthouse';
import { nobody, readBadges, readCalendar, readFeeds, visit } from '@/e2e/support/status-page';
import { expectStatuspageContract } from '@/e2e/support/statuspage-contract';
import { addressOf, killTree, startProduct, untilReady } from '@/e2e/support/whole-product';

test.describe.configure({ mode: 'serial' });

const port = 3240;
const base = `${addressOf({ port })}/status/${demoSlug}`;
let demo: ChildProcess;
let open = '';
let past = '';

type Told = { incidents: { id: string; name: string; status: string }[] };

/** With the past of its monitors rolled up, too. */
async function isComplete(): Promise<boolean> {
  const { body } = await ask(base);
  return body.includes('do not reach some shops') && body.includes('median');
}

test.beforeAll(async () => {
  // Months are made up meanwhile, by a processor that others may use too.
  test.setTimeout(900_000);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stillup-demo-'));
  demo = startProduct({ port, dataDir, args: ['--demo'] });
  await untilReady({ port });
  await expect.poll(() => isComplete(), { intervals: [1_000], timeout: 600_000 }).toBe(true);
  const { incidents } = JSON.parse((await ask(`${base}/api/v2/incidents.json`)).body) as Told;
  open = `/incidents/${incidents.find(({ status }) => status === 'identified')?.id}`;
  past = `/incidents/${incidents.find(({ status }) => status === 'postmortem')?.id}`;
});

test.afterAll(() => killTree(demo));

async function look(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ storageState: nobody, timezoneId: 'America/New_York' });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

test('the page of the demo is what clients of Statuspage, feed readers and calendars expect', async () => {
  await expectStatuspageContract(base);
  expect((await readFeeds(base)).rss.length).toBeGreaterThanOrEqual(6);
  expect((await readCalendar(base)).length).toBeGreaterThanOrEqual(1);
  await readBadges(base);
});

test('all its documents are accessible and fit their window, wide and light, narrow and dark', async ({
  browser,
}) => {
  test.setTimeout(480_000);
  const page = await look(browser, base);
  const documents = ['', '/history', open, past, '/embed', '/de', '/ar', `/ar${past}`, '/ar/history', '/ja'];
  for (const document of documents) {
    await test.step(document === '' ? 'the page' : document, async () => {
      await page.goto(base + document);
      await expect(page.locator('html')).toHaveAttribute('dir', document.startsWith('/ar') ? 'rtl' : 'ltr');
      await expectFineInEveryLook(page);
    });
  }
  await page.goto(`${base}/subscriptions/nothing`);
  await expectFineInEveryLook(page);
  await page.context().close();
});

test('arrows point where they lead, whichever way a language is read', async ({ browser }) => {
  const page = await look(browser, base);
  const mirrored = 'matrix(-1, 0, 0, 1, 0, 0)';
  for (const { language, onward, back } of [
    { language: '', onward: 'none', back: mirrored },
    { language: '/ar', onward: mirrored, back: 'none' },
  ]) {
    await page.goto(`${base}${language}/history`);
    await expect(page.locator('.back > .i')).toHaveCSS('transform', back);
    await page.goto(`${base}${language}/embed`);
    await expect(page.locator('.go > .i')).toHaveCSS('transform', onward);
  }
  await page.context().close();
});

test('what is embedded fits its frame in every language, however narrow', async ({ browser }) => {
  const page = await look(browser, base);
  for (const width of [320, 448]) {
    await page.setViewportSize({ width, height: 66 });
    for (const language of ['', '/de', '/ar', '/ja']) {
      await page.goto(`${base}${language}/embed`);
      const [{ scrollHeight, scrollWidth }, ...lines] = await page.evaluate(() => {
        const root = document.documentElement;
        const edges = [...document.querySelectorAll('.embed b, .embed small')].map((line) => {
          const { top, bottom, left, right } = line.getBoundingClientRect();
          return { top, bottom, left, right };
        });
        return [{ scrollHeight: root.scrollHeight, scrollWidth: root.scrollWidth }, ...edges] as const;
      });
      expect([language, scrollHeight, scrollWidth]).toEqual([language, 66, width]);
      expect(lines).toHaveLength(2);
      for (const { top, bottom, left, right } of lines) {
        expect(Math.min(top, left), language).toBeGreaterThanOrEqual(0);
        expect(bottom, language).toBeLessThanOrEqual(66);
        expect(right, language).toBeLessThanOrEqual(width);
      }
    }
  }
  await page.context().close();
});

test('days are walked by the keyboard, and what is pointed at is said', async ({ browser }) => {
  const page = await look(browser, base);
  await page.setViewportSize({ width: 1440, height: 900 });
  const rows = page.locator('.bars table');
  await expect(rows.first()).toHaveAttribute('role', 'grid');
  await expect(rows.first().locator('td[tabindex="0"]')).toHaveCount(1);
  await page.getByRole('link', { name: 'Skip to content' }).focus();
  const focused = page.locator('td:focus');
  for (let stops = 0; stops < 30 && (await focused.count()) === 0; stops += 1)
    await page.keyboard.press('Tab');
  const dayOf = async () => (await focused.locator('b').textContent()) ?? '';
  const today = await dayOf();
  await expect(focused.locator('p')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  const yesterday = await dayOf();
  expect(yesterday).not.toBe(today);
  await page.keyboard.press('ArrowDown');
  expect(await dayOf()).toBe(yesterday);
  await expect(rows.nth(1).locator('td:focus')).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  expect(await dayOf()).toBe(today);
  await page.keyboard.press('Home');
  await expect(rows.first().locator('td').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.first().locator('td').last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focused).toHaveCount(0);
  await page.context().close();
});

test('all that was said of what is over is opened in its place, by the keyboard and without JavaScript', async ({
  browser,
}) => {
  const page = await visit(browser, base);
  const told = page
    .locator('.past')
    .filter({ has: page.locator('details') })
    .first();
  const words = told.locator('.updates > li');
  await expect(words.first()).toBeHidden();
  await told.locator('summary').focus();
  await page.keyboard.press('Enter');
  for (const said of await words.all()) await expect(said).toBeVisible();
  expect(await words.count()).toBeGreaterThan(1);
  await page.keyboard.press('Enter');
  await expect(words.first()).toBeHidden();
  await page.context().close();

  const awake = await look(browser, base);
  for (const summary of await awake.locator('.past summary').all()) await summary.click();
  await expect(awake.locator('.past .updates > li').first()).toBeVisible();
  await expectFineInEveryLook(awake);
  await awake.context().close();
});

test('printed, nothing that is told stays folded away', async ({ browser }) => {
  const page = await look(browser, base);
  await page.emulateMedia({ media: 'print' });
  for (const row of await page.locator('.row').all()) await expect(row).toBeVisible();
  const words = page.locator('.updates > li');
  expect(await words.count()).toBeGreaterThan(2);
  expect(await page.locator('.past .updates > li').count()).toBeGreaterThan(2);
  for (const said of await words.all()) await expect(said).toBeVisible();
  await expect(page.locator('#subscribe')).toBeHidden();
  await page.context().close();
});

test('a first visit takes less than 60 KB, and asks nobody else for anything', async ({ browser }) => {
  for (const document of ['', '/ar', past, '/history', '/embed']) {
    const context = await browser.newContext({
      storageState: nobody,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    let bytes = 0;
    const foreign: string[] = [];
    client.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    page.on('request', (asked) => {
      const url = new URL(asked.url());
      if (/^https?:$/.test(url.protocol) && url.origin !== addressOf({ port })) foreign.push(url.href);
    });
    await page.goto(base + document, { waitUntil: 'networkidle' });
    test.info().annotations.push({ type: `bytes of ${document || 'the page'}`, description: String(bytes) });
    expect(bytes, document).toBeGreaterThan(1_000);
    expect(bytes, document).toBeLessThan(60 * 1024);
    expect(foreign).toEqual([]);
    await context.close();
  }
});

test('Lighthouse gives at least 95 in each of its four categories', async () => {
  test.setTimeout(240_000);
  const options = test.info().project.use.launchOptions ?? {};
  let measured = await measure(base, options);
  // On a machine that does other things at this moment, the one measured duration can be a foreign one: once more, and no more.
  if (measured.scores.performance < 95) measured = await measure(base, options);
  const { scores, faults } = measured;
  test.info().annotations.push({ type: 'Lighthouse', description: JSON.stringify(scores) });
  for (const category of categories) {
    expect(scores[category], `${category}: ${faults.join('; ')}`).toBeGreaterThanOrEqual(95);
  }
});
