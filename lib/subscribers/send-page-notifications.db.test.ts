import { EventEmitter, once } from 'node:events';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pgTexts } from '@/db/arrays';
import { mailboxMessages } from '@/db/schema/alerting';
import { pageIncidentComponents, pageIncidents, pageIncidentUpdates } from '@/db/schema/page-incidents';
import { statusPages } from '@/db/schema/status-pages';
import { pageNotifications, subscribers } from '@/db/schema/subscribers';
import { freshDatabase } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { standardMac } from '@/lib/core/standard-webhooks';
import type { CallHttp } from '@/lib/email/http';
import { startSmtpServer } from '@/lib/email/testing/smtp-server';
import { createSubscriber } from '@/lib/subscribers/create-subscriber';
import { endSubscription } from '@/lib/subscribers/manage-subscription';
import { queueNotifications } from '@/lib/subscribers/queue-notifications';
import { sendPageNotifications } from '@/lib/subscribers/send-page-notifications';
import { testNotifierDeps, testSigner, testSubscriberDeps } from '@/lib/subscribers/testing/deps';
import { createIncident, createMailbox, createPage, createUpdate } from '@/lib/subscribers/testing/page';

type Answer = Extract<Awaited<ReturnType<CallHttp>>, { ok: true }>;
type Call = Parameters<CallHttp>[0];

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase({ max: 30 });
});
afterAll(async () => await database.close());
beforeEach(async () => {
  await database.sql`truncate organizations cascade`;
});

async function story() {
  const { db } = database;
  const tenant = await createTenant(db);
  const made = await createPage(db, tenant, { name: 'Acme', slug: `acme-${Date.now()}` });
  const incident = await createIncident(db, made.page);
  const tell = async (values: Parameters<typeof createUpdate>[2] = {}) => {
    const update = await createUpdate(db, incident, values);
    const { organizationId, id: pageId } = made.page;
    await queueNotifications(db, { organizationId, pageId, updateId: update.id, componentIds: [] });
    return update;
  };
  return { db, tenant, ...made, incident, tell };
}

async function mails() {
  return database.db.select().from(mailboxMessages).orderBy(asc(mailboxMessages.createdAt));
}

async function notifications() {
  return database.db.select().from(pageNotifications);
}

async function makeDue(): Promise<void> {
  await database.sql`update page_notifications set next_attempt_at = now() where next_attempt_at is not null`;
}

function answers(status: number, body: string, calls: Call[] = []): CallHttp {
  const answer: Answer = {
    ok: true,
    status,
    headers: {},
    body,
    isBodyCut: false,
    remoteAddress: '203.0.113.1',
    durationMs: 1,
  };
  return async (call) => {
    calls.push(call);
    return answer;
  };
}

it('sends nothing by a lease that has run out: whoever has taken it over has sent it', async () => {
  const { db, page, tell } = await story();
  for (let n = 0; n < 40; n += 1) await createMailbox(db, page, `reader${n}@example.com`);
  await tell();
  const stop = new EventEmitter();
  const [isTaken, isReleased] = [once(stop, 'taken'), once(stop, 'released')];
  let inHand = 0;
  const slow = sendPageNotifications({
    ...testNotifierDeps(db),
    afterSend: async () => {
      inHand += 1;
      if (inHand === 20) stop.emit('taken');
      await isReleased;
    },
  });
  await isTaken;
  const told = (await mails()).flatMap(({ recipients }) => recipients);
  await db.execute(sql`update page_notifications n set next_attempt_at = now(), claimed_until_at = now()
    from subscribers s where s.id = n.subscriber_id and s.address <> all(${pgTexts(told)}::text::text[])`);
  expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 20 });
  stop.emit('released');
  expect(await slow).toMatchObject({ sent: 20, lost: 20 });
  expect(inHand).toBe(20);
  expect(await mails()).toHaveLength(40);
});

describe('mail of an update', () => {
  it('reaches each subscriber once, in the own language, with a link that ends it', async () => {
    const { db, page, api, incident, tell } = await story();
    await db
      .insert(pageIncidentComponents)
      .values({ pageIncidentId: incident.id, componentId: api, status: 'major_outage' });
    await createMailbox(db, page, 'ada@example.com');
    await createMailbox(db, page, 'karl@example.com', { locale: 'de' });
    await tell();
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 2 });
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 0 });
    const [english, german] = (await mails()).sort((a, b) =>
      String(a.recipients).localeCompare(String(b.recipients)),
    );
    expect(english).toMatchObject({ recipients: ['ada@example.com'], subject: 'Acme: The API fails' });
    expect(english?.html).toContain('We <strong>look</strong> into it.');
    expect(english?.text).toContain('API (Major outage)');
    expect(english?.text).toContain('ada@example.com is subscribed to Acme');
    expect(german?.text).toContain('Betroffene Komponenten');
    expect(german?.html).toContain('lang="de"');
    const unsubscribe = english?.headers['List-Unsubscribe'] ?? '';
    expect(unsubscribe).toMatch(/^<http.*\/status\/acme-\d+\/subscriptions\/[\w.-]+>$/);
    expect(english?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      'List-Id': expect.stringMatching(/^<[0-9a-z]{12}\.example\.com>$/),
    });
    expect(english?.html).toContain(unsubscribe.slice(1, -1));
    expect(english?.html).not.toContain('__subscriber');
  });

  it('keeps all updates of an incident in one thread under one subject', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    await tell();
    await sendPageNotifications(testNotifierDeps(db));
    await tell({ status: 'resolved', body: 'Over.' });
    await sendPageNotifications(testNotifierDeps(db));
    const [first, second] = await mails();
    expect(second?.subject).toBe(first?.subject);
    expect(second?.headers['References']).toBe(first?.headers['References']);
    expect(second?.headers['Message-ID']).not.toBe(first?.headers['Message-ID']);
    expect(second?.sender).toContain('Acme – Resolved');
  });

  it('cannot be made to carry another header or markup by names and titles', async () => {
    const { db, page, incident, tell } = await story();
    const evil = 'Down\r\nBcc: all@example.com <script>alert(1)</script>';
    await db.update(pageIncidents).set({ title: evil }).where(eq(pageIncidents.id, incident.id));
    await db.update(statusPages).set({ name: 'A\r\nX-Evil: 1"' }).where(eq(statusPages.id, page.id));
    await createMailbox(db, page, 'ada@example.com');
    await tell({ body: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' });
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 1 });
    const [mail] = await mails();
    expect(mail?.subject).not.toMatch(/[\r\n]/);
    expect(mail?.sender).not.toMatch(/[\r\n]/);
    expect(mail?.html).not.toMatch(/<script|<img|href="javascript/i);
  });
});

describe('once, whatever happens', () => {
  it('two senders at once give each subscriber one mail', async () => {
    const { db, page, tell } = await story();
    for (let n = 0; n < 150; n += 1) await createMailbox(db, page, `user${n}@example.com`);
    await tell();
    const reports = await Promise.all([1, 2, 3].map(() => sendPageNotifications(testNotifierDeps(db))));
    expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(150);
    const all = await mails();
    expect(all).toHaveLength(150);
    expect(new Set(all.map(({ recipients }) => String(recipients))).size).toBe(150);
  });

  it('a sender that dies between sending and recording leaves one mail, which the next one records', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    await tell();
    const dying = {
      ...testNotifierDeps(db),
      afterSend: () => {
        throw new Error('killed');
      },
    };
    expect(await sendPageNotifications(dying)).toMatchObject({ sent: 0, lost: 1 });
    expect((await notifications()).map(({ status }) => status)).toEqual(['sending']);
    await makeDue();
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 1 });
    expect(await mails()).toHaveLength(1);
    expect((await notifications()).map(({ status }) => status)).toEqual(['sent']);
  });

  it('a sender whose lease ran out settles nothing', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    await tell();
    const slow = {
      ...testNotifierDeps(db),
      afterSend: async () => {
        await makeDue();
        await sendPageNotifications(testNotifierDeps(db));
      },
    };
    expect(await sendPageNotifications(slow)).toMatchObject({ sent: 0, lost: 1 });
    expect(await mails()).toHaveLength(1);
    expect(await notifications()).toMatchObject([{ status: 'sent', attemptCount: 1 }]);
  });
});

describe('what is not told any more', () => {
  it('is what was taken back, or whose reader or page has gone meanwhile', async () => {
    const { db, page, incident, tell } = await story();
    const gone = await createMailbox(db, page, 'gone@example.com');
    await createMailbox(db, page, 'ada@example.com');
    await tell();
    const token = testSigner.sign('subscriber', JSON.stringify([gone.id, 1]));
    await endSubscription({ db, signer: testSigner, now: new Date() }, token);
    await db.update(pageIncidents).set({ discardedAt: new Date() }).where(eq(pageIncidents.id, incident.id));
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 0, suppressed: 2 });
    await tell();
    await db.update(statusPages).set({ isPublished: false }).where(eq(statusPages.id, page.id));
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 0, suppressed: 1 });
    expect(await mails()).toEqual([]);
  });

  it('is an update that was deleted before it went out', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    const update = await tell();
    await db.delete(pageIncidentUpdates).where(eq(pageIncidentUpdates.id, update.id));
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 0, lost: 0 });
    expect(await mails()).toEqual([]);
  });

  it('is what mailboxes of other domains would read of a page for some', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    await createMailbox(db, page, 'eve@elsewhere.example');
    await tell();
    await db
      .update(statusPages)
      .set({ access: 'email', allowedEmailDomains: ['example.com'] })
      .where(eq(statusPages.id, page.id));
    expect(await sendPageNotifications(testNotifierDeps(db))).toMatchObject({ sent: 1, suppressed: 1 });
    expect((await mails()).map(({ recipients }) => recipients)).toEqual([['ada@example.com']]);
  });
});

describe('webhooks and Slack', () => {
  async function withHook(kind: 'webhook' | 'slack') {
    const made = await story();
    const url =
      kind === 'webhook' ? 'https://hooks.example.com/in' : 'https://hooks.slack.com/services/T0/B0/x';
    const hook = await createSubscriber(
      made.tenant.ctx,
      { page_id: made.page.id, kind, url },
      testSubscriberDeps(made.db),
    );
    return { ...made, hook, url };
  }

  it('a webhook gets the shapes of Statuspage, signed with the secret that was shown once', async () => {
    const { db, tell, hook, url } = await withHook('webhook');
    await tell();
    const calls: Call[] = [];
    expect(await sendPageNotifications(testNotifierDeps(db, answers(204, '', calls)))).toMatchObject({
      sent: 1,
    });
    const [call] = calls;
    expect(call).toMatchObject({ url, method: 'POST' });
    const body = String(call?.body);
    const { 'webhook-id': id = '', 'webhook-timestamp': at = '', ...rest } = call?.headers ?? {};
    const mac = standardMac(hook.signing_secret ?? '', id, at, body).toString('base64');
    expect(rest['webhook-signature']).toBe(`v1,${mac}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'status_page.incident.updated',
      data: {
        page: { name: 'Acme' },
        incident: { name: 'The API fails', status: 'investigating', impact: 'major' },
        update: { status: 'investigating', body: 'We **look** into it.', affected_components: null },
      },
    });
  });

  it('Slack gets text in which nothing is markup of its own', async () => {
    const { db, tell } = await withHook('slack');
    await tell({ body: 'Hello <!channel> & all' });
    const calls: Call[] = [];
    await sendPageNotifications(testNotifierDeps(db, answers(200, 'ok', calls)));
    expect(String(calls[0]?.body)).toContain('Hello &lt;!channel&gt; &amp; all');
  });

  it('is tried again at its times, then given up, without a word of the secret', async () => {
    const { db, tell, url } = await withHook('webhook');
    await tell();
    const deps = testNotifierDeps(db, answers(500, `no ${url}`));
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      await sendPageNotifications(deps);
      const [row] = await notifications();
      if (row?.nextAttemptAt) waits.push(Math.ceil((row.nextAttemptAt.getTime() - Date.now()) / 60_000));
      await makeDue();
    }
    expect(waits).toEqual([2, 6, 33, 132, 792]);
    expect(await notifications()).toMatchObject([{ status: 'failed', attemptCount: 6 }]);
    expect(JSON.stringify(await notifications())).not.toContain('/in');
  });

  it('is switched off where the receiver is gone for good', async () => {
    const { db, tell, hook } = await withHook('webhook');
    await tell();
    await sendPageNotifications(testNotifierDeps(db, answers(410, '')));
    const [row] = await db.select().from(subscribers).where(eq(subscribers.id, hook.id));
    expect(row?.disabledReason).toContain('410');
  });
});

describe('an address that takes no mail', () => {
  it('is told nothing more where there is nobody, and goes on where only this mail was refused', async () => {
    const refusals: Record<string, string> = {
      nobody: '550 5.1.1 No such user',
      full: '552 5.2.2 Too large',
    };
    const server = await startSmtpServer({ rcpt: (address) => refusals[address.split('@')[0] ?? ''] });
    try {
      const { db, page, tell } = await story();
      for (const name of ['nobody', 'full', 'ada']) await createMailbox(db, page, `${name}@example.com`);
      await tell();
      const deps = testNotifierDeps(db);
      const settings = { ...deps.mail.settings, smtpUrl: server.url() };
      const bySmtp = { ...deps, mail: { ...deps.mail, settings } };
      expect(await sendPageNotifications(bySmtp)).toMatchObject({ sent: 1, failed: 2 });
      expect(server.letters.flatMap(({ to }) => to)).toEqual(['ada@example.com']);
      const reasons = new Map(
        (await db.select().from(subscribers)).map((one) => [one.address, one.disabledReason]),
      );
      expect(reasons.get('nobody@example.com')).toContain('5.1.1');
      expect([reasons.get('full@example.com'), reasons.get('ada@example.com')]).toEqual([null, null]);
      await tell({ body: 'Still.' });
      expect(await sendPageNotifications(bySmtp)).toMatchObject({ sent: 1, failed: 1, suppressed: 0 });
    } finally {
      await server.stop();
    }
  });
});

describe('beside alerts', () => {
  it('a provider that asks for patience costs no attempt', async () => {
    const { db, page, tell } = await story();
    await createMailbox(db, page, 'ada@example.com');
    await tell();
    const deps = testNotifierDeps(db);
    const settings = { ...deps.mail.settings, resendApiKey: 're_test' };
    const crowded = { ...deps, mail: { ...deps.mail, settings, call: answers(429, '{}') } };
    for (let n = 0; n < 8; n += 1) {
      await sendPageNotifications(crowded);
      await makeDue();
    }
    expect(await notifications()).toMatchObject([{ status: 'pending', attemptCount: 0 }]);
    expect(await sendPageNotifications(deps)).toMatchObject({ sent: 1 });
  });
});
