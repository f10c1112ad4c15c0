import { randomUUID } from 'node:crypto';
import { createRandom } from '@/bin/demo/history';
import type { Ctx } from '@/lib/access/context';
import { ensurePartitionsOf } from '@/lib/checks/ensure-partitions';
import type { Logger } from '@/lib/core/logger';
import type { PingAction } from '@/lib/heartbeats/constants';
import { createMonitor } from '@/lib/monitors/create-monitor';
import type { MonitorView } from '@/lib/monitors/schema';
import { recordPings } from '@/lib/pipeline/record-pings';
import { runsBetween } from '@/lib/schedules/rules/runs-between';
import { schedule } from '@/lib/schedules/schema';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type DemoRun = { startMs: number; durationMs: number; exitStatus: number; body: string | null };

export type DemoJob = {
  name: string;
  spec: Record<string, unknown>;
  tags: string[];
  /** How far back its made-up runs go, how far they lie apart, how long they take, and how long ago the last one ended. */
  past: { days: number; everyMs: number; usualMs: number; endedAgoMs: number };
  /** What it does from then on, every so often. */
  now: { everyMs: number; act: 'run' | 'hang' | 'fail' };
};

/** Jobs of every mood: two that are well, one that is late, one that fails, one that is running. */
export const demoJobs: readonly DemoJob[] = [
  {
    name: 'Queue worker',
    spec: { schedule: { kind: 'period', period_seconds: 60 }, grace_seconds: 120 },
    tags: ['shop'],
    past: { days: 0.5, everyMs: minuteMs, usualMs: 4_000, endedAgoMs: 30_000 },
    now: { everyMs: minuteMs, act: 'run' },
  },
  {
    name: 'Nightly backup',
    spec: {
      schedule: { kind: 'cron', expression: '0 2 * * *', time_zone: 'Europe/Berlin' },
      grace_seconds: 1800,
      max_run_seconds: 7200,
    },
    tags: ['backup'],
    past: { days: 14, everyMs: dayMs, usualMs: 26 * minuteMs, endedAgoMs: hourMs },
    now: { everyMs: dayMs, act: 'run' },
  },
  {
    name: 'Newsletter',
    spec: { schedule: { kind: 'period', period_seconds: 3600 }, grace_seconds: 86_400 },
    tags: ['public'],
    past: { days: 3, everyMs: hourMs, usualMs: 45_000, endedAgoMs: 64 * minuteMs },
    now: { everyMs: 12 * hourMs, act: 'run' },
  },
  {
    name: 'Invoice export',
    spec: { schedule: { kind: 'period', period_seconds: 1800 }, grace_seconds: 900 },
    tags: ['shop'],
    past: { days: 2, everyMs: 30 * minuteMs, usualMs: 12_000, endedAgoMs: 10 * minuteMs },
    now: { everyMs: 10 * minuteMs, act: 'fail' },
  },
  {
    name: 'Video encoding',
    spec: {
      schedule: { kind: 'period', period_seconds: 21_600 },
      grace_seconds: 3600,
      max_run_seconds: 14_400,
    },
    tags: [],
    past: { days: 7, everyMs: 6 * hourMs, usualMs: 95 * minuteMs, endedAgoMs: 20 * minuteMs },
    now: { everyMs: 90 * minuteMs, act: 'hang' },
  },
];

/** Made with their past, which is written as pings are, only earlier. Gives back where each is called. */
export async function seedJobs(ctx: Ctx, projectId: string): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const [index, job] of demoJobs.entries()) {
    const { name, spec, tags } = job;
    const monitor = await createMonitor(ctx, {
      project_id: projectId,
      type: 'heartbeat',
      name,
      spec,
      tags: [...tags, 'demo data'],
    });
    if (monitor.type !== 'heartbeat' || monitor.ping_url === null) continue;
    urls[name] = monitor.ping_url;
    await seedPast(ctx, monitor, makeRuns(job, ctx.now.getTime(), index + 1));
  }
  return urls;
}

function makeRuns(job: DemoJob, nowMs: number, seed: number): DemoRun[] {
  const random = createRandom(seed);
  const starts = startsOf(job, nowMs);
  return starts.map((startMs, index) => ({
    startMs: startMs + Math.round(3_000 * random()),
    durationMs: Math.round(job.past.usualMs * (0.7 + 0.3 * random())),
    exitStatus: 0,
    body: index === starts.length - 1 ? 'Demo data: this run was made up by `npm run demo`.\n' : null,
  }));
}

function startsOf({ spec, past }: DemoJob, nowMs: number): number[] {
  const fromMs = nowMs - past.days * dayMs;
  const agreed = schedule.parse(spec['schedule']);
  if (agreed.kind !== 'period') return runsBetween(agreed, fromMs, nowMs - past.endedAgoMs, 1_000);
  const lastMs = nowMs - past.endedAgoMs - past.usualMs;
  const count = Math.floor((lastMs - fromMs) / past.everyMs);
  return Array.from({ length: count }, (_, index) => lastMs - (count - 1 - index) * past.everyMs);
}

async function seedPast(ctx: Ctx, monitor: MonitorView, runs: readonly DemoRun[]): Promise<void> {
  if (monitor.type !== 'heartbeat') return;
  const uuid = monitor.ping_url?.split('/').at(-1) ?? '';
  const nowMs = ctx.now.getTime();
  const days = new Set(runs.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 10)));
  await ensurePartitionsOf(ctx.db, [...days].sort());
  const toPing = (action: PingAction, atMs: number, rid: string, run: DemoRun) => ({
    target: { kind: 'uuid' as const, uuid },
    action,
    exitStatus: action === 'start' ? null : run.exitStatus,
    signal: null,
    rid,
    durationMs: null,
    method: 'POST',
    userAgent: 'demo',
    address: '127.0.0.1',
    body: action === 'start' || run.body === null ? null : Buffer.from(run.body),
    arrivedMs: atMs - nowMs,
  });
  // In one batch, so that nobody finds the heartbeat overdue in the middle of its past.
  await recordPings(
    ctx.db,
    runs.flatMap((run) => {
      const rid = randomUUID();
      const endMs = run.startMs + run.durationMs;
      return [toPing('start', run.startMs, rid, run), toPing('success', endMs, rid, run)];
    }),
    { monotonicMs: () => 0 },
  );
}

/** Calls as the jobs would, over the front door, until the process ends. What fails is tried again at the next turn. */
export function playJobs(urls: Readonly<Record<string, string>>, logger: Logger): void {
  const dueMs = new Map<string, number>();
  const play = async () => {
    for (const { name, now } of demoJobs) {
      const url = urls[name];
      if (url === undefined || (dueMs.get(name) ?? firstMs(now)) > performance.now()) continue;
      const isHeard = await act(url, now.act).catch(() => false);
      if (isHeard) dueMs.set(name, performance.now() + now.everyMs);
      else logger.debug({ name }, 'a job of the demo was not heard; it calls again');
    }
  };
  setInterval(() => void play(), 2_000);
}

/** What is to be seen at once begins at once; a job that is well, or late, has its past until its next turn. */
function firstMs({ everyMs, act: kind }: DemoJob['now']): number {
  return kind === 'run' && everyMs > minuteMs ? everyMs : 0;
}

async function act(url: string, kind: DemoJob['now']['act']): Promise<boolean> {
  const rid = randomUUID();
  switch (kind) {
    case 'run':
      return (await call(`${url}/start?rid=${rid}`)) && (await call(`${url}?rid=${rid}`, 'done\n'));
    case 'hang':
      return (await call(url)) && (await call(`${url}/start?rid=${rid}`));
    case 'fail':
      return call(
        `${url}/2`,
        'export: cannot reach ledger.internal:5432\nexport: 0 of 214 invoices written\n',
      );
  }
}

async function call(url: string, body?: string): Promise<boolean> {
  const init = body === undefined ? {} : { method: 'POST', body };
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  return response.ok;
}
