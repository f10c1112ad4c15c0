import { expect, test } from '@playwright/test';
import { expectAccessible } from '@/e2e/support/axe';
import { open } from '@/e2e/support/open';
import { owner, ownerState, signIn, targetUrl } from '@/e2e/support/product';

test.describe.configure({ mode: 'serial' });

test('the first visitor makes the owner, sees the first check, and gets a test alert', async ({ page }) => {
  await open(page, '/');
  await expect(page).toHaveURL(/\/set-up$/);
  await expectAccessible(page);
  await page.getByLabel('Organization').fill(owner.organization);
  await page.getByLabel('Your e-mail address').fill(owner.email);
  await page.getByLabel('Password').fill('too short');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByText(/12/).first()).toBeVisible();
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Set it up' }).click();

  await expect(page).toHaveURL(/\/welcome$/);
  await expectAccessible(page);
  await page.getByLabel('Address').fill('not an address');
  await page.getByRole('button', { name: 'Watch it' }).click();
  await expect(page.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Address').fill(`${targetUrl}/first`);
  await page.getByRole('button', { name: 'Watch it' }).click();
  await expect(page.getByText('Connection').first()).toBeVisible();
  await expect(page.getByText('Waiting').first()).toBeVisible();

  await page.getByRole('button', { name: 'Send a test alert' }).click();
  await expect(page.getByText('The test alert is on its way')).toBeVisible();
  await open(page, '/mailbox');
  await expect(page.getByRole('link', { name: /test/i }).first()).toBeVisible();
  await page.context().storageState({ path: ownerState });
});

test('there is no second owner to be made, and signing in takes the right password', async ({ page }) => {
  await open(page, '/set-up');
  await expect(page).toHaveURL(/\/sign-in/);
  await expectAccessible(page);
  await page.getByLabel(/e-?mail/i).fill(owner.email);
  await page.getByLabel('Password').fill('correct horse battery stapler');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await signIn(page, owner);
});

const privatePages = [
  '/',
  '/monitors',
  '/incidents',
  '/channels',
  '/deliveries',
  '/policies',
  '/policies/backtest',
  '/on-call',
  '/on-call/new',
  '/maintenance',
  '/reports',
  '/status-pages',
  '/status-pages/new',
  '/mailbox',
  '/settings/members',
];

test('signed out, no page shows anything', async ({ page }) => {
  for (const path of privatePages) {
    await open(page, path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
});
