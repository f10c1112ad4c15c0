import { expect, test } from '@playwright/test';
import { open } from '@/e2e/support/open';
import { ownerState } from '@/e2e/support/product';

test.use({ storageState: ownerState });

test('the keyboard alone goes to pages, searches, and opens a monitor', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/monitors$/);
  // Where a page has a search of its own, the slash goes there; elsewhere it opens the palette.
  const search = page.getByRole('searchbox', { name: 'Search monitors by name' });
  await expect(search).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('no such monitor');
  await expect(page.getByRole('main').getByRole('link', { name: 'Checkout' })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Check');
  await expect(page.getByRole('main').getByRole('link', { name: 'Checkout' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Checkout');
  await expect(palette.getByRole('option', { name: /Checkout/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Members');
  await expect(palette.getByRole('option', { name: 'Members' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/members$/);
});
