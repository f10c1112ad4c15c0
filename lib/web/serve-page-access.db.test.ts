import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { rateLimits } from '@/db/schema/access';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { isAccessGranted } from '@/lib/status-pages/is-access-granted';
import { putPageAccess } from '@/lib/status-pages/put-page-access';
import type { NoticeAdapter } from '@/lib/web/page-notice';
import { serveAccessLink, serveUnlock, showAccessLink, showUnlock } from '@/lib/web/serve-page-access';
import { startApi } from '@/lib/web/testing/api';

const password = 'correct horse battery';
const slug = 'acme';
const ownHost = 'status.example.com';
const signer = createLinkSigner('a secret of at least thirty-two characters');

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let pageId: string;
let waiting: (() => Promise<void>)[] = [];
let adapter: NoticeAdapter;

beforeAll(async () => {
  api = await startApi();
  adapter = {
    signer,
    mail: {
      db: api.db,
      settings: mailboxSettings,
      call: () => Promise.reject(new Error('nothing leaves the machine')),
      now: () => new Date(),
    },
    later: (work) => void waiting.push(work),
    render: async (page, locale, notice) => ({
      html: JSON.stringify({ page, locale, ...notice }),
      csp: "default-src 'none'",
    }),
  };
});
beforeEach(async () => {
  waiting = [];
  await api.db.delete(statusPages);
  await api.db.delete(rateLimits);
  tenant = await createTenant(api.db);
  const page = await createStatusPage(tenant.ctx, {
    project_id: tenant.projectId,
    name: 'Acme',
    description: 'Secret things',
    slug,
    is_published: true,
    locales: ['en', 'de', 'ar'],
  });
  pageId = page.id;
});
afterAll(async () => await api.close());

type Sent = { form?: Record<string, string>; headers?: Record<string, string>; query?: string };

function request(path: string, { form, headers = {}, query = '' }: Sent = {}): Request {
  return new Request(`http://127.0.0.1:3000/status/${slug}/${path}${query}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { Host: 'localhost:3000', ...headers },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
}

async function unlock(sent: Sent = {}, of = slug) {
  const serve = sent.form === undefined ? showUnlock : serveUnlock;
  return told(await serve(request('unlock', sent), of, adapter));
}

async function access(token: string, sent: Sent = {}) {
  const serve = sent.form === undefined ? showAccessLink : serveAccessLink;
  return told(await serve(request(`access/${token}`, sent), { slug, token }, adapter));
}

async function told(response: Response) {
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, notice: text.startsWith('{') ? JSON.parse(text) : null };
}

function cookieOf({ headers }: { headers: Headers }): string {
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function lastLink(): Promise<string> {
  for (const work of waiting) await work();
  const ctx = { ...tenant.ctx, db: api.db };
  const [newest] = (await listMailboxMessages(ctx, {})).data;
  const message = newest === undefined ? null : await getMailboxMessage(ctx, { id: newest.id });
  return /https?:\S+\/access\/[\w.%?=&-]+/.exec(message?.text ?? '')?.[0] ?? '';
}

const proveOwnHost = () =>
  api.db.insert(pageDomains).values({
    organizationId: tenant.organizationId,
    pageId,
    hostname: ownHost,
    verifiedAt: new Date(),
    nextCheckAt: new Date(),
  });

it('leads on who may read the page already', async () => {
  expect(await unlock()).toMatchObject({ status: 303, text: '' });
  expect((await unlock()).headers.get('location')).toBe(`/status/${slug}`);
  expect((await unlock({ query: '?locale=de' })).headers.get('location')).toBe(`/status/${slug}/de`);
});

it('knows nothing of pages that are not there or not published', async () => {
  await api.db.update(statusPages).set({ isPublished: false });
  for (const of of [slug, 'nothing', 'UPPER', '\0', "'--"]) expect((await unlock({}, of)).status).toBe(404);
});

describe('a password', () => {
  beforeEach(async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'password', password });
  });

  it('is asked for by a page that nobody keeps and that says no more than a name', async () => {
    const { status, headers, text, notice } = await unlock();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(headers.get('x-robots-tag')).toMatch(/noindex/);
    expect(headers.get('set-cookie')).toBeNull();
    expect(notice).toMatchObject({
      title: 'This page is not public',
      paragraphs: ['Enter the password to see the status of Acme.'],
      page: { name: 'Acme', base: `/status/${slug}` },
      form: { action: `/status/${slug}/unlock?locale=en`, fields: [{ name: 'password', type: 'password' }] },
    });
    expect(text).not.toContain('Secret things');
    expect(text).not.toContain(pageId);
  });

  it('opens the page for a week in this browser, where the visitor is', async () => {
    const answer = await unlock({ form: { password } });
    expect(answer).toMatchObject({ status: 303, text: '' });
    expect(answer.headers.get('location')).toBe(`/status/${slug}`);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^sp_access_[a-z0-9]{12}=[\w.-]+; Path=\/status\/acme; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    );
    const cookieHeader = cookieOf(answer);
    const manifest = { pageId, access: 'password', accessVersion: 2, allowedRanges: [] } as const;
    const asked = { cookieHeader, clientAddress: null, nowMs: Date.now(), signer };
    expect(isAccessGranted({ manifest, ...asked })).toBe(true);
    expect((await unlock({ headers: { Cookie: cookieHeader } })).status).toBe(303);
    await putPageAccess(tenant.ctx, { id: pageId, access: 'password', password: 'another password' });
    expect((await unlock({ headers: { Cookie: cookieHeader } })).status).toBe(200);
  });

  it('that is wrong, missing, or no form at all opens nothing', async () => {
    for (const form of [{ password: 'wrong' }, { password: '' }, {}, { email: 'ada@example.com' }]) {
      const answer = await unlock({ form });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.notice.paragraphs[0]).toMatch(/^That is not the password/);
    }
    const json = new Request(`http://127.0.0.1:3000/status/${slug}/unlock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ password }),
    });
    expect((await serveUnlock(json, slug, adapter)).status).toBe(403);
  });

  it('cannot be tried for ever, nor sent in a body without end', async () => {
    vi.setSystemTime(Date.now());
    onTestFinished(() => void vi.useRealTimers());
    const headers = { 'X-Forwarded-For': '203.0.113.7' };
    for (let attempt = 0; attempt < 10; attempt += 1) await unlock({ form: { password: 'wrong' }, headers });
    const answer = await unlock({ form: { password }, headers });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('900');
    expect((await unlock({ form: { password: 'x'.repeat(20_000) } })).status).toBe(413);
  });

  it('is asked for in the language of the visitor, where the page has it', async () => {
    const german = await unlock({ headers: { 'Accept-Language': 'de-AT, en;q=0.5' } });
    expect(german.notice).toMatchObject({ locale: 'de', title: 'Diese Seite ist nicht öffentlich' });
    expect((await unlock({ headers: { 'Accept-Language': 'ja' } })).notice.locale).toBe('en');
    expect((await unlock({ query: '?locale=ar' })).notice.locale).toBe('ar');
    const opened = await unlock({ form: { password }, query: '?locale=de' });
    expect(opened.headers.get('location')).toBe(`/status/${slug}/de`);
  });

  it('leads to the document that was wanted, and nowhere else', async () => {
    const query = '?to=de%2Fincidents%2F4z5k2m9q0x1y';
    expect((await unlock({ query })).notice).toMatchObject({
      locale: 'de',
      form: { action: `/status/${slug}/unlock?locale=de&to=de%2Fincidents%2F4z5k2m9q0x1y` },
    });
    const opened = await unlock({ query, form: { password } });
    expect(opened.headers.get('location')).toBe(`/status/${slug}/de/incidents/4z5k2m9q0x1y`);
    await proveOwnHost();
    for (const to of [
      '//evil.example',
      '/evil.example',
      'https://evil.example',
      '..',
      'a/../b',
      '\\\\evil',
      '%2F',
    ]) {
      const given = `?to=${encodeURIComponent(to)}`;
      const there = await unlock({ query: given, form: { password } });
      expect(there.headers.get('location')).toBe(`/status/${slug}`);
      const own = await unlock({ query: given, form: { password }, headers: { Host: ownHost } });
      expect(own.headers.get('location')).toBe('/');
    }
  });

  it('opens the page at a proven domain for the whole of it, over https only', async () => {
    await proveOwnHost();
    const headers = { Host: `${ownHost}:443` };
    expect((await unlock({ headers })).notice).toMatchObject({
      page: { base: '' },
      form: { action: '/unlock?locale=en' },
    });
    const answer = await unlock({ form: { password }, headers });
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-sp_access_\w+=.*; Path=\/; .*; Secure$/);
  });

  it('believes no name that the page has not proven', async () => {
    for (const host of ['evil.example', 'localhost', 'x.status.example.com', '%00', 'a b']) {
      const answer = await unlock({ form: { password }, headers: { 'X-Forwarded-Host': host } });
      expect(answer.headers.get('location')).toBe(`/status/${slug}`);
      expect(answer.headers.get('set-cookie')).toContain(`Path=/status/${slug};`);
    }
  });
});

describe('an address', () => {
  beforeEach(async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'ip', allowed_ranges: ['203.0.113.0/24'] });
  });

  it('of a listed range is led on, another one is told what to do', async () => {
    const inside = await unlock({ headers: { 'X-Forwarded-For': '198.51.100.1, ::ffff:203.0.113.9' } });
    expect(inside.status).toBe(303);
    for (const address of ['198.51.100.1', '203.0.113.9, 198.51.100.1', '']) {
      const outside = await unlock({ headers: { 'X-Forwarded-For': address } });
      expect(outside.status).toBe(403);
      expect(outside.notice.paragraphs[0]).toMatch(/^It can be read from certain networks only/);
      expect(outside.notice.form).toBeUndefined();
    }
    expect((await unlock({ form: { password } })).status).toBe(403);
  });
});

describe('a mailbox', () => {
  beforeEach(async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'email', allowed_email_domains: ['example.com'] });
  });

  it('hears the same whatever its domain, and is written to after the answer', async () => {
    const known = await unlock({ form: { email: 'ada@example.com' } });
    const unknown = await unlock({ form: { email: 'ada@elsewhere.com' } });
    expect(known.status).toBe(200);
    expect(known.text.replace('ada@example.com', '')).toBe(unknown.text.replace('ada@elsewhere.com', ''));
    expect((await listMailboxMessages({ ...tenant.ctx, db: api.db }, {})).data).toEqual([]);
    for (const work of waiting) await work();
    expect((await listMailboxMessages({ ...tenant.ctx, db: api.db }, {})).data).toHaveLength(1);
  });

  it('that is none is said to be none', async () => {
    const answer = await unlock({ form: { email: 'ada' } });
    expect(answer.status).toBe(400);
    expect(answer.notice.paragraphs[0]).toMatch(/^That is not a mail address/);
  });

  it('gets a link to a button, which opens the page once', async () => {
    await unlock({ form: { email: 'ada@example.com' } });
    const link = await lastLink();
    expect(link).toMatch(new RegExp(`/status/${slug}/access/`));
    const token = new URL(link).pathname.split('/').at(-1) ?? '';

    for (let scan = 0; scan < 3; scan += 1) {
      const page = await access(token);
      expect(page.status).toBe(200);
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.notice).toMatchObject({
        title: 'Open the status of Acme',
        form: { action: `/status/${slug}/access/${token}?locale=en`, fields: [] },
      });
    }
    const opened = await access(token, { form: {} });
    expect(opened.status).toBe(303);
    expect(cookieOf(opened)).toMatch(/^sp_access_/);
    const again = await access(token, { form: {} });
    expect(again.status).toBe(410);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(again.notice.link).toMatchObject({ href: `/status/${slug}/unlock?locale=en` });
    // A second click in the browser that it has let in.
    expect((await access(token, { form: {}, headers: { Cookie: cookieOf(opened) } })).status).toBe(303);
  });

  it('gets it at the domain that was visited', async () => {
    await proveOwnHost();
    await unlock({ form: { email: 'ada@example.com' }, headers: { Host: ownHost } });
    expect(await lastLink()).toMatch(new RegExp(`^https://${ownHost}/access/`));
  });

  it('gets it where Stillup is, whatever the Host header says', async () => {
    await unlock({ form: { email: 'ada@example.com' }, headers: { Host: 'evil.example' } });
    expect(await lastLink()).toMatch(/^https?:\/\/[^/]+\/status\/acme\/access\//);
    expect(await lastLink()).not.toContain('evil');
  });

  it('is let in by no other token', async () => {
    for (const token of ['x', '%00', 'a.b', 'x'.repeat(5000)]) {
      expect((await access(token)).status).toBe(410);
      expect((await access(token, { form: {} })).status).toBe(410);
    }
  });
});
