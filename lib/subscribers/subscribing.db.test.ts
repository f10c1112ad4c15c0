import { asc, eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, vi } from 'vitest';
import type { Db } from '@/db/client';
import { auditLog } from '@/db/schema/access';
import { emailSuppressions, mailboxMessages } from '@/db/schema/alerting';
import type { statusPages } from '@/db/schema/status-pages';
import { subscribers } from '@/db/schema/subscribers';
import { freshDatabase, test } from '@/db/testing/database';
import { createTenant, later, withApiKey, withRole } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { deleteSubscriber } from '@/lib/subscribers/delete-subscriber';
import { listSubscribers } from '@/lib/subscribers/list-subscribers';
import {
  confirmSubscription,
  endSubscription,
  getSubscription,
  updateSubscription,
} from '@/lib/subscribers/manage-subscription';
import { recordSubscriberLoss } from '@/lib/subscribers/record-subscriber-loss';
import { resendConfirmation } from '@/lib/subscribers/resend-confirmation';
import { subscribe as ask, type VisitorDeps } from '@/lib/subscribers/subscribe';
import { sweepSubscribers } from '@/lib/subscribers/sweep-subscribers';
import { testMail, testSigner, testSubscriberDeps } from '@/lib/subscribers/testing/deps';
import { createMailbox, createPage } from '@/lib/subscribers/testing/page';

const now = new Date('2026-03-04T05:06:07.000Z');
const dayMs = 86_400_000;
const person = { isTrapped: false };

async function subscribe(...[deps, raw, wish]: Parameters<typeof ask>): Promise<void> {
  const { send } = await ask(deps, raw, wish);
  await send();
}

async function story(db: Db, values: Partial<typeof statusPages.$inferInsert> = {}) {
  const tenant = await createTenant(db);
  const made = await createPage(db, tenant, values);
  const deps = (at = now, clientAddress = newId('req')): VisitorDeps => ({
    db,
    mail: testMail(db),
    signer: testSigner,
    now: at,
    requestId: newId('req'),
    visitor: { cookieHeader: null, clientAddress },
  });
  const wish = (email: string, more: object = {}) => ({
    page_id: made.page.id,
    email,
    locale: 'en',
    ...more,
  });
  const link = (at = now) => ({ db, signer: testSigner, now: at });
  return { db, tenant, ...made, deps, wish, link };
}

async function mails(db: Db) {
  return db.select().from(mailboxMessages).orderBy(asc(mailboxMessages.id));
}

async function tokens(db: Db): Promise<string[]> {
  return (await mails(db)).map(({ text }) => /\/subscriptions\/([\w.-]+)/.exec(text)?.[1] ?? '');
}

async function stateOfToken(deps: Parameters<typeof getSubscription>[0], token: string) {
  return (await getSubscription(deps, token)).state;
}

describe('subscribing by a visitor', () => {
  test('nobody is told anything before the mailbox has confirmed', async ({ db }) => {
    const { deps, wish, link, api } = await story(db);
    await subscribe(deps(), wish('Ada@Example.com', { component_ids: [api] }), person);
    const [row] = await db.select().from(subscribers);
    expect(row).toMatchObject({ address: 'ada@example.com', confirmedAt: null, componentIds: [api] });
    const sent = await mails(db);
    expect(sent).toMatchObject([
      { recipients: ['ada@example.com'], subject: 'Confirm your subscription to Acme' },
    ]);
    const [token = ''] = await tokens(db);
    expect(await stateOfToken(link(), token)).toBe('unconfirmed');
    await confirmSubscription(link(), token);
    await confirmSubscription(link(), token);
    expect(await stateOfToken(link(), token)).toBe('active');
  });

  test('what comes back is the same for new, waiting, confirmed and unsubscribed mailboxes', async ({
    db,
  }) => {
    const { deps, wish, page } = await story(db);
    await createMailbox(db, page, 'known@example.com');
    await createMailbox(db, page, 'waiting@example.com', { confirmedAt: null });
    await createMailbox(db, page, 'gone@example.com', { unsubscribedAt: now });
    for (const name of ['new', 'known', 'waiting', 'gone']) {
      expect(await subscribe(deps(), wish(`${name}@example.com`), person)).toBeUndefined();
    }
    expect((await mails(db)).map(({ recipients }) => recipients[0])).toEqual([
      'new@example.com',
      'known@example.com',
      'waiting@example.com',
      'gone@example.com',
    ]);
    const [known] = await db.select().from(subscribers).where(eq(subscribers.address, 'known@example.com'));
    expect(known).toMatchObject({ confirmVersion: 1, unsubscribedAt: null });
    expect(known?.confirmedAt).not.toBeNull();
  });

  test('a mailbox that is subscribed is told so in a mail whose one click ends it; one that is asked has none', async ({
    db,
  }) => {
    const { deps, wish, page, link } = await story(db);
    await createMailbox(db, page, 'known@example.com');
    await createMailbox(db, page, 'gone@example.com', { unsubscribedAt: now });
    for (const name of ['known', 'new', 'gone']) {
      await subscribe(deps(), wish(`${name}@example.com`), person);
    }
    const [known, ...asked] = (await mails(db)).map(({ headers }) => headers);
    expect(known?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const [, token = ''] =
      /^<https?:\/\/.*\/subscriptions\/([\w.-]+)>$/.exec(known?.['List-Unsubscribe'] ?? '') ?? [];
    expect(await stateOfToken(link(), token)).toBe('active');
    await endSubscription(link(), token);
    expect(await stateOfToken(link(), token)).toBe('unsubscribed');
    expect(asked).toHaveLength(2);
    for (const headers of asked) {
      expect(Object.keys(headers).filter((name) => name.startsWith('List-Unsubscribe'))).toEqual([]);
    }
  });

  test('only the newest link confirms, for seven days', async ({ db }) => {
    const { deps, wish, link } = await story(db);
    await subscribe(deps(), wish('ada@example.com'), person);
    await subscribe(deps(), wish('ada@example.com'), person);
    const [first = '', second = ''] = await tokens(db);
    await expect(confirmSubscription(link(), first)).rejects.toMatchObject({ code: 'not_found' });
    const tooLate = new Date(now.getTime() + 7 * dayMs + 1000);
    await expect(confirmSubscription(link(tooLate), second)).rejects.toMatchObject({ code: 'not_found' });
    await confirmSubscription(link(new Date(now.getTime() + 6 * dayMs)), second);
    expect(await stateOfToken(link(), second)).toBe('active');
  });

  test('whoever has gone and asks again is asked to confirm again', async ({ db }) => {
    const { deps, wish, link } = await story(db);
    await subscribe(deps(), wish('ada@example.com'), person);
    const [first = ''] = await tokens(db);
    await confirmSubscription(link(), first);
    await endSubscription(link(), first);
    await endSubscription(link(), first);
    expect(await stateOfToken(link(), first)).toBe('unsubscribed');
    await subscribe(deps(), wish('ada@example.com'), person);
    const [row] = await db.select().from(subscribers);
    expect(row?.confirmedAt).toBeNull();
    const [, second = ''] = await tokens(db);
    expect(await stateOfToken(link(), second)).toBe('unconfirmed');
    await confirmSubscription(link(), second);
    expect(await stateOfToken(link(), second)).toBe('active');
    await endSubscription(link(), first);
    expect(await stateOfToken(link(), second)).toBe('unsubscribed');
  });

  test('a mailbox gets three such mails an hour at most, and nobody hears that it is so', async ({ db }) => {
    const { deps, wish } = await story(db);
    for (let n = 0; n < 3; n += 1) await subscribe(deps(), wish('ada@example.com'), person);
    for (let n = 0; n < 3; n += 1) await subscribe(deps(), wish(`ada+${n}@example.com`), person);
    expect(await mails(db)).toHaveLength(3);
    for (let hour = 1; hour < 8; hour += 1) {
      const at = new Date(now.getTime() + hour * 3_600_000);
      for (let n = 0; n < 4; n += 1) await subscribe(deps(at), wish('ada@example.com'), person);
    }
    expect(await mails(db)).toHaveLength(10);
  });

  test('all pages of an install together send a mailbox ten such mails an hour at most', async ({ db }) => {
    for (let n = 0; n < 12; n += 1) {
      const { deps, wish } = await story(db);
      await subscribe(deps(), wish('ada@example.com'), person);
    }
    expect(await mails(db)).toHaveLength(10);
  });

  test('one client asks ten times an hour at most', async ({ db }) => {
    const { deps, wish } = await story(db);
    for (let n = 0; n < 10; n += 1) {
      await subscribe(deps(now, '203.0.113.7'), wish(`user${n}@example.com`), person);
    }
    const once = subscribe(deps(now, '203.0.113.7'), wish('more@example.com'), person);
    await expect(once).rejects.toMatchObject({ code: 'rate_limited' });
    const host = (n: number) => `2001:db8:1:2::${n}`;
    for (let n = 1; n <= 10; n += 1) await subscribe(deps(now, host(n)), wish(`six${n}@example.com`), person);
    const again = subscribe(deps(now, host(11)), wish('more@example.com'), person);
    await expect(again).rejects.toMatchObject({ code: 'rate_limited' });
  });

  test('a robot that fills in every field is told what people are told, and causes nothing', async ({
    db,
  }) => {
    const { deps, wish } = await story(db);
    await subscribe(deps(), wish('ada@example.com'), { isTrapped: true });
    expect(await mails(db)).toEqual([]);
    expect(await db.select().from(subscribers)).toEqual([]);
  });

  test('a mailbox that is known to bounce gets nothing', async ({ db }) => {
    const { deps, wish, tenant } = await story(db);
    await db.insert(emailSuppressions).values({
      organizationId: tenant.organizationId,
      address: 'ada@example.com',
      reason: 'bounced',
    });
    await subscribe(deps(), wish('ada@example.com'), person);
    expect(await mails(db)).toEqual([]);
  });

  test.for([
    'ada',
    'ada@example.com\r\nBcc: all@example.com',
    'a b@example.com',
    '"ada"@example.com',
    `${'a'.repeat(65)}@example.com`,
    'ada@example.com,eve@example.com',
    'ада@example.com',
  ])('the address %j is refused', async (email, { db }) => {
    const { deps, wish } = await story(db);
    await expect(subscribe(deps(), wish(email), person)).rejects.toMatchObject({ code: 'invalid' });
    expect(await mails(db)).toEqual([]);
  });

  test('pages that are not published, closed, or not for the visitor take nothing', async ({ db }) => {
    const cases = [
      { values: { isPublished: false }, code: 'not_found' },
      { values: { access: 'password' as const }, code: 'not_found' },
      { values: { access: 'ip' as const, allowedRanges: ['198.51.100.0/24'] }, code: 'not_found' },
      { values: { settings: { takes_subscribers: false } }, code: 'conflict' },
    ];
    for (const { values, code } of cases) {
      const { deps, wish } = await story(db, values);
      const asked = subscribe(deps(now, '203.0.113.7'), wish('ada@example.com'), person);
      await expect(asked).rejects.toMatchObject({ code });
    }
    const inside = await story(db, { access: 'ip', allowedRanges: ['198.51.100.0/24'] });
    await subscribe(inside.deps(now, '198.51.100.7'), inside.wish('ada@example.com'), person);
    expect(await mails(db)).toHaveLength(1);
  });

  test('whoever never answers is forgotten after seven days', async ({ db }) => {
    const { deps, wish, page } = await story(db);
    await subscribe(deps(), wish('ada@example.com'), person);
    await createMailbox(db, page, 'known@example.com', { createdAt: now, updatedAt: now });
    expect(await sweepSubscribers(db, new Date(now.getTime() + 6 * dayMs))).toBe(0);
    expect(await sweepSubscribers(db, new Date(now.getTime() + 7 * dayMs + 1000))).toBe(1);
    expect((await db.select().from(subscribers)).map(({ address }) => address)).toEqual([
      'known@example.com',
    ]);
  });
});

describe('the link of a mail', () => {
  test('chooses components and language, and nothing of another page', async ({ db }) => {
    const { page, api, link, tenant } = await story(db);
    const other = await createPage(db, tenant);
    const row = await createMailbox(db, page, 'ada@example.com');
    const token = testSigner.sign('subscriber', JSON.stringify([row.id, 1]));
    await updateSubscription(link(), token, { locale: 'ja', component_ids: [api, other.api] });
    expect(await getSubscription(link(), token)).toMatchObject({ locale: 'ja', componentIds: [api] });
    await updateSubscription(link(), token, { locale: 'ja', component_ids: null });
    expect(await getSubscription(link(), token)).toMatchObject({ componentIds: null });
  });

  test('is refused where it was not signed here, or for something else', async ({ db }) => {
    const { page, link } = await story(db);
    const row = await createMailbox(db, page, 'ada@example.com');
    const payload = JSON.stringify([row.id, 1]);
    for (const token of ['', 'x', `${btoa(payload)}.AAAA`, testSigner.sign('unsubscribe', payload)]) {
      await expect(getSubscription(link(), token)).rejects.toMatchObject({ code: 'not_found' });
      await expect(endSubscription(link(), token)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('subscribers of an organization', () => {
  test('a mailbox is asked to confirm, by people too; a webhook is told at once', async ({ db }) => {
    const { tenant, page } = await story(db);
    const deps = testSubscriberDeps(db);
    const mailbox = { page_id: page.id, kind: 'email', email: 'ada@example.com' };
    expect(await createSubscriber(tenant.ctx, mailbox, deps)).toMatchObject({ state: 'unconfirmed' });
    expect(await mails(db)).toHaveLength(1);
    const hook = { page_id: page.id, kind: 'webhook', url: 'https://hooks.example.com/secret' };
    const made = await createSubscriber(tenant.ctx, hook, deps);
    expect(made).toMatchObject({ state: 'active', address: 'hooks.example.com' });
    expect(made.signing_secret).toMatch(/^whsec_/);
    const { data } = await listSubscribers(tenant.ctx, { page_id: page.id });
    expect(data).toHaveLength(2);
    const kept = JSON.stringify([
      data,
      await db.select().from(subscribers),
      await db.select().from(auditLog),
    ]);
    expect(kept).not.toContain('/secret');
    expect(kept).not.toContain(made.signing_secret);
  });

  test.for([
    'http://127.0.0.1/x',
    'http://169.254.169.254/latest',
    'http://localhost/x',
    'https://status.example.com/x',
    'http://[::1]/x',
    'http://10.1.2.3:8080/',
  ])('a webhook is not called at %s', async (url, { db }) => {
    const { tenant, page } = await story(db);
    const asked = createSubscriber(
      tenant.ctx,
      { page_id: page.id, kind: 'webhook', url },
      testSubscriberDeps(db),
    );
    await expect(asked).rejects.toMatchObject({ code: 'invalid' });
  });

  test('fifty webhooks of a page are the most, however many are added at once', async () => {
    const { db, close } = await freshDatabase({ max: 6 });
    const { tenant, page } = await story(db);
    const hook = { page_id: page.id, kind: 'webhook', url: 'https://hooks.example.com/secret' };
    const there = Array.from({ length: 48 }, () => ({ kind: 'webhook' as const, locale: 'en' as const }));
    const { organizationId } = tenant;
    await db
      .insert(subscribers)
      .values(
        there.map((row) => ({ ...row, organizationId, pageId: page.id, address: 'hooks.example.com' })),
      );
    const added = await Promise.allSettled(
      Array.from({ length: 6 }, () => createSubscriber(tenant.ctx, hook, testSubscriberDeps(db))),
    );
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await db.$count(subscribers)).toBe(50);
    await close();
  });

  test('a mailbox is not subscribed twice, and not asked for ever', async ({ db }) => {
    vi.setSystemTime(Date.now());
    onTestFinished(() => void vi.useRealTimers());
    const { tenant, page } = await story(db);
    const deps = testSubscriberDeps(db);
    await createMailbox(db, page, 'known@example.com');
    const known = { page_id: page.id, kind: 'email', email: 'known@example.com' };
    await expect(createSubscriber(tenant.ctx, known, deps)).rejects.toMatchObject({ code: 'conflict' });
    const made = await createSubscriber(tenant.ctx, { ...known, email: 'ada@example.com' }, deps);
    const ref = { page_id: page.id, id: made.id };
    for (let n = 0; n < 2; n += 1) {
      await resendConfirmation({ ...tenant.ctx, requestId: newId('req') }, ref, deps);
    }
    await expect(resendConfirmation(tenant.ctx, ref, deps)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await mails(db)).toHaveLength(3);
  });

  test('a mailbox is noted with its line in the audit log, or not at all', async ({ db }) => {
    const { tenant, page } = await story(db);
    const deps = testSubscriberDeps(db);
    const ada = { page_id: page.id, kind: 'email', email: 'ada@example.com' };
    // Postgres takes no text with such a character.
    const broken = { ...tenant.ctx, requestId: '\u0000' };
    await expect(createSubscriber(broken, ada, deps)).rejects.toThrow();
    expect(await db.select().from(subscribers)).toEqual([]);
    const { id } = await createSubscriber(tenant.ctx, ada, deps);
    await expect(resendConfirmation(broken, { page_id: page.id, id }, deps)).rejects.toThrow();
    expect(await db.select().from(subscribers)).toMatchObject([{ confirmVersion: 1 }]);
    expect(await mails(db)).toHaveLength(1);
  });

  test('are found by a part of their address and by their state', async ({ db }) => {
    const { tenant, page } = await story(db);
    await createMailbox(db, page, 'ada@example.com');
    await createMailbox(db, page, 'eve_%@example.org', { unsubscribedAt: now });
    const found = async (filter: object) =>
      (await listSubscribers(tenant.ctx, { page_id: page.id, ...filter })).data.map(({ address }) => address);
    expect(await found({ q: 'EXAMPLE.com' })).toEqual(['ada@example.com']);
    expect(await found({ q: '%' })).toEqual(['eve_%@example.org']);
    expect(await found({ state: 'unsubscribed' })).toEqual(['eve_%@example.org']);
    expect(await found({ state: 'active', kind: 'email' })).toEqual(['ada@example.com']);
  });

  test('are no business of viewers, other organizations, and keys of other projects', async ({ db }) => {
    const { tenant, page } = await story(db);
    const deps = testSubscriberDeps(db);
    const row = await createMailbox(db, page, 'ada@example.com');
    const other = await createTenant(db, 'Other');
    const ref = { page_id: page.id, id: row.id };
    const verbs = [
      (ctx: typeof tenant.ctx) => listSubscribers(ctx, { page_id: page.id }),
      (ctx: typeof tenant.ctx) => deleteSubscriber(ctx, ref),
      (ctx: typeof tenant.ctx) => resendConfirmation(ctx, ref, deps),
      (ctx: typeof tenant.ctx) =>
        createSubscriber(ctx, { page_id: page.id, kind: 'email', email: 'b@example.com' }, deps),
    ];
    for (const verb of verbs) {
      await expect(verb(withRole(tenant, 'viewer'))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(verb(other.ctx)).rejects.toMatchObject({ code: 'not_found' });
      const key = withApiKey(tenant, ['read', 'write'], newId('prj'));
      await expect(verb(key)).rejects.toMatchObject({ code: 'not_found' });
    }
    const elsewhere = await createPage(db, tenant);
    const crossed = { page_id: elsewhere.page.id, id: row.id };
    await expect(deleteSubscriber(tenant.ctx, crossed)).rejects.toMatchObject({ code: 'not_found' });
    expect(await deleteSubscriber(withRole(tenant, 'editor'), ref)).toEqual({ id: row.id });
  });

  test('an address that came back is told by no page of its organization, until it confirms anew', async ({
    db,
  }) => {
    const { tenant, page, deps, wish, link } = await story(db);
    const other = await createTenant(db, 'Other');
    const row = await createMailbox(db, page, 'ada@example.com');
    const beside = await createMailbox(db, (await createPage(db, tenant)).page, 'ada@example.com');
    const strange = await createMailbox(db, (await createPage(db, other)).page, 'ada@example.com');
    const loss = {
      deliveryId: row.id,
      addresses: ['ada@example.com'],
      reason: 'bounced' as const,
      detail: 'There is no such mailbox.',
    };
    expect(await recordSubscriberLoss(db, loss)).toBe(2);
    expect(await recordSubscriberLoss(db, loss)).toBe(0);
    expect(await recordSubscriberLoss(db, { ...loss, deliveryId: 'nonsense' })).toBe(0);
    const states = new Map((await db.select().from(subscribers)).map((one) => [one.id, one.disabledReason]));
    expect(states.get(beside.id)).toContain('came back');
    expect(states.get(strange.id)).toBeNull();
    await subscribe(deps(), wish('ada@example.com'), person);
    const [token = ''] = await tokens(db);
    await confirmSubscription(link(), token);
    expect(await stateOfToken(link(), token)).toBe('active');
  });

  test('a resent link replaces the one before', async ({ db }) => {
    const { tenant, page, link } = await story(db);
    const deps = testSubscriberDeps(db);
    const made = await createSubscriber(
      tenant.ctx,
      { page_id: page.id, kind: 'email', email: 'ada@example.com' },
      deps,
    );
    await resendConfirmation(
      { ...later(tenant.ctx, 1000), requestId: newId('req') },
      { page_id: page.id, id: made.id },
      deps,
    );
    const [first = '', second = ''] = await tokens(db);
    await expect(confirmSubscription(link(), first)).rejects.toMatchObject({ code: 'not_found' });
    await confirmSubscription(link(), second);
  });
});
