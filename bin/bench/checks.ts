import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Child, cpuOfTree } from '@/bin/bench/children';
import { machine, round } from '@/bin/bench/figures';
import { seedDueMonitors, spreadSchedules } from '@/bin/bench/seed-monitors';
import { runSketch } from '@/bin/bench/sketch';
import { type BenchPostgres, withPostgres } from '@/bin/bench/with-postgres';
import type { Database } from '@/db/client';

const bar = 5556;
const goal = 8333;

type Settings = { monitors: number; workers: number; seconds: number; nodeOptions: string[] };
type Bench = BenchPostgres & { target: Child; targetUrl: string };

/** Checks a second over the product's own path: claim, probe, persist, state. Everything on this machine. */
export async function benchChecks(args: string[]): Promise<Record<string, unknown>> {
  const settings = readSettings(args);
  return withPostgres(async (postgres) => {
    const target = new Child('target');
    const { url: targetUrl = '' } = await target.next('ready');
    const figures = await measure({ ...postgres, target, targetUrl }, settings);
    await target.stop();
    return figures;
  });
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      monitors: { type: 'string', default: '60000' },
      workers: { type: 'string', default: '1' },
      /** How long the schedule lag is watched. */
      seconds: { type: 'string', default: '20' },
      /** Passed to the worker's node, such as --cpu-prof. */
      'node-option': { type: 'string', multiple: true },
    },
  });
  return {
    monitors: Number(values.monitors),
    workers: Number(values.workers),
    seconds: Number(values.seconds),
    nodeOptions: values['node-option'] ?? [],
  };
}

async function measure(bench: Bench, settings: Settings): Promise<Record<string, unknown>> {
  const raw = await measureRaw(bench);
  await seedDueMonitors(bench.database.sql, { count: settings.monitors, url: bench.targetUrl });
  const sketch = await runSketch(bench.database.sql, bench.targetUrl, Math.min(20_000, settings.monitors));
  const first = await pass(bench, settings);
  await makeDue(bench.database);
  const steady = await pass(bench, settings);
  const lag = await measureLag(bench, settings, Math.min(bar, steady.perSecond) * 0.9);
  return {
    bench: 'checks',
    figure: steady.perSecond,
    unit: 'checks/s',
    bar,
    goal,
    passes: steady.perSecond >= bar && lag.p99_ms < 5000,
    ratio_to_bar: round(steady.perSecond / bar, 2),
    ratio_to_raw: round(steady.perSecond / raw.perSecond, 2),
    baselines: {
      raw_node_http_requests_per_second: raw.perSecond,
      raw_node_http_cpu_us_per_request: raw.cpuUs,
      sketch_checks_per_second: sketch,
    },
    monitors: settings.monitors,
    workers: settings.workers,
    first_pass_per_second: first.perSecond,
    cpu_us_per_check: steady.cpu,
    worker_max_rss_mb: steady.maxRssMb,
    lag,
    machine: machine(),
  };
}

async function measureRaw(bench: Bench): Promise<{ perSecond: number; cpuUs: number }> {
  const raw = new Child('raw', [bench.targetUrl, '5']);
  const { count, seconds } = await raw.next('requests');
  const { us } = await raw.cpu();
  await raw.stop();
  return { perSecond: Math.round(count / seconds), cpuUs: Math.round(us / Math.max(1, count)) };
}

type Workers = { children: Child[]; stored: () => number; stop: () => Promise<void> };

async function startWorkers(bench: Bench, settings: Settings): Promise<Workers> {
  let stored = 0;
  const children = Array.from(
    { length: settings.workers },
    () => new Child('worker', [bench.url], settings.nodeOptions),
  );
  for (const child of children)
    child.on('stored', ({ count }) => {
      stored += count;
    });
  await Promise.all(children.map((child) => child.next('ready')));
  return {
    children,
    stored: () => stored,
    stop: async () => void (await Promise.all(children.map((child) => child.stop()))),
  };
}

async function pass(bench: Bench, settings: Settings) {
  const workers = await startWorkers(bench, settings);
  const before = await readCpu(bench, workers);
  const startedMs = performance.now();
  for (const child of workers.children) child.tell('start');
  while (workers.stored() < settings.monitors) await delay(5);
  const seconds = (performance.now() - startedMs) / 1000;
  const after = await readCpu(bench, workers);
  await workers.stop();
  return {
    perSecond: Math.round(settings.monitors / seconds),
    cpu: cpuPerCheck(before, after, settings.monitors),
    maxRssMb: Math.round(after.maxRssKb / 1024),
  };
}

type Cpu = Awaited<ReturnType<typeof readCpu>>;

function cpuPerCheck(before: Cpu, after: Cpu, checks: number) {
  const per = (part: 'worker' | 'postgres' | 'target') =>
    Math.round((after[part] - before[part]) / Math.max(1, checks));
  return { worker: per('worker'), postgres: per('postgres'), target: per('target') };
}

async function readCpu(bench: Bench, workers: Workers) {
  const each = await Promise.all(workers.children.map((child) => child.cpu()));
  const target = await bench.target.cpu();
  return {
    worker: each.reduce((sum, { us }) => sum + us, 0),
    maxRssKb: Math.max(...each.map(({ maxRssKb }) => maxRssKb)),
    postgres: cpuOfTree(bench.postgresPid) ?? 0,
    target: target.us,
  };
}

async function makeDue({ sql }: Database): Promise<void> {
  await sql`update check_schedules set due_at = now(), scheduled_at = now()`;
  await sql`vacuum analyze check_schedules`;
}

/** Monitors whose slots are spread over their interval, as they are in life; how late do their checks begin? */
async function measureLag(bench: Bench, settings: Settings, perSecond: number) {
  const { sql } = bench.database;
  const monitors = await spreadSchedules(sql, { perSecond });
  const [{ now: since } = { now: new Date() }] = await sql<{ now: Date }[]>`select now() as now`;
  const workers = await startWorkers(bench, settings);
  const before = await readCpu(bench, workers);
  for (const child of workers.children) child.tell('start');
  await delay(settings.seconds * 1000);
  const cpu = cpuPerCheck(before, await readCpu(bench, workers), workers.stored());
  await workers.stop();
  const [row] = await sql<{ checks: number; p50: number; p99: number; max: number }[]>`
    select count(*)::int as checks,
      percentile_cont(0.5) within group (order by lag) as p50,
      percentile_cont(0.99) within group (order by lag) as p99, max(lag) as max
    from (select date_part('epoch', started_at - scheduled_at) * 1000 as lag from check_results
          where scheduled_at >= ${since}) as lags`;
  return {
    at_checks_per_second: Math.round(perSecond),
    monitors,
    checks: row?.checks ?? 0,
    p50_ms: round(row?.p50 ?? 0, 1),
    p99_ms: round(row?.p99 ?? 0, 1),
    max_ms: round(row?.max ?? 0, 1),
    cpu_us_per_check: cpu,
  };
}
