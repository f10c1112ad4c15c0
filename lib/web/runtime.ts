import { createDatabase, type Database } from '@/db/client';
import { env } from '@/lib/core/env';
import { createLogger, type Logger } from '@/lib/core/logger';

/** What the web process has one of. */
export type WebRuntime = {
  database: Database;
  /** For the one connection that listens for changes. */
  databaseUrl: string;
  logger: Logger;
  appUrl: string;
  appSecret: string;
};

// On globalThis, because Next loads a module once per bundle, and again at each reload in development.
const holder = globalThis as typeof globalThis & { stillupWeb?: WebRuntime | undefined };

/** Made at first use, so that a build needs no environment. */
export function webRuntime(): WebRuntime {
  holder.stillupWeb ??= makeRuntime();
  return holder.stillupWeb;
}

/** For tests, which bring a database of their own. */
export function setWebRuntime(runtime: WebRuntime | undefined): void {
  holder.stillupWeb = runtime;
}

function makeRuntime(): WebRuntime {
  const { databaseUrl, databasePoolMax, appUrl, appSecret, logLevel, logFormat } = env();
  return {
    database: createDatabase(databaseUrl, { max: databasePoolMax, applicationName: 'stillup-web' }),
    databaseUrl,
    logger: createLogger('web', { level: logLevel, format: logFormat }),
    appUrl,
    appSecret,
  };
}
