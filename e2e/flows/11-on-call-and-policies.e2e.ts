import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '@/e2e/support/axe';
import { open } from '@/e2e/support/open';
import { nextChecks, ownerState, targetUrl, tellTarget, vendorsUrl } from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';
import { messagesOf } from '@/e2e/support/vendor-messages';
import { vendorConfigs } from '@/e2e/vendors/configs';

test.use({ storageState: ownerState, timezoneId: 'Europe/Berlin' });
test.describe.configure({ mode: 'serial' });

type Named = { id: string; name: string };
type Monitor = Named & {
  status: string;
  policy_id: string | null;
  parent_id: string | null;
  severity: string;
};

const grace = { name: 'Grace', email: 'grace@example.com', password: 'a bug in the relay, really' };
const rota = 'Warehouse nights';
const slack = 'Warehouse room';
const policy = 'First the room, then whoever is on call';
const nobody = { cookies: [], origins: [] };
let project: Named;

const panel = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title }) });

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const page = await context.newPage();
  const api = new SessionApi(page);
  project = await api.send<Named>('POST', '/projects', { name: 'Warehouse' });
  const { url } = await api.send<{ url: string }>('POST', '/invitations', {
    email: grace.email,
    role: 'editor',
  });
  await context.close();
  const guest = await browser.newContext({ storageState: nobody });
  const invited = await guest.newPage();
  await invited.goto(url);
  await invited.getByLabel('Your name').fill(grace.name);
  await invited.getByLabel('Password').fill(grace.password);
  await invited.getByRole('button', { name: 'Join' }).click();
  await expect(invited.getByRole('navigation').first()).toBeVisible();
  await guest.close();
});

/** Of whoever has the address and nothing else. */
async function fetchCalendar(request: APIRequestContext, address: string) {
  const answer = await request.get(address);
  return { status: answer.status(), type: answer.headers()['content-type'], body: await answer.text() };
}

test('a rota is made in a form, says who is on call, is taken over in two clicks, and has a calendar', async ({
  page,
  browser,
}) => {
  const members = await new SessionApi(page).send<{ name: string; role: string }[]>('GET', '/members');
  const owner = members.find(({ role }) => role === 'owner')?.name ?? '';
  await open(page, '/on-call/new');
  await page.getByRole('button', { name: 'Make the schedule' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill(rota);
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Berlin');

  const first = page.getByRole('region', { name: 'Layer 1' });
  await first.getByLabel('Add to the order').selectOption({ label: grace.name });
  await first.getByRole('button', { name: `Move ${grace.name} up` }).click();
  await expect(first.getByRole('listitem').first()).toContainText(grace.name);
  await first.getByRole('button', { name: 'daily', exact: true }).click();
  await page.getByRole('button', { name: 'Add a layer' }).click();
  const second = page.getByRole('region', { name: 'Layer 2' });
  await second.getByLabel('Name of the layer').fill('Holidays');
  await second.getByLabel('People').selectOption({ label: grace.name });
  await expect(page.getByText('Somebody is on call at every moment of the coming four weeks.')).toBeVisible();
  await page.getByRole('button', { name: 'Make the schedule' }).click();

  await expect(page.getByRole('heading', { level: 1, name: rota })).toBeVisible();
  const now = (name: string) => page.getByText(new RegExp(`^${name}\\s+(until|with no end)`)).first();
  await expect(now(grace.name)).toBeVisible();
  await page.getByRole('button', { name: 'Take over', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take over', exact: true }).click();
  await expect(page.getByText(`${owner} takes over.`)).toBeVisible();
  await expect(now(owner)).toBeVisible();
  await expect(panel(page, 'Overrides').getByRole('listitem')).toContainText(owner);
  await open(page, '/on-call');
  await expect(page.getByRole('listitem').filter({ hasText: rota })).toContainText(owner);
  await page.getByRole('link', { name: rota }).click();
  await expect(page.getByRole('heading', { level: 1, name: rota })).toBeVisible();

  const stranger = await browser.newContext({ storageState: nobody });
  const address = panel(page, 'Calendar').getByText(/\/on-call\/calendars\//);
  const old = (await address.textContent()) ?? '';
  const calendar = await fetchCalendar(stranger.request, old);
  expect(calendar).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/calendar/) });
  expect(calendar.body).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(calendar.body).toContain(owner);
  await page.getByRole('button', { name: 'Make a new address' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new address' }).click();
  await expect(address).not.toHaveText(old);
  expect((await fetchCalendar(stranger.request, old)).status).toBe(404);
  expect((await fetchCalendar(stranger.request, (await address.textContent()) ?? '')).status).toBe(200);
  await stranger.close();
});

test('a channel is found by its name, refuses a wrong address, and its test shows the raw answer and no secret', async ({
  page,
  request,
}) => {
  await open(page, `/channels/new?project=${project.id}`);
  const search = page.getByRole('searchbox', { name: 'Search the kinds of channel' });
  const found = page.getByRole('status').filter({ hasText: /kinds$/ });
  const all = await found.textContent();
  await search.fill('slack');
  await expect(found).not.toHaveText(all ?? '');
  await page.getByRole('main').getByRole('link', { name: 'Slack', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New channel: Slack' })).toBeVisible();

  const address = page.getByLabel('Webhook URL');
  await address.fill('https://hooks.slack.com/workflows/T0/A0/1/x');
  await page.getByRole('button', { name: 'Make the channel' }).click();
  await expect(address).toHaveAccessibleDescription(/starts a workflow/);
  await expect(address).toBeFocused();
  const { url } = vendorConfigs(vendorsUrl).slack;
  await address.fill(url);
  await page.getByLabel('Name').fill(slack);
  await expect(page.getByLabel('Project', { exact: true })).toHaveValue(project.id);
  await page.getByRole('button', { name: 'Make the channel' }).click();

  await expect(page.getByRole('heading', { level: 1, name: slack })).toBeVisible();
  const before = (await messagesOf(request, 'Slack')).length;
  await page.getByRole('button', { name: 'Send a test' }).click();
  const dialog = page.getByRole('dialog', { name: 'The test arrived' });
  await expect(dialog.getByText(/^Status 200 after/)).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Raw answer' })).toHaveText('ok');
  await dialog.getByText('What was sent').click();
  await expect(dialog.getByText(/POST http:\/\/127\.0\.0\.1:3212\/\*{8}$/)).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Body as sent' })).toContainText('"blocks"');
  const key = new URL(url).pathname;
  expect(await page.content()).not.toContain(key);
  expect((await messagesOf(request, 'Slack')).length).toBe(before + 1);
  await dialog.getByRole('link', { name: 'Open it in the ledger' }).click();
  await expect(page).toHaveURL(/\/deliveries\/dlv_/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(`${vendorsUrl}/********`).first()).toBeAttached();
  expect(await page.content()).not.toContain(key);
});

test('a policy with two steps and quiet hours is said in words while it is written', async ({ page }) => {
  await open(page, `/policies/new?project=${project.id}`);
  await page.getByLabel('Name', { exact: true }).fill(policy);
  await page.getByLabel('The default of its project').uncheck();
  const words = panel(page, 'In words');
  await expect(words.getByRole('listitem')).toHaveText(['At once: all channels of the project.']);
  await page.getByLabel('All channels of the project').uncheck();
  await expect(
    page.getByText('Nobody is chosen here. All channels of the project are told instead.'),
  ).toBeVisible();
  await page.getByLabel('Tell in step 1').selectOption({ label: slack });
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByLabel('Step 2, after').fill('0');
  await page.getByLabel('Tell in step 2').selectOption({ label: rota });
  await page.getByLabel('Keep quiet at some hours').check();
  await page.getByLabel('From', { exact: true }).fill('23:00');
  await page.getByLabel('To, the day after').fill('06:30');
  await page.getByRole('button', { name: 'Saturday' }).click();

  await page.getByRole('button', { name: 'Make the policy' }).click();
  await expect(page.getByLabel('Step 2, after')).toHaveAccessibleDescription(/later than the step before/i);
  await page.getByLabel('Step 2, after').fill('5');
  const sentences = [
    `At once: ${slack}.`,
    `After 5 min: on call ${rota}.`,
    'Quiet from 23:00 to 06:30 Europe/Berlin (Mon, Tue, Wed, Thu, Fri, Sun), except for critical monitors.',
  ];
  await expect(words.getByRole('listitem')).toHaveText(sentences);
  await page.getByRole('button', { name: 'Make the policy' }).click();
  await expect(page).toHaveURL(/\/policies$/);
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: policy }) });
  for (const sentence of sentences) await expect(row).toContainText(sentence);
  await expect(row).not.toContainText('reaches nobody');
});

async function makeMonitor(page: Page, name: string, path: string, more = {}): Promise<Monitor> {
  return await new SessionApi(page).send<Monitor>('POST', '/monitors', {
    project_id: project.id,
    name,
    type: 'http',
    spec: { url: `${targetUrl}${path}` },
    interval_seconds: 10,
    failure_threshold: 3,
    ...more,
  });
}

test('a monitor names its policy, how grave it is, and what it depends on, but no circle', async ({
  page,
}) => {
  const network = await makeMonitor(page, 'Warehouse network', '/network');
  const shelves = await makeMonitor(page, 'Warehouse shelves', '/shelves');
  await open(page, `/monitors/${shelves.id}/edit`);
  await page.getByLabel('Policy').selectOption({ label: policy });
  await page.getByLabel('Severity').selectOption('Critical');
  await page.getByLabel('Depends on').selectOption({ label: network.name });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(new RegExp(`/monitors/${shelves.id}$`));
  const stored = await new SessionApi(page).send<Monitor>('GET', `/monitors/${shelves.id}`);
  expect(stored).toMatchObject({ severity: 'critical', parent_id: network.id });

  await open(page, `/monitors/${shelves.id}/edit`);
  await expect(page.getByLabel('Policy').locator('option:checked')).toHaveText(policy);
  await expect(page.getByLabel('Depends on').locator('option:checked')).toHaveText(network.name);
  await open(page, `/monitors/${network.id}/edit`);
  await page.getByLabel('Depends on').selectOption({ label: shelves.name });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Depends on')).toHaveAttribute('aria-invalid', 'true');
});

test('the past is tried with other settings, which says what they would have opened and told', async ({
  page,
  request,
}) => {
  await tellTarget(request, { path: '/doors', mode: 'fail', status: 503 });
  const monitor = await makeMonitor(page, 'Warehouse doors', '/doors', { severity: 'critical' });
  const api = new SessionApi(page);
  const checks = () => api.send<unknown[]>('GET', `/monitors/${monitor.id}/checks`);
  await expect.poll(async () => (await checks()).length, nextChecks).toBeGreaterThan(0);
  await tellTarget(request, { path: '/doors', mode: 'ok' });
  const status = async () => (await api.send<Monitor>('GET', `/monitors/${monitor.id}`)).status;
  await expect.poll(status, nextChecks).toBe('up');

  await open(page, `/policies/backtest?monitor=${monitor.id}`);
  await expect(page.getByLabel('Monitors').locator('option:checked')).toHaveText(monitor.name);
  const failures = page.getByLabel('Failures in a row until it is down');
  await failures.fill('0');
  await page.getByRole('button', { name: 'Try it on the past' }).click();
  await expect(failures).toHaveAttribute('aria-invalid', 'true');
  await failures.fill('1');
  await page.getByLabel('Policy').selectOption({ label: policy });
  await page.getByRole('button', { name: 'Try it on the past' }).click();
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result).toContainText(
    /the last 30 days would have opened 1 incident and sent \d alerts?, in place of 0 and 0\./,
  );
  const alerts = result.getByRole('region', { name: 'Alerts, the newest first' });
  await expect(alerts.getByRole('row').filter({ hasText: 'Down' })).toContainText(slack);
  await expectAccessible(page);
});
