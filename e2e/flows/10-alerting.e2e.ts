import { type APIRequestContext, expect, test } from '@playwright/test';
import { open } from '@/e2e/support/open';
import {
  Api,
  isSignedBy,
  listHooks,
  nextChecks,
  owner,
  ownerState,
  targetUrl,
  tellTarget,
  vendorsUrl,
} from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';
import { messagesOf } from '@/e2e/support/vendor-messages';
import { vendorConfigs } from '@/e2e/vendors/configs';

test.use({ storageState: ownerState });

type Data<T> = { data: T };
type Delivery = { transition: string; status: string; channel: { name: string } };

const monitorName = 'Payments <b>&</b> *refunds*';

/** What was shown to people, and was not refused. */
async function shownBy(request: APIRequestContext, vendor: string, words: RegExp): Promise<number> {
  const messages = await messagesOf(request, vendor);
  return messages.filter(({ shown }) => shown !== null && words.test(`${shown.title}\n${shown.text}`)).length;
}

test('an outage reaches nine kinds of channel, escalates, and is stopped by a link in a message', async ({
  page,
  request,
  browser,
}) => {
  test.setTimeout(480_000);
  const key = { name: 'alerting', scopes: ['read', 'write'] };
  const { token } = await new SessionApi(page).send<{ token: string }>('POST', '/api-keys', key);
  const api = new Api(request, token);
  const { data: project } = await api.send<Data<{ id: string }>>('POST', '/projects', { name: 'Alerting' });

  const configs = {
    ...vendorConfigs(vendorsUrl),
    email: { to: [owner.email] },
    webhook: { url: `${targetUrl}/hook/alerting` },
  };
  const channels = new Map<string, { id: string; signing_secret?: string }>();
  for (const [type, config] of Object.entries(configs)) {
    const { data } = await api.send<Data<{ id: string; signing_secret?: string }>>('POST', '/channels', {
      project_id: project.id,
      type,
      name: `Our ${type}`,
      config,
    });
    channels.set(type, data);
  }
  const idOf = (type: string) => channels.get(type)?.id ?? '';
  const late = ['pagerduty', 'whatsapp', 'teams'];
  const { data: policy } = await api.send<Data<{ id: string }>>('POST', '/policies', {
    project_id: project.id,
    name: 'Step by step',
    is_default: true,
    steps: [
      {
        after_minutes: 0,
        channel_ids: [...channels.keys()].filter((type) => !late.includes(type)).map(idOf),
      },
      { after_minutes: 1, channel_ids: late.map(idOf) },
      { after_minutes: 4, all_channels: true },
    ],
    repeat_minutes: 1,
    transitions: ['opened', 'acknowledged', 'escalated', 'reminder', 'resolved'],
  });
  expect(policy.id).toMatch(/^pol_/);

  const { data: monitor } = await api.send<Data<{ id: string; status: string }>>('POST', '/monitors', {
    project_id: project.id,
    name: monitorName,
    type: 'http',
    spec: { url: `${targetUrl}/payments` },
    interval_seconds: 10,
    failure_threshold: 1,
  });
  const statusOf = async () =>
    (await api.send<Data<{ status: string }>>('GET', `/monitors/${monitor.id}`)).data.status;
  await expect.poll(statusOf, nextChecks).toBe('up');
  await tellTarget(request, { path: '/payments', mode: 'fail', status: 503 });

  // The first step, at once.
  for (const vendor of ['Slack', 'Discord', 'Telegram', 'Google Chat']) {
    await expect.poll(() => shownBy(request, vendor, /Down/), { ...nextChecks, message: vendor }).toBe(1);
  }
  await expect.poll(async () => (await listHooks(request, 'alerting')).length, nextChecks).toBe(1);
  const [hook] = await listHooks(request, 'alerting');
  if (hook === undefined) throw new Error('the webhook was received and is gone');
  expect(isSignedBy(channels.get('webhook')?.signing_secret ?? '', hook)).toBe(true);
  expect(await shownBy(request, 'PagerDuty', /./)).toBe(0);
  const slack = (await messagesOf(request, 'Slack')).find(({ shown }) => shown !== null);
  expect(slack?.shown?.text).toContain(monitorName);
  await open(page, '/mailbox');
  await expect(page.getByText(`Down: ${monitorName}`).first()).toBeVisible();

  // Nobody acknowledges: the second step, a minute later.
  const [incident] = (
    await api.send<Data<{ id: string; status: string }[]>>('GET', `/incidents?monitor_id=${monitor.id}`)
  ).data;
  if (incident === undefined) throw new Error('there is no incident');
  for (const vendor of ['PagerDuty', 'WhatsApp', 'Microsoft Teams']) {
    await expect
      .poll(() => shownBy(request, vendor, /./), { intervals: [500], timeout: 90_000, message: vendor })
      .toBe(1);
  }

  // Somebody does, on a phone, without an account.
  const link = slack?.shown?.links.find(({ label }) => label === 'Acknowledge')?.url ?? '';
  expect(link).toContain('/acknowledge/');
  const stranger = await browser.newContext({
    storageState: { cookies: [], origins: [] },
    viewport: { width: 390, height: 844 },
  });
  const phone = await stranger.newPage();
  await phone.goto(link);
  await expect(phone.getByText(monitorName).first()).toBeVisible();
  const statusNow = async () =>
    (await api.send<Data<{ status: string }>>('GET', `/incidents/${incident.id}`)).data.status;
  expect(await statusNow()).toBe('open');
  await phone.getByRole('button', { name: /acknowledge/i }).click();
  await expect(phone.getByText(/acknowledged/i).first()).toBeVisible();
  expect(await statusNow()).toBe('acknowledged');
  await stranger.close();
  await expect
    .poll(async () => (await messagesOf(request, 'PagerDuty')).map(({ shown }) => shown?.text), {
      ...nextChecks,
    })
    .toContain('acknowledge acknowledged');
  const afterAcknowledging = (await messagesOf(request)).length;

  // It recovers: all who were told learn of it, each in its own thread.
  await tellTarget(request, { path: '/payments', mode: 'ok' });
  for (const vendor of ['Slack', 'Discord', 'Telegram', 'Google Chat', 'Microsoft Teams', 'WhatsApp']) {
    await expect
      .poll(() => shownBy(request, vendor, /Recovered/), {
        ...nextChecks,
        message: vendor,
      })
      .toBeGreaterThanOrEqual(1);
  }
  await expect
    .poll(async () => (await messagesOf(request, 'PagerDuty')).at(-1)?.shown?.text, nextChecks)
    .toBe('resolve resolved');
  for (const vendor of ['Telegram', 'Google Chat', 'PagerDuty']) {
    const threads = (await messagesOf(request, vendor)).map(({ shown }) => shown?.thread);
    expect(new Set(threads).size, `${vendor} keeps one thread`).toBe(1);
  }
  expect((await messagesOf(request)).filter(({ shown }) => shown === null)).toEqual([]);
  expect((await messagesOf(request)).length).toBeGreaterThan(afterAcknowledging);

  // The ledger tells the whole story.
  const ledger = async () =>
    (await api.send<Data<Delivery[]>>('GET', `/deliveries?incident_id=${incident.id}&limit=100`)).data;
  await expect
    .poll(async () => (await ledger()).every(({ status }) => status === 'delivered'), nextChecks)
    .toBe(true);
  const told = (await ledger()).map(({ transition, channel }) => `${transition} ${channel.name}`);
  expect(told.filter((line) => line.startsWith('opened')).length).toBe(6);
  expect(told.filter((line) => line.startsWith('escalated')).length).toBe(3);
  expect(told.filter((line) => line.startsWith('resolved')).length).toBe(9);
  expect(told.filter((line) => line.startsWith('reminder'))).toEqual([]);
  await open(page, `/deliveries?incident=${incident.id}`);
  await expect(page.getByText('Our pagerduty').filter({ visible: true }).first()).toBeVisible();
});
