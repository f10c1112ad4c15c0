import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Child, cpuOfTree } from '@/bin/bench/children';
import { machine, round } from '@/bin/bench/figures';
import { startGatewayProcess } from '@/bin/bench/pings-gateway';
import { fetchOnce, type Read, type ReadPlan, type Target } from '@/bin/bench/status-page-roles';
import { seedStatusPage } from '@/bin/bench/status-page-seed';
import { createDatabase } from '@/db/client';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { migrateDatabase } from '@/db/migrate';
import { pageMaker } from '@/inngest/functions/status-pages/make-page';
import { PageRenderer } from '@/inngest/functions/status-pages/page-renderer';
import { readEnv, settleEnv } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';
import { PageTurner } from '@/lib/snapshots/turn-due-pages';
import { markPage } from '@/lib/status-pages/mark-page';

const bar = 10_000;

type Settings = {
  /** Monitors on the page. */
  components: number;
  seconds: number;
  connections: number;
  /** The page is called stale on every answer, as it is when no worker has looked at it for a while. */
  isStale: boolean;
  nodeOptions: string[];
};

/** Reads of a status page over the product's own gateway, while Postgres is stopped and no web or worker runs. */
export async function benchStatusPage(args: string[]): Promise<Record<string, unknown>> {
  const settings = readSettings(args);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillup-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir });
  try {
    await migrateDatabase(postgres.url);
    settleEnv(readEnv(), {
      databaseUrl: postgres.url,
      appSecret: 'a secret of the benchmark, which keeps nothing',
    });
    const { slug, made } = await preparePage(postgres.url, settings);
    const gateway = await startGatewayProcess(postgres.url, {
      dataDir: path.join(dataDir, 'gateway'),
      nodeOptions: settings.nodeOptions,
    });
    try {
      const targets = await targetsOf(gateway.port, slug);
      await postgres.stop();
      await expectState(gateway.port, targets, settings);
      const readCpu = async () => cpuOfTree(gateway.pid) ?? 0;
      const served = await drive({ ...settings, port: gateway.port, targets }, readCpu);
      await expectState(gateway.port, targets, settings);
      const bare = await driveBare({ ...settings, port: gateway.port, targets });
      return report(settings, { served, bare, made, targets });
    } finally {
      await gateway.stop();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function readSettings(args: string[]): Settings {
  const { values } = parseArgs({
    args,
    options: {
      components: { type: 'string', default: '25' },
      seconds: { type: 'string', default: '20' },
      connections: { type: 'string', default: '64' },
      stale: { type: 'boolean', default: false },
      /** Passed to the gateway's node, such as --cpu-prof. */
      'node-option': { type: 'string', multiple: true },
    },
  });
  return {
    components: Number(values.components),
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    isStale: values.stale,
    nodeOptions: values['node-option'] ?? [],
  };
}

/** By the worker's own path: everything made once, then looked at again with nothing new; stale, where that was an hour ago. */
async function preparePage(databaseUrl: string, { isStale, components }: Settings) {
  const database = createDatabase(databaseUrl, { max: 4, applicationName: 'stillup-bench' });
  const renderer = new PageRenderer();
  try {
    const { pageId, slug } = await seedStatusPage(database, components);
    const logger = createLogger('bench', { level: 'warn', format: 'json' });
    const { db, sql } = database;
    const makePage = pageMaker(renderer);
    const turner = new PageTurner({ db, logger, makePage, monotonicMs: () => performance.now() });
    const first = await withLoopDelay(() => turner.look());
    await markPage(db, pageId);
    const again = await withLoopDelay(() => turner.look());
    const [stored] = await sql<{ documents: number; bytes: number }[]>`
      select count(*)::int as documents,
        sum(coalesce(length(br), 0) + coalesce(length(gzip), 0) + coalesce(length(plain), 0))::int as bytes
      from page_documents`;
    if (first.done.changed !== 1) throw new Error('the page of the benchmark could not be made');
    if (isStale) await sql`update page_snapshots set confirmed_at = now() - interval '1 hour'`;
    const made = {
      components,
      ...stored,
      make_ms: first.done.ms,
      make_longest_block_ms: first.longestBlockMs,
      confirm_ms: again.done.ms,
      confirm_longest_block_ms: again.longestBlockMs,
    };
    return { slug, made };
  } finally {
    await renderer.close();
    await database.close();
  }
}

/** For how long at most nothing else had its turn meanwhile: of a worker, by how much a check may have been late. */
async function withLoopDelay<T>(act: () => Promise<T>): Promise<{ done: T; longestBlockMs: number }> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const done = await act();
  // What has just held it up is noticed at its next turn.
  await delay(10);
  loop.disable();
  return { done, longestBlockMs: Math.round(loop.max / 1e6) };
}

/** What a page is asked for while something is wrong: people look, widgets and scripts poll. */
async function targetsOf(port: number, slug: string): Promise<Target[]> {
  const page = `/status/${slug}`;
  const browser = { 'Accept-Encoding': 'gzip, deflate, br, zstd', Accept: 'text/html' };
  while ((await fetchOnce(port, { path: page, headers: browser })).status !== 200) await delay(100);
  const status = await fetchOnce(port, { path: `${page}/api/v2/status.json`, headers: {} });
  const etag = status.headers[status.headers.indexOf('ETag') + 1] ?? '';
  return [
    { name: 'html', path: page, headers: browser, share: 8 },
    { name: 'html_de', path: `${page}/de`, headers: browser, share: 2 },
    {
      name: 'summary',
      path: `${page}/api/v2/summary.json`,
      headers: { 'Accept-Encoding': 'gzip' },
      share: 3,
    },
    {
      name: 'not_modified',
      path: `${page}/api/v2/status.json`,
      headers: { 'If-None-Match': etag },
      share: 4,
    },
    { name: 'badge', path: `${page}/badge.svg`, headers: { 'Accept-Encoding': 'gzip' }, share: 2 },
    { name: 'feed', path: `${page}/history.atom`, headers: { 'Accept-Encoding': 'gzip' }, share: 1 },
  ];
}

/** What is measured is what was asked for: a page becomes stale by itself where a run takes too long. */
async function expectState(port: number, targets: readonly Target[], { isStale }: Settings): Promise<void> {
  for (const { name, path: target, headers } of targets) {
    const answer = await fetchOnce(port, { path: target, headers });
    if (answer.headers.includes('X-Stale-Since') !== isStale) {
      throw new Error(
        `${name} is ${isStale ? 'not called stale' : 'called stale already; give fewer --seconds'}`,
      );
    }
  }
}

type Driven = { read: Read; cpu: { server: number; client: number } };

async function drive(plan: ReadPlan, readCpu: () => Promise<number>): Promise<Driven> {
  const client = new Child('status-client', [JSON.stringify(plan)]);
  await client.next('warm');
  const before = { server: await readCpu(), client: (await client.cpu()).us };
  const answered = client.next('read');
  client.tell('start');
  const { read } = await answered;
  const after = { server: await readCpu(), client: (await client.cpu()).us };
  await client.stop();
  const count = Math.max(1, countOf(read));
  const perRequest = (one: number, other: number) => Math.round((other - one) / count);
  return {
    read,
    cpu: {
      server: perRequest(before.server, after.server),
      client: perRequest(before.client, after.client),
    },
  };
}

async function driveBare(plan: ReadPlan): Promise<Driven> {
  const server = new Child('status-bare', [JSON.stringify(plan)]);
  const { port } = await server.next('listening');
  const driven = await drive({ ...plan, port }, async () => (await server.cpu()).us);
  await server.stop();
  return driven;
}

function countOf({ statuses }: Read): number {
  return Object.values(statuses).reduce((sum, count) => sum + count, 0);
}

function figuresOf({ read, cpu }: Driven) {
  const failed = Object.entries(read.statuses).filter(([status]) => !['200', '304'].includes(status));
  return {
    per_second: Math.round(countOf(read) / read.seconds),
    p50_ms: read.latencyMs.p50,
    p99_ms: read.latencyMs.p99,
    max_ms: read.latencyMs.max,
    statuses: read.statuses,
    other_answers: failed.reduce((sum, [, count]) => sum + count, 0),
    mb_per_second: Math.round(read.bytes / read.seconds / 1e6),
    cpu_us_per_request: cpu,
  };
}

type Measured = { served: Driven; bare: Driven; made: Record<string, unknown>; targets: Target[] };

function report(settings: Settings, { served, bare, made, targets }: Measured): Record<string, unknown> {
  const [own, yardstick] = [figuresOf(served), figuresOf(bare)];
  return {
    bench: 'status-page',
    figure: own.per_second,
    unit: 'requests/s',
    bar,
    passes: own.per_second >= bar && own.other_answers === 0,
    ratio_to_bar: round(own.per_second / bar),
    ratio_to_bare: round(own.per_second / yardstick.per_second),
    postgres: 'stopped',
    page_is: settings.isStale ? 'stale' : 'fresh',
    ...own,
    baselines: { bare_node_http: yardstick },
    page: made,
    mix: Object.fromEntries(targets.map(({ name, share }) => [name, share])),
    connections: settings.connections,
    seconds: settings.seconds,
    machine: machine(),
  };
}
