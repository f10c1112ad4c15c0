import { eq, sql } from 'drizzle-orm';
import { maintenanceMonitors, maintenances, maintenanceWindows } from '@/db/schema/maintenance';
import { monitors } from '@/db/schema/monitors';
import { newId, toUuid } from '@/lib/core/ids';
import type { SpanState } from '@/lib/monitors/constants';
import { claimChecks } from '@/lib/pipeline/claim-checks';
import {
  makeDue,
  outcomeOf,
  seedMonitor,
  seedTenant,
  type WatchedTenant,
} from '@/lib/pipeline/internal/testing';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { processResults } from '@/lib/pipeline/process-results';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import { type ClockedDatabase, clockedDatabase } from '@/lib/pipeline/testing/test-clock';
import { turnMaintenance } from '@/lib/pipeline/turn-maintenance';
import type { CheckResult } from '@/lib/probing/constants';

export type SeenSpan = { state: SpanState; from: number; to: number | null };

/** How long a check vouches: past the next one, which is due a minute later. */
export const vouchSeconds = 75;

/** Monitors, checks, pauses and windows by the real functions on Postgres, on a clock of seconds that the test sets. */
export class MaintenanceWorld {
  readonly database: ClockedDatabase;
  readonly tenant: WatchedTenant;
  private readonly startMs: number;
  private nowMs: number;

  private constructor(database: ClockedDatabase, tenant: WatchedTenant, startMs: number) {
    this.database = database;
    this.tenant = tenant;
    this.startMs = startMs;
    this.nowMs = startMs;
  }

  static async open(): Promise<MaintenanceWorld> {
    const database = await clockedDatabase();
    const tenant = await seedTenant(database.db);
    return new MaintenanceWorld(database, tenant, Math.ceil(Date.now() / 60_000) * 60_000);
  }

  get db() {
    return this.database.db;
  }

  async at(seconds: number): Promise<this> {
    this.nowMs = this.startMs + seconds * 1000;
    await this.database.setNow(this.nowMs);
    return this;
  }

  async clear(): Promise<void> {
    await this.db.execute(sql`delete from maintenances`);
    await this.db.execute(sql`delete from monitors`);
  }

  instant(seconds: number): Date {
    return new Date(this.startMs + seconds * 1000);
  }

  private get ctx() {
    return { ...this.tenant.ctx, db: this.db, now: new Date(this.nowMs) };
  }

  async monitor(seed: { failureThreshold?: number; projectId?: string } = {}): Promise<string> {
    const id = await seedMonitor(this.db, this.tenant, { failureThreshold: 1, ...seed });
    await this.db
      .update(monitors)
      .set({ createdAt: new Date(this.nowMs) })
      .where(eq(monitors.id, id));
    return id;
  }

  /** A check of each of these monitors that is not paused, at this instant. */
  async check(results: Readonly<Record<string, CheckResult>>): Promise<void> {
    await makeDue(this.db);
    const { checks } = await claimChecks(this.db, 'local', 1000);
    const byUuid = new Map(Object.entries(results).map(([id, result]) => [toUuid(id), result]));
    const finished = checks.flatMap((claim) => {
      const result = byUuid.get(claim.monitorUuid);
      if (result === undefined) return [];
      const times = { startedAtMs: this.nowMs, finishedAtMs: this.nowMs + 10 };
      return [{ claim: { ...claim, slotMs: this.nowMs }, outcome: outcomeOf(result), ...times }];
    });
    await processResults(this.db, finished, this.nowMs);
    // The phase of a monitor's slots is that of its id: here each check vouches for the same time.
    await this.db.execute(sql`
      update check_schedules set covered_until_at = last_checked_at + make_interval(secs => ${vouchSeconds})
      where last_checked_at = to_timestamp(${this.nowMs}::float8 / 1000)`);
  }

  async pause(id: string): Promise<void> {
    await pauseMonitor(this.ctx, { id });
  }

  async resume(id: string): Promise<void> {
    await resumeMonitor(this.ctx, { id });
  }

  /** A one-off of this project, or of these monitors. */
  async window(
    from: number,
    to: number,
    monitorIds: readonly string[] | 'project' = 'project',
  ): Promise<string> {
    const id = newId('mnt');
    const owner = { organizationId: this.tenant.organizationId };
    const times = { startsAt: this.instant(from), endsAt: this.instant(to) };
    await this.db.insert(maintenances).values({
      id,
      ...owner,
      ...times,
      projectId: this.tenant.projectId,
      title: 'Move the database',
      coversProject: monitorIds === 'project',
    });
    if (monitorIds !== 'project' && monitorIds.length > 0) {
      await this.db
        .insert(maintenanceMonitors)
        .values(monitorIds.map((monitorId) => ({ maintenanceId: id, monitorId })));
    }
    await this.db
      .insert(maintenanceWindows)
      .values({ ...owner, maintenanceId: id, ...times, status: 'scheduled' });
    return id;
  }

  turn() {
    return turnMaintenance(this.db);
  }

  async spans(id: string): Promise<SeenSpan[]> {
    const rows = await this.db.execute<{ state: SpanState; from_ms: number; to_ms: number | null }>(sql`
      select state, round(date_part('epoch', started_at) * 1000) as from_ms,
        round(date_part('epoch', ended_at) * 1000) as to_ms
      from spans where monitor_id = ${toUuid(id)}::uuid order by started_at`);
    const seconds = (ms: number) => (ms - this.startMs) / 1000;
    return rows.map(({ state, from_ms, to_ms }) => ({
      state,
      from: seconds(from_ms),
      to: to_ms === null ? null : seconds(to_ms),
    }));
  }

  /** `up 0-60, maintenance 60-` */
  async life(id: string): Promise<string> {
    return (await this.spans(id)).map(({ state, from, to }) => `${state} ${from}-${to ?? ''}`).join(', ');
  }

  async state(id: string): Promise<{ state: string; in_maintenance: boolean; incidents: number }> {
    const [row] = await this.db.execute<{ state: string; in_maintenance: boolean; incidents: number }>(sql`
      select state, in_maintenance, (select count(*)::int from incidents i where i.monitor_id = st.monitor_id) as incidents
      from monitor_states st where monitor_id = ${toUuid(id)}::uuid`);
    if (row === undefined) throw new Error('no such monitor');
    return row;
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
