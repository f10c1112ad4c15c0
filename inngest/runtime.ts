import { createDatabase, type Database, type Db } from '@/db/client';
import { env, type ReadyEnv } from '@/lib/core/env';
import { createLogger, type Logger } from '@/lib/core/logger';
import { productProbeIo } from '@/lib/pipeline/product-probe-io';
import type { ProbeIo } from '@/lib/probing/probe';

/** What functions need of the process that hosts them, made once at first use. */
export type Runtime = {
  env: Readonly<ReadyEnv>;
  database: Database;
  db: Db;
  logger: Logger;
  probeIo: ProbeIo;
};

let made: Runtime | undefined;

export function runtime(): Runtime {
  made ??= make();
  return made;
}

function make(): Runtime {
  const settings = env();
  const database = createDatabase(settings.databaseUrl, {
    max: settings.databasePoolMax,
    applicationName: 'stillup-worker',
  });
  return {
    env: settings,
    database,
    db: database.db,
    logger: createLogger('worker', { level: settings.logLevel, format: settings.logFormat }),
    probeIo: productProbeIo(),
  };
}

let longLived = false;

/** Called by a host that stays: there a drain bridges the time in which the engine is away. */
export function declareLongLived(): void {
  longLived = true;
}

export function isLongLived(): boolean {
  return longLived;
}
