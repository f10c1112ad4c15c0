import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchChannelDeps } from '@/bin/bench/alerts-roles';
import { AlertTarget } from '@/bin/bench/alerts-target';
import { Child } from '@/bin/bench/children';
import { machine } from '@/bin/bench/figures';
import { seedDueMonitors } from '@/bin/bench/seed-monitors';
import { type BenchPostgres, withPostgres } from '@/bin/bench/with-postgres';
import type { Database } from '@/db/client';
import { createChannel } from '@/lib/channels/create-channel';
import { fromUuid, newId } from '@/lib/core/ids';

const graceSeconds = 45;
const awaySeconds = 31;

type Settings = { targets: number; intervalSeconds: number; only: readonly string[] };
type Bench = BenchPostgres & { target: AlertTarget; settings: Settings };
type Transition = 'opened' | 'resolved';

const scenarios = {
  threshold_1: { threshold: 1, isReceiverAway: false },
  threshold_2: { threshold: 2, isReceiverAway: false },
  receiver_away: { threshold: 1, isReceiverAway: true },
} as const;
type Scenario = keyof typeof scenarios;

/** All targets fail in the same instant: how long until each alert is with its receiver, over the product's own path? */
export async function benchAlerts(args: string[]): Promise<Record<string, unknown>> {
  const settings = readSettings(args);
  return withPostgres(async (postgres) => {
    const target = await AlertTarget.start();
    const figures = await measure({ ...postgres, target, settings });
    await target.stop();
    return figures;
  });
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      targets: { type: 'string', default: '1000' },
      interval: { type: 'string', default: '20' },
      scenario: { type: 'string', multiple: true },
    },
  });
  return {
    targets: Number(values.targets),
    intervalSeconds: Number(values.interval),
    only: values.scenario ?? Object.keys(scenarios),
  };
}

async function measure(bench: Bench): Promise<Record<string, unknown>> {
  const { targets, intervalSeconds, only } = bench.settings;
  const bare = quantiles(await bench.target.post(targets, 16));
  const results: Partial<Record<Scenario, Awaited<ReturnType<typeof play>>>> = {};
  for (const name of Object.keys(scenarios) as Scenario[]) {
    if (only.includes(name)) results[name] = await play(bench, scenarios[name]);
  }
  const barMs = (intervalSeconds + graceSeconds) * 1000;
  const first = results.threshold_1;
  const all = Object.values(results).flatMap(({ outage, recovery }) => [outage, recovery]);
  const isWhole = all.every(({ machine, chat }) =>
    [machine, chat].every(({ lost, doubled }) => lost === 0 && doubled === 0),
  );
  const figure = first?.outage.machine.p99_ms ?? null;
  return {
    bench: 'alerts',
    figure,
    unit: 'ms from failure to message, p99, machine',
    bar: barMs,
    passes:
      isWhole &&
      first !== undefined &&
      Math.max(first.outage.machine.p99_ms, first.outage.chat.p99_ms) < barMs &&
      first.outage.chat.digests === 1,
    targets,
    interval_seconds: intervalSeconds,
    ...results,
    baselines: { bare_posts_ms: bare },
    machine: machine(),
  };
}

/** A fresh tenant whose monitors are up and spread over their interval; then all of them fail, and come back. */
async function play(bench: Bench, { threshold, isReceiverAway }: (typeof scenarios)[Scenario]) {
  const { database, target, settings } = bench;
  await target.sites('ok');
  await target.receivers('ok');
  await seed(bench, threshold);
  const worker = new Child('alerts-worker', [bench.url]);
  await worker.next('ready');
  worker.tell('start');
  await until(database, settings.targets, `select count(*)::int as n from monitor_states where state = 'up'`);
  const outage = await turn(bench, 'opened', isReceiverAway);
  const recovery = await turn(bench, 'resolved', isReceiverAway);
  await worker.stop();
  return { outage, recovery };
}

async function seed({ database, target, settings }: Bench, threshold: number): Promise<void> {
  const { sql, db } = database;
  await sql`delete from organizations`;
  await seedDueMonitors(sql, { count: settings.targets, url: `${target.url}/site` });
  await sql`update monitors set interval_seconds = ${settings.intervalSeconds}, failure_threshold = ${threshold}`;
  await sql`update check_schedules set due_at = now() + random() * ${settings.intervalSeconds} * interval '1 second'`;
  await sql`update check_schedules set scheduled_at = due_at`;
  const [row] = await sql<
    { id: string; organization_id: string }[]
  >`select id, organization_id from projects`;
  if (row === undefined) throw new Error('no project was seeded');
  const ctx = {
    organizationId: fromUuid('org', row.organization_id),
    actor: { kind: 'system', name: 'bench' } as const,
    now: new Date(),
    db,
    requestId: newId('req'),
  };
  for (const [type, name] of [
    ['webhook', 'machine'],
    ['slack', 'chat'],
  ] as const) {
    const config = { url: `${target.url}/hook/${name}` };
    const input = { project_id: fromUuid('prj', row.id), type, name, config };
    await createChannel(ctx, input, benchChannelDeps);
  }
}

/** One change of all targets, told on both channels. */
async function turn(bench: Bench, transition: Transition, isReceiverAway: boolean) {
  const { database, target, settings } = bench;
  await target.forget();
  if (isReceiverAway) await target.receivers('reset');
  const changedMs = await target.sites(transition === 'opened' ? 'fail' : 'ok');
  if (isReceiverAway) {
    await delay(awaySeconds * 1000);
    // What was sent to nobody is no message.
    await target.forget();
    await target.receivers('ok');
  }
  await until(
    database,
    settings.targets * 2,
    `select count(*)::int as n from deliveries where transition = '${transition}' and status = 'delivered'`,
  );
  return {
    machine: await heardByMachine(bench, transition, changedMs),
    chat: await heardByChat(bench, transition, changedMs),
  };
}

const hook = z.object({ type: z.string(), data: z.object({ monitor: z.object({ id: z.string() }) }) });

/** Asked of the receiver, not of the database. */
async function heardByMachine({ target, settings }: Bench, transition: Transition, changedMs: number) {
  const messages = await target.messages('machine');
  const heard = new Map<string, { ids: Set<string>; atMs: number }>();
  for (const { atMs, id, body } of messages) {
    const { type, data } = hook.parse(JSON.parse(body));
    if (type !== `incident.${transition}`) continue;
    const known = heard.get(data.monitor.id) ?? { ids: new Set(), atMs };
    known.ids.add(id);
    heard.set(data.monitor.id, known);
  }
  const all = [...heard.values()];
  return {
    ...quantiles(all.map(({ atMs }) => atMs - changedMs)),
    messages: messages.length,
    lost: settings.targets - all.length,
    doubled: all.filter(({ ids }) => ids.size > 1).length,
  };
}

/** A digest names fifty of its incidents: which one tells of the others is known by the ledger alone. */
async function heardByChat({ database, target, settings }: Bench, transition: Transition, changedMs: number) {
  const messages = await target.messages('chat');
  const rows = await database.sql<{ ms: number }[]>`
    select date_part('epoch', d.delivered_at) * 1000 as ms
    from deliveries d join channels c on c.id = d.channel_id
    where c.type = 'slack' and d.transition = ${transition} and d.status = 'delivered'`;
  const digests = messages.filter(({ body }) => /"text":"\d+ (down|recovered)/.test(body));
  return {
    ...quantiles(rows.map(({ ms }) => ms - changedMs)),
    messages: messages.length,
    digests: new Set(digests.map(({ body }) => body)).size,
    lost: settings.targets - rows.length,
    doubled: messages.length - new Set(messages.map(({ body }) => body)).size,
  };
}

function quantiles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return { p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), max_ms: at(1) };
}

async function until({ sql }: Database, wanted: number, query: string): Promise<void> {
  for (let waited = 0; waited < 1200; waited += 1) {
    const [row] = await sql.unsafe<{ n: number }[]>(query);
    if ((row?.n ?? 0) >= wanted) return;
    await delay(250);
  }
  throw new Error(`waited five minutes in vain: ${query}`);
}
