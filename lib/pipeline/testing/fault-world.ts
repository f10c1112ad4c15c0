import { sql } from 'drizzle-orm';
import { pgArray } from '@/db/arrays';
import type { Database, Db } from '@/db/client';
import { checkSchedules, monitorStates, monitors } from '@/db/schema/monitors';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { type RunningTarget, startTarget } from '@/e2e/target/target';
import { createChannel } from '@/lib/channels/create-channel';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { newId, toUuid } from '@/lib/core/ids';
import { WorkerLine, type WorkerProgram } from '@/lib/pipeline/testing/worker-process';
import { httpSpec } from '@/lib/probing/schema';

export const hookNames = ['on-call', 'team'] as const;

export type WatchedMonitor = { id: string; path: string };

/** A tenant with two webhook channels whose monitors watch a local target, and workers that may be killed. */
export class FaultWorld {
  readonly db: Db;
  readonly target: RunningTarget;
  readonly workers: WorkerLine;
  private readonly tenant: Tenant;

  private constructor(
    readonly database: Database,
    parts: { target: RunningTarget; workers: WorkerLine; tenant: Tenant },
  ) {
    this.db = database.db;
    this.target = parts.target;
    this.workers = parts.workers;
    this.tenant = parts.tenant;
  }

  static async start(database: Database & { url: string }, program: WorkerProgram): Promise<FaultWorld> {
    const target = await startTarget();
    await ensurePartitions(database.db);
    const tenant = await createTenant(database.db);
    for (const name of hookNames) {
      const config = { url: `${target.url}/hook/${name}` };
      await createChannel(tenant.ctx, { project_id: tenant.projectId, type: 'webhook', name, config });
    }
    const workers = new WorkerLine(program, database.url);
    return new FaultWorld(database, { target, workers, tenant });
  }

  async close(): Promise<void> {
    await this.workers.close();
    await this.target.close();
    await this.database.close();
  }

  /** As if nothing had been watched yet, and nobody at work. */
  async clear(): Promise<void> {
    await this.workers.killBegun();
    await this.db.execute(sql`delete from monitors`);
    for (const path of ['__control', ...hookNames.map((name) => `hook/${name}`)]) {
      await fetch(`${this.target.url}/${path}`, { method: 'DELETE' });
    }
  }

  /** Due at once. Down after two failures, up after one success. */
  async addMonitors(
    count: number,
    options: { intervalSeconds: number; name?: string },
  ): Promise<WatchedMonitor[]> {
    const { organizationId, projectId } = this.tenant;
    const { intervalSeconds, name = 'site' } = options;
    const made = Array.from({ length: count }, (_, index) => ({
      id: newId('mon'),
      path: `/${name}/${index}`,
    }));
    await this.db.insert(monitors).values(
      made.map(({ id, path }) => ({
        id,
        organizationId,
        projectId,
        name: path,
        type: 'http' as const,
        spec: httpSpec.parse({ url: `${this.target.url}${path}` }),
        intervalSeconds,
        timeoutMs: 8000,
        failureThreshold: 2,
        recoveryThreshold: 1,
        regions: ['local'],
      })),
    );
    const now = sql`now()`;
    await this.db
      .insert(monitorStates)
      .values(
        made.map(({ id }) => ({ monitorId: id, organizationId, state: 'pending' as const, sinceAt: now })),
      );
    await this.db.insert(checkSchedules).values(
      made.map(({ id }) => ({
        monitorId: id,
        region: 'local',
        organizationId,
        scheduledAt: now,
        dueAt: now,
      })),
    );
    return made;
  }

  fail(list: readonly WatchedMonitor[]): void {
    for (const { path } of list) this.target.tell({ path, mode: 'fail' });
  }

  recover(list: readonly WatchedMonitor[]): void {
    for (const { path } of list) this.target.tell({ path, mode: 'ok' });
  }

  /** These are due, as if their interval had passed; no others are for an hour. */
  async makeDue(list: readonly WatchedMonitor[]): Promise<void> {
    const ids = pgArray(list.map(({ id }) => toUuid(id)));
    await this.db.execute(sql`
      update check_schedules
      set due_at = now() + case when monitor_id = any(${ids}::text::uuid[]) then interval '0' else interval '1 hour' end,
        scheduled_at = case when monitor_id = any(${ids}::text::uuid[]) then now() else scheduled_at end`);
  }

  /**
   * What time would do: a lease of a check ends after its time-out and a margin, that of a delivery after 90 s.
   * Nobody is asked whether the worker lives, so it makes no difference that the leases end sooner here.
   */
  async expireLeases(): Promise<void> {
    await this.db.execute(sql`update check_schedules set lease_until_at = now() where lease_id is not null`);
    await this.db.execute(sql`update deliveries set next_attempt_at = now() where status = 'sending'`);
  }
}
