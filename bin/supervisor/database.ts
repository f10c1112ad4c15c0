import { setTimeout as delay } from 'node:timers/promises';
import { afterExit, type Crashes } from '@/bin/supervisor/backoff';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/db/embedded/start';
import { hideSecrets, type Logger } from '@/lib/core/logger';

export type EmbeddedDatabase = { url: () => string; stop: () => Promise<void>; kill: () => void };

/** Keeps the embedded PostgreSQL running. `onMove` is told when it came back at another address. */
export async function superviseDatabase(
  dataDir: string,
  logger: Logger,
  onMove: () => void,
): Promise<EmbeddedDatabase> {
  const open = () => startEmbeddedPostgres({ dataDir, onLog: (line) => writeLine(logger, line) });
  let current: EmbeddedPostgres = await open();
  let isWanted = true;
  logger.info({ pid: current.pid, port: Number(new URL(current.url).port) }, 'PostgreSQL is ready');

  const watch = async () => {
    let crashes: Crashes = { failures: 0 };
    while (isWanted) {
      const startedAtMs = performance.now();
      await current.ended;
      if (!isWanted) return;
      const next = afterExit(crashes, performance.now() - startedAtMs);
      crashes = next;
      logger.error(
        { failures: next.failures, delayMs: next.delayMs },
        'PostgreSQL ended unexpectedly, starts again',
      );
      await delay(next.delayMs);
      const previous = current.url;
      current = await open();
      if (current.url !== previous) onMove();
      logger.info({ pid: current.pid }, 'PostgreSQL is ready again');
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!isWanted) return;
    logger.fatal({ err: error }, 'PostgreSQL cannot be started again');
    process.kill(process.pid, 'SIGTERM');
  });

  return {
    url: () => current.url,
    stop: async () => {
      isWanted = false;
      await current.stop();
      await watching;
    },
    kill: () => {
      isWanted = false;
      process.kill(current.pid, 'SIGQUIT');
    },
  };
}

function writeLine(logger: Logger, line: string): void {
  const [, severity, text] = /^(LOG|FATAL|PANIC|ERROR|WARNING|HINT|DETAIL):\s+(.*)$/.exec(line) ?? [];
  const message = hideSecrets(text ?? line);
  // Our own knocking while it starts.
  const isEarly = /^the database system is (starting up|not yet accepting connections)$/.test(message);
  if ((severity === 'FATAL' || severity === 'PANIC') && !isEarly) logger.warn(message);
  else logger.debug(message);
}
