import { expect } from 'vitest';
import { checkResults } from '@/db/schema/checks';
import { pings } from '@/db/schema/heartbeats';
import { spans } from '@/db/schema/spans';
import { test } from '@/db/testing/database';
import { createTenant } from '@/db/testing/tenants';
import { loadHistory } from '@/lib/alerting/internal/load-history';
import { addMonitor } from '@/lib/alerting/testing/world';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import type { IncidentMessage } from '@/lib/notifiers/rules/message';
import { sampleIncidentMessage } from '@/lib/notifiers/testing/messages';

const at = new Date();
const ago = (minutes: number) => new Date(at.getTime() - minutes * 60_000);

function messageOf(
  monitorId: string,
  type: string,
  kind: IncidentMessage['kind'] = 'opened',
): IncidentMessage {
  const message = sampleIncidentMessage(kind);
  return { ...message, at: at.toISOString(), monitor: { id: monitorId, name: 'X', type, url: null } };
}

test('the day before the instant, the last thirty checks, the last good one, and nothing of afterwards', async ({
  db,
}) => {
  await ensurePartitions(db);
  const tenant = await createTenant(db);
  const monitorId = await addMonitor(db, tenant);
  const { organizationId } = tenant;
  const span = { organizationId, monitorId, cause: null, reason: {} };
  await db.insert(spans).values([
    { ...span, state: 'up', startedAt: ago(3000), endedAt: ago(3) },
    { ...span, state: 'down', startedAt: ago(3), endedAt: ago(-10) },
    { ...span, state: 'up', startedAt: ago(-10), endedAt: null },
  ]);
  const minutes = Array.from({ length: 60 }, (_, index) => index - 10);
  await db.insert(checkResults).values(
    minutes.map((minute) => ({
      monitorId,
      scheduledAt: ago(minute),
      startedAt: ago(minute),
      totalUs: 100_000 + minute * 1000,
      httpStatus: minute <= 2 ? 503 : 200,
      attempts: 1,
      result: minute <= 2 ? ('down' as const) : ('up' as const),
      region: 'local',
    })),
  );
  const history = await loadHistory(db, messageOf(monitorId, 'http'));
  expect(history?.strip).toEqual([...Array.from({ length: 23 }, () => 'up'), 'down']);
  expect(history?.checks).toHaveLength(30);
  expect(history?.checks.at(-1)).toEqual({ at: at.toISOString(), result: 'down', total_ms: 100 });
  expect(history?.checks[0]).toEqual({ at: ago(29).toISOString(), result: 'up', total_ms: 129 });
  expect(history?.last_good).toEqual({ at: ago(3).toISOString(), http_status: 200, total_ms: 103 });
  expect(await loadHistory(db, messageOf(monitorId, 'http'))).toEqual(history);
  expect(await loadHistory(db, messageOf(monitorId, 'http', 'test'))).toBeNull();
});

test('a heartbeat is told by its pings: starts, logs and ignored ones say nothing of how it went', async ({
  db,
}) => {
  await ensurePartitions(db);
  const tenant = await createTenant(db);
  const monitorId = await addMonitor(db, tenant);
  const ping = { monitorId, bodyBytes: 0, isIgnored: false, method: 'GET' };
  await db.insert(pings).values([
    { ...ping, receivedAt: ago(90), n: 1, kind: 'success', durationMs: 1200 },
    { ...ping, receivedAt: ago(60), n: 2, kind: 'start' },
    { ...ping, receivedAt: ago(50), n: 3, kind: 'fail', exitStatus: 2 },
    { ...ping, receivedAt: ago(40), n: 4, kind: 'success', isIgnored: true },
  ]);
  const history = await loadHistory(db, messageOf(monitorId, 'heartbeat'));
  expect(history?.checks.map(({ result, total_ms }) => [result, total_ms])).toEqual([
    ['up', 1200],
    ['down', null],
  ]);
  expect(history?.last_good).toEqual({ at: ago(90).toISOString(), http_status: null, total_ms: 1200 });
});
