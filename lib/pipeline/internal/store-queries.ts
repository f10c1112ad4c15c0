import { sql } from 'drizzle-orm';
import { pgArray, pgTexts } from '@/db/arrays';
import type { Db } from '@/db/client';
import type { CheckEvidence } from '@/lib/checks/rules/check-evidence';
import type { MonitorState } from '@/lib/monitors/constants';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import type { RegionState } from '@/lib/pipeline/rules/step-region';

/** A finished check with what it makes of its region's streaks. */
export type SteppedCheck = FinishedCheck & { after: RegionState; isContinuous: boolean; nextSlotMs: number };

/** A stored check whose monitor may change by it. `n` is its index in the batch. */
export type Unsettled = { n: number; state: MonitorState; failingRegions: string[] };

const at = (column: string) => sql.raw(`to_timestamp(${column} / 1000.0)`);

/**
 * Stores results and moves schedules on, in one statement and only for those whose lease is still held: the rest
 * changes nothing. Gives back how many were stored and, of them, all but the good checks of healthy monitors.
 */
export async function storeChecks(
  db: Db,
  region: string,
  checks: readonly SteppedCheck[],
): Promise<{ stored: number; unsettled: Unsettled[] }> {
  const column = <T extends string | number | boolean | null>(pick: (check: SteppedCheck) => T) =>
    sql`${pgArray(checks.map(pick))}::text`;
  const text = (pick: (check: SteppedCheck) => string | null) => sql`${pgTexts(checks.map(pick))}::text`;
  const rows = await db.execute<{ stored: number; unsettled: [number, MonitorState, string[]][] | null }>(sql`
    with b as materialized (
      select * from unnest(
        ${column(({ claim }) => claim.monitorUuid)}::uuid[],
        ${column(({ claim }) => claim.leaseUuid)}::uuid[],
        ${column(({ claim }) => claim.slotMs)}::float8[],
        ${column(({ startedAtMs }) => Math.round(startedAtMs))}::float8[],
        ${column(({ nextSlotMs }) => nextSlotMs)}::float8[],
        ${column(({ outcome }) => outcome.result)}::text[],
        ${column(({ outcome }) => outcome.timings.totalUs)}::int[],
        ${column(({ outcome }) => outcome.timings.dnsUs)}::int[],
        ${column(({ outcome }) => outcome.timings.connectUs)}::int[],
        ${column(({ outcome }) => outcome.timings.tlsUs)}::int[],
        ${column(({ outcome }) => outcome.timings.waitUs)}::int[],
        ${column(({ outcome }) => outcome.timings.transferUs)}::int[],
        ${column(({ outcome }) => outcome.httpStatus)}::smallint[],
        ${column(({ outcome }) => outcome.attempts)}::smallint[],
        ${column(({ outcome }) => outcome.cause)}::text[],
        ${text(({ outcome }) => outcome.error)}::text[],
        ${column(({ after }) => after.result)}::text[],
        ${column(({ after }) => after.isFailing)}::bool[],
        ${column(({ after }) => after.consecutiveFailures)}::int[],
        ${column(({ after }) => after.consecutiveSuccesses)}::int[],
        ${column(({ after }) => after.streakStartedAtMs)}::float8[],
        ${column(({ after }) => after.coveredUntilMs)}::float8[],
        ${column(({ isContinuous }) => isContinuous)}::bool[]
      ) with ordinality as b(
        monitor_id, lease_id, slot, started, next, result, total_us, dns_us, connect_us, tls_us, wait_us,
        transfer_us, http_status, attempts, cause, error, after_result, is_failing, failures, successes,
        streak, covered, is_continuous, n)
    ), held as (
      update check_schedules s set
        scheduled_at = ${at('b.next')}, due_at = ${at('b.next')}, lease_id = null,
        result = b.after_result, is_failing = b.is_failing,
        consecutive_failures = b.failures, consecutive_successes = b.successes,
        streak_started_at = ${at('b.streak')}, last_checked_at = ${at('b.started')},
        covered_until_at = ${at('b.covered')}
      from b
      where s.monitor_id = b.monitor_id and s.region = ${region} and s.lease_id = b.lease_id
        and s.due_at is not null
      returning b.*
    ), kept as (
      insert into check_results (
        monitor_id, scheduled_at, region, started_at, result, cause, error, http_status, attempts,
        total_us, dns_us, connect_us, tls_us, wait_us, transfer_us)
      select monitor_id, ${at('slot')}, ${region}, ${at('started')}, result, cause, error, http_status, attempts,
        total_us, dns_us, connect_us, tls_us, wait_us, transfer_us
      from held
      on conflict do nothing
    )
    select
      count(*)::int as stored,
      json_agg(json_build_array(held.n - 1, st.state, st.failing_regions)) filter (
        where not (held.result = 'up' and held.is_continuous and st.state = 'up' and st.failing_regions = '{}')
      ) as unsettled
    from held join monitor_states st on st.monitor_id = held.monitor_id`);
  const row = rows[0];
  return {
    stored: row?.stored ?? 0,
    unsettled: (row?.unsettled ?? []).map(([n, state, failingRegions]) => ({ n, state, failingRegions })),
  };
}

export type EvidenceRow = { monitorUuid: string; slotMs: number; region: string; evidence: CheckEvidence };

export async function storeEvidence(db: Db, rows: readonly EvidenceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    insert into check_evidence (monitor_id, scheduled_at, region, evidence)
    select monitor_id, ${at('slot')}, region, evidence
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as e("monitorUuid" uuid, "slotMs" float8, region text, evidence jsonb),
      lateral (select e."monitorUuid" as monitor_id, e."slotMs" as slot) as named
    on conflict do nothing`);
}
