import { Child, cpuOfTree } from '@/bin/bench/children';
import { startGatewayProcess } from '@/bin/bench/pings-gateway';
import type { Load, Pinged } from '@/bin/bench/pings-messages';
import { countStored } from '@/bin/bench/pings-seed';
import type { Database } from '@/db/client';
import type { EmbeddedPostgres } from '@/db/embedded/start';

export type PingBench = {
  database: Database;
  /** Another one after each restart, at the same address. */
  postgres: EmbeddedPostgres;
  dataDir: string;
  monitors: number;
  nodeOptions: readonly string[];
};

export type Plan = Pick<Load, 'connections' | 'isFresh' | 'withinSeconds'> & {
  perMonitor: number;
  warmPerMonitor: number;
};

/** One load on a gateway of its own, `during` beside it; then what was acknowledged against what is stored. */
export async function runPhase(bench: PingBench, plan: Plan, during: () => Promise<void> = async () => {}) {
  const { database, postgres, monitors } = bench;
  const gateway = await startGatewayProcess(postgres.url, bench);
  const before = await countStored(database.sql, monitors);
  const readCpu = async () => ({
    gateway: cpuOfTree(gateway.pid) ?? 0,
    postgres: cpuOfTree(postgres.pid) ?? 0,
  });
  const { pinged, cpu } = await drive({ port: gateway.port, monitors, plan }, { readCpu, during });
  await gateway.stop();
  const after = await countStored(database.sql, monitors);
  const stored = after.map((count, index) => count - (before[index] ?? 0));
  const figures = {
    ...summarize(pinged),
    cpu_us_per_ping: cpu,
    ...compare(pinged.acknowledged, stored),
  };
  return { figures, pinged };
}

/** The same client against a yardstick. */
export async function runYardstick(
  monitors: number,
  { role, args, plan }: { role: string; args: string[]; plan: Plan },
) {
  const server = new Child(role, args);
  const { port } = await server.next('listening');
  const readCpu = async () => ({ server: (await server.cpu()).us });
  const { pinged, cpu } = await drive({ port, monitors, plan }, { readCpu });
  await server.stop();
  const { per_second, p99_ms } = summarize(pinged);
  return { per_second, p99_ms, cpu_us_per_request: cpu };
}

type Target = { port: number; monitors: number; plan: Plan };
type Watch<Part extends string> = {
  readCpu: () => Promise<Record<Part, number>>;
  during?: () => Promise<void>;
};

async function drive<Part extends string>(
  { port, monitors, plan }: Target,
  { readCpu, during }: Watch<Part>,
): Promise<{ pinged: Pinged; cpu: Record<Part | 'client', number> }> {
  const { perMonitor, warmPerMonitor, ...manner } = plan;
  const pings = perMonitor * monitors;
  const load: Load = { port, monitors, warmPings: warmPerMonitor * monitors, pings, ...manner };
  const client = new Child('ping-client', [JSON.stringify(load)]);
  await client.next('warm');
  const read = async () => ({ ...(await readCpu()), client: (await client.cpu()).us });
  const start: Record<string, number> = await read();
  const answered = client.next('pinged');
  client.tell('start');
  const [{ pinged }] = await Promise.all([answered, during?.()]);
  const spent = Object.entries(await read()).map(([part, us]) => [part, (us - (start[part] ?? 0)) / pings]);
  await client.stop();
  const rounded = spent.map(([part, us]) => [part, Math.max(0, Math.round(Number(us)))]);
  return { pinged, cpu: Object.fromEntries(rounded) };
}

function summarize({ latencyMs, otherAnswers, answered, unanswered, seconds }: Pinged) {
  return {
    per_second: Math.round(answered / seconds),
    pings: answered,
    p50_ms: latencyMs.p50,
    p99_ms: latencyMs.p99,
    max_ms: latencyMs.max,
    other_answers: otherAnswers,
    unanswered,
  };
}

/** Over the whole phase, its warm-up included. */
function compare(acknowledged: readonly number[], stored: readonly number[]) {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    acknowledged: sum(acknowledged),
    stored: sum(stored),
    /** Heartbeat by heartbeat, so that one that kept too many does not hide another that lost some. */
    lost: sum(acknowledged.map((count, index) => Math.max(0, count - (stored[index] ?? 0)))),
  };
}
