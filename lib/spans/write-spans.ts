import type { Db } from '@/db/client';
import type { SpanState } from '@/lib/monitors/constants';
import { closeOpenSpans, insertSpans, restateOpenSpans } from '@/lib/spans/queries';

/** Why a monitor is in a state: the rule that said so, and the checks (their slots, ISO instants) or ping it went by. */
export type SpanReason = {
  rule: string;
  checks: { region: string; scheduled_at: string; result: string }[];
  /** Of heartbeats: the ping that said so, or the last one before it was missed. */
  ping?: { n: number; received_at: string; kind: string } | null;
};

export type ClosedSpan = { monitorUuid: string; endedAtMs: number };
export type RestatedSpan = {
  monitorUuid: string;
  state: SpanState;
  cause: string | null;
  reason: SpanReason;
};
export type OpenedSpan = RestatedSpan & {
  uuid: string;
  organizationUuid: string;
  startedAtMs: number;
  /** Null: it becomes the open span of the monitor. */
  endedAtMs: number | null;
};

export type SpanChanges = { closed: ClosedSpan[]; restated: RestatedSpan[]; opened: OpenedSpan[] };

/**
 * Changes of the open spans of many monitors, in the caller's transaction, who holds the locks of their states.
 * Ids are plain UUIDs: this is on the path of batches.
 */
export async function writeSpans(tx: Db, changes: SpanChanges): Promise<void> {
  await restateOpenSpans(tx, changes.restated);
  await closeOpenSpans(tx, changes.closed);
  await insertSpans(tx, changes.opened);
}
