import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '@/e2e/support/axe';
import { ownerState } from '@/e2e/support/product';
import { SessionApi } from '@/e2e/support/session-api';

test.use({ storageState: ownerState });

const pages = [
  '/',
  '/monitors',
  '/monitors/new',
  '/incidents',
  '/channels',
  '/channels/new',
  '/channels/new?type=slack',
  '/deliveries',
  '/policies',
  '/policies/new',
  '/policies/backtest',
  '/on-call',
  '/on-call/new',
  '/maintenance',
  '/maintenance/new',
  '/reports',
  '/status-pages',
  '/status-pages/new',
  '/mailbox',
  '/settings/projects',
  '/settings/members',
  '/settings/api-keys',
  '/settings/account',
];

const looks = [
  { name: 'wide and light', colorScheme: 'light', width: 1440, height: 900 },
  { name: 'narrow and dark', colorScheme: 'dark', width: 360, height: 780 },
] as const;

for (const { name, colorScheme, width, height } of looks) {
  test(`every page is accessible and fits its window: ${name}`, async ({ page }) => {
    test.setTimeout(900_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    for (const path of [...pages, ...(await findDetailPages(page)), ...(await makeDetailPages(page))]) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // Forms and charts come once the browser has taken over.
        const waiting = page.locator('.animate-breathe').filter({ visible: true });
        await expect(waiting).toHaveCount(0, { timeout: 60_000 });
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    }
  });
}

/** One page of each kind that is about one thing. */
async function findDetailPages(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const list of ['/monitors', '/incidents', '/channels', '/deliveries', '/mailbox']) {
    await page.goto(list);
    const link = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).first();
    const href = await link.getAttribute('href');
    if (href !== null) found.push(href, ...(list === '/monitors' ? [`${href}/edit`] : []));
  }
  expect(found.length).toBeGreaterThanOrEqual(5);
  return found;
}

/** Pages of what no flow before this one has made. */
async function makeDetailPages(page: Page): Promise<string[]> {
  const api = new SessionApi(page);
  type Made = { id: string };
  const [project] = await api.send<Made[]>('GET', '/projects');
  const [member] = await api.send<{ user_id: string }[]>('GET', '/members');
  const owned = { project_id: project?.id };
  const layer = {
    id: 'all',
    name: 'Everybody',
    user_ids: [member?.user_id],
    rotation: { every: 1, unit: 'day' },
    starts_at: '2026-01-05T09:00:00Z',
    restrictions: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  };
  const rota = await api.send<Made>('POST', '/on-call-schedules', {
    name: 'Office hours',
    time_zone: 'America/New_York',
    layers: [layer],
  });
  const policy = await api.send<Made>('POST', '/policies', {
    ...owned,
    name: 'At leisure',
    steps: [
      { after_minutes: 0, all_channels: true },
      { after_minutes: 30, schedule_ids: [rota.id] },
    ],
    quiet_hours: { time_zone: 'America/New_York', days: [6, 7], from: '00:00', to: '00:00' },
  });
  // Half a year off: it covers what other flows watch.
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const schedule = { kind: 'cron', expression: `0 3 1 ${month} *`, time_zone: 'Europe/Berlin' };
  const maintenance = await api.send<Made>('POST', '/maintenances', {
    ...owned,
    title: 'Updates',
    covers_project: true,
    when: { kind: 'recurring', schedule, duration_minutes: 30 },
  });
  return [
    `/on-call/${rota.id}`,
    `/on-call/${rota.id}/edit`,
    `/policies/${policy.id}`,
    `/maintenance/${maintenance.id}`,
    `/maintenance/${maintenance.id}/edit`,
    ...(await makeStatusPage(api, owned)),
  ];
}

/** With something in each of its parts. */
async function makeStatusPage(api: SessionApi, owned: { project_id: string | undefined }): Promise<string[]> {
  type Made = { id: string };
  const page = await api.send<Made>('POST', '/status-pages', { ...owned, name: 'Looked at' });
  const at = `/status-pages/${page.id}`;
  const group = await api.send<Made>('POST', `${at}/components`, { kind: 'group', name: 'Together' });
  const line = { kind: 'static', name: 'By hand', group_id: group.id };
  const component = await api.send<Made>('POST', `${at}/components`, line);
  const incident = await api.send<Made>('POST', `${at}/incidents`, {
    title: 'Something is slow',
    body: 'We **look** into it.',
    components: [{ component_id: component.id, status: 'degraded_performance' }],
  });
  // Each look makes a page of its own, and a name is claimed once.
  await api.send('POST', `${at}/domains`, { hostname: `${page.id.slice(-8)}.example.org` });
  await api.send('POST', `${at}/subscribers`, { kind: 'email', email: 'somebody@example.org' });
  return ['', '/look', '/settings', '/access', '/domains', '/subscribers', ...incidentPages(incident.id)].map(
    (part) => `${at}${part}`,
  );
}

function incidentPages(id: string): string[] {
  return ['/incidents', '/incidents/new', '/maintenance/new', `/incidents/${id}`];
}

test('pages run under a strict content security policy, without a violation', async ({ page }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  for (const path of ['/', '/monitors', '/channels/new']) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src[^;]*'nonce-/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  }
  expect(violations).toEqual([]);
});
