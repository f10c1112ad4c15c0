import { printFault } from '@/bin/supervisor/fault';
import { inngest } from '@/inngest/client';
import { functions } from '@/inngest/functions';
import { hostFunctions } from '@/inngest/host';
import { declareLongLived } from '@/inngest/runtime';
import { env } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';
import { beginShutdown, shutdownSignal } from '@/lib/core/shutdown';

// Less than the supervisor's patience and than the usual thirty seconds of container platforms.
const drainMs = 18_000;

try {
  const { host, workerPort, workerUrl, logLevel, logFormat } = env();
  const logger = createLogger('worker', { level: logLevel, format: logFormat });
  declareLongLived();
  const listen = { host, port: workerPort };
  const worker = await hostFunctions({ client: inngest, functions, listen, origin: workerUrl, logger });
  const stop = async (signal: NodeJS.Signals) => {
    if (shutdownSignal.aborted) return;
    beginShutdown();
    const isDone = await worker.drain(drainMs);
    logger.info({ signal, isDone }, isDone ? 'drained' : 'stopped before all calls had ended');
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  logger.info({ port: workerPort }, 'worker listens');
  await worker.register(shutdownSignal);
  if (!shutdownSignal.aborted) await inngest.send({ name: 'stillup/worker.started', data: {} });
} catch (error) {
  printFault(error);
  process.exit(1);
}
