import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { mailboxMessages } from '@/db/schema/alerting';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';
import { subscribers } from '@/db/schema/subscribers';
import { createTenant } from '@/db/testing/tenants';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import { testMail, testSigner } from '@/lib/subscribers/testing/deps';
import { createMailbox, createPage } from '@/lib/subscribers/testing/page';
import type { NoticeAdapter } from '@/lib/web/page-notice';
import {
  serveSubscribe,
  serveSubscription,
  showSubscribe,
  showSubscription,
} from '@/lib/web/serve-subscription';
import { appUrl, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let made: Awaited<ReturnType<typeof createPage>>;
let shown: PageNotice[];
let work: Promise<void>[];

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  await api.database.sql`truncate organizations, rate_limits cascade`;
  made = await createPage(api.db, await createTenant(api.db), { slug: 'acme', locales: ['en', 'de'] });
  shown = [];
  work = [];
});

const adapter = (): NoticeAdapter => ({
  render: async (_page, locale, notice) => {
    shown.push(notice);
    return { html: `<html lang="${locale}">${notice.title}</html>`, csp: "default-src 'none'" };
  },
  later: (task) => void work.push(task()),
  signer: testSigner,
  mail: testMail(api.db),
});

const urlencoded = 'application/x-www-form-urlencoded';

type Fields = Record<string, string> | [string, string][];

async function ask(fields: Fields, headers: Record<string, string> = {}, slug = 'acme') {
  const request = new Request(`${appUrl}/status/${slug}/subscribe`, {
    method: 'POST',
    headers: { 'Content-Type': urlencoded, ...headers },
    body: new URLSearchParams(fields).toString(),
  });
  const response = await serveSubscribe(request, slug, adapter());
  await Promise.all(work);
  return response;
}

async function post(token: string, body: BodyInit, type: string | null = urlencoded, slug = 'acme') {
  const request = new Request(`${appUrl}/status/${slug}/subscriptions/${token}`, {
    method: 'POST',
    ...(type === null ? {} : { headers: { 'Content-Type': type } }),
    body,
  });
  return serveSubscription(request, { slug, token }, adapter());
}

async function open(token: string, query = '', slug = 'acme') {
  const request = new Request(`${appUrl}/status/${slug}/subscriptions/${token}${query}`);
  return showSubscription(request, { slug, token }, adapter());
}

async function mails() {
  return api.db.select().from(mailboxMessages).orderBy(asc(mailboxMessages.id));
}

async function newestToken() {
  const text = (await mails()).at(-1)?.text ?? '';
  return /\/status\/acme\/subscriptions\/([\w.-]+)/.exec(text)?.[1] ?? '';
}

async function rows() {
  return api.db.select().from(subscribers);
}

describe('the form of a page', () => {
  it('leads from the address to the mailbox, from there to a button, and from there to the subscription', async () => {
    const asked = await ask({ email: 'ada@example.com', locale: 'de', website: '' });
    expect(asked.status).toBe(200);
    expect(shown[0]).toMatchObject({ title: 'Sehen Sie in Ihr Postfach' });
    const token = await newestToken();
    expect((await open(token)).status).toBe(200);
    expect((await rows())[0]?.confirmedAt).toBeNull();
    const confirmed = await post(token, 'wish=confirm');
    const location = `/status/acme/subscriptions/${token}?done=confirmed`;
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, location]);
    await open(token, '?done=confirmed');
    expect(shown.at(-1)).toMatchObject({ tone: 'good', otherForm: { id: 'unsubscribe' } });
    expect((await rows())[0]).toMatchObject({ locale: 'de', address: 'ada@example.com' });
    expect((await rows())[0]?.confirmedAt).not.toBeNull();
  });

  it('shows whoever has gone and asks anew the button that confirms', async () => {
    await createMailbox(api.db, made.page, 'gone@example.com', { unsubscribedAt: new Date() });
    await createMailbox(api.db, made.page, 'lost@example.com', { disabledReason: 'The mail came back' });
    for (const email of ['gone@example.com', 'lost@example.com']) {
      await ask({ email });
      const token = await newestToken();
      await open(token);
      expect(shown.at(-1)?.form?.fields).toMatchObject([{ name: 'wish', value: 'confirm' }]);
      expect((await post(token, 'wish=confirm')).headers.get('location')).toContain('done=confirmed');
      await open(token);
      expect(shown.at(-1)?.otherForm?.id).toBe('unsubscribe');
    }
  });

  it('says the same of every mailbox, by the same headers', async () => {
    await createMailbox(api.db, made.page, 'known@example.com');
    await createMailbox(api.db, made.page, 'gone@example.com', { unsubscribedAt: new Date() });
    const answers = [];
    for (const name of ['known', 'gone', 'fresh']) {
      const response = await ask({ email: `${name}@example.com` }, { 'x-forwarded-for': '203.0.113.1' });
      const notice = JSON.stringify(shown.at(-1)).replaceAll(name, 'x');
      answers.push([response.status, Object.fromEntries(response.headers), await response.text(), notice]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await mails()).toHaveLength(3);
  });

  it('takes several components, and none for all', async () => {
    await ask([
      ['email', 'ada@example.com'],
      ['component_ids', made.api],
      ['component_ids', made.site],
    ]);
    await ask({ email: 'eve@example.com' });
    expect((await rows()).map(({ componentIds }) => componentIds)).toEqual([[made.api, made.site], null]);
  });

  it('is refused to pages of others, and open to its own under every name of it', async () => {
    await api.db.insert(pageDomains).values({
      organizationId: made.page.organizationId,
      pageId: made.page.id,
      hostname: 'status.acme.example',
      verifiedAt: new Date(),
      nextCheckAt: new Date(),
    });
    const statusOf = async (headers: Record<string, string>) =>
      (await ask({ email: 'ada@example.com' }, headers)).status;
    expect(await statusOf({ Origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf({ Origin: 'null' })).toBe(403);
    expect(await statusOf({ Origin: 'https://status.acme.example' })).toBe(403);
    expect(await mails()).toEqual([]);
    expect(await statusOf({ Origin: appUrl })).toBe(200);
    const atOwn = { Origin: 'https://status.acme.example', 'x-forwarded-host': 'status.acme.example' };
    expect(await statusOf(atOwn)).toBe(200);
    expect(await statusOf({})).toBe(200);
  });

  it('says in words what is wrong', async () => {
    vi.setSystemTime(Date.now());
    onTestFinished(() => void vi.useRealTimers());
    expect((await ask({ email: 'ada' })).status).toBe(400);
    expect(shown.at(-1)).toMatchObject({ tone: 'bad', paragraphs: ['This is not a complete mail address.'] });
    for (let n = 0; n < 10; n += 1) await ask({ email: `u${n}@example.com` });
    const tooMany = await ask({ email: 'more@example.com' });
    expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '3600']);
    expect((await ask({ email: 'ada@example.com' }, {}, 'nowhere')).status).toBe(404);
  });

  it('tells a robot what people are told, and sends nothing', async () => {
    expect((await ask({ email: 'ada@example.com', website: 'https://spam.example' })).status).toBe(200);
    expect(await mails()).toEqual([]);
  });

  it('is no way into a page behind a lock', async () => {
    await api.db.update(statusPages).set({ access: 'password' });
    expect((await ask({ email: 'ada@example.com' })).status).toBe(404);
    expect(await rows()).toEqual([]);
  });

  it('leads who opens its address to the page', async () => {
    const response = await showSubscribe(new Request(`${appUrl}/status/acme/subscribe`), 'acme', adapter());
    expect([response.status, response.headers.get('location')]).toEqual([303, '/status/acme/']);
  });
});

describe('the link of a mail', () => {
  async function subscribed() {
    const row = await createMailbox(api.db, made.page, 'ada@example.com');
    return { row, token: testSigner.sign('subscriber', JSON.stringify([row.id, 1])) };
  }

  it('ends it by one click of the mail program, in both forms of RFC 8058, as often as it asks', async () => {
    const { token } = await subscribed();
    const first = await post(token, 'List-Unsubscribe=One-Click');
    expect([first.status, await first.text()]).toEqual([200, 'Unsubscribed.']);
    expect((await rows())[0]?.unsubscribedAt).not.toBeNull();
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await post(token, form, null)).status).toBe(200);
    await api.db.delete(subscribers);
    expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
  });

  it('ends it also where the page has moved, or is published no more', async () => {
    const { token } = await subscribed();
    await api.db.update(statusPages).set({ slug: 'acme-new' });
    expect((await open(token)).status).toBe(200);
    expect(shown.at(-1)?.otherForm?.action).toBe(`/status/acme-new/subscriptions/${token}`);
    await api.db.update(statusPages).set({ isPublished: false });
    expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect((await rows())[0]?.unsubscribedAt).not.toBeNull();
  });

  it('changes nothing when it is only opened', async () => {
    const { token, row } = await subscribed();
    await open(token);
    expect(await rows()).toEqual([row]);
  });

  it('chooses components and the language', async () => {
    const { token } = await subscribed();
    await post(token, `wish=save&locale=de&component_ids=${made.site}`);
    expect(await rows()).toMatchObject([{ locale: 'de', componentIds: [made.site] }]);
    const answer = await open(token);
    expect(await answer.text()).toContain('lang="de"');
  });

  it('is kept by nobody, told to nobody, and says when it is dead', async () => {
    const { token } = await subscribed();
    const { headers } = await open(token);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect((await open(`${token}x`)).status).toBe(410);
    expect((await post(`${token}x`, 'wish=unsubscribe')).status).toBe(410);
    expect((await post(`${token}x`, 'List-Unsubscribe=One-Click')).status).toBe(404);
    expect((await post(token, 'wish=delete')).status).toBe(400);
    expect(api.lines.join('')).not.toContain(token);
  });
});
