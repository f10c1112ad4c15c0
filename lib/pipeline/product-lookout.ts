import type { Db } from '@/db/client';
import { env } from '@/lib/core/env';
import type { Logger } from '@/lib/core/logger';
import { Lookout } from '@/lib/pipeline/lookout';

let cached: Lookout | undefined;

/** One for the process, whatever drains come and go in it: it remembers what was seen. */
export function productLookout(db: Db, logger: Logger): Lookout {
  cached ??= new Lookout({ db, logger, region: env().region, targets: env().canaryTargets });
  return cached;
}
