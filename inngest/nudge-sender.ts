import { inngest } from '@/inngest/client';
import type { Logger } from '@/lib/core/logger';

const nudgeEveryMs = 250;

let nudgedMs = Number.NEGATIVE_INFINITY;
let owed: NodeJS.Timeout | null = null;

/** Tells the sender that deliveries wait: at once, then at most four times a second, and always after the last call. */
export function nudgeSender(logger: Logger): void {
  if (owed !== null) return;
  const waitMs = nudgedMs + nudgeEveryMs - performance.now();
  if (waitMs <= 0) {
    send(logger);
    return;
  }
  owed = setTimeout(() => {
    owed = null;
    send(logger);
  }, waitMs);
}

function send(logger: Logger): void {
  nudgedMs = performance.now();
  inngest.send({ name: 'delivery/pending', data: {} }).catch((error: unknown) => {
    logger.warn({ err: error }, 'the sender could not be told of new deliveries; it finds them itself');
  });
}
