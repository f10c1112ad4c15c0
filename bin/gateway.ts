import { once } from 'node:events';
import { hostname } from 'node:os';
import { printFault } from '@/bin/supervisor/fault';
import { createDatabase } from '@/db/client';
import { nudgeSender } from '@/inngest/nudge-sender';
import { env } from '@/lib/core/env';
import { linkSigner } from '@/lib/core/link-signer';
import { createLogger } from '@/lib/core/logger';
import { createCheckInRoute } from '@/lib/gateway/check-in-route';
import { createGateway } from '@/lib/gateway/create-gateway';
import { openStatusPages } from '@/lib/gateway/open-status-pages';
import { createPingRoute } from '@/lib/gateway/ping-route';
import { gatewayRoutes } from '@/lib/gateway/routes';
import { createPingReceiver } from '@/lib/pipeline/create-ping-receiver';
import { keepBeating } from '@/lib/pipeline/keep-beating';

const drainMs = 4_000;
// Two batches at a time, a few first pings that make their monitor, and what is said beside.
const connections = 6;
// At the full minute thousands connect in the same instant; who finds the queue full comes again a second later.
const backlog = 4096;

try {
  const settings = env();
  const { host, port, webUrl, trustedProxies, isEngineEmbedded, logLevel, logFormat } = settings;
  const logger = createLogger('gateway', { level: logLevel, format: logFormat });
  const database = createDatabase(settings.databaseUrl, {
    max: Math.min(connections, settings.databasePoolMax),
    applicationName: 'stillup-gateway',
    // One row that somebody holds must not keep a whole batch of pings waiting.
    lockTimeoutMs: 1_000,
  });
  const receiver = createPingReceiver({
    db: database.db,
    logger,
    bodyLimitBytes: settings.pingBodyLimitBytes,
    onDeliveries: () => nudgeSender(logger),
  });
  const statusPages = await openStatusPages({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    logger,
    signer: linkSigner(),
  });
  const routes = gatewayRoutes({
    isEngineEmbedded,
    statusPages: statusPages.routes,
    pings: createPingRoute(receiver),
    checkIns: createCheckInRoute(receiver),
  });
  const gateway = createGateway({ webUrl, trustedProxies, routes, logger });
  let beating: ReturnType<typeof keepBeating> | null = null;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await gateway.close(drainMs);
    await beating?.stop();
    await receiver.close();
    await statusPages.close();
    await database.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  gateway.server.listen({ port, host, backlog });
  await once(gateway.server, 'listening');
  beating = keepBeating({
    db: database.db,
    logger,
    instance: `${hostname()}:${port}`,
    lowWatermarkMs: receiver.lowWatermarkMs,
    monotonicMs: () => performance.now(),
  });
  logger.info({ host, port }, 'gateway listens');
} catch (error) {
  printFault(error);
  process.exit(1);
}
