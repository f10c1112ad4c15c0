import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database, Db } from '@/db/client';
import { channels, deliveries, deliveryAttempts } from '@/db/schema/alerting';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { drainDeliveries, sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { addOutage, addWebhook, hangingMs, passTime, tell, testSender } from '@/lib/alerting/testing/world';
import { type CallHttp, createCall, operatorPolicy } from '@/lib/email/http';
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
  // Whatever a test left behind must not be sent by the next one.
  await database.db.delete(channels);
});

async function begin(...answers: Answer[]) {
  tenant = await createTenant(database.db);
  const receiver = await startReceiver(...answers);
  stops.push(receiver.stop);
  const channel = await addWebhook(tenant, receiver.url);
  return { receiver, channel };
}

/** Its time runs out only when another receiver has answered: who waited for it would wait for ever. */
function slowlyTo(slowUrl: string) {
  const calls: { url: string; timeoutMs: number }[] = [];
  const send = createCall(operatorPolicy);
  let answered = () => {};
  const another = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const call: CallHttp = async (request) => {
    calls.push({ url: request.url, timeoutMs: request.timeoutMs });
    if (request.url === slowUrl) {
      await another;
      return send({ ...request, timeoutMs: hangingMs });
    }
    const answer = await send(request);
    answered();
    return answer;
  };
  return { call, calls };
}

function ledger() {
  return database.db.select().from(deliveries).orderBy(asc(deliveries.createdAt), asc(deliveries.id));
}

function attemptsOf(deliveryId: string) {
  return database.db
    .select()
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(deliveryAttempts.at));
}

describe('order', () => {
  test('a recovery does not overtake its outage, and goes out right after it', async () => {
    const { receiver } = await begin({ status: 500 }, { status: 200 });
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    const deps = testSender(database.db);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 1 });
    await tell(database.db, tenant, outage, 'resolved', 60_000);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ retry: 0, delivered: 0 });
    await passTime(database.db);
    expect(await sendPendingDeliveries(deps)).toMatchObject({ delivered: 2 });
    const types = receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types).toEqual(['incident.opened', 'incident.opened', 'incident.resolved']);
  });

  test('an outage that could never be told holds nothing back for ever', async () => {
    await begin({ status: 200 });
    const outage = await addOutage(database.db, tenant);
    await tell(database.db, tenant, outage, 'opened');
    await tell(database.db, tenant, outage, 'resolved', 60_000);
    await database.db
      .update(deliveries)
      .set({ status: 'failed', nextAttemptAt: null })
      .where(eq(deliveries.transition, 'opened'));
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 1 });
  });

  test('one slow receiver holds up no other channel', async () => {
    const { receiver: slow } = await begin('hang');
    const quick = await startReceiver({ status: 200 });
    stops.push(quick.stop);
    const { call, calls } = slowlyTo(slow.url);
    const outages = await Promise.all(
      Array.from({ length: 12 }, (_, index) => addOutage(database.db, tenant, `Monitor ${index}`)),
    );
    for (const outage of outages) await tell(database.db, tenant, outage, 'opened');
    await addWebhook(tenant, quick.url, 'Quick');
    const last = await addOutage(database.db, tenant, 'The last one');
    await tell(database.db, tenant, last, 'opened');
    const deps = testSender(database.db);
    await sendPendingDeliveries({ ...deps, deliver: { ...deps.deliver, call } }, { concurrency: 6 });
    expect(quick.received).toHaveLength(1);
    expect(calls.findIndex(({ url }) => url === quick.url)).toBeLessThanOrEqual(4);
  });
});

describe('faults', () => {
  test('a sender that dies after claiming or after sending loses nothing: the id stays', async () => {
    const { receiver } = await begin({ status: 200 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const dead = () => Promise.reject(new Error('killed'));
    await expect(
      sendPendingDeliveries(testSender(database.db, { hooks: { afterClaim: dead } })),
    ).rejects.toThrow('killed');
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 0 });
    await passTime(database.db);
    await sendPendingDeliveries(testSender(database.db, { hooks: { afterSend: dead } }));
    expect((await ledger())[0]).toMatchObject({ status: 'sending' });
    await passTime(database.db);
    expect(await sendPendingDeliveries(testSender(database.db))).toMatchObject({ delivered: 1 });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('a sender that was thought dead changes nothing when it comes back', async () => {
    await begin({ status: 500 }, { status: 200 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const late = testSender(database.db, {
      hooks: {
        afterSend: async () => {
          await passTime(database.db);
          await sendPendingDeliveries(testSender(database.db));
        },
      },
    });
    expect(await sendPendingDeliveries(late, { limit: 1 })).toMatchObject({ lost: 1, retry: 0 });
    const [row] = await ledger();
    expect(row).toMatchObject({ status: 'delivered', attemptCount: 1 });
    expect((await attemptsOf(row?.id ?? '')).map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('two senders at once send each delivery once', async () => {
    const { receiver } = await begin({ status: 200 });
    for (let index = 0; index < 30; index += 1) {
      await tell(database.db, tenant, await addOutage(database.db, tenant, `Monitor ${index}`), 'opened');
    }
    const reports = await Promise.all([1, 2, 3].map(() => sendPendingDeliveries(testSender(database.db))));
    expect(reports.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(30);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(30);
    expect(receiver.received).toHaveLength(30);
  });

  test('a receiver that does not answer costs ten seconds, and no other channel any', async () => {
    const { receiver: mute, channel } = await begin('hang');
    const quick = await startReceiver({ status: 200 });
    stops.push(quick.stop);
    await addWebhook(tenant, quick.url, 'Quick');
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    const { call, calls } = slowlyTo(mute.url);
    const deps = testSender(database.db);
    const sending = sendPendingDeliveries({ ...deps, deliver: { ...deps.deliver, call } });
    expect(await sending).toMatchObject({ delivered: 1, retry: 1 });
    expect(calls.find(({ url }) => url === mute.url)).toMatchObject({ timeoutMs: 10_000 });
    expect(mute.received).toHaveLength(1);
    const row = (await ledger()).find(({ channelId }) => channelId === channel.id);
    expect(await attemptsOf(row?.id ?? '')).toMatchObject([{ ok: false, statusCode: null }]);
  });

  test('the answer to a commit is lost: it is written once, sent once, and called delivered', async () => {
    const { receiver } = await begin({ status: 200 });
    await tell(database.db, tenant, await addOutage(database.db, tenant), 'opened');
    let isAnswerLost = false;
    const { db } = database;
    const losing: Db = new Proxy(db, {
      get: (target, name) => {
        if (name !== 'transaction') return Reflect.get(target, name);
        return async (act: Parameters<Db['transaction']>[0]) => {
          const result = await db.transaction(act);
          if (!isAnswerLost) return result;
          isAnswerLost = false;
          throw new Error('the connection was lost');
        };
      },
    });
    const hooks = {
      afterSend: () => {
        isAnswerLost = true;
      },
    };
    expect(await sendPendingDeliveries(testSender(losing, { hooks }))).toMatchObject({
      delivered: 1,
      lost: 0,
    });
    const [row] = await ledger();
    expect(row).toMatchObject({ status: 'delivered', attemptCount: 1 });
    expect(await attemptsOf(row?.id ?? '')).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
  });

  test('however often and at however many places it is announced, each message goes out once', async () => {
    const { receiver } = await begin({ status: 200 });
    const stop = new AbortController();
    const drained = drainDeliveries(testSender(database.db), {
      signal: stop.signal,
      shouldEnd: () => false,
    });
    const nudges: Promise<unknown>[] = [];
    for (let index = 0; index < 12; index += 1) {
      // Before there is anything, twice after it, and for every third not at all.
      nudges.push(sendPendingDeliveries(testSender(database.db)));
      await tell(database.db, tenant, await addOutage(database.db, tenant, `Monitor ${index}`), 'opened');
      if (index % 3 === 0) continue;
      nudges.push(
        sendPendingDeliveries(testSender(database.db)),
        sendPendingDeliveries(testSender(database.db)),
      );
    }
    await Promise.all(nudges);
    await vi.waitFor(
      async () => {
        for (const { status } of await ledger()) expect(status).toBe('delivered');
      },
      { timeout: 60_000 },
    );
    stop.abort();
    await drained;
    expect(receiver.received).toHaveLength(12);
  });

  test('a drain sends what comes while it runs, and ends when told', async () => {
    const { receiver } = await begin({ status: 200 });
    const outage = await addOutage(database.db, tenant);
    const stop = new AbortController();
    const hooks = { afterRecord: () => stop.abort() };
    const drained = drainDeliveries(testSender(database.db, { hooks }), {
      signal: stop.signal,
      shouldEnd: () => false,
    });
    await tell(database.db, tenant, outage, 'opened');
    expect(await drained).toMatchObject({ delivered: 1 });
    expect(receiver.received).toHaveLength(1);
  });
});
