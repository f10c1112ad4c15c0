import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '@/e2e/support/axe';
import { ownerState } from '@/e2e/support/product';

test.use({ storageState: ownerState });

const pages = [
  '/',
  '/monitors',
  '/monitors/new',
  '/incidents',
  '/channels',
  '/channels/new',
  '/channels/new?type=slack',
  '/deliveries',
  '/policies',
  '/policies/new',
  '/policies/backtest',
  '/mailbox',
  '/settings/projects',
  '/settings/members',
  '/settings/api-keys',
  '/settings/account',
];

const looks = [
  { name: 'wide and light', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'narrow and dark', colorScheme: 'dark', width: 360, height: 780 },
] as const;

for (const { name, colorScheme, width, height } of looks) {
  test(`every page is accessible and fits its window: ${name}`, async ({ page }) => {
    test.setTimeout(400_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    for (const path of [...pages, ...(await findDetailPages(page))]) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  });
}

/** One page of each kind that is about one thing. */
async function findDetailPages(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const list of ['/monitors', '/incidents', '/channels', '/deliveries', '/mailbox']) {
    await page.goto(list);
    const link = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).first();
    const href = await link.getAttribute('href');
    if (href !== null) found.push(href, ...(list === '/monitors' ? [`${href}/edit`] : []));
  }
  expect(found.length).toBeGreaterThanOrEqual(5);
  return found;
}

test('pages run under a strict content security policy, without a violation', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  for (const path of ['/', '/monitors', '/channels/new']) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src[^;]*'nonce-/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  }
  expect(violations).toEqual([]);
});
