import { expect, test } from '@playwright/test';
import { open } from '@/e2e/support/open';
import { ownerState } from '@/e2e/support/product';

const viewer = { email: 'viewer@example.com', password: 'a viewer has a long password' };

test('an invited viewer sees everything and changes nothing', async ({ browser }) => {
  const owner = await browser.newContext({ storageState: ownerState });
  const ownerPage = await owner.newPage();
  await open(ownerPage, '/settings/members');
  await ownerPage.getByRole('button', { name: 'Invite a member' }).click();
  const dialog = ownerPage.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill(viewer.email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: /invite|invitation/i }).click();
  const link = ((await dialog.getByText(/\/invitations\//).textContent()) ?? '').trim();
  await owner.close();

  const guest = await browser.newContext();
  const page = await guest.newPage();
  await open(page, link);
  await page.getByLabel('Password').fill(viewer.password);
  await page.getByRole('button', { name: /join|accept/i }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();

  await open(page, '/monitors');
  await page.getByRole('link', { name: 'Checkout' }).first().click();
  await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  const refused = await page.request.post('/api/v1/projects', {
    data: { name: 'Mine' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(403);

  await open(page, link);
  await expect(page.getByText(/no longer|not valid|already|expired|used/i).first()).toBeVisible();
  await guest.close();
});
