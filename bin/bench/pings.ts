import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { machine, round } from '@/bin/bench/figures';
import { type PingBench, type Plan, runPhase, runYardstick } from '@/bin/bench/pings-phases';
import { runRestart } from '@/bin/bench/pings-restart';
import { seedHeartbeats } from '@/bin/bench/pings-seed';
import { createSketchTables } from '@/bin/bench/pings-sketch';
import { createDatabase } from '@/db/client';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';

const bar = 10_000;
const goal = 20_000;
const barP99Ms = 100;

type Settings = { monitors: number; perMonitor: number; phases: string[]; nodeOptions: string[] };

/** Pings a second over the product's own gateway, each committed before its 200. Everything on this machine. */
export async function benchPings(args: string[]): Promise<Record<string, unknown>> {
  const settings = readSettings(args);
  const { monitors, nodeOptions } = settings;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillup-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  const bench: PingBench = {
    database: createDatabase(postgres.url, { max: 2, applicationName: 'stillup-bench' }),
    postgres,
    dataDir,
    monitors,
    nodeOptions,
  };
  try {
    await migrateDatabase(postgres.url);
    await seedHeartbeats(bench.database.sql, monitors);
    return await measure(bench, settings);
  } finally {
    await bench.database.close();
    await bench.postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      monitors: { type: 'string', default: '10000' },
      /** Pings of each heartbeat in a phase; with its warm-up it must stay under the burst of 30 that a flood is let. */
      'per-monitor': { type: 'string', default: '20' },
      /** Only these; may be repeated. */
      phase: { type: 'string', multiple: true },
      /** Passed to the gateway's node, such as --cpu-prof. */
      'node-option': { type: 'string', multiple: true },
    },
  });
  return {
    monitors: Number(values.monitors),
    perMonitor: Math.min(27, Number(values['per-monitor'])),
    phases: values.phase ?? [],
    nodeOptions: values['node-option'] ?? [],
  };
}

function plansOf(bench: PingBench, perMonitor: number): Record<string, Plan> {
  const steady: Omit<Plan, 'connections'> = {
    perMonitor,
    warmPerMonitor: 3,
    isFresh: false,
    withinSeconds: null,
  };
  const burst = { ...steady, perMonitor: 1, warmPerMonitor: 4, withinSeconds: 1 };
  return {
    // Each opens a span and turns `pending` into `up`.
    first_pings: { ...steady, connections: 256, perMonitor: 1, warmPerMonitor: 0 },
    keep_alive_64: { ...steady, connections: 64 },
    keep_alive_256: { ...steady, connections: 256 },
    // As cron's curl, which never uses a connection twice.
    new_connections_64: { ...steady, connections: 64, isFresh: true, perMonitor: Math.ceil(perMonitor / 2) },
    burst_keep_alive: { ...burst, connections: 256 },
    burst_new_connections: { ...burst, connections: bench.monitors, isFresh: true },
  };
}

async function measure(bench: PingBench, { perMonitor, phases }: Settings): Promise<Record<string, unknown>> {
  const plans = plansOf(bench, perMonitor);
  const isWanted = (name: string) => phases.length === 0 || phases.includes(name);
  const figures: Record<string, Figures> = {};
  for (const [name, plan] of Object.entries(plans))
    if (isWanted(name)) figures[name] = (await runPhase(bench, plan)).figures;
  const yardsticks = isWanted('yardsticks') ? await measureYardsticks(bench, perMonitor) : null;
  const restarts = isWanted('restarts') ? await measureRestarts(bench, plans) : [];
  return report(bench, { figures, yardsticks, restarts });
}

async function measureRestarts(bench: PingBench, plans: Record<string, Plan>) {
  const { burst_new_connections: plan } = plans;
  if (plan === undefined) return [];
  return [
    await runRestart(bench, plan, { mode: 'fast', awaySeconds: 0 }),
    await runRestart(bench, plan, { mode: 'immediate', awaySeconds: 0 }),
    await runRestart(bench, plan, { mode: 'immediate', awaySeconds: 6 }),
  ];
}

async function measureYardsticks(bench: PingBench, perMonitor: number) {
  await createSketchTables(bench.database.sql);
  const run = (role: string, connections: number) =>
    runYardstick(bench.monitors, {
      role,
      args: [bench.postgres.url],
      plan: { perMonitor, warmPerMonitor: 3, connections, isFresh: false, withinSeconds: null },
    });
  return {
    bare_node_http_64: await run('ping-bare', 64),
    bare_node_http_256: await run('ping-bare', 256),
    sketch_64: await run('ping-sketch', 64),
    sketch_256: await run('ping-sketch', 256),
  };
}

type Figures = Awaited<ReturnType<typeof runPhase>>['figures'];
type Measured = {
  figures: Record<string, Figures>;
  yardsticks: Awaited<ReturnType<typeof measureYardsticks>> | null;
  restarts: Awaited<ReturnType<typeof runRestart>>[];
};

function report(bench: PingBench, { figures, yardsticks, restarts }: Measured): Record<string, unknown> {
  const { keep_alive_256: steady, burst_keep_alive: burst } = figures;
  const perSecond = steady?.per_second ?? 0;
  const lost = [...Object.values(figures), ...restarts].reduce((sum, phase) => sum + phase.lost, 0);
  const p99Ms = Math.max(steady?.p99_ms ?? 0, burst?.p99_ms ?? 0);
  return {
    bench: 'pings',
    figure: perSecond,
    unit: 'pings/s',
    bar,
    goal,
    passes: perSecond >= bar && p99Ms < barP99Ms && lost === 0,
    ratio_to_bar: round(perSecond / bar),
    ratio_to_sketch: round(perSecond / (yardsticks?.sketch_256.per_second ?? Number.NaN)),
    ratio_to_bare: round(perSecond / (yardsticks?.bare_node_http_256.per_second ?? Number.NaN)),
    p99_ms: p99Ms,
    lost,
    phases: figures,
    restarts,
    baselines: yardsticks,
    monitors: bench.monitors,
    machine: machine(),
  };
}
