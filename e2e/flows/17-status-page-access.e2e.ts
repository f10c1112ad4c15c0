import { expect, test } from '@playwright/test';
import { ask, submit } from '@/e2e/support/ask';
import { expectFineInEveryLook } from '@/e2e/support/axe';
import { mailsTo, untilMailed } from '@/e2e/support/mailbox';
import { ownerState } from '@/e2e/support/product';
import { proveDomain } from '@/e2e/support/proven-domain';
import { SessionApi } from '@/e2e/support/session-api';
import {
  type Named,
  type PageIncident,
  type StatusPage,
  untilServed,
  visit,
} from '@/e2e/support/status-page';

test.use({ storageState: ownerState });
test.describe.configure({ mode: 'serial' });

/** As docs/status-pages.md says. */
const closedSoon = { timeout: 15_000 };
const secret = 'Zebra';
const domain = 'status.acme.test';
let project: Named;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: ownerState });
  const api = new SessionApi(await context.newPage());
  project = await api.send<Named>('POST', '/projects', { name: 'Guarded' });
  await context.close();
});

const privatePaths = [
  ...['', '/de', '/history', '/embed', '?embed=1', '/nothing'],
  ...['/history.rss', '/history.atom', '/maintenance.ics', '/og.png'],
  ...['/api/v2/summary.json', '/api/v2/status.json', '/api/v2/components.json', '/api/v2/incidents.json'],
  ...['/api/v2/incidents/unresolved.json', '/api/v2/scheduled-maintenances.json', '/api/v2/nothing.json'],
];

const badgePaths = [
  ...['/badge.svg', '/badge.json', '/badge.svg?metric=uptime&style=for-the-badge', '/badge.json?label=Ours'],
  ...['/components/0123456789ab/badge.svg', '/components/0123456789ab/badge.json'],
];

/** What a badge says of a page that there is not, it says of this one, to the last byte. */
async function expectNoBadges(base: string, headers: Record<string, string> = {}): Promise<void> {
  for (const path of badgePaths) {
    const [answer, nowhere] = await Promise.all([
      ask(base + path, { headers }),
      ask(`${new URL(base).origin}/status/there-is-no-such-page${path}`),
    ]);
    expect([path, answer.status, answer.body]).toEqual([path, 200, nowhere.body]);
    for (const name of ['content-type', 'content-security-policy', 'x-robots-tag']) {
      expect(answer.headers[name], `${name} of ${path}`).toBe(nowhere.headers[name]);
    }
    expect(answer.body, path).toContain('not found');
    expect(answer.body, path).not.toContain(secret);
    for (const { headers: told } of [answer, nowhere]) {
      expect(told['cache-control'], path).toBe('private, no-store');
      expect(told['access-control-allow-origin'], path).toBeUndefined();
      expect(told.etag, path).toBeUndefined();
      expect(told['set-cookie'], path).toBeUndefined();
    }
  }
}

/** Every way to a page: what is answered to whoever has no access. */
async function expectClosed(
  base: string,
  more: readonly string[],
  headers: Record<string, string> = {},
): Promise<void> {
  for (const path of [...privatePaths, ...more]) {
    const answer = await ask(base + path, { headers });
    expect([303, 403, 404], `${path} answers ${answer.status}`).toContain(answer.status);
    expect(answer.headers['cache-control'], path).toBe('private, no-store');
    expect(answer.headers['access-control-allow-origin'], path).toBeUndefined();
    expect(answer.headers.etag, path).toBeUndefined();
    expect(answer.body, path).not.toContain(secret);
  }
  await expectNoBadges(base, headers);
}

async function expectOpen(base: string, headers: Record<string, string> = {}): Promise<void> {
  for (const path of ['', '/history.rss', '/badge.svg', '/api/v2/components.json']) {
    const answer = await ask(base + path, { headers });
    expect([path, answer.status, answer.headers['cache-control']]).toEqual([path, 200, 'private, no-store']);
    expect(answer.headers['access-control-allow-origin'], path).toBeUndefined();
  }
  expect((await ask(base, { headers })).body).toContain(secret);
}

async function makePrivate(api: SessionApi, slug: string, access: Record<string, unknown>): Promise<Closed> {
  const page = await api.send<StatusPage>('POST', '/status-pages', {
    project_id: project.id,
    name: `Inside ${slug}`,
    slug,
    is_published: true,
    locales: ['en', 'de'],
  });
  const at = `/status-pages/${page.id}`;
  await api.send('POST', `${at}/components`, { kind: 'static', name: secret });
  const content = Buffer.from(picture).toString('base64');
  const file = await api.send<{ path: string }>('PUT', `${at}/files/logo_light`, { content });
  const incident = await api.send<PageIncident>('POST', `${at}/incidents`, { title: secret, body: secret });
  // The editor's own address of the picture asks for a session, whatever the page is.
  expect((await ask(new URL(`${at}/${file.path}`, page.url).href)).status).toBe(404);
  await untilServed(page.url);
  await expect.poll(async () => (await ask(page.url)).body.includes(secret), { timeout: 40_000 }).toBe(true);
  await api.send('PUT', `${at}/access`, access);
  await expect.poll(async () => (await ask(page.url)).status, closedSoon).not.toBe(200);
  const paths = [incident.url.slice(page.url.length), `/${file.path}`];
  return { page, at, paths };
}

type Closed = { page: StatusPage; at: string; paths: string[] };
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>';

function cookieOf(answer: { headers: { 'set-cookie'?: string[] | undefined } }): string {
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

test('a page with a password shows nothing without it, and its cookie opens no other page', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const api = new SessionApi(page);
  const password = 'swordfish is a good fish';
  const first = await makePrivate(api, 'locked', { access: 'password', password });
  const second = await makePrivate(api, 'locked-too', {
    access: 'password',
    password: 'another word for it',
  });
  await expectClosed(first.page.url, first.paths);
  const visitor = await visit(browser, `${first.page.url}/de`, { javaScriptEnabled: true });
  await expect(visitor.locator('input[type="password"]')).toBeVisible();
  await expectFineInEveryLook(visitor);
  await visitor.context().close();
  const wrong = await submit(`${first.page.url}/unlock`, { password: 'sardine' });
  expect([wrong.status, wrong.headers['set-cookie']]).toEqual([403, undefined]);
  const right = await submit(`${first.page.url}/unlock`, { password });
  expect(right.status).toBe(303);
  expect(right.headers['set-cookie']?.[0]).toMatch(/HttpOnly.*SameSite=Lax/);
  const cookie = cookieOf(right);
  await expectOpen(first.page.url, { cookie });
  await expectClosed(second.page.url, second.paths, { cookie });
  const [name] = cookieOf(
    await submit(`${second.page.url}/unlock`, { password: 'another word for it' }),
  ).split('=');
  const forged = `${name}=${cookie.slice(cookie.indexOf('=') + 1)}`;
  await expectClosed(second.page.url, second.paths, { cookie: forged });
  await expectClosed(first.page.url, first.paths, { cookie: `${cookie}x` });

  await api.send('PUT', `${first.at}/access`, { access: 'password', password: 'a new word for it' });
  await expect
    .poll(async () => (await ask(first.page.url, { headers: { cookie } })).status, closedSoon)
    .not.toBe(200);
  await expectClosed(first.page.url, first.paths, { cookie });
});

test('a page for certain networks or mailboxes is shown to those, and to nobody else', async ({ page }) => {
  test.setTimeout(300_000);
  const api = new SessionApi(page);
  const near = await makePrivate(api, 'near', {
    access: 'ip',
    allowed_ranges: ['10.0.0.0/8', '2001:db8::/32'],
  });
  await expectClosed(near.page.url, near.paths);
  await expectClosed(near.page.url, near.paths, { 'x-forwarded-for': '10.1.2.3' });
  await api.send('PUT', `${near.at}/access`, { access: 'ip', allowed_ranges: ['127.0.0.0/8', '::1/128'] });
  await untilServed(near.page.url);
  await expectOpen(near.page.url);

  const known = await makePrivate(api, 'known', { access: 'email', allowed_email_domains: ['acme.example'] });
  await expectClosed(known.page.url, known.paths);
  const answers = await Promise.all(
    ['eve@elsewhere.example', 'ada@acme.example'].map((email) =>
      submit(`${known.page.url}/unlock`, { email }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const [mail] = await untilMailed(page, 'ada@acme.example', 1);
  expect(await mailsTo(page, 'eve@elsewhere.example')).toEqual([]);
  const link = /https?:\/\/\S+\/access\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  expect((await ask(link)).headers['set-cookie']).toBeUndefined();
  const opened = await submit(link, {});
  const cookie = cookieOf(opened);
  await expectOpen(known.page.url, { cookie });
  expect((await submit(link, {})).headers['set-cookie']).toBeUndefined();
});

test('a domain shows its page at its root, never the dashboard, and never a page of somebody else', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const api = new SessionApi(page);
  const own = await api.send<StatusPage>('POST', '/status-pages', {
    project_id: project.id,
    name: 'On its own domain',
    slug: 'own-domain',
    is_published: true,
  });
  const locked = await makePrivate(api, 'locked-domain', {
    access: 'password',
    password: 'a word for the domain',
  });
  const origin = new URL(own.url).origin;
  await proveDomain(process.env['E2E_DATA_DIR'] ?? '', own.slug, domain);
  await proveDomain(process.env['E2E_DATA_DIR'] ?? '', 'locked-domain', `locked.${domain}`);
  const headers = { host: domain };
  await expect
    .poll(async () => (await ask(`${origin}/`, { headers })).body.includes('On its own domain'), {
      timeout: 40_000,
    })
    .toBe(true);
  // Web knows a name at once, the gateway with the next snapshot: from then on not even its own health is told there.
  await expect
    .poll(async () => (await ask(`${origin}/health`, { headers })).status, { timeout: 40_000 })
    .toBe(404);
  expect((await ask(`${origin}/api/v2/status.json`, { headers })).status).toBe(200);
  expect(await ask(`${origin}/api/domains/ask?domain=${domain}`)).toMatchObject({ status: 200 });
  expect((await ask(`${origin}/api/domains/ask?domain=other.${domain}`)).status).toBe(404);
  const hidden = [
    ...[
      '/sign-in',
      '/set-up',
      '/monitors',
      '/settings/members',
      '/api/v1/me',
      '/api/live/events',
      '/api/inngest',
    ],
    ...['/api/v1/openapi.json', '/docs', '/health', '/health/ready', '/ping/x', '/_next/static/chunks/x.js'],
    ...[`/status/${own.slug}`, '/status/locked-domain', '/%2e%2e/sign-in', '//sign-in'],
  ];
  for (const path of hidden) {
    const answer = await ask(origin + path, { headers });
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body).not.toMatch(/Sign in|_next/);
  }
  const there = { host: `locked.${domain}` };
  await expect
    .poll(async () => (await ask(`${origin}/`, { headers: there })).status, { timeout: 40_000 })
    .toBe(303);
  await expectClosed(origin, locked.paths, there);
  expect((await ask(`${origin}/`, { headers: { host: 'elsewhere.test' } })).body).not.toContain(
    'On its own domain',
  );

  await api.send('PATCH', `/status-pages/${own.id}`, { is_published: false });
  await expect.poll(async () => (await ask(`${origin}/`, { headers })).status, { timeout: 40_000 }).toBe(404);
  for (const path of privatePaths) expect([path, (await ask(own.url + path)).status]).toEqual([path, 404]);
  await expectNoBadges(own.url);
  await expectNoBadges(origin, headers);
});
