import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA and axe's best practices: nothing may be found. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode stays out of frames: the mail of the mailbox is sandboxed, runs no script, and would never answer.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.target.join(' ')})`);
  expect(found).toEqual([]);
}

/** A page that is wider than its window makes a phone scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const surplus = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // A chart follows its window a moment later.
  await expect.poll(surplus).toBeLessThanOrEqual(0);
}

const looks = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 360, height: 780 },
] as const;

/** As the page stands now: wide and light, then narrow and dark. */
export async function expectFineInEveryLook(page: Page): Promise<void> {
  for (const { colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
}
