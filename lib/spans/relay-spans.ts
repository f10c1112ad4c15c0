import type { Db } from '@/db/client';
import type { SpanState } from '@/lib/monitors/constants';
import { cutSpans, insertSpans, selectTails } from '@/lib/spans/queries';
import type { OpenedSpan, SpanReason } from '@/lib/spans/write-spans';

export type StoredSpan = {
  state: SpanState;
  startedAtMs: number;
  /** Null: the open span. */
  endedAtMs: number | null;
  cause: string | null;
  reason: SpanReason;
};

/** By the monitor's plain UUID, the spans that reach past an instant of each, ascending. */
export async function findTails(
  tx: Db,
  wanted: readonly { monitorUuid: string; fromMs: number }[],
): Promise<ReadonlyMap<string, StoredSpan[]>> {
  const tails = new Map<string, StoredSpan[]>();
  for (const { monitorUuid, ...span } of await selectTails(tx, wanted)) {
    const tail = tails.get(monitorUuid);
    if (tail === undefined) tails.set(monitorUuid, [span]);
    else tail.push(span);
  }
  return tails;
}

/**
 * The spans of monitors from an instant on, laid anew: what reaches past it is cut off there, what begins later is gone.
 * In the caller's transaction, who holds the locks of their states and leaves no hole.
 */
export async function relaySpans(
  tx: Db,
  cuts: readonly { monitorUuid: string; cutAtMs: number }[],
  opened: readonly OpenedSpan[],
): Promise<void> {
  await cutSpans(tx, cuts);
  await insertSpans(tx, opened);
}
