import { expect, test } from '@playwright/test';
import { open } from '@/e2e/support/open';
import {
  Api,
  isSignedBy,
  listHooks,
  nextChecks,
  ownerState,
  targetUrl,
  tellTarget,
} from '@/e2e/support/product';

test.use({ storageState: ownerState });

type Data<T> = { data: T };
type Monitor = { id: string; status: string; last_checked_at: string | null; created_at: string };
type Incident = { id: string; status: string; cause: string; opened_at: string };
type Check = { started_at: string; result: string };

const intervalSeconds = 10;
const threshold = 2;

test('an outage opens an incident, is told by a signed webhook, and resolves by itself', async ({
  page,
  request,
}) => {
  test.setTimeout(300_000);
  await open(page, '/settings/api-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('end to end');
  await dialog.getByLabel('write').check();
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const token = (await dialog.getByText(/^sup_/).textContent()) ?? '';
  const api = new Api(request, token.trim());

  const projects = await api.send<Data<{ id: string }[]>>('GET', '/projects');
  const projectId = projects.data[0]?.id;
  const channel = await api.send<Data<{ id: string; signing_secret: string }>>('POST', '/channels', {
    project_id: projectId,
    type: 'webhook',
    name: 'Receiver',
    config: { url: `${targetUrl}/hook/outage` },
  });

  const checkout = {
    project_id: projectId,
    name: 'Checkout',
    type: 'http',
    spec: { url: `${targetUrl}/checkout`, expected_keyword: 'ok' },
    interval_seconds: intervalSeconds,
    timeout_ms: 5_000,
    failure_threshold: threshold,
  };
  const { data: monitor } = await api.send<Data<Monitor>>('POST', '/monitors', checkout);
  // One that is checked once an hour is checked at once, too.
  const { data: rare } = await api.send<Data<Monitor>>('POST', '/monitors', {
    ...checkout,
    name: 'Once an hour',
    spec: { url: `${targetUrl}/rare` },
    interval_seconds: 3600,
  });
  for (const { id, created_at } of [monitor, rare]) {
    const read = async () => (await api.send<Data<Monitor>>('GET', `/monitors/${id}`)).data;
    await expect.poll(async () => (await read()).status, { intervals: [100] }).toBe('up');
    const firstChecked = Date.parse((await read()).last_checked_at ?? '');
    expect(firstChecked - Date.parse(created_at)).toBeLessThan(2_000);
  }

  await open(page, `/monitors/${monitor.id}`);
  await expect(page.getByText('Up', { exact: true }).first()).toBeVisible();

  await tellTarget(request, { path: '/checkout', mode: 'fail', status: 500 });
  const failedAt = Date.now();
  await expect.poll(async () => (await listHooks(request, 'outage')).length, nextChecks).toBe(1);
  expect(Date.now() - failedAt).toBeLessThan((threshold * intervalSeconds + 5) * 1000);
  const [opened] = await listHooks(request, 'outage');
  if (opened === undefined) throw new Error('the webhook was received and is gone');
  expect(isSignedBy(channel.data.signing_secret, opened)).toBe(true);
  expect(JSON.parse(opened.body)).toMatchObject({
    type: 'incident.opened',
    data: { monitor: { name: 'Checkout' } },
  });

  // The page learns of it by itself.
  await expect(page.getByText('Down', { exact: true }).first()).toBeVisible();

  const incidents = await api.send<Data<Incident[]>>('GET', `/incidents?monitor_id=${monitor.id}`);
  const incident = incidents.data[0];
  expect(incident).toMatchObject({ status: 'open', cause: 'http_status' });
  // Told with the failure that makes it an outage, not with a later one.
  const checks = await api.send<Data<Check[]>>('GET', `/monitors/${monitor.id}/checks?limit=50`);
  const failed = checks.data.filter(({ result }) => result === 'down');
  const openedMs = Date.parse(incident?.opened_at ?? '');
  expect(failed.filter(({ started_at }) => Date.parse(started_at) <= openedMs)).toHaveLength(threshold);
  await open(page, `/incidents/${incident?.id}`);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByText(/acknowledged/i).first()).toBeVisible();

  await tellTarget(request, { path: '/checkout', mode: 'ok' });
  await expect.poll(async () => (await listHooks(request, 'outage')).length, nextChecks).toBe(2);
  const resolved = (await listHooks(request, 'outage')).at(-1);
  expect(JSON.parse(resolved?.body ?? '{}')).toMatchObject({ type: 'incident.resolved' });
  await expect(page.getByText(/resolved/i).first()).toBeVisible();

  const ledger = async () => {
    const { data } = await api.send<Data<{ status: string }[]>>(
      'GET',
      `/deliveries?channel_id=${channel.data.id}`,
    );
    return data.map(({ status }) => status);
  };
  // What the receiver has is noted a moment later.
  await expect.poll(ledger).toEqual(['delivered', 'delivered']);
});
