import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { pgArray } from '@/db/arrays';
import { createDatabase, type Database } from '@/db/client';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { createPingReceiver } from '@/lib/pipeline/create-ping-receiver';
import { seedTenant, type WatchedTenant } from '@/lib/pipeline/internal/testing';
import { keepBeating } from '@/lib/pipeline/keep-beating';
import {
  addHeartbeats,
  readStanding,
  shortenDeadlines,
  type WatchedHeartbeat,
} from '@/lib/pipeline/testing/heartbeat-world';
import { PingSenders } from '@/lib/pipeline/testing/ping-senders';
import { watchHeartbeats } from '@/lib/pipeline/watch-heartbeats';

const patience = { timeout: 60_000, interval: 25 };
const logger = pino({ level: 'silent' });
const deadlineSeconds = 8;
const everyMs = 2000;

let dataDir = '';
let server: EmbeddedPostgres;
let watching: Database;
let tenant: WatchedTenant;

/** Only the machine's own crash would lose what this server has committed. */
function startServer(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', max_connections: '60' } });
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'stillup-heartbeats-'));
  server = await startServer();
  await migrateDatabase(server.url);
  watching = createDatabase(server.url, { max: 4 });
  tenant = await seedTenant(watching.db);
});
afterAll(async () => {
  await watching.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await watching.db.execute(sql`drop trigger if exists shorten_deadline on heartbeats`);
  for (const table of ['monitors', 'pings', 'ping_bodies', 'service_beats'])
    await watching.db.execute(sql.raw(`delete from ${table}`));
});

async function stopServer(signal: NodeJS.Signals): Promise<void> {
  process.kill(server.pid, signal);
  await server.ended;
}

async function startAgain(): Promise<void> {
  const { url } = server;
  server = await startServer();
  expect(server.url).toBe(url);
}

/** A receiver as the gateway has it, and what the worker does beside it; they share no connection. */
function startProcesses({ lockTimeoutMs = 1000 }: { lockTimeoutMs?: number } = {}) {
  const database = createDatabase(server.url, { max: 6, lockTimeoutMs });
  const { db } = database;
  const receiver = createPingReceiver({ db, logger, bodyLimitBytes: 100_000, onDeliveries: () => {} });
  const beating = keepBeating({
    db,
    logger,
    instance: 'gateway:1',
    lowWatermarkMs: receiver.lowWatermarkMs,
    monotonicMs: () => performance.now(),
  });
  const detector = startDetector('worker:1');
  const stop = once(async () => {
    await beating.stop();
    await receiver.close();
    await database.close();
    return await detector.stop();
  });
  return { receiver, stop };
}

function startDetector(instance: string) {
  const database = createDatabase(server.url, { max: 2 });
  const ending = new AbortController();
  const { signal } = ending;
  const watched = watchHeartbeats(
    { db: database.db, logger, instance, onDeliveries: () => {} },
    { signal, shouldEnd: () => false },
  );
  const stop = once(async () => {
    ending.abort();
    const summary = await watched;
    await database.close();
    return summary;
  });
  return { stop };
}

/** Also at the end of a test that fails, so that nobody goes on in the next one. */
function once<T>(stop: () => Promise<T>): () => Promise<T> {
  let stopped: Promise<T> | undefined;
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  onTestFinished(async () => void (await stopOnce()));
  return stopOnce;
}

async function readStored(): Promise<string[]> {
  const rows = await watching.db.execute<{ body: string }>(
    sql`select convert_from(body, 'UTF8') as body from ping_bodies order by monitor_id, received_at, n`,
  );
  return rows.map(({ body }) => body);
}

async function untilDown(dead: readonly WatchedHeartbeat[]): Promise<void> {
  const look = async () => {
    const { down } = await readStanding(watching.db, deadlineSeconds);
    expect(down).toEqual(dead.map(({ uuid }) => uuid).sort());
  };
  await vi.waitFor(look, patience);
}

function expectTruthful(senders: PingSenders): { unavailable: number; slowestMs: number } {
  const statuses = new Set(senders.heard.map(({ status }) => status));
  statuses.delete(200);
  statuses.delete(503);
  expect([...statuses]).toEqual([]);
  const unavailable = senders.heard.filter(({ status }) => status === 503);
  for (const { retryAfter } of unavailable) expect(Number(retryAfter)).toBeGreaterThan(0);
  const slowestMs = Math.round(Math.max(...senders.heard.map(({ tookMs }) => tookMs)));
  expect(slowestMs).toBeLessThan(5000 + senders.longestStallMs);
  return { unavailable: unavailable.length, slowestMs };
}

async function expectStored(senders: PingSenders): Promise<{ pings: number; stored: number; twice: number }> {
  const stored = await readStored();
  const known = new Set(stored);
  expect(senders.accepted.filter((body) => !known.has(body))).toEqual([]);
  return { pings: senders.accepted.length, stored: stored.length, twice: stored.length - known.size };
}

test('Postgres restarted under pings, fast and immediate: what was answered with OK is stored, and only the dead go down', async () => {
  const jobs = await addHeartbeats(watching.db, tenant, 300);
  await shortenDeadlines(watching.db, deadlineSeconds);
  const dead = jobs.slice(0, 20);
  const processes = startProcesses();
  const senders = new PingSenders(processes.receiver, everyMs);
  senders.start(jobs);
  await vi.waitFor(() => expect(senders.accepted.length).toBeGreaterThan(2 * jobs.length), patience);

  const recoveredAfterMs: Record<string, number> = {};
  for (const [name, signal] of [
    ['fast', 'SIGINT'],
    ['immediate', 'SIGQUIT'],
  ] as const) {
    if (name === 'immediate') await senders.stop(dead);
    await stopServer(signal);
    await startAgain();
    const upMs = performance.now();
    await vi.waitFor(() => expect(senders.lastAcceptedMs).toBeGreaterThan(upMs), patience);
    recoveredAfterMs[name] = Math.round(senders.lastAcceptedMs - upMs);
    const before = senders.accepted.length;
    await vi.waitFor(() => expect(senders.accepted.length).toBeGreaterThan(before + jobs.length), patience);
  }
  await untilDown(dead);
  await senders.stop();
  const { down } = await processes.stop();

  const answered = expectTruthful(senders);
  const kept = await expectStored(senders);
  const standing = await readStanding(watching.db, deadlineSeconds);
  expect(standing).toMatchObject({
    incidents: dead.length,
    mostIncidents: 1,
    deliveries: dead.length,
    misplaced: 0,
  });
  expect(down).toBe(dead.length);
  process.stdout.write(
    `Postgres restarted under pings: ${JSON.stringify({ recoveredAfterMs, ...kept, ...answered, lost: 0, false: 0 })}\n`,
  );
});

/** Times for which nobody vouches, from the deadline on: those that last, or those that are over. */
/** Of these jobs: those that go on pinging may be unknown for a moment too, until their next ping. */
async function countUnknown(
  jobs: readonly WatchedHeartbeat[],
  ended: 'is null' | 'is not null',
): Promise<number> {
  const [row] = await watching.db.execute<{ n: number }>(sql`
    select count(distinct monitor_id)::int as n from spans
    where state = 'unknown' and ended_at ${sql.raw(ended)}
      and monitor_id = any(${pgArray(jobs.map(({ uuid }) => uuid))}::text::uuid[])`);
  return row?.n ?? 0;
}

test('Postgres away for longer than every deadline: 503 and never another lie, and no heartbeat pays for it', async () => {
  const jobs = await addHeartbeats(watching.db, tenant, 100);
  await shortenDeadlines(watching.db, deadlineSeconds);
  const processes = startProcesses();
  const senders = new PingSenders(processes.receiver, everyMs);
  senders.start(jobs);
  await vi.waitFor(() => expect(senders.accepted.length).toBeGreaterThan(2 * jobs.length), patience);
  // Their deadlines fall into the time in which nobody could have heard them.
  const quiet = jobs.slice(0, 20);
  await senders.stop(quiet);
  await stopServer('SIGINT');
  const goneMs = performance.now();
  const awayMs = 1000 * deadlineSeconds + 4000;
  await vi.waitFor(() => expect(performance.now() - goneMs).toBeGreaterThan(awayMs), patience);
  await startAgain();
  await vi.waitFor(async () => expect(await countUnknown(quiet, 'is null')).toBe(quiet.length), patience);
  senders.start(quiet);
  await vi.waitFor(async () => expect(await countUnknown(quiet, 'is not null')).toBe(quiet.length), patience);
  await senders.stop();
  await processes.stop();

  const answered = expectTruthful(senders);
  expect(answered.unavailable).toBeGreaterThan(jobs.length);
  const kept = await expectStored(senders);
  expect(await readStanding(watching.db, deadlineSeconds)).toMatchObject({ down: [], incidents: 0 });
  process.stdout.write(
    `Postgres away under pings: ${JSON.stringify({ awaySeconds: awayMs / 1000, ...kept, ...answered, unknown: quiet.length, false: 0 })}\n`,
  );
});

async function setDeadline(jobs: readonly WatchedHeartbeat[], seconds: number): Promise<void> {
  for (const { uuid } of jobs) {
    await watching.db.execute(sql`
      update heartbeats set status = 'up', last_ping_at = now(), expected_at = now(),
        deadline_at = now() + make_interval(secs => ${seconds}::float8)
      where monitor_id = ${uuid}::uuid`);
  }
}

test('two detectors look at 300 heartbeats that are overdue at once: one incident and one alert each', async () => {
  const jobs = await addHeartbeats(watching.db, tenant, 300);
  await watching.db.execute(sql`
    update heartbeats set status = 'up', last_ping_at = now() - interval '1 hour', expected_at = now() - interval '1 minute',
      deadline_at = date_trunc('milliseconds', now() + interval '2 seconds')`);
  const detectors = [startDetector('worker:1'), startDetector('worker:2')];
  await untilDown(jobs);
  const looks = await Promise.all(detectors.map((detector) => detector.stop()));
  expect(looks.map(({ down }) => down).reduce((sum, down) => sum + down, 0)).toBe(jobs.length);
  expect(await readStanding(watching.db, deadlineSeconds)).toMatchObject({
    incidents: jobs.length,
    mostIncidents: 1,
    deliveries: jobs.length,
  });
  const [begun] = await watching.db.execute<{ instants: number; late: number }>(sql`
    select count(distinct s.started_at)::int as instants,
      max(date_part('epoch', i.opened_at - s.started_at)) as late
    from spans s join incidents i using (monitor_id) where s.state = 'down'`);
  // All are down since their deadline, whoever of the two has found them; a look is due each second.
  expect(begun?.instants).toBe(1);
  expect(begun?.late).toBeLessThan(5);
});

test('a receiver that cannot commit holds back the detector: what it has taken is not called missed', async () => {
  const [held, pinged, silent, overdue] = await addHeartbeats(watching.db, tenant, 4);
  if (held === undefined || pinged === undefined || silent === undefined || overdue === undefined)
    throw new Error();
  await setDeadline([held, pinged, silent, overdue], 3600);
  const processes = startProcesses({ lockTimeoutMs: 60_000 });
  const isBeating = async () =>
    expect(await watching.db.execute(sql`select 1 from service_beats where part = 'receiver'`)).toHaveLength(
      1,
    );
  await vi.waitFor(isBeating, patience);
  const ping = ({ pingUuid }: WatchedHeartbeat) =>
    processes.receiver.answer({
      method: 'GET',
      path: `/ping/${pingUuid}`,
      query: '',
      address: null,
      userAgent: null,
      readBody: null,
    });
  const downNow = async () => (await readStanding(watching.db, deadlineSeconds)).down;
  const holder = createDatabase(server.url, { max: 1 });
  let answers: Promise<{ status: number }[]> | undefined;
  await holder.db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from heartbeats where monitor_id = ${held.uuid}::uuid for update`);
    await setDeadline([overdue], 0.2);
    await vi.waitFor(async () => expect(await downNow()).toEqual([overdue.uuid]), patience);
    answers = Promise.all([held, pinged].map(ping));
    const [waiting] = await watching.db.execute<{ at: Date }>(sql`select now() as at`);
    await setDeadline([pinged, silent], 0.8);
    // Long after both deadlines, and with the detector at work all the time, neither has been judged.
    const isPast = async () => {
      const [looked] = await watching.db.execute<{ n: number }>(sql`
        select count(*)::int as n from service_beats
        where part = 'detector' and beat_at > ${waiting?.at ?? ''}::timestamptz + interval '3 seconds'`);
      expect(looked?.n).toBe(1);
    };
    await vi.waitFor(isPast, patience);
    expect(await downNow()).toEqual([overdue.uuid]);
  });
  expect((await answers)?.map(({ status }) => status)).toEqual([200, 200]);
  await vi.waitFor(async () => expect(await downNow()).toEqual([overdue.uuid, silent.uuid].sort()), patience);
  await processes.stop();
  await holder.close();
  expect((await readStanding(watching.db, deadlineSeconds)).incidents).toBe(2);
});
