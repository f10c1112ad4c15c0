import { Inngest } from 'inngest';
import { env } from '@/lib/core/env';
import { createLogger } from '@/lib/core/logger';

/**
 * The SDK reads `INNGEST_*` by itself: which engine serves is chosen there, and no function knows.
 * Checkpointing is off, so that every engine is spoken to in the plain protocol.
 */
export const inngest = new Inngest({ id: 'stillup', checkpointing: false, logger: lazyLogger() });

/** At the first line, not at import: a build has no environment. */
function lazyLogger() {
  let made: ReturnType<typeof createLogger> | undefined;
  const logger = () => {
    made ??= createLogger('inngest', { level: env().logLevel, format: env().logFormat });
    return made;
  };
  return {
    info: (...args: unknown[]) => logger().debug(...toLine(args)),
    warn: (...args: unknown[]) => logger().warn(...toLine(args)),
    error: (...args: unknown[]) => logger().error(...toLine(args)),
    debug: (...args: unknown[]) => logger().debug(...toLine(args)),
  };
}

function toLine([first, second]: unknown[]): [object, string] {
  if (typeof first === 'object' && first !== null) return [first, typeof second === 'string' ? second : ''];
  return [{}, String(first)];
}
