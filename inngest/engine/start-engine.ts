import type { AddressInfo } from 'node:net';
import type { Sql } from 'postgres';
import { startClock } from '@/inngest/engine/clock';
import { startExecutor } from '@/inngest/engine/executor';
import { fireSchedules } from '@/inngest/engine/intake';
import { openRegistry } from '@/inngest/engine/registry';
import { removeOld } from '@/inngest/engine/remove-old';
import { createEngineServer } from '@/inngest/engine/server';
import { isSigningKey } from '@/inngest/engine/signing';
import { wakeChannel } from '@/inngest/engine/store';
import { syncApps } from '@/inngest/engine/sync-apps';
import type { Logger } from '@/lib/core/logger';

export type EngineOptions = {
  sql: Sql;
  logger: Logger;
  port: number;
  host?: string;
  /** With a key, calls are signed and registrations must show it; without, everybody on `host` is trusted. */
  signingKey?: string | null;
  eventKey?: string | null;
  maxCalls?: number;
  now?: () => Date;
  random?: () => number;
  /** For tests: retry delays, sleeps and time-outs are multiplied by it. */
  delayScale?: number;
  leaseMs?: number;
  /** For tests: after how long it looks although nobody has told it to. */
  pollMs?: number;
};

export type Engine = {
  url: string;
  port: number;
  /** Lets running calls end within the patience, so that none is made twice. */
  close: (patienceMs?: number) => Promise<void>;
  /** Stops without a farewell, like `kill -9`. */
  abandon: () => Promise<void>;
};

const housekeepingMs = 10 * 60_000;

/** Durable in the given database: what an engine began, the next one on it goes on with. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { sql, logger } = options;
  const now = options.now ?? (() => new Date());
  const signingKey = options.signingKey ?? null;
  if (signingKey !== null && !isSigningKey(signingKey)) {
    throw new Error('INNGEST_SIGNING_KEY must be hexadecimal, such as signkey-prod-0123456789abcdef.');
  }
  const registry = await openRegistry(sql, logger);
  const around = { sql, registry, logger, signingKey, now };
  const server = createEngineServer({ ...around, eventKey: options.eventKey ?? null });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const executor = startExecutor({
    ...around,
    maxCalls: options.maxCalls ?? 100,
    random: options.random ?? Math.random,
    delayScale: options.delayScale ?? 1,
    leaseMs: options.leaseMs,
    pollMs: options.pollMs,
  });
  const reload = () =>
    registry.reload().catch((error: unknown) => logger.warn({ err: error }, 'functions were not read'));
  const hear = (news: string) =>
    void (news === 'functions' ? reload() : Promise.resolve()).then(executor.wake);
  // Whoever was cut off has missed what was said meanwhile.
  const listening = await sql.listen(wakeChannel, hear, () => hear('functions'));
  const clock = startClock(() => fireSchedules(sql, around), now, logger);
  const housekeeping = setInterval(() => {
    removeOld(sql).catch((error: unknown) => logger.warn({ err: error }, 'old runs were not removed'));
    void reload();
  }, housekeepingMs);
  syncApps(around).catch((error: unknown) =>
    logger.warn({ err: error }, 'apps were not asked for their functions'),
  );

  const stopListening = async () => {
    clock.stop();
    clearInterval(housekeeping);
    server.close();
    server.closeAllConnections();
    await listening.unlisten().catch(() => {});
  };
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    close: async (patienceMs = 10_000) => {
      await executor.close(patienceMs);
      await stopListening();
    },
    abandon: async () => {
      executor.abandon();
      await stopListening();
    },
  };
}
