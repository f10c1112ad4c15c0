import type { BadgeState } from '@/lib/badges/constants';
import { stateColors, uptimeColor } from '@/lib/badges/rules/badge-colors';
import { toLine } from '@/lib/badges/rules/badge-text';
import type { Badge } from '@/lib/badges/rules/render-badge';
import type { ShieldsBadge } from '@/lib/badges/schema';
import type { HeartbeatStatus } from '@/lib/heartbeats/constants';
import { heartbeatState } from '@/lib/heartbeats/rules/heartbeat-state';
import type { MonitorState } from '@/lib/monitors/constants';

export type BadgeFacts = {
  isPaused: boolean;
  isInMaintenance: boolean;
  state: MonitorState;
  /** Until when somebody vouches for the state; null where that needs nobody. */
  coveredUntilMs: number | null;
  heartbeat: { status: HeartbeatStatus; expectedMs: number | null; runs: readonly unknown[] } | null;
};

/** The state of the monitor pages, and of heartbeats also what they are about to do. */
export function badgeState(facts: BadgeFacts, nowMs: number): BadgeState {
  const { isPaused, isInMaintenance, state, coveredUntilMs, heartbeat } = facts;
  if (isPaused) return 'paused';
  if (isInMaintenance) return 'maintenance';
  const isKnown = coveredUntilMs === null || coveredUntilMs >= nowMs;
  if (heartbeat !== null) return isKnown ? heartbeatState(heartbeat, nowMs) : 'unknown';
  if (state === 'pending') return 'new';
  return isKnown ? state : 'unknown';
}

export type BadgeMessage = { message: string; color: string; isDown: boolean };

export function stateMessage(state: BadgeState): BadgeMessage {
  return { message: state, color: stateColors[state], isDown: state === 'down' };
}

/** Of a ratio between 0 and 1. Two decimals, rounded down: never 100 % where there was downtime. */
export function uptimeMessage(ratio: number | null, days: number): BadgeMessage {
  // Of a ratio with six digits; without the rounding in between 0.9999 × 10,000 could fall short.
  const percent = ratio === null ? null : Math.floor(Math.round(ratio * 1e6) / 100) / 100;
  const share = percent === null ? 'no data' : `${percent === 100 ? '100' : percent.toFixed(2)}%`;
  return { message: `${share} in ${days} d`, color: uptimeColor(ratio), isDown: false };
}

export function toBadge(label: string, { message, color }: BadgeMessage): Badge {
  return { label: toLine(label), message: toLine(message), color };
}

/** How long shields.io keeps it; less it does not take. */
const shieldsCacheSeconds = 300;

export function toShields(badge: Badge, { isDown }: BadgeMessage): ShieldsBadge {
  const { label, message, color } = badge;
  return { schemaVersion: 1, label, message, color, isError: isDown, cacheSeconds: shieldsCacheSeconds };
}
