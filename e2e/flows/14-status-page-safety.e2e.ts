import { type Browser, expect, type Page, test } from '@playwright/test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ask } from '@/e2e/support/ask';
import {
  foreignHost,
  hostileColours,
  hostileMarkdown,
  hostileNames,
  hostilePictures,
  hostileVariables,
} from '@/e2e/support/hostile';
import { ownerState, targetUrl } from '@/e2e/support/product';
import { expectNothingArmed, openGuarded } from '@/e2e/support/quiet';
import { SessionApi } from '@/e2e/support/session-api';
import { type Named, type PageIncident, type StatusPage, untilServed } from '@/e2e/support/status-page';

test.use({ storageState: ownerState });
test.describe.configure({ mode: 'serial' });

let project: Named;
let hostile: StatusPage;
let documents: string[] = [];
const incidents: string[] = [];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const api = new SessionApi(await context.newPage());
  project = await api.send<Named>('POST', '/projects', { name: 'Hostile' });
  await context.close();
});

test('a page with hostile words in every field is taken, hostile styles and pictures are not', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const api = new SessionApi(page);
  const monitor = await api.send<Named>('POST', '/monitors', {
    project_id: project.id,
    name: hostileNames[0],
    type: 'http',
    spec: { url: `${targetUrl}/calm` },
    interval_seconds: 10,
  });
  const made = await api.send<StatusPage>('POST', '/status-pages', {
    project_id: project.id,
    name: hostileNames[0],
    slug: 'hostile',
    description: hostileNames.join(' '),
    is_published: true,
    locales: ['en', 'de', 'ar'],
    monitor_ids: [monitor.id],
    branding: {
      footer: hostileMarkdown.slice(0, 1000),
      links: hostileNames
        .slice(0, 8)
        .map((name) => ({ label: name.slice(0, 40), url: 'https://example.com/?"><script>' })),
    },
  });
  const at = `/status-pages/${made.id}`;
  for (const name of hostileNames) {
    const group = await api.send<Named>('POST', `${at}/components`, {
      kind: 'group',
      name,
      description: name,
    });
    const inside = { kind: 'static', name, description: name, group_id: group.id };
    await api.send('POST', `${at}/components`, inside);
  }
  hostile = await api.send<StatusPage>('GET', at);
  const lines = hostile.components.filter(({ kind }) => kind !== 'group');
  const affected = lines.map(({ id }) => ({ component_id: id, status: 'degraded_performance' }));
  for (const [index, title] of hostileNames.entries()) {
    const incident = await api.send<PageIncident>('POST', `${at}/incidents`, {
      title,
      body: hostileMarkdown,
      components: affected,
    });
    incidents.push(incident.url.slice(hostile.url.length));
    if (index % 2 === 0) continue;
    await api.send('POST', `${at}/incidents/${incident.id}/updates`, {
      status: 'resolved',
      body: hostileMarkdown,
    });
    await api.send('POST', `${at}/incidents/${incident.id}/updates`, {
      status: 'postmortem',
      body: hostileMarkdown,
    });
  }
  const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  await api.send('POST', `${at}/maintenances`, {
    title: hostileNames[2],
    body: hostileMarkdown,
    scheduled_for: soon(2),
    scheduled_until: soon(3),
  });
  await refused(
    page,
    'PATCH',
    at,
    hostileVariables.map((variables) => ({ branding: { variables } })),
  );
  await refused(
    page,
    'PATCH',
    at,
    hostileColours.map((accent) => ({ branding: { accent } })),
  );
  await refused(page, 'PATCH', at, [
    { branding: { home_url: 'javascript:alert(1)' } },
    { branding: { links: [{ label: 'x', url: ' javascript:alert(1)' }] } },
    { branding: { links: [{ label: 'x', url: 'data:text/html,<script>alert(1)</script>' }] } },
    { slug: '../admin' },
    { slug: '"><script>' },
  ]);
  const files = hostilePictures.map((text) => ({ content: Buffer.from(text).toString('base64') }));
  for (const kind of ['logo_light', 'favicon']) await refused(page, 'PUT', `${at}/files/${kind}`, files);
});

async function refused(page: Page, method: string, path: string, inputs: readonly unknown[]): Promise<void> {
  const origin = test.info().project.use.baseURL ?? '';
  for (const data of inputs) {
    const response = await page.request.fetch(`/api/v1${path}`, { method, headers: { origin }, data });
    expect(response.status(), JSON.stringify(data)).toBe(422);
  }
}

test('nothing of it runs in any document, neither under its policy nor without one', async ({ browser }) => {
  test.setTimeout(240_000);
  await untilServed(hostile.url);
  for (const incident of incidents) await untilServed(hostile.url + incident);
  const label = encodeURIComponent(hostileNames[0]);
  documents = [
    ...['', '/de', '/ar', '/history', '/de/history', '/embed', '?embed=1', ...incidents],
    ...incidents.slice(0, 2).map((path) => `/ar${path}`),
    ...['/badge.svg', `/badge.svg?label=${label}`, `/badge.svg?label=${label}&style=for-the-badge`],
    '/nothing"><script>alert(1)</script>',
  ];
  for (const withoutPolicy of [false, true]) await openAll(browser, withoutPolicy);
});

async function openAll(browser: Browser, withoutPolicy: boolean): Promise<void> {
  const guarded = await openGuarded(browser, new URL(hostile.url).origin, withoutPolicy);
  for (const path of documents) {
    const response = await guarded.page.goto(hostile.url + path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    if (!withoutPolicy) {
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).not.toMatch(/script-src[^;]*'unsafe/);
    }
    await expectNothingArmed(guarded.page);
    for (const summary of await guarded.page.locator('summary:visible').all()) await summary.hover();
    const isMissing = path.startsWith('/nothing');
    const heard = guarded.noises.filter((noise) => !(isMissing && noise.includes('404')));
    expect(heard, `${path} ${withoutPolicy ? 'without' : 'with'} its policy`).toEqual([]);
  }
  await guarded.context.close();
}

test('feeds, calendar, JSON and badges carry hostile words as words', async ({ browser }) => {
  const guarded = await openGuarded(browser, new URL(hostile.url).origin, true);
  const bodies = await feedBodies();
  expect(bodies.length).toBeGreaterThanOrEqual(2 * hostileNames.length);
  for (const html of bodies) {
    await guarded.page.setContent(html);
    await expectNothingArmed(guarded.page);
  }
  const isPictured = (noise: string) => noise.startsWith(`request to https://${foreignHost}`);
  expect(guarded.noises.filter((noise) => !isPictured(noise))).toEqual([]);
  await guarded.context.close();
  const calendar = await ask(`${hostile.url}/maintenance.ics`);
  expect(
    calendar.body.split('\r\n').filter((line) => /^(ATTACH|URL:javascript|ORGANIZER)/i.test(line)),
  ).toEqual([]);
  for (const name of ['summary', 'incidents', 'components']) {
    const { headers, body } = await ask(`${hostile.url}/api/v2/${name}.json`);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(() => JSON.parse(body)).not.toThrow();
  }
  const label = encodeURIComponent(`${hostileNames.join('')}\u0000`.slice(0, 200));
  const badge = await ask(`${hostile.url}/badge.svg?label=${label}`);
  expect(XMLValidator.validate(badge.body)).toBe(true);
  expect(badge.headers['content-security-policy']).toContain("default-src 'none'");
});

/** What readers of feeds show as HTML. */
async function feedBodies(): Promise<string[]> {
  const bodies: string[] = [];
  for (const feed of ['history.rss', 'history.atom']) {
    const { body, headers } = await ask(`${hostile.url}/${feed}`);
    expect(XMLValidator.validate(body), feed).toBe(true);
    expect(headers['content-type']).toMatch(/\+xml/);
    const reader = new XMLParser({ ignoreAttributes: true, isArray: (name) => /^(item|entry)$/.test(name) });
    const { rss, feed: atom } = reader.parse(body) as {
      rss?: { channel: { item: { description: string }[] } };
      feed?: { entry: { content: string }[] };
    };
    bodies.push(...(rss?.channel.item ?? []).map(({ description }) => description));
    bodies.push(...(atom?.entry ?? []).map(({ content }) => content));
  }
  return bodies;
}
