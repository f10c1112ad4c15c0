import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { organizations } from '@/db/schema/organizations';
import { projects } from '@/db/schema/projects';
import type { Ctx } from '@/lib/access/context';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId } from '@/lib/core/ids';
import type { CheckResult } from '@/lib/probing/constants';
import type { CheckOutcome } from '@/lib/probing/probe';
import { httpSpec } from '@/lib/probing/schema';

/** Rows for tests of the pipeline. Nothing of the product imports this. */

export type Tenant = { organizationId: string; projectId: string; channelId: string };

export async function seedTenant(db: Db, channelUrl = 'http://127.0.0.1:9/hook'): Promise<Tenant> {
  const organizationId = newId('org');
  const projectId = newId('prj');
  const channelId = newId('chn');
  await ensurePartitions(db);
  await db.insert(organizations).values({ id: organizationId, name: 'Acme' });
  await db
    .insert(projects)
    .values({ id: projectId, organizationId, name: 'Shop', slug: 'shop', pingKey: newId('key') });
  await db.insert(channels).values({
    id: channelId,
    organizationId,
    projectId,
    type: 'webhook',
    name: 'hook',
    config: { url: channelUrl },
  });
  return { organizationId, projectId, channelId };
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
    sql`update check_schedules set due_at = now(), scheduled_at = now() where due_at is not null`,
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

export function ctxOf(db: Db, tenant: Tenant, role: 'owner' | 'editor' | 'viewer' = 'editor'): Ctx {
  return {
    organizationId: tenant.organizationId,
    actor: { kind: 'user', userId: newId('usr'), name: 'Ada', role },
    now: new Date(),
    db,
    requestId: newId('req'),
  };
}
