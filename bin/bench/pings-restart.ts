import { setTimeout as delay } from 'node:timers/promises';
import { type PingBench, type Plan, runPhase } from '@/bin/bench/pings-phases';
import { startEmbeddedPostgres } from '@/db/embedded/start';

/** `fast` ends every session in order; `immediate` is as good as a crash: the next start recovers from the log. */
type Restart = { mode: 'fast' | 'immediate'; awaySeconds: number };

const beginsAfterMs = 300;

/** A burst in the middle of which Postgres is restarted; what was acknowledged must be there afterwards. */
export async function runRestart(bench: PingBench, plan: Plan, { mode, awaySeconds }: Restart) {
  const moments = { stoppedMs: 0, goneMs: 0, backMs: 0 };
  const { figures, pinged } = await runPhase(bench, plan, async () => {
    await delay(beginsAfterMs);
    moments.stoppedMs = Date.now();
    process.kill(bench.postgres.pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await bench.postgres.ended;
    moments.goneMs = Date.now();
    await delay(awaySeconds * 1000);
    bench.postgres = await startEmbeddedPostgres({ dataDir: bench.dataDir });
    moments.backMs = Date.now();
  });
  const { cpu_us_per_ping: _, per_second: _rate, ...counted } = figures;
  const afterMs = pinged.acknowledgedAtMs.filter((atMs) => atMs > moments.goneMs);
  const seconds = (ms: number) => Number(((ms - moments.stoppedMs) / 1000).toFixed(2));
  return {
    mode,
    ...counted,
    seconds_after_stop: {
      postgres_back: seconds(moments.backMs),
      first_ok: seconds(Math.min(...afterMs)),
      last_ok: seconds(Math.max(...afterMs)),
    },
  };
}
