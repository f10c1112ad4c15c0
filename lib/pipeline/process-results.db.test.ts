import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '@/db/client';
import { test } from '@/db/testing/database';
import { createIncident } from '@/lib/alerting/create-incident';
import { claimChecks } from '@/lib/pipeline/claim-checks';
import { makeDue, outcomeOf, seedMonitor, seedTenant } from '@/lib/pipeline/internal/testing';
import { processResults } from '@/lib/pipeline/process-results';
import { nextSlotMs, phaseMs } from '@/lib/pipeline/rules/slots';
import type { CheckResult } from '@/lib/probing/constants';

/** One round over all monitors; the instant is given in seconds after the first slot to come. */
async function round(db: Db, result: CheckResult, seconds: number, region = 'local') {
  await makeDue(db);
  const { checks, nowMs } = await claimChecks(db, region, 100);
  const at = nextSlotMs(nowMs ?? 0, 60_000, phaseMs(checks[0]?.monitorUuid ?? '', 60_000)) + seconds * 1000;
  const finished = checks.map((claim) => ({
    claim: { ...claim, slotMs: at },
    outcome: outcomeOf(result),
    startedAtMs: at,
    finishedAtMs: at + 10,
  }));
  return { finished, at, processed: await processResults(db, finished, at + 10) };
}

const spansOf = async (db: Db) =>
  (
    await db.execute<{ state: string; open: boolean }>(
      sql`select state, ended_at is null as open from spans order by started_at`,
    )
  ).map(({ state, open }) => `${state}${open ? '…' : ''}`);
const one = async (db: Db, query: ReturnType<typeof sql>) => (await db.execute(query))[0];

test('a good check is stored, makes its monitor up and opens its first span', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant);
  const { processed } = await round(db, 'up', 0);
  expect(processed).toEqual({ stored: 1, dropped: 0, deliveries: 0 });
  expect(await spansOf(db)).toEqual(['up…']);
  expect(await one(db, sql`select state from monitor_states`)).toEqual({ state: 'up' });
  expect(
    await one(db, sql`select result, total_us, wait_us, http_status, region from check_results`),
  ).toEqual({
    result: 'up',
    total_us: 350,
    wait_us: 200,
    http_status: 200,
    region: 'local',
  });
  expect(
    await one(
      db,
      sql`select lease_id, result, consecutive_successes, due_at > now() as later, due_at = scheduled_at as slot from check_schedules`,
    ),
  ).toEqual({
    lease_id: null,
    result: 'up',
    consecutive_successes: 1,
    later: true,
    slot: true,
  });
});

test('an outage opens one incident with timeline and evidence, tells the channel once, and resolves by itself', async ({
  db,
}) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant);
  await round(db, 'up', 0);
  expect((await round(db, 'down', 60)).processed.deliveries).toBe(0);
  expect((await round(db, 'down', 120)).processed.deliveries).toBe(1);
  expect((await round(db, 'down', 180)).processed.deliveries).toBe(0);
  expect(await spansOf(db)).toEqual(['up', 'down…']);
  const incident = await one(
    db,
    sql`select i.status, i.title, i.cause, i.evidence->'regions'->0->'response'->>'body' as body,
    i.id = st.incident_id as linked from incidents i join monitor_states st using (monitor_id)`,
  );
  expect(incident).toEqual({
    status: 'open',
    title: 'Checkout is down: it answers with status 500',
    cause: 'http_status',
    body: 'Broken "again" \\ {} 😀',
    linked: true,
  });
  expect((await round(db, 'up', 240)).processed.deliveries).toBe(1);
  expect(await spansOf(db)).toEqual(['up', 'down', 'up…']);
  expect(
    await one(
      db,
      sql`select status, resolved_at > opened_at as later, resolved_by->>'name' as by from incidents`,
    ),
  ).toEqual({
    status: 'resolved',
    later: true,
    by: 'Stillup',
  });
  expect(await db.execute(sql`select type from incident_events order by at, type`)).toEqual([
    { type: 'confirmed' },
    { type: 'opened' },
    { type: 'resolved' },
  ]);
  expect(await db.execute(sql`select transition, status from deliveries order by transition`)).toEqual([
    { transition: 'opened', status: 'pending' },
    { transition: 'resolved', status: 'pending' },
  ]);
  expect(await one(db, sql`select count(*)::int as n from check_evidence`)).toEqual({ n: 3 });
});

test('an incident that a person opened for the monitor hides no outage and is resolved by no check', async ({
  db,
}) => {
  const tenant = await seedTenant(db);
  const monitorId = await seedMonitor(db, tenant);
  await round(db, 'up', 0);
  const byHand = await createIncident(tenant.ctx, {
    project_id: tenant.projectId,
    monitor_id: monitorId,
    title: 'Maintenance of the provider',
  });
  await round(db, 'down', 60);
  expect((await round(db, 'down', 120)).processed.deliveries).toBe(1);
  await round(db, 'up', 180);
  const statuses = await db.execute(sql`select cause, status from incidents order by cause`);
  expect(statuses).toEqual([
    { cause: 'http_status', status: 'resolved' },
    { cause: 'manual', status: 'open' },
  ]);
  expect(byHand.status).toBe('open');
});

test('the same batch written twice changes nothing the second time', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { failureThreshold: 1 });
  const { finished, at } = await round(db, 'down', 0);
  const dump = () =>
    db.execute(sql`select (select json_agg(s) from spans s), (select json_agg(i) from incidents i),
    (select json_agg(e) from incident_events e), (select json_agg(d) from deliveries d),
    (select json_agg(c) from check_schedules c), (select json_agg(r) from check_results r)`);
  const before = await dump();
  expect(await processResults(db, finished, at + 20)).toEqual({ stored: 0, dropped: 1, deliveries: 0 });
  expect(await dump()).toEqual(before);
});

test('a stale lease writes nothing, not even its result', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { failureThreshold: 1 });
  await makeDue(db);
  const first = await claimChecks(db, 'local', 10);
  await makeDue(db);
  const second = await claimChecks(db, 'local', 10);
  const at = first.nowMs ?? 0;
  const finish = (claims: typeof first, result: CheckResult) =>
    claims.checks.map((claim) => ({ claim, outcome: outcomeOf(result), startedAtMs: at, finishedAtMs: at }));
  expect(await processResults(db, finish(first, 'down'), at)).toMatchObject({ stored: 0, dropped: 1 });
  expect(await one(db, sql`select count(*)::int as n from check_results`)).toEqual({ n: 0 });
  expect(await processResults(db, finish(second, 'up'), at)).toMatchObject({ stored: 1 });
  expect(await one(db, sql`select count(*)::int as n from incidents`)).toEqual({ n: 0 });
});

test('a gap becomes an unknown span, and its first failure opens nothing', async ({ db }) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { failureThreshold: 1 });
  await round(db, 'up', 0);
  await round(db, 'down', 3600);
  expect(await spansOf(db)).toEqual(['up', 'unknown…']);
  expect(await one(db, sql`select count(*)::int as n from incidents`)).toEqual({ n: 0 });
  await round(db, 'down', 3660);
  expect(await spansOf(db)).toEqual(['up', 'unknown', 'down…']);
  expect(await one(db, sql`select count(*)::int as n from incidents`)).toEqual({ n: 1 });
});

test('two regions: one failing is an advisory, both are an outage with the evidence of both', async ({
  db,
}) => {
  const tenant = await seedTenant(db);
  await seedMonitor(db, tenant, { regions: ['local', 'far'], failureThreshold: 1 });
  await round(db, 'up', 0, 'local');
  await round(db, 'up', 0, 'far');
  await round(db, 'down', 60, 'local');
  expect(await one(db, sql`select state, failing_regions from monitor_states`)).toEqual({
    state: 'up',
    failing_regions: ['local'],
  });
  await round(db, 'down', 61, 'far');
  expect(await one(db, sql`select state, failing_regions from monitor_states`)).toEqual({
    state: 'down',
    failing_regions: ['far', 'local'],
  });
  expect(
    await one(
      db,
      sql`select jsonb_path_query_array(evidence, '$.regions[*].region') as regions from incidents`,
    ),
  ).toEqual({ regions: ['far', 'local'] });
  await round(db, 'up', 120, 'far');
  expect(await one(db, sql`select state, failing_regions from monitor_states`)).toEqual({
    state: 'up',
    failing_regions: ['local'],
  });
  expect(await one(db, sql`select status from incidents`)).toEqual({ status: 'resolved' });
});
