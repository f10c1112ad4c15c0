import http from 'node:http';
import { alertRoles } from '@/bin/bench/alerts-roles';
import { type FromPingRole, pingRoles } from '@/bin/bench/pings-roles';
import { type FromStatusRole, statusRoles } from '@/bin/bench/status-page-roles';
import { createDatabase } from '@/db/client';
import { startFastTarget } from '@/e2e/target/fast-target';
import { readEnv } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';
import { drainChecks } from '@/lib/pipeline/drain-checks';
import { Lookout } from '@/lib/pipeline/lookout';
import { createProbeIo } from '@/lib/probing/run-check';

/** What a child process of a benchmark says to its parent, and hears from it. */
export type FromRole =
  | { kind: 'ready'; url?: string }
  | { kind: 'stored'; count: number }
  | { kind: 'cpu'; us: number; maxRssKb: number }
  | { kind: 'requests'; count: number; seconds: number }
  | FromPingRole
  | FromStatusRole;
export type ToRole = { kind: 'start' } | { kind: 'cpu' } | { kind: 'stop' };

const say = (message: FromRole) => process.send?.(message);

function onOrder(kind: ToRole['kind'], act: () => void): void {
  process.on('message', (order: ToRole) => {
    if (order.kind === kind) act();
  });
}

/** Processes of their own, as in the product: the target is not the worker's, nor the worker the bench's. */
export async function runRole([role = '', ...args]: string[]): Promise<void> {
  process.on('disconnect', () => process.exit(0));
  onOrder('cpu', () => {
    const { user, system } = process.cpuUsage();
    say({ kind: 'cpu', us: user + system, maxRssKb: process.resourceUsage().maxRSS });
  });
  if (role === 'worker') return work(args[0] ?? '');
  if (role !== 'alerts-worker') onOrder('stop', () => process.exit(0));
  if (role === 'target') {
    const { url } = await startFastTarget();
    return void say({ kind: 'ready', url });
  }
  if (role === 'raw') return request(args[0] ?? '', Number(args[1] ?? '5'));
  const run = pingRoles[role] ?? statusRoles[role];
  if (run !== undefined) return run(args, { say, onStart: (act) => onOrder('start', act) });
  const runAlerts = alertRoles[role];
  if (runAlerts !== undefined) {
    return runAlerts(args, {
      say,
      onStart: (act) => onOrder('start', act),
      onStop: (act) => onOrder('stop', act),
    });
  }
  throw new Error(`no such role: ${role}`);
}

/** The product's own drain, with what the worker gives it. */
function work(databaseUrl: string): void {
  const { db } = createDatabase(databaseUrl, { applicationName: 'stillup-worker' });
  const stop = new AbortController();
  const logger = createLogger('worker', { level: 'warn', format: 'json' });
  const io = createProbeIo({ policy: { privateTargets: 'allow', ownHosts: [] }, userAgent: 'Stillup/1' });
  const lookout = new Lookout({ db, logger, region: 'local', targets: readEnv().canaryTargets });
  onOrder('start', () => {
    const running = drainChecks(
      {
        db,
        logger,
        io,
        lookout,
        onDeliveries: () => {},
        onStored: (count) => say({ kind: 'stored', count }),
      },
      { region: 'local', signal: stop.signal, shouldEnd: () => false },
    );
    void running.then(() => process.exit(0));
  });
  onOrder('stop', () => stop.abort());
  say({ kind: 'ready' });
}

/** The yardstick: nothing but `node:http` with a fresh connection for each request, 64 at a time. */
function request(url: string, seconds: number): void {
  const target = new URL(url);
  const options = { host: target.hostname, port: target.port, path: '/', agent: false };
  const startedMs = performance.now();
  let count = 0;
  const next = () => {
    const elapsedMs = performance.now() - startedMs;
    if (elapsedMs >= seconds * 1000) return say({ kind: 'requests', count, seconds: elapsedMs / 1000 });
    return http
      .get(options, (response) => {
        response.resume();
        response.on('end', () => {
          count += 1;
          next();
        });
      })
      .on('error', next);
  };
  for (let index = 0; index < 64; index += 1) next();
}
