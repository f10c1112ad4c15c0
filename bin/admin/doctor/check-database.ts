import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Check, error, ok, warning } from '@/bin/admin/doctor/check';
import { explainFault } from '@/bin/supervisor/fault';
import { findRunningPostgres } from '@/db/embedded/find-running';
import { startEmbeddedPostgres } from '@/db/embedded/start';
import { type Inspection, inspectDatabase } from '@/db/inspect';
import type { Env } from '@/lib/core/env';

const oldestMajor = 15;
const maxClockOffsetMs = 2000;

export async function checkDatabase(env: Readonly<Env>): Promise<Check[]> {
  if (env.databaseUrl !== null) return await inspect(env.databaseUrl, 'DATABASE_URL');
  try {
    const running = await findRunningPostgres(env.dataDir);
    if (running !== null) return await inspect(running, 'embedded, running');
    if (!existsSync(path.resolve(env.dataDir, 'postgres'))) {
      return [ok('database', 'embedded; it will be made at the first start')];
    }
    const server = await startEmbeddedPostgres({ dataDir: env.dataDir });
    try {
      return await inspect(server.url, 'embedded, started for this check');
    } finally {
      await server.stop();
    }
  } catch (fault) {
    return [error('database', reasonOf(fault), 'Do as the line says, then run doctor again.')];
  }
}

async function inspect(url: string, which: string): Promise<Check[]> {
  try {
    return judge(await inspectDatabase(url), which);
  } catch (fault) {
    return [
      error(
        'database',
        `${which}: ${reasonOf(fault)}`,
        'Start the server, or correct the address and password.',
      ),
    ];
  }
}

export function judge(found: Inspection, which: string): Check[] {
  const { version, major, pendingMigrations: pending, clockOffsetMs: offset } = found;
  const server =
    major < oldestMajor
      ? error('database', `PostgreSQL ${version} is too old`, `Use PostgreSQL ${oldestMajor} or newer.`)
      : ok('database', `PostgreSQL ${version} (${which})`);
  const migrations =
    pending > 0
      ? warning('migrations', `${pending} pending`, 'They run at the next start.')
      : ok('migrations', 'none pending');
  const clock =
    Math.abs(offset) > maxClockOffsetMs
      ? error('clock', `the database's clock differs by ${offset} ms`, 'Let both machines keep time by NTP.')
      : ok('clock', `the database's clock differs by ${offset} ms`);
  if (pending > 0) return [server, migrations, clock];
  const partitions =
    found.partitionDaysAhead === 0
      ? warning('partitions', 'none made ahead', 'Start Stillup: its worker makes them every hour.')
      : ok('partitions', `${found.partitionDaysAhead} days ahead`);
  const owner = found.hasUsers
    ? ok('owner', 'somebody has an account')
    : warning(
        'owner',
        'nobody has an account yet',
        'Open the address, or use create-user: the first visitor becomes the owner.',
      );
  const domains =
    found.failingDomains.length === 0
      ? ok('domains', 'none has lost its proof')
      : warning(
          'domains',
          `no TXT record proves ${found.failingDomains.join(', ')} any more`,
          'Set the record again that the status page shows: after three days the page leaves the domain.',
        );
  return [server, migrations, clock, partitions, owner, domains];
}

function reasonOf(fault: unknown): string {
  const lines = explainFault(fault);
  return lines?.[0] ?? (fault instanceof Error ? fault.message : String(fault));
}
