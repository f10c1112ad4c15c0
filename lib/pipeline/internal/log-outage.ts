import type { Logger } from '@/lib/core/logger';
import type { OwnOutage } from '@/lib/pipeline/beat-service';

export function logOutage(logger: Logger, { fromMs, untilMs, forgiven }: OwnOutage): void {
  logger.warn(
    { from: new Date(fromMs), until: new Date(untilMs), forgiven },
    'no ping could be received for a while: heartbeats are given time to call again',
  );
}
