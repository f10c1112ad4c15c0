import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createDatabase } from '@/db/client';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { FaultWorld } from '@/lib/pipeline/testing/fault-world';
import {
  compareAlerts,
  countSpanFaults,
  flawless,
  readCourses,
  readLedger,
} from '@/lib/pipeline/testing/findings';
import { bundleWorker, type WorkerProgram } from '@/lib/pipeline/testing/worker-process';

const patience = { timeout: 60_000, interval: 50 };

let dataDir = '';
let server: EmbeddedPostgres;
let program: WorkerProgram;
let world: FaultWorld;

/** Only the machine's own crash would lose what this server has committed. */
function startServer(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', max_connections: '60' } });
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'stillup-restart-'));
  [program, server] = await Promise.all([bundleWorker(), startServer()]);
  await migrateDatabase(server.url);
  world = await FaultWorld.start({ ...createDatabase(server.url), url: server.url }, program);
});
afterAll(async () => {
  await world.close();
  await server.stop();
  await Promise.all([program.remove(), rm(dataDir, { recursive: true, force: true })]);
});

async function restart(signal: NodeJS.Signals): Promise<void> {
  const { url } = server;
  process.kill(server.pid, signal);
  await server.ended;
  server = await startServer();
  expect(server.url).toBe(url);
}

async function countChecks(): Promise<number> {
  const [row] = await world.db.execute<{ n: number }>(sql`select count(*)::int as n from check_results`);
  return row?.n ?? 0;
}

test('Postgres restarted under load, fast and immediate: checks and alerts go on by themselves, none is false', async () => {
  const well = await world.addMonitors(180, { intervalSeconds: 1, name: 'well' });
  const failing = await world.addMonitors(20, { intervalSeconds: 1, name: 'failing' });
  const size = well.length + failing.length;
  const worker = await world.workers.next().go();
  await worker.stores(2 * size);

  const recoveredAfterMs: Record<string, number> = {};
  for (const [name, signal] of [
    ['fast', 'SIGINT'],
    ['immediate', 'SIGQUIT'],
  ] as const) {
    if (name === 'immediate') world.fail(failing);
    await restart(signal);
    const upMs = performance.now();
    await worker.stores(worker.stored + 1);
    recoveredAfterMs[name] = Math.round(performance.now() - upMs);
    // Time would end the leases of claims whose answer was lost with the connection.
    await vi.waitFor(() => world.expireLeases(), patience);
    await worker.stores(worker.stored + 2 * size);
  }

  const look = async () =>
    expect(await readLedger(world)).toMatchObject({ delivered: 2 * failing.length, undelivered: 0 });
  await vi.waitFor(look, patience);
  const { code } = await worker.terminate();
  expect(code).toBe(0);
  const alerts = compareAlerts(
    world,
    failing.map((monitor) => [monitor, ['opened']] as const),
  );
  expect(alerts).toMatchObject(flawless);
  expect(await readLedger(world)).toMatchObject({ openIncidents: failing.length, mostIncidents: 1 });
  // What the worker was told is stored, is stored.
  expect(await countChecks()).toBeGreaterThanOrEqual(worker.stored);
  expect(await countSpanFaults(world)).toBe(0);
  const courses = Object.entries(await readCourses(world));
  const down = courses
    .filter(([course]) => course.includes('down'))
    .reduce((sum, [, count]) => sum + count, 0);
  expect(down).toBe(failing.length);
  process.stdout.write(
    `Postgres restarted: ${JSON.stringify({ recoveredAfterMs, checks: worker.stored, alerts: alerts.due, lost: 0, false: 0 })}\n`,
  );
});
