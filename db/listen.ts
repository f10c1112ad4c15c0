import { createDatabase, type Database } from '@/db/client';
import type { Logger } from '@/lib/core/logger';

type Options = {
  databaseUrl: string;
  channel: string;
  applicationName: string;
  logger: Logger;
  onPayload: (payload: string) => void;
  /** Listening from now on: at first, and again after whatever broke. What came in between is lost. */
  onListening: () => void;
  /** How often it is proved that notices arrive. */
  probeMs?: number;
};

export type Listener = { close: () => Promise<void> };

/**
 * One connection that listens. It sends itself a notice now and then; when that does not come back (the server
 * is gone, or a half-open connection pretends that it is not), it is replaced.
 */
export function listen(options: Options): Listener {
  const { probeMs = 10_000, logger, channel, applicationName } = options;
  const own = `probe ${crypto.randomUUID()}`;
  let database: Database | null = null;
  let isHeard = true;
  let isClosed = false;

  const open = async () => {
    const opened = createDatabase(options.databaseUrl, { max: 1, applicationName });
    database = opened;
    isHeard = true;
    const onNotice = (payload: string) => {
      if (payload === own) isHeard = true;
      else if (!payload.startsWith('probe ')) options.onPayload(payload);
    };
    await opened.sql.listen(channel, onNotice, () => {
      if (database === opened) options.onListening();
    });
  };
  const replace = async () => {
    const old = database;
    database = null;
    void old?.sql.end({ timeout: 1 }).catch(() => {});
    await open();
  };
  const probe = async () => {
    if (isClosed) return;
    if (database === null || !isHeard) await replace();
    isHeard = false;
    await database?.sql.notify(channel, own);
  };
  const complain = (error: unknown) => {
    if (isClosed) return;
    database = null;
    logger.warn({ channel, err: error }, 'cannot listen for notices; trying again');
  };

  const timer = setInterval(() => void probe().catch(complain), probeMs);
  timer.unref();
  void open().catch(complain);
  return {
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await database?.sql.end({ timeout: 1 });
    },
  };
}
