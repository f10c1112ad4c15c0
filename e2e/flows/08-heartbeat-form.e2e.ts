import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '@/e2e/support/axe';
import { open } from '@/e2e/support/open';
import { ownerState } from '@/e2e/support/product';

test.use({ storageState: ownerState, timezoneId: 'Europe/Berlin' });

async function openForm(page: Page): Promise<void> {
  await open(page, '/monitors/new');
  await page.getByText('A job that calls us').click();
  await expect(page).toHaveURL(/type=heartbeat/);
  await expect(page.getByLabel('Name')).toBeVisible();
}

async function chooseKind(page: Page, kind: 'Period' | 'Cron' | 'systemd'): Promise<void> {
  await page.getByRole('group', { name: 'Kind of schedule' }).getByText(kind).click();
}

/** Saves, and opens the form of the new heartbeat again. */
async function saveAndEdit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Wait for it' }).click();
  await expect(page.getByText('Waiting for the first ping…')).toBeVisible();
  const href = await page.getByRole('link', { name: 'To the monitor' }).getAttribute('href');
  await open(page, `${href}/edit`);
  await expect(page.getByLabel('Name')).toBeVisible();
}

test('a name is all a heartbeat needs, and its first ping turns the page green', async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openForm(page);
  await page.getByRole('button', { name: 'Wait for it' }).click();
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('Name').fill('Nightly backup');
  await expect(page.getByLabel('Grace', { exact: true })).toHaveValue('1');
  await page.getByRole('button', { name: '5 minutes' }).first().click();
  await expect(page.getByLabel('Grace', { exact: true })).toHaveValue('5');
  await page.getByRole('button', { name: 'Wait for it' }).click();
  await expect(page.getByText('Waiting for the first ping…')).toBeVisible();
  await expectAccessible(page);

  const address =
    (await page
      .getByText(/\/ping\/[0-9a-f-]{36}$/)
      .first()
      .textContent()) ?? '';
  const cron = page.getByRole('tab', { name: 'cron' });
  await cron.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Shell', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  const panel = page.getByRole('tabpanel');
  await panel.getByRole('button', { name: 'Copy' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`ping_url=${address}`);

  expect((await request.get(`${address}/start`)).ok()).toBe(true);
  await expect(page.getByText('The job has begun')).toBeVisible();
  expect((await request.get(address)).ok()).toBe(true);
  await expect(page.getByText('The first ping has come in')).toBeVisible();

  await open(page, '/monitors?type=heartbeat');
  await expect(page.getByRole('main').getByRole('link', { name: 'Nightly backup' })).toBeVisible();
  await page.getByLabel('Kind').selectOption('Websites and APIs');
  await expect(page.getByRole('main').getByRole('link', { name: 'Nightly backup' })).toHaveCount(0);
});

test('a cron expression is told in words while it is typed, and its fault where it is wrong', async ({
  page,
}) => {
  await openForm(page);
  await page.getByLabel('Name').fill('Report');
  await chooseKind(page, 'Cron');
  const expression = page.getByLabel('Cron expression');
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toHaveValue('Europe/Berlin');
  await expect(page.getByText('At 02:00 (Europe/Berlin)')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Next runs' }).getByRole('row')).toHaveCount(6);
  await expect(page.getByText('Your time')).toHaveCount(0);

  for (const [wrong, words] of [
    ['0 2 30 2 *', /no month/i],
    ['0 2 * *', /expected five fields/i],
    ['61 2 * * *', /minute/i],
  ] as const) {
    await expression.fill(wrong);
    await expect(expression).toHaveAttribute('aria-invalid', 'true');
    await expect(expression).toHaveAccessibleDescription(words);
  }
  await expression.fill('');
  await expect(expression).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Wait for it' }).click();
  await expect(expression).toHaveAttribute('aria-invalid', 'true');
  await expect(expression).toBeFocused();

  await expression.fill('0 2 * * 1');
  await zone.fill('Mars/Olympus');
  await expect(zone).toHaveAccessibleDescription(/unknown time zone/i);
  await zone.fill('new york');
  await expect(page.getByRole('option', { name: /New York/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(zone).toHaveValue('America/New_York');
  await expect(page.getByText('At 02:00, only on Monday (America/New_York)')).toBeVisible();
  await expect(page.getByText('Your time')).toBeVisible();

  await saveAndEdit(page);
  await expect(page.getByLabel('Cron expression')).toHaveValue('0 2 * * 1');
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('America/New_York');
});

test('a calendar of systemd becomes a period with all its settings, and both are kept', async ({ page }) => {
  await openForm(page);
  await page.getByLabel('Name').fill('Clean up');
  await chooseKind(page, 'systemd');
  const expression = page.getByLabel('Calendar expression');
  await expression.fill('Mon..Fry 09:00');
  await expect(expression).toHaveAttribute('aria-invalid', 'true');
  await expression.fill('Mon..Fri 09:00');
  await expect(page.getByRole('table', { name: 'Next runs' }).getByRole('row')).toHaveCount(6);
  await saveAndEdit(page);
  await expect(page.getByLabel('Calendar expression')).toHaveValue('Mon..Fri 09:00');

  await chooseKind(page, 'Period');
  const period = page.getByLabel('A ping is expected every', { exact: true });
  await period.fill('400');
  await page.getByLabel('A ping is expected every: unit').selectOption('days');
  await expect(period).toHaveAttribute('aria-invalid', 'true');
  await period.fill('2');
  await page.getByText('More settings').click();
  await page.getByLabel('Slug').fill('Not A Slug');
  await page.getByLabel('Longest run').first().fill('0');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Slug')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Longest run').first()).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Slug').fill('clean-up');
  await page.getByLabel('Longest run').first().fill('90');
  await page.getByLabel('Words of failure').fill('error\nout of space');
  await page.getByLabel('Count only POST requests').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/monitors\/mon_[0-9a-z]+$/);

  await open(page, `${page.url()}/edit`);
  await expect(page.getByLabel('A ping is expected every', { exact: true })).toHaveValue('2');
  await page.getByText('More settings').click();
  await expect(page.getByLabel('Slug')).toHaveValue('clean-up');
  await expect(page.getByLabel('Longest run').first()).toHaveValue('90');
  await expect(page.getByLabel('Words of failure')).toHaveValue('error\nout of space');
  await expect(page.getByLabel('Count only POST requests')).toBeChecked();
});

for (const { colorScheme, width, height } of [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 360, height: 780 },
] as const) {
  test(`the form of a heartbeat is accessible and fits its window: ${colorScheme}, ${width}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openForm(page);
    await page.getByText('More settings').click();
    for (const kind of ['Period', 'Cron', 'systemd'] as const) {
      await chooseKind(page, kind);
      if (kind !== 'Period') await expect(page.getByRole('table', { name: 'Next runs' })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.getByRole('combobox', { name: 'Time zone' }).fill('america');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.getByRole('button', { name: 'Wait for it' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}
