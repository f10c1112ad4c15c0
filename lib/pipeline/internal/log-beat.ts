import type { Logger } from '@/lib/core/logger';
import type { Beaten } from '@/lib/pipeline/beat-service';

/** Nothing in any ordinary case. */
export function logBeat(logger: Logger, { outage, setBackMs }: Beaten): void {
  if (setBackMs > 0) logger.warn({ setBackMs }, 'the clock of the database was set back');
  if (outage === null) return;
  const { fromMs, untilMs, forgiven } = outage;
  logger.warn(
    { from: new Date(fromMs), until: new Date(untilMs), forgiven },
    'no ping could be received for a while: heartbeats are given time to call again',
  );
}
