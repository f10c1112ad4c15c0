import { printFault } from '@/bin/supervisor/fault';
import { createDatabase } from '@/db/client';
import { startEngine } from '@/inngest/engine/start-engine';
import { env } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';
import { beginShutdown, shutdownSignal } from '@/lib/core/shutdown';

const drainMs = 1_500;

try {
  const { databaseUrl, enginePort, host, inngest, logLevel, logFormat } = env();
  const logger = createLogger('engine', { level: logLevel, format: logFormat });
  const database = createDatabase(databaseUrl, { max: 8, applicationName: 'stillup-engine' });
  const { signingKey, eventKey } = inngest;
  const engine = await startEngine({
    sql: database.sql,
    logger,
    port: enginePort,
    host,
    signingKey,
    eventKey,
  });
  logger.info({ port: engine.port }, 'engine listens');
  const stop = async () => {
    if (shutdownSignal.aborted) return;
    beginShutdown();
    await engine.close(drainMs);
    await database.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  printFault(error);
  process.exit(1);
}
