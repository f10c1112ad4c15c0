import type { Db } from '@/db/client';
import { selectChecksBefore, selectPingsBefore, selectSpansBefore } from '@/lib/alerting/queries/history';
import { dayStrip } from '@/lib/alerting/rules/day-strip';
import type { Message, MessageHistory, MessageMonitor } from '@/lib/notifiers/rules/message';

/**
 * The day of the monitor before the instant of the message, so that every attempt at it says the same. Null where the
 * message tells of no state of a monitor.
 */
export async function loadHistory(db: Db, message: Message): Promise<MessageHistory | null> {
  const monitor = monitorOf(message);
  if (monitor === null) return null;
  const at = new Date(message.at);
  const select = monitor.type === 'heartbeat' ? selectPingsBefore : selectChecksBefore;
  const [spans, seen] = await Promise.all([
    selectSpansBefore(db, monitor.id, at),
    select(db, monitor.id, at),
  ]);
  if (spans.length === 0 && seen.length === 0) return null;
  const good = seen.find((row) => row.is_last_good);
  return {
    strip: dayStrip(
      spans.map(({ state, startedAt, endedAt }) => ({
        state,
        startedAtMs: startedAt.getTime(),
        endedAtMs: endedAt?.getTime() ?? null,
      })),
      at.getTime(),
    ),
    checks: seen
      .filter((row) => !row.is_last_good)
      .map(({ at_ms, result, total_ms }) => ({ at: iso(at_ms), result, total_ms }))
      .reverse(),
    last_good:
      good === undefined
        ? null
        : { at: iso(good.at_ms), http_status: good.http_status, total_ms: good.total_ms },
  };
}

function monitorOf(message: Message): MessageMonitor | null {
  switch (message.kind) {
    case 'opened':
    case 'escalated':
    case 'reminder':
    case 'resolved':
      return message.monitor;
    case 'acknowledged':
    case 'flapping':
    case 'test':
    case 'channel_disabled':
    case 'digest':
    case 'report':
      return null;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
