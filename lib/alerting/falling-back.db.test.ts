import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { channels, deliveries, mailboxMessages } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { acknowledgeIncident } from '@/lib/alerting/acknowledge-incident';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { addSlack, beginOutages, endOutages, passSeconds } from '@/lib/alerting/testing/storm';
import { addOutage, addWebhook, tell, testSender } from '@/lib/alerting/testing/world';
import { updateChannel } from '@/lib/channels/update-channel';
import { newId } from '@/lib/core/ids';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

let database: Database;
let tenant: Tenant;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await freshDatabase({ max: 8 });
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database.db.delete(channels);
});

const dead: Answer = { status: 404, body: 'no_service' };
const alive: Answer = { status: 200, body: 'ok' };

async function receiver(...answers: Answer[]) {
  const started = await startReceiver(...answers);
  stops.push(started.stop);
  return started;
}

/** A hook of Slack that is not there any more: its channel is switched off by the first message. */
async function addDead(name: string) {
  const { url } = await receiver(dead);
  return addSlack(tenant, `${url}/services/a/b/${name}`, name);
}

const send = () => sendPendingDeliveries(testSender(database.db));

async function addHook(name: string, ...answers: Answer[]) {
  const hook = await receiver(...answers);
  const channel = await addWebhook(tenant, hook.url, name);
  return { ...hook, id: channel.id };
}

async function settle(): Promise<void> {
  for (let n = 0; n < 12; n += 1) {
    await send();
    await passSeconds(database.db, 20);
  }
}

async function ledger() {
  const rows = await database.db
    .select({ name: channels.name, delivery: deliveries })
    .from(deliveries)
    .innerJoin(channels, eq(channels.id, deliveries.channelId))
    .where(eq(deliveries.organizationId, tenant.organizationId))
    .orderBy(asc(deliveries.createdAt), asc(deliveries.id));
  return rows
    .filter(({ delivery }) => delivery.incidentId !== null)
    .map(({ name, delivery }) => `${delivery.transition} ${name} ${delivery.status}`)
    .sort();
}

async function timeline(incidentId: string): Promise<string[]> {
  const rows = await database.db
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, incidentId))
    .orderBy(asc(incidentEvents.at));
  return rows.map(({ type, body }) => `${type} ${body}`);
}

async function mails(): Promise<string[]> {
  const rows = await database.db
    .select()
    .from(mailboxMessages)
    .where(eq(mailboxMessages.organizationId, tenant.organizationId));
  return rows.map(({ subject, recipients }) => `${subject} to ${recipients.join()}`).sort();
}

const failed = (name: string, told = '') =>
  `delivery_failed ${name}: The receiver answered 404: no_service.${told}`;

describe('what a channel could not tell', () => {
  test('is told by another of its project that was not told of it, and the timeline says so', async () => {
    tenant = await createTenant(database.db);
    await addDead('First');
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    const second = await addHook('Second', alive);
    await settle();
    expect(await ledger()).toEqual(['opened First failed', 'opened Second delivered']);
    expect(second.received.filter(({ body }) => body.includes('incident.opened'))).toHaveLength(1);
    expect(await timeline(outage.incidentId)).toEqual([
      failed('First', ' Second is told in its place.'),
      'delivered Second',
    ]);
    await tell(database.db, tenant, outage, 'resolved', 60_000);
    await settle();
    expect((await ledger()).filter((line) => line.startsWith('resolved'))).toEqual([
      'resolved Second delivered',
    ]);
  });

  test('two dead ones in a row end at the owners, once, and nobody is told twice', async () => {
    tenant = await createTenant(database.db);
    await addDead('First');
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await addDead('Second');
    await settle();
    expect(await ledger()).toEqual(['opened Ada delivered', 'opened First failed', 'opened Second failed']);
    expect((await mails()).filter((subject) => subject.startsWith('Down:'))).toEqual([
      `Down: Checkout API to ${tenant.userId}@example.com`,
    ]);
    expect(await timeline(outage.incidentId)).toEqual([
      failed('First', ' Second is told in its place.'),
      failed('Second', ' Ada is told in its place.'),
      'delivered Ada',
    ]);
  });

  test('two that fail at the same moment do not each take the other for the one that tells', async () => {
    for (let round = 0; round < 4; round += 1) {
      tenant = await createTenant(database.db);
      await addDead('First');
      await addDead('Second');
      await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
      await Promise.all([send(), send()]);
      await settle();
      expect(await ledger()).toEqual(['opened Ada delivered', 'opened First failed', 'opened Second failed']);
    }
  });

  test('goes nowhere while another channel still tries, and nowhere where one has told it', async () => {
    tenant = await createTenant(database.db);
    await addDead('First');
    await addHook('Trying', { status: 500 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await send();
    expect(await ledger()).toEqual(['opened First failed', 'opened Trying pending']);
  });

  test('is nobody’s business any more once somebody has the incident', async () => {
    tenant = await createTenant(database.db);
    await addDead('First');
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    const late = testSender(database.db, {
      hooks: {
        afterSend: async () => void (await acknowledgeIncident(tenant.ctx, { id: outage.incidentId })),
      },
    });
    await sendPendingDeliveries(late);
    expect(await ledger()).toEqual(['opened First failed']);
  });

  test('after a day of trying it is told elsewhere as well', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', { status: 500 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await addHook('Second', alive);
    await database.db.update(deliveries).set({ attemptCount: 17, giveUpAt: new Date(Date.now() - 1) });
    await settle();
    expect(await ledger()).toEqual(['opened First failed', 'opened Second delivered']);
  });
});

describe('what is tried for more than five minutes', () => {
  const failing: Answer = { status: 500 };
  const said = (name: string, told = '') =>
    `delivery_failed ${name}: The receiver answered 500. It is tried further.${told}`;

  /** So many times twenty seconds, with the sender at work. */
  async function pass(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      await send();
      await passSeconds(database.db, 20);
    }
    await send();
  }

  test('is told by the others then and not before, once, and the attempts go on', async () => {
    tenant = await createTenant(database.db);
    const first = await addHook('First', failing);
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await addHook('Second', alive);
    await pass(14);
    expect(await ledger()).toEqual(['opened First pending']);
    expect(await timeline(outage.incidentId)).toEqual([]);
    await pass(2);
    expect(await ledger()).toEqual(['opened First pending', 'opened Second delivered']);
    const told = [said('First', ' Second is told in its place.'), 'delivered Second'];
    expect(await timeline(outage.incidentId)).toEqual(told);
    await addHook('Third', alive);
    const before = first.received.length;
    await pass(100);
    expect(first.received.length).toBeGreaterThan(before);
    expect(await ledger()).toEqual(['opened First pending', 'opened Second delivered']);
    expect(await timeline(outage.incidentId)).toEqual(told);
    first.next(alive);
    await pass(400);
    expect(await ledger()).toEqual(['opened First delivered', 'opened Second delivered']);
  });

  test('is told by nobody else where the receiver is back in time', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', failing, failing, failing, failing, alive);
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await addHook('Second', alive);
    await pass(30);
    expect(await ledger()).toEqual(['opened First delivered']);
    expect(await timeline(outage.incidentId)).toEqual(['delivered First']);
  });

  test('is told with its end, and so is an end alone', async () => {
    tenant = await createTenant(database.db);
    const first = await addHook('First', failing);
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await addHook('Second', alive);
    await pass(16);
    await tell(database.db, tenant, outage, 'resolved', 60_000);
    await send();
    expect(await ledger()).toContain('resolved Second delivered');
    first.next(alive);
    const other = await addOutage(database.db, tenant, 'Other');
    await database.db.delete(channels).where(eq(channels.name, 'Second'));
    await tell(database.db, tenant, other, 'opened');
    await send();
    first.next(failing);
    await tell(database.db, tenant, other, 'resolved', 60_000);
    await addHook('Third', alive);
    await pass(16);
    expect((await ledger()).filter((line) => line.includes('Third'))).toEqual(['resolved Third delivered']);
  });

  test('takes what waits behind it along', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', failing);
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    const [opened] = await database.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.incidentId, outage.incidentId));
    if (opened === undefined) throw new Error('nothing is told');
    await addHook('Second', alive);
    const later = new Date(opened.createdAt.getTime() + 60_000);
    await database.db.insert(deliveries).values({
      ...opened,
      id: newId('dlv'),
      transition: 'escalated',
      step: 1,
      createdAt: later,
    });
    await pass(16);
    expect(await ledger()).toEqual([
      'escalated First pending',
      'escalated Second delivered',
      'opened First pending',
      'opened Second delivered',
    ]);
  });

  test('by all channels there are ends at the owners, once', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', failing);
    await addHook('Second', failing);
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await pass(40);
    expect(await ledger()).toEqual(['opened Ada delivered', 'opened First pending', 'opened Second pending']);
    expect((await mails()).filter((subject) => subject.startsWith('Down:'))).toHaveLength(1);
  });

  test('says so in sentences, whatever the receiver said', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', 'reset');
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await addHook('Second', alive);
    await pass(16);
    expect((await timeline(outage.incidentId))[0]).toMatch(
      /^delivery_failed First: [^.]+\. It is tried further\. Second is told in its place\.$/,
    );
  });

  test('is told at once where the receiver asks for longer than that', async () => {
    tenant = await createTenant(database.db);
    await addHook('First', { status: 503, headers: { 'retry-after': '3600' } });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await addHook('Second', alive);
    await pass(1);
    expect(await ledger()).toEqual(['opened First pending', 'opened Second delivered']);
  });

  test('as a digest of a storm is told by others as one as well', async () => {
    tenant = await createTenant(database.db);
    const { url } = await receiver(failing);
    await addSlack(tenant, `${url}/services/a/b/c`, 'First');
    await beginOutages(database.db, tenant, 12);
    await passSeconds(database.db, 30);
    await send();
    const second = await receiver(alive);
    await addSlack(tenant, `${second.url}/services/a/b/c`, 'Second');
    await pass(25);
    const lines = await ledger();
    expect(lines.filter((line) => line === 'opened First folded')).toHaveLength(12);
    expect(lines.filter((line) => line === 'opened Second delivered')).toHaveLength(12);
    expect(second.received).toHaveLength(1);
  });
});

describe('a channel that its receiver switches off', () => {
  test('leaves nothing behind: what waited for it is told by the others', async () => {
    tenant = await createTenant(database.db);
    const first = await addHook('First', { status: 500 }, { status: 500 }, { status: 410 });
    const outages = await beginOutages(database.db, tenant, 2);
    await send();
    await endOutages(database.db, tenant, outages, 60_000);
    await addHook('Second', alive);
    await settle();
    const lines = await ledger();
    expect(lines.filter((line) => line.includes('Second'))).toEqual([
      ...Array(2).fill('opened Second delivered'),
      ...Array(2).fill('resolved Second delivered'),
    ]);
    expect(lines.filter((line) => / First (pending|sending|folded|delivered)/.test(line))).toEqual([]);
    expect(first.received.length).toBeLessThanOrEqual(4);
  });

  test('gives a storm that it could not be told to the next one, as a digest', async () => {
    tenant = await createTenant(database.db);
    await addDead('First');
    await beginOutages(database.db, tenant, 12);
    await send();
    const { url, received } = await receiver(alive);
    await addSlack(tenant, `${url}/services/a/b/c`, 'Second');
    await passSeconds(database.db, 30);
    await settle();
    const lines = await ledger();
    expect(lines.filter((line) => line === 'opened First failed')).toHaveLength(12);
    expect(lines.filter((line) => line === 'opened Second delivered')).toHaveLength(12);
    expect(received.filter(({ body }) => body.includes('12 down'))).toHaveLength(1);
  });

  test('by a person, that is meant: what waits for it is suppressed and told nowhere else', async () => {
    tenant = await createTenant(database.db);
    const hook = await addHook('First', alive);
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    await addHook('Second', alive);
    await updateChannel(tenant.ctx, { id: hook.id, enabled: false });
    await settle();
    expect(await ledger()).toEqual(['opened First suppressed']);
  });
});
