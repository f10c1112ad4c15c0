import { once } from 'node:events';
import { printFault } from '@/bin/supervisor/fault';
import { env } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';
import { createGateway } from '@/lib/gateway/create-gateway';
import { gatewayRoutes } from '@/lib/gateway/routes';

const drainMs = 4_000;

try {
  const { host, port, webUrl, trustedProxies, isEngineEmbedded, logLevel, logFormat } = env();
  const logger = createLogger('gateway', { level: logLevel, format: logFormat });
  const routes = gatewayRoutes({ isEngineEmbedded });
  const gateway = createGateway({ webUrl, trustedProxies, routes, logger });
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await gateway.close(drainMs);
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  gateway.server.listen(port, host);
  await once(gateway.server, 'listening');
  logger.info({ host, port }, 'gateway listens');
} catch (error) {
  printFault(error);
  process.exit(1);
}
