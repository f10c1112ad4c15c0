import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId } from '@/lib/core/ids';
import type { CheckResult } from '@/lib/probing/constants';
import type { CheckOutcome } from '@/lib/probing/probe';
import { httpSpec } from '@/lib/probing/schema';

/** Rows for tests of the pipeline. Nothing of the product imports this. */

export type WatchedTenant = Tenant & { channelId: string };

/** A tenant with a channel, and partitions for its checks. */
export async function seedTenant(db: Db): Promise<WatchedTenant> {
  await ensurePartitions(db);
  const tenant = await createTenant(db);
  const { organizationId, projectId } = tenant;
  const channelId = newId('chn');
  await db.insert(channels).values({
    id: channelId,
    organizationId,
    projectId,
    type: 'webhook',
    name: 'hook',
    config: { url: 'http://127.0.0.1:9/hook' },
  });
  return { ...tenant, channelId };
}

type MonitorSeed = Partial<Omit<typeof monitors.$inferInsert, 'id'>> & { url?: string };

export async function seedMonitor(db: Db, tenant: Tenant, seed: MonitorSeed = {}): Promise<string> {
  const id = newId('mon');
  const { url = 'http://127.0.0.1:9/', ...rest } = seed;
  const { organizationId } = tenant;
  const regions = rest.regions ?? ['local'];
  await db.insert(monitors).values({
    id,
    organizationId,
    projectId: tenant.projectId,
    name: 'Checkout',
    type: 'http',
    spec: httpSpec.parse({ url }),
    intervalSeconds: 60,
    timeoutMs: 5000,
    failureThreshold: 2,
    recoveryThreshold: 1,
    ...rest,
    regions,
  });
  await db
    .insert(monitorStates)
    .values({ monitorId: id, organizationId, state: 'pending', sinceAt: sql`now()` });
  await db.insert(checkSchedules).values(
    regions.map((region) => ({
      monitorId: id,
      region,
      organizationId,
      scheduledAt: sql`now()`,
      dueAt: sql`now()`,
    })),
  );
  return id;
}

/** Puts the clock of all checks forward: everything is due, as if its interval had passed. */
export async function makeDue(db: Db): Promise<void> {
  await db.execute(
    sql`update check_schedules set due_at = now(), scheduled_at = now(), lease_until_at = now() where due_at is not null`,
  );
}

export function outcomeOf(result: CheckResult): CheckOutcome {
  const timings = { dnsUs: null, connectUs: 100, tlsUs: null, waitUs: 200, transferUs: 50, totalUs: 350 };
  if (result === 'up') {
    return {
      result,
      cause: null,
      phase: null,
      httpStatus: 200,
      timings,
      attempts: 1,
      error: null,
      evidence: null,
    };
  }
  const cause = result === 'down' ? 'http_status' : result === 'degraded' ? 'latency' : 'prober_fault';
  const evidence = {
    url: 'http://127.0.0.1:9/',
    redirects: [],
    remoteAddress: '127.0.0.1',
    status: 500,
    headers: [['content-type', 'text/plain']] as [string, string][],
    body: 'Broken "again" \\ {} 😀',
    bodyTruncated: false,
  };
  return {
    result,
    cause,
    phase: null,
    httpStatus: result === 'down' ? 500 : 200,
    timings,
    attempts: 2,
    error: 'The status is 500, "quoted", \\ and {braced}.',
    evidence: result === 'down' ? evidence : null,
  };
}
