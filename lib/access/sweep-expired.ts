import type { Db } from '@/db/client';
import {
  deleteRateLimitsBefore,
  deleteSessionsBefore,
  deleteVerificationTokensBefore,
} from '@/lib/access/queries/expired';

const dayMs = 86_400_000;

export type Swept = { sessions: number; verificationTokens: number; rateLimits: number };

/** Takes away what has no effect any more. No window of a limit is longer than a day. */
export async function sweepExpired(db: Db, now: Date): Promise<Swept> {
  return {
    sessions: await deleteSessionsBefore(db, now),
    verificationTokens: await deleteVerificationTokensBefore(db, now),
    rateLimits: await deleteRateLimitsBefore(db, new Date(now.getTime() - dayMs)),
  };
}
