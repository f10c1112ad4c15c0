import type { SpanState } from '@/lib/monitors/constants';
import { clip, computeUptime, toIntervals, type Uptime } from '@/lib/spans/rules/uptime';

type StoredSpan = { state: SpanState; startedAtMs: number; endedAtMs: number | null };

type Measured = {
  /** Ascending. */
  spans: readonly StoredSpan[];
  createdMs: number;
  coveredUntilMs: number | null;
  /** From where at the earliest, and until when; all in milliseconds since the epoch. */
  window: { fromMs: number; nowMs: number };
};

/** From the window's beginning, or since the monitor was made or its imported history began. */
export function measureUptime({ spans, createdMs, coveredUntilMs, window }: Measured): Uptime & {
  fromMs: number;
} {
  const { nowMs } = window;
  const bornMs = Math.min(createdMs, spans[0]?.startedAtMs ?? nowMs);
  const fromMs = Math.min(nowMs, Math.max(window.fromMs, bornMs));
  const intervals = toIntervals(spans, coveredUntilMs, nowMs);
  return { fromMs, ...computeUptime(clip(intervals, fromMs, nowMs), { fromMs, toMs: nowMs }) };
}
