import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { channels, deliveries } from '@/db/schema/alerting';
import { incidentEvents } from '@/db/schema/incidents';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { resendDelivery } from '@/lib/alerting/resend-delivery';
import { sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { addSlack, beginOutages, endOutages, passSeconds } from '@/lib/alerting/testing/storm';
import { addEmail, addOutage, addWebhook, passTime, tell, testSender } from '@/lib/alerting/testing/world';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

let database: Database;
let tenant: Tenant;
const stops: (() => Promise<void>)[] = [];
const ok = { status: 200, body: 'ok' } as const;

beforeAll(async () => {
  database = await freshDatabase({ max: 8 });
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database.db.delete(channels);
});

async function begin(...answers: Answer[]) {
  tenant = await createTenant(database.db);
  const receiver = await startReceiver(...(answers.length === 0 ? [ok] : answers));
  stops.push(receiver.stop);
  const channel = await addSlack(tenant, `${receiver.url}/services/a/b/c`);
  const texts = () => receiver.received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
  const send = (extra: Parameters<typeof testSender>[1] = {}) =>
    sendPendingDeliveries(testSender(database.db, extra));
  /** Slack takes one message a second: so many looks, each a little later. */
  const sendEach = async (seconds: number) => {
    for (let n = 0; n < seconds; n += 1) {
      await send();
      await passSeconds(database.db, 1);
    }
  };
  return { receiver, channel, texts, send, sendEach };
}

function ledger() {
  return database.db.select().from(deliveries).orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

async function statuses(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { transition, status } of await ledger()) {
    const key = `${transition === 'digest' ? 'digest ' : ''}${status}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('a calm channel', () => {
  test('is told at once, message by message', async () => {
    tenant = await createTenant(database.db);
    await addEmail(tenant);
    await beginOutages(database.db, tenant, 3);
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 3 });
    expect(await statuses()).toEqual({ delivered: 3 });
  });

  test('whose vendor asks for a second between two messages gets it, from however many senders', async () => {
    const { texts, send, sendEach } = await begin();
    await beginOutages(database.db, tenant, 3);
    await Promise.all([send(), send(), send()]);
    expect(texts()).toHaveLength(1);
    await sendEach(3);
    expect(texts()).toHaveLength(3);
  });

  test('gets six messages a minute and no more: what comes then is told when a place is free', async () => {
    const { texts, send, sendEach } = await begin();
    await beginOutages(database.db, tenant, 3, { name: 'First' });
    await sendEach(3);
    await beginOutages(database.db, tenant, 3, { name: 'Second' });
    await sendEach(3);
    expect(texts()).toHaveLength(6);
    await beginOutages(database.db, tenant, 2, { name: 'Third' });
    await send();
    await passSeconds(database.db, 30);
    await send();
    expect(texts()).toHaveLength(6);
    await passSeconds(database.db, 31);
    await send();
    expect(texts()).toHaveLength(7);
    expect(texts()[6]).toContain('2 down');
    expect(await statuses()).toEqual({ delivered: 8, 'digest delivered': 1 });
  });
});

describe('a storm', () => {
  test('is gathered for half a minute, and told as one', async () => {
    const { receiver, texts, send, channel } = await begin();
    const beganMs = Date.now();
    const outages = await beginOutages(database.db, tenant, 60);
    await send();
    expect(texts()).toEqual([]);
    const [held] = await ledger();
    const heldUntilMs = held?.nextAttemptAt?.getTime() ?? 0;
    expect(heldUntilMs).toBeGreaterThanOrEqual(beganMs + 30_000);
    expect(heldUntilMs).toBeLessThanOrEqual(Date.now() + 30_000);
    // In the midst of it still, however slow this machine is.
    await passSeconds(database.db, -300);
    await beginOutages(database.db, tenant, 5, { name: 'Later', afterMs: 15_000 });
    await send();
    expect(texts()).toEqual([]);

    await passSeconds(database.db, 330);
    expect(await send()).toMatchObject({ delivered: 1 });
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('65 down');
    expect(receiver.received[0]?.body).toContain('and 15 more');
    expect(await statuses()).toEqual({ delivered: 65, 'digest delivered': 1 });
    const told = await database.db.select().from(incidentEvents).where(eq(incidentEvents.type, 'delivered'));
    const ours = told.filter(({ organizationId }) => organizationId === tenant.organizationId);
    expect(new Set(ours.map(({ incidentId }) => incidentId)).size).toBe(65);
    expect(ours).toHaveLength(65);
    expect(ours.every(({ body }) => body === channel.name)).toBe(true);
    expect(outages).toHaveLength(60);
    const [row] = await database.db.select().from(channels).where(eq(channels.id, channel.id));
    expect(row?.groupingUntilAt).toBeNull();
  });

  test('what begins and ends within it is told once, as recovered, and after what is still open', async () => {
    const { send } = await begin();
    const outages = await beginOutages(database.db, tenant, 6);
    await send();
    await endOutages(database.db, tenant, outages.slice(0, 4), 20_000);
    await send();
    await passSeconds(database.db, 30);
    await send();
    const digest = (await ledger()).find(({ transition }) => transition === 'digest');
    expect(digest?.message).toMatchObject({ open_count: 2, resolved_count: 4, more: 0 });
    const { items } = (digest?.message ?? {}) as { items: { kind: string; incident_id: string }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['opened', 'opened', ...Array(4).fill('resolved')]);
    expect(new Set(items.map(({ incident_id }) => incident_id)).size).toBe(6);
    expect(await statuses()).toEqual({ delivered: 10, 'digest delivered': 1 });
  });

  test('a machine gets each message by itself, at once', async () => {
    await begin();
    const machine = await startReceiver({ status: 200 });
    stops.push(machine.stop);
    await addWebhook(tenant, machine.url, 'Machine');
    await beginOutages(database.db, tenant, 40);
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 40 });
    expect(new Set(machine.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
  });

  test('two senders write one digest', async () => {
    const { texts, send } = await begin();
    await beginOutages(database.db, tenant, 30);
    await send();
    await passSeconds(database.db, 30);
    await Promise.all([send(), send(), send()]);
    expect(texts()).toHaveLength(1);
    expect(await statuses()).toEqual({ delivered: 30, 'digest delivered': 1 });
  });

  test('while its digest is not through, nothing that came later overtakes it', async () => {
    const { receiver, send, sendEach } = await begin({ status: 500 }, ok);
    const outages = await beginOutages(database.db, tenant, 5);
    await send();
    await passSeconds(database.db, 30);
    expect(await send()).toMatchObject({ retry: 1 });
    expect(await statuses()).toEqual({ folded: 5, 'digest pending': 1 });
    await endOutages(database.db, tenant, outages.slice(0, 1), 60_000);
    await send();
    expect(receiver.received).toHaveLength(1);
    await passSeconds(database.db, 5);
    await sendEach(2);
    expect(receiver.received).toHaveLength(3);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    expect(receiver.received[2]?.body).toContain('Recovered');
  });

  test('a sender that dies with the digest in hand: it comes under its id, and nothing in it comes twice', async () => {
    const { texts, send } = await begin();
    await beginOutages(database.db, tenant, 10);
    await send();
    await passSeconds(database.db, 30);
    const dead = () => Promise.reject(new Error('killed'));
    await expect(send({ hooks: { afterClaim: dead } })).rejects.toThrow('killed');
    expect(await statuses()).toEqual({ folded: 10, 'digest sending': 1 });
    const [before] = (await ledger()).filter(({ transition }) => transition === 'digest');
    await passTime(database.db);
    expect(await send()).toMatchObject({ delivered: 1 });
    const [after] = (await ledger()).filter(({ transition }) => transition === 'digest');
    expect(after?.id).toBe(before?.id);
    expect(texts()).toHaveLength(1);
    expect(await statuses()).toEqual({ delivered: 10, 'digest delivered': 1 });
  });

  test('one of it that a person sends again comes by itself', async () => {
    const { texts, send, sendEach } = await begin({ status: 500 }, ok);
    await beginOutages(database.db, tenant, 5);
    await send();
    await passSeconds(database.db, 30);
    await send();
    await passSeconds(database.db, 1);
    const [folded] = (await ledger()).filter(({ status }) => status === 'folded');
    await resendDelivery(tenant.ctx, { id: folded?.id ?? '' });
    await send();
    expect(texts().at(-1)).toContain('Down: Site ');
    await passSeconds(database.db, 5);
    await sendEach(2);
    expect(await statuses()).toEqual({ delivered: 5, 'digest delivered': 1 });
    expect(texts()).toHaveLength(3);
  });
});

describe('a receiver that asks for a rest', () => {
  test('gets nothing at all until then, and afterwards everything', async () => {
    tenant = await createTenant(database.db);
    const machine = await startReceiver({ status: 429, headers: { 'retry-after': '600' } }, { status: 200 });
    stops.push(machine.stop);
    await addWebhook(tenant, machine.url);
    const deps = testSender(database.db);
    await tell(database.db, tenant, await addOutage(database.db, tenant, 'First'), 'opened');
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 1 });
    await tell(database.db, tenant, await addOutage(database.db, tenant, 'Second'), 'opened');
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 0, delivered: 0 });
    await passSeconds(database.db, 590);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 0 });
    await passSeconds(database.db, 11);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 2 });
    expect(machine.received).toHaveLength(3);
  });

  test('people get what came meanwhile as one', async () => {
    const { texts, send, sendEach } = await begin({ status: 429, headers: { 'retry-after': '120' } }, ok);
    await beginOutages(database.db, tenant, 1, { name: 'First' });
    await send();
    await beginOutages(database.db, tenant, 3, { name: 'Meanwhile' });
    await send();
    await passSeconds(database.db, 121);
    await sendEach(2);
    expect(texts()).toHaveLength(3);
    expect(texts().slice(1).sort()).toEqual([
      expect.stringContaining('3 down'),
      expect.stringContaining('First 0'),
    ]);
  });
});

test('what was decided and not committed is nothing: the storm is there for the next sender', async () => {
  const { texts, send } = await begin();
  await beginOutages(database.db, tenant, 10);
  await send();
  await passSeconds(database.db, 30);
  // The statement that takes the lease fails: a digest without a lease must not be left behind.
  await database.db.execute(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`);
  await database.db.execute(sql`
    create trigger refuse before update on deliveries for each row
    when (new.status = 'folded') execute function refuse()`);
  await expect(send()).rejects.toThrow();
  await database.db.execute(sql`drop trigger refuse on deliveries`);
  await database.db.execute(sql`drop function refuse`);
  expect(await statuses()).toEqual({ pending: 10 });
  await send();
  expect(texts()).toHaveLength(1);
});
