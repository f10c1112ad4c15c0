import type { Db } from '@/db/client';
import { badgeTokens } from '@/lib/badges/badge-address';
import { type BadgeRow, findBadgeRow } from '@/lib/badges/queries';
import {
  type BadgeMessage,
  badgeState,
  stateMessage,
  toBadge,
  toShields,
  uptimeMessage,
} from '@/lib/badges/rules/describe-badge';
import { renderBadge } from '@/lib/badges/rules/render-badge';
import { type BadgeQuery, badgeQuery, type ShieldsBadge } from '@/lib/badges/schema';
import { notFound } from '@/lib/core/errors';
import { measureUptime } from '@/lib/spans/rules/measure-uptime';

const dayMs = 86_400_000;

/** `query`: the search parameters, of which nothing is refused. */
export type BadgeRequest = { token: string; query: Readonly<Record<string, string>> };

/** Open to whoever has the address. @throws ProductError `not_found` */
export async function getBadge(
  db: Db,
  request: BadgeRequest,
): Promise<{ svg: string; shields: ShieldsBadge }> {
  const query = badgeQuery.parse(request.query);
  const monitorId = badgeTokens().read(request.token);
  if (monitorId === null) throw notFound('badge');
  const row = await findBadgeRow(db, monitorId, query.metric === 'uptime' ? query.days : null);
  if (row === null) throw notFound('badge');
  const message = toMessage(row, query);
  const badge = toBadge(query.label ?? row.name, message);
  return { svg: renderBadge(badge, query.style), shields: toShields(badge, message) };
}

function toMessage(row: BadgeRow, { metric, days }: BadgeQuery): BadgeMessage {
  switch (metric) {
    case 'status':
      return stateMessage(badgeState(toFacts(row), row.now_ms));
    case 'uptime':
      return uptimeMessage(toRatio(row, days), days);
  }
}

function toFacts(row: BadgeRow) {
  const { heartbeat_status: status, expected_ms: expectedMs } = row;
  return {
    isPaused: row.is_paused,
    isInMaintenance: row.in_maintenance,
    state: row.state,
    coveredUntilMs: row.covered_until_ms,
    heartbeat: status === null ? null : { status, expectedMs, runs: row.runs ?? [] },
  };
}

function toRatio(row: BadgeRow, days: number): number | null {
  const { spans, created_ms: createdMs, now_ms: nowMs } = row;
  const coveredUntilMs = row.is_paused ? null : row.covered_until_ms;
  const window = { fromMs: nowMs - days * dayMs, nowMs };
  return measureUptime({ spans, createdMs, coveredUntilMs, window }).uptimeRatio;
}
