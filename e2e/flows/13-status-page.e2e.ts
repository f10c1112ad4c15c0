import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectFineInEveryLook } from '@/e2e/support/axe';
import { untilMailed } from '@/e2e/support/mailbox';
import { open } from '@/e2e/support/open';
import { ownerState, targetUrl, tellTarget } from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';
import {
  componentRow,
  type Named,
  type PageIncident,
  readBadges,
  readCalendar,
  readFeeds,
  type StatusPage,
  untilBanner,
  visit,
} from '@/e2e/support/status-page';
import { expectStatuspageContract } from '@/e2e/support/statuspage-contract';

test.use({ storageState: ownerState });
test.describe.configure({ mode: 'serial' });

const reader = 'customer@example.com';
const other = 'partner@example.com';
const title = 'Orders cannot be placed';
let project: Named;
let statusPage: StatusPage;
let incidentId = '';

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const api = new SessionApi(await context.newPage());
  project = await api.send<Named>('POST', '/projects', { name: 'Orders' });
  for (const name of ['Storefront', 'Order desk']) {
    await api.send('POST', '/monitors', {
      project_id: project.id,
      name,
      type: 'http',
      spec: { url: `${targetUrl}/${name.toLowerCase().replace(' ', '-')}` },
      interval_seconds: 10,
      failure_threshold: 1,
    });
  }
  await context.close();
});

async function statusOf(page: Page, name: string): Promise<string> {
  const monitors = await new SessionApi(page).send<{ name: string; status: string }[]>(
    'GET',
    `/monitors?project_id=${project.id}`,
  );
  return monitors.find((monitor) => monitor.name === name)?.status ?? 'gone';
}

test('a page is made in the dashboard: monitors, a group, something that nobody watches', async ({
  page,
  browser,
}) => {
  for (const name of ['Storefront', 'Order desk']) {
    await expect.poll(() => statusOf(page, name), { timeout: 40_000 }).toBe('up');
  }
  await open(page, `/status-pages/new?project=${project.id}`);
  await page.getByLabel('Name').fill('Acme Orders');
  await expect(page.getByLabel(/^Address/)).toHaveValue('acme-orders');
  await page.getByLabel('Find monitors').fill('store');
  await page.getByRole('checkbox', { name: 'Storefront' }).check();
  await page.getByRole('switch', { name: 'Publish now' }).uncheck();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make the status page' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Acme Orders' })).toBeVisible();

  await page.getByRole('button', { name: 'Add a group' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Behind the scenes');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Add a static component' }).click();
  await dialog.getByLabel('Name').fill('Telephone');
  await dialog.getByLabel('Description').fill('Weekdays from 9 to 17.');
  await dialog.getByLabel('Group').selectOption({ label: 'Behind the scenes' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Add monitors' }).click();
  await dialog.getByRole('checkbox', { name: 'Order desk' }).check();
  await dialog.getByLabel('Group').selectOption({ label: 'Behind the scenes' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();

  const api = new SessionApi(page);
  const [made] = await api.send<StatusPage[]>('GET', `/status-pages?project_id=${project.id}`);
  statusPage = await api.send<StatusPage>('GET', `/status-pages/${made?.id}`);
  expect((await fetch(statusPage.url)).status).toBe(404);
  expect((await fetch(`${statusPage.url}/api/v2/summary.json`)).status).toBe(404);
  await page.getByRole('switch', { name: 'Published' }).click();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();

  const visitor = await visit(browser, statusPage.url);
  await untilBanner(visitor, 'All systems operational');
  for (const name of ['Storefront', 'Telephone', 'Order desk']) {
    await expect(componentRow(visitor, name)).toContainText('Operational');
  }
  await expect(visitor.getByText('Weekdays from 9 to 17.')).toBeVisible();
  await expect(visitor.getByText('No incident has ever been reported here.')).toBeVisible();
  await visitor.context().close();
});

test('while all is well its JSON is what clients of Statuspage expect, and feeds, calendar and badges are read', async () => {
  await expectStatuspageContract(statusPage.url);
  expect(await readFeeds(statusPage.url)).toEqual({ rss: [], atom: [] });
  expect(await readCalendar(statusPage.url)).toEqual([]);
  expect(await readBadges(statusPage.url)).toBe('operational');
});

/** By the form of the page and the mail. Gives back the link of it, which is open then. */
async function subscribe(page: Page, visitor: Page, address: string): Promise<string> {
  await visitor.goto(statusPage.url);
  await visitor.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await visitor.getByLabel('Email address').fill(address);
  await visitor.getByRole('button', { name: 'Subscribe by email' }).click();
  await expect(visitor.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  const [mail] = await untilMailed(page, address, 1);
  const link = /https?:\/\/\S+\/subscriptions\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Confirm your subscription');
  return link;
}

test('a visitor subscribes without JavaScript, and is told nothing before the mailbox has confirmed', async ({
  page,
  browser,
}) => {
  const visitor = await visit(browser, statusPage.url);
  const link = await subscribe(page, visitor, reader);
  const states = () =>
    new SessionApi(page)
      .send<{ state: string }[]>('GET', `/status-pages/${statusPage.id}/subscribers`)
      .then((all) => all.map(({ state }) => state));
  expect(await states()).toEqual(['unconfirmed']);
  await visitor.getByRole('button', { name: 'Confirm' }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('You are subscribed');
  expect(await states()).toEqual(['active']);
  await subscribe(page, visitor, other);
  await visitor.getByRole('button', { name: 'Confirm' }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('You are subscribed');
  await visitor.context().close();

  const awake = await visit(browser, statusPage.url, { javaScriptEnabled: true });
  await awake.getByRole('button', { name: 'Subscribe', exact: true }).click();
  await expect(awake.getByLabel('Email address')).toBeVisible();
  await expectFineInEveryLook(awake);
  await awake.goto(link);
  await expect(awake.getByRole('heading', { level: 1 })).toHaveText('Your subscription');
  await expectFineInEveryLook(awake);
  await awake.context().close();
});

test('when the target fails the page says so by itself, and what people write reaches visitors and subscribers', async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const api = new SessionApi(page);
  const visitor = await visit(browser, statusPage.url);
  await tellTarget(request, { path: '/storefront', mode: 'fail', status: 503 });
  await untilBanner(visitor, 'Major system outage');
  await expect(componentRow(visitor, 'Storefront')).toContainText('Major outage');
  await expect(componentRow(visitor, 'Order desk')).toContainText('Operational');
  expect(await readBadges(statusPage.url)).toBe('major outage');

  const path = `/status-pages/${statusPage.id}/incidents`;
  const drafts = () => api.send<PageIncident[]>('GET', `${path}?state=draft`);
  await expect.poll(async () => (await drafts()).length, { timeout: 40_000 }).toBe(1);
  const [draft] = await drafts();
  if (draft === undefined) throw new Error('the draft is gone');
  incidentId = draft.id;
  expect(draft.title).toContain('Storefront');
  expect(
    (await fetch(`${statusPage.url}/history.rss`).then((answer) => answer.text())).includes('<item>'),
  ).toBe(false);
  await publishDraft(page, draft.id);
  await untilSeen(visitor, title);
  await expect(visitor.getByText('No order can be placed.').first()).toBeVisible();
  await expectStatuspageContract(statusPage.url);
  expect((await readFeeds(statusPage.url)).rss[0]).toContain(title);

  const [, first] = await untilMailed(page, reader, 2);
  expect(first?.subject).toContain(title);
  expect(first?.headers['List-Unsubscribe']).toMatch(/^<http.*\/subscriptions\/.+>$/);
  expect(first?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');

  await sayUpdate(page, 'Identified', 'A **disk** is full.');
  const [, , second] = await untilMailed(page, reader, 3);
  expect(second?.headers['References']).toBe(first?.headers['References']);
  expect(second?.subject).toBe(first?.subject);
  expect(second?.text).toContain('disk');
  await visitor.context().close();
});

/** Loads the page again until it tells of something. */
async function untilSeen(visitor: Page, text: string): Promise<void> {
  await expect(async () => {
    await visitor.reload();
    await expect(visitor.getByText(text).first()).toBeVisible({ timeout: 250 });
  }).toPass({ intervals: [500], timeout: 40_000 });
}

/** In the dashboard: the draft says what was seen, the person says it in words for customers, and sees who will hear. */
async function publishDraft(page: Page, id: string): Promise<void> {
  await open(page, `/status-pages/${statusPage.id}/incidents`);
  await page.locator(`main a[href$="/incidents/${id}"]`).first().click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('What you tell').fill('No order can be placed. We are **looking** into it.');
  await expect(page.getByText(reader)).toBeVisible();
  await expect(page.getByText('2 mailboxes').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Publish the update' })).toBeVisible();
}

async function sayUpdate(page: Page, phase: string, words: string): Promise<void> {
  await page.getByRole('group', { name: 'Phase' }).getByText(phase, { exact: true }).click();
  await page.getByLabel('What you tell').fill(words);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publish the update' }).click();
  await expect(page.getByLabel('What you tell')).toHaveValue('');
}

test('after the recovery it is resolved, and one click ends the mails of whoever wants no more', async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const api = new SessionApi(page);
  await tellTarget(request, { path: '/storefront', mode: 'ok' });
  await expect.poll(() => statusOf(page, 'Storefront'), { timeout: 60_000 }).toBe('up');
  const updates = `/status-pages/${statusPage.id}/incidents/${incidentId}/updates`;
  await api.send('POST', updates, { status: 'resolved', body: 'Orders can be placed again.' });
  const visitor = await visit(browser, statusPage.url);
  await untilBanner(visitor, 'All systems operational');
  await visitor.getByRole('article').getByRole('link', { name: title }).click();
  await expect(visitor.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await untilSeen(visitor, 'Orders can be placed again.');
  const told = await untilMailed(page, reader, 4);
  await untilMailed(page, other, 4);

  const link = (told.at(-1)?.headers['List-Unsubscribe'] ?? '').slice(1, -1);
  const scanned = await fetch(link);
  expect(scanned.status).toBe(200);
  const gone = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(gone.status).toBe(200);
  await api.send('POST', updates, { status: 'postmortem', body: 'The disk was full. It is larger now.' });
  await untilMailed(page, other, 5);
  await untilMailed(page, reader, 4);
  await visitor.context().close();
});

test('a maintenance is told before and while it goes on, and may be put into a calendar', async ({
  page,
  browser,
}) => {
  const api = new SessionApi(page);
  const desk = (await api.send<StatusPage>('GET', `/status-pages/${statusPage.id}`)).components.find(
    ({ name }) => name === 'Order desk',
  );
  const startMs = Math.floor(Date.now() / 1000) * 1000 + 3_600_000;
  const times = {
    scheduled_for: new Date(startMs).toISOString(),
    scheduled_until: new Date(startMs + 3_600_000).toISOString(),
  };
  const path = `/status-pages/${statusPage.id}`;
  const planned = await api.send<PageIncident>('POST', `${path}/maintenances`, {
    title: 'New printers',
    body: 'Receipts are printed later.',
    component_ids: [desk?.id],
    ...times,
  });
  const visitor = await visit(browser, statusPage.url);
  await untilSeen(visitor, 'New printers');
  expect(await readCalendar(statusPage.url)).toEqual([
    { summary: expect.stringContaining('New printers'), startMs, endMs: startMs + 3_600_000 },
  ]);
  await api.send('PATCH', `${path}/incidents/${planned.id}`, {
    scheduled_for: new Date(Date.now() - 1_000).toISOString(),
  });
  await untilBanner(visitor, 'Maintenance in progress');
  await expect(componentRow(visitor, 'Order desk')).toContainText('Under maintenance');
  await expectStatuspageContract(statusPage.url);
  expect(await readBadges(statusPage.url)).toBe('under maintenance');
  await api.send('POST', `${path}/incidents/${planned.id}/updates`, { status: 'completed', body: 'Done.' });
  await untilBanner(visitor, 'All systems operational');
  await visitor.context().close();
});
