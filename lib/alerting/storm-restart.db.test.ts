import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDatabase, type Database } from '@/db/client';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { createTenant } from '@/db/testing/tenants';
import { drainDeliveries } from '@/lib/alerting/send-pending-deliveries';
import { addSlack, beginOutages, passSeconds } from '@/lib/alerting/testing/storm';
import { addWebhook, testSender } from '@/lib/alerting/testing/world';
import { startReceiver } from '@/lib/notifiers/testing/receiver';

let dataDir = '';
let server: EmbeddedPostgres;
let database: Database;

const startServer = () =>
  startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', max_connections: '40' } });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'stillup-storm-'));
  server = await startServer();
  await migrateDatabase(server.url);
  database = createDatabase(server.url, { max: 8 });
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('Postgres restarted in the middle of a storm, in order and like a crash: nothing lost, nothing twice', async () => {
  const size = 300;
  const tenant = await createTenant(database.db);
  const machine = await startReceiver({ status: 200 });
  const chat = await startReceiver({ status: 200, body: 'ok' });
  await addWebhook(tenant, machine.url);
  await addSlack(tenant, `${chat.url}/services/a/b/c`);
  await beginOutages(database.db, tenant, size);
  const stop = new AbortController();
  const drained = drainDeliveries(testSender(database.db), { signal: stop.signal, shouldEnd: () => false });
  const backAfterMs: number[] = [];
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const before = machine.received.length;
    await vi.waitFor(() => expect(machine.received.length).toBeGreaterThan(before + 40), { timeout: 60_000 });
    process.kill(server.pid, signal);
    await server.ended;
    server = await startServer();
    const upMs = performance.now();
    // What time would do: the lease of a claim whose answer was lost ends after 90 s.
    await vi.waitFor(
      () => database.db.execute(sql`update deliveries set next_attempt_at = now() where status = 'sending'`),
      { timeout: 60_000 },
    );
    const heard = machine.received.length;
    await vi.waitFor(() => expect(machine.received.length).toBeGreaterThan(heard), { timeout: 60_000 });
    backAfterMs.push(Math.round(performance.now() - upMs));
  }
  await passSeconds(database.db, 30);
  const look = async () => {
    const [row] = await database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from deliveries where status <> 'delivered'`,
    );
    expect(row?.n).toBe(0);
  };
  await vi.waitFor(look, { timeout: 60_000, interval: 100 });
  stop.abort();
  await drained;
  await Promise.all([machine.stop(), chat.stop()]);
  const ids = machine.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(size);
  expect(new Set(machine.received.map(({ body }) => body)).size).toBe(size);
  expect(new Set(chat.received.map(({ body }) => body)).size).toBe(1);
  expect(chat.received[0]?.body).toContain(`${size} down`);
  const figures = { alerts: size, lost: 0, doubled: 0, repeated: ids.length - size, backAfterMs };
  process.stdout.write(`Postgres restarted in a storm: ${JSON.stringify(figures)}\n`);
});
