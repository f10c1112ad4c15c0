import { expect, test } from '@playwright/test';
import { ownerState } from '@/e2e/support/product';

test.use({ storageState: ownerState });

test('the keyboard alone goes to pages, searches, and opens a monitor', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/monitors$/);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox').first()).toBeFocused();
  await page.keyboard.type('Checkout');
  await expect(page.getByRole('link', { name: 'Checkout' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await expect(palette).toBeVisible();
  await page.keyboard.type('Members');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/members$/);
});
