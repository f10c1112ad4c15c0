import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible, expectFineInEveryLook, expectNoSidewaysScroll } from '@/e2e/support/axe';
import { open } from '@/e2e/support/open';
import { nextChecks, ownerState, targetUrl, tellTarget, vendorsUrl } from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';
import { messagesOf } from '@/e2e/support/vendor-messages';
import { vendorConfigs } from '@/e2e/vendors/configs';

test.use({ storageState: ownerState, timezoneId: 'Europe/Berlin' });
test.describe.configure({ mode: 'serial' });

type Named = { id: string; name: string };

const monitorName = 'Conveyor belt';
const title = 'Oil the belt';
const room = 'Belt room';
const reader = 'reader@example.com';
const nobody = { cookies: [], origins: [] };
let project: Named;
let monitor: Named;
let link = '';

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const api = new SessionApi(await context.newPage());
  project = await api.send<Named>('POST', '/projects', { name: 'Belts' });
  const owned = { project_id: project.id };
  const { slack } = vendorConfigs(vendorsUrl);
  await api.send('POST', '/channels', { ...owned, type: 'slack', name: room, config: slack });
  monitor = await api.send<Named>('POST', '/monitors', {
    ...owned,
    name: monitorName,
    type: 'http',
    spec: { url: `${targetUrl}/belt` },
    interval_seconds: 10,
    failure_threshold: 1,
  });
  await context.close();
});

async function statusOf(page: Page): Promise<string> {
  const { status } = await new SessionApi(page).send<{ status: string }>('GET', `/monitors/${monitor.id}`);
  return status;
}

type Incident = { id: string; status: string };

async function incidentsOf(page: Page): Promise<Incident[]> {
  return await new SessionApi(page).send<Incident[]>('GET', `/incidents?monitor_id=${monitor.id}`);
}

test('a maintenance that begins now holds an alert back and says so, and ending it lets the alert out', async ({
  page,
  request,
}) => {
  const api = new SessionApi(page);
  await expect.poll(() => statusOf(page), nextChecks).toBe('up');
  await open(page, `/maintenance/new?project=${project.id}`);
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: '30 min from now' }).click();
  await page.getByRole('group', { name: 'Which monitors' }).getByText('Some monitors').click();
  await page.getByLabel('Find monitors').fill('belt');
  await page.getByRole('checkbox', { name: monitorName }).check();
  await page.getByRole('button', { name: 'Plan the maintenance' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('Running').first()).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: monitorName }).click();
  const banner = page.getByRole('status').filter({ hasText: 'In maintenance until' });
  // Sooner than the page would ask by itself: what began while it was on its way is asked for at once.
  await expect(banner).toContainText('alerts wait', { timeout: 5_000 });
  expect(await statusOf(page)).toBe('maintenance');
  await expectAccessible(page);

  await tellTarget(request, { path: '/belt', mode: 'fail', status: 503 });
  await expect
    .poll(async () => (await incidentsOf(page)).map(({ status }) => status), nextChecks)
    .toEqual(['open']);
  const [incident] = await incidentsOf(page);
  if (incident === undefined) throw new Error('the incident is gone');
  const next = () => api.send<{ held_for: string }>('GET', `/incidents/${incident.id}/next-alert`);
  await expect.poll(async () => (await next()).held_for).toBe('maintenance');
  expect(await api.send('GET', `/deliveries?incident_id=${incident.id}`)).toEqual([]);
  expect(await statusOf(page)).toBe('maintenance');
  await open(page, `/incidents/${incident.id}`);
  await expect(page.getByText('Nobody is told yet.')).toBeVisible();
  await expect(page.getByText(`The maintenance “${title}” covers it.`).first()).toBeVisible();
  await expect(page.getByText(/has no channel/)).toHaveCount(0);

  await open(page, '/maintenance');
  await page.getByRole('main').getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('Ended. Alerts that waited are sent.')).toBeVisible();
  const told = async () =>
    (await messagesOf(request, 'Slack')).filter(({ shown }) => shown?.text.includes(monitorName));
  await expect.poll(async () => (await told()).length, nextChecks).toBe(1);
  link = (await told())[0]?.shown?.links.find(({ label }) => label === 'Acknowledge')?.url ?? '';
  await expect.poll(() => statusOf(page)).toBe('down');
  await open(page, `/incidents/${incident.id}`);
  await expect(page.getByRole('main').getByRole('link', { name: room })).toBeVisible();
});

test('the link of a message acknowledges, also without JavaScript, and looks well on a phone at night', async ({
  page,
  request,
  browser,
}) => {
  expect(link).toContain('/acknowledge/');
  const stranger = await browser.newContext({ storageState: nobody });
  const opened = await stranger.newPage();
  await opened.goto(link);
  await expect(opened.getByRole('heading', { level: 1, name: monitorName })).toBeVisible();
  await expectFineInEveryLook(opened);

  const plain = await browser.newContext({
    storageState: nobody,
    javaScriptEnabled: false,
    colorScheme: 'dark',
    viewport: { width: 360, height: 780 },
  });
  const phone = await plain.newPage();
  await phone.goto(link);
  await expectNoSidewaysScroll(phone);
  expect((await incidentsOf(page)).map(({ status }) => status)).toEqual(['open']);
  await phone.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(phone.getByText(`${room} has it.`)).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  expect((await incidentsOf(page)).map(({ status }) => status)).toEqual(['acknowledged']);
  await plain.close();

  await opened.reload();
  await expect(opened.getByText(`${room} has it.`)).toBeVisible();
  await expectFineInEveryLook(opened);
  await opened.goto(`${link.slice(0, -4)}AAAA`);
  await expect(opened.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(opened.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await expectFineInEveryLook(opened);
  await stranger.close();
  await tellTarget(request, { path: '/belt', mode: 'ok' });
  await expect.poll(async () => (await incidentsOf(page))[0]?.status, nextChecks).toBe('resolved');
  await open(page, `/incidents/${(await incidentsOf(page))[0]?.id}`);
  await expect(page.getByText(/^Up since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/)).toBeVisible();
});

test('a report is made, seen before, and sent; its reader stops the mails by their link, and is let in again', async ({
  page,
  browser,
}) => {
  const channel = await new SessionApi(page).send<Named>('POST', '/channels', {
    project_id: project.id,
    type: 'email',
    name: 'Readers',
    config: { to: [reader] },
  });
  await open(page, `/reports?project=${project.id}`);
  await page.getByRole('button', { name: 'New report' }).click();
  const dialog = page.getByRole('dialog', { name: 'New report' });
  await dialog.getByRole('group', { name: 'How often' }).getByText('Daily').click();
  await dialog.getByLabel(room).setChecked(false);
  await dialog.getByLabel('Readers').setChecked(true);
  await dialog.getByRole('button', { name: 'Preview the last period' }).click();
  await expect(dialog.getByText(/^Daily summary: Belts/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make the report' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('listitem').filter({ hasText: 'Daily summary of Belts' });
  await expect(row).toContainText('every day at 08:00, Europe/Berlin, to Readers');
  await row.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText('Sent. It stands in the ledger of deliveries.')).toBeVisible();

  await open(page, '/mailbox');
  // At eight in Berlin a second one comes by itself.
  await page
    .getByRole('link', { name: /Daily summary: Belts/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'As text' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel).toContainText('Stop these mails: ');
  const text = (await panel.textContent()) ?? '';
  const stop = /Stop these mails: (\S+)/.exec(text)?.[1] ?? '';
  expect(stop).toContain('/unsubscribe/');

  const stranger = await browser.newContext({ storageState: nobody });
  const opened = await stranger.newPage();
  await opened.goto(stop);
  await expect(opened.getByText(reader)).toBeVisible();
  await expectFineInEveryLook(opened);
  await opened.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(opened.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  await expectFineInEveryLook(opened);

  await open(page, `/channels/${channel.id}`);
  const struck = page.getByRole('listitem').filter({ hasText: `${reader}unsubscribed` });
  await expect(struck).toBeVisible();
  await expectAccessible(page);
  await struck.getByRole('button', { name: 'Mail it again' }).click();
  await expect(page.getByText(`${reader} gets mail again.`)).toBeVisible();
  await expect(struck).toHaveCount(0);
  await opened.reload();
  await expect(opened.getByRole('button', { name: 'Unsubscribe' })).toBeVisible();
  await stranger.close();
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  const mostStops = 80;
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused({ timeout: 100 });
}

test('a maintenance of every week is planned and deleted by the keyboard alone', async ({ page }) => {
  await open(page, `/maintenance/new?project=${project.id}`);
  const field = page.getByLabel('Title');
  await expect(field).toBeVisible();
  await tabTo(page, field);
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await page.keyboard.type('Grease the rollers');
  await tabTo(page, page.getByRole('radio', { name: 'Once' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Every week' })).toBeChecked();
  const days = page.getByRole('group', { name: 'Days of the week' });
  await tabTo(page, days.getByRole('button', { name: 'Wednesday' }));
  await page.keyboard.press('Space');
  await tabTo(page, days.getByRole('button', { name: 'Sunday' }));
  await page.keyboard.press('Space');
  await expect(days.getByRole('button', { pressed: true })).toHaveText(['Wed']);
  const at = page.getByLabel('At', { exact: true });
  await tabTo(page, at);
  await page.keyboard.type('0330AM');
  await expect(at).toHaveValue('03:30');
  await tabTo(page, page.getByRole('button', { name: 'Plan the maintenance' }));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Grease the rollers' })).toBeVisible();
  await expect(page.getByText(/03:30.*Wednesday.*for 1 hour/)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Delete' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole('button', { name: 'Delete maintenance' }));
  await page.keyboard.press('Enter');
  // Said for some seconds only, and meanwhile the list is on its way.
  await expect(page.getByText('Deleted Grease the rollers.')).toBeVisible();
  await expect(page).toHaveURL(/\/maintenance$/);
});
