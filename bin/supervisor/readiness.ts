import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@/lib/core/logger';

const impatientAfterMs = 60_000;

/** Says once that everything answers, and says so too when that takes long. */
export async function announceReadiness(
  address: { host: string; port: number; appUrl: string },
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const startedAtMs = performance.now();
  let isImpatient = false;
  while (!signal.aborted) {
    const answer = await ask(address);
    if (answer === null) {
      logger.info({ url: address.appUrl }, `Stillup is ready at ${address.appUrl}`);
      return;
    }
    if (!isImpatient && performance.now() - startedAtMs > impatientAfterMs) {
      isImpatient = true;
      logger.warn({ answer }, 'not ready after a minute');
    }
    await delay(250, undefined, { signal }).catch(() => {});
  }
}

/** `null` when ready, else what was answered instead. */
async function ask({ host, port }: { host: string; port: number }): Promise<string | null> {
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${reachable}:${port}/health/ready`, {
      signal: AbortSignal.timeout(5_000),
    });
    const body = await response.text();
    return response.ok ? null : `${response.status} ${body.slice(0, 500)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
