import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scope } from '@/lib/access/constants';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { recordPings } from '@/lib/pipeline/record-pings';
import { makeSession, startApi } from '@/lib/web/testing/api';
import { ask, makeChecksKey } from '@/lib/web/testing/checks-api';
import { createWorld, type World } from '@/lib/web/testing/world';

type Call = {
  name: string;
  method: string;
  path: (uuid: string) => string;
  json?: object;
  scope: Scope;
  /** What it says to its owner. */
  status: number;
};

const calls: Call[] = [
  { name: 'list', method: 'GET', path: () => 'checks/', scope: 'read', status: 200 },
  { name: 'create', method: 'POST', path: () => 'checks/', json: {}, scope: 'write', status: 201 },
  { name: 'get', method: 'GET', path: (uuid) => `checks/${uuid}`, scope: 'read', status: 200 },
  {
    name: 'update',
    method: 'POST',
    path: (uuid) => `checks/${uuid}`,
    json: { name: 'Renamed' },
    scope: 'write',
    status: 200,
  },
  { name: 'delete', method: 'DELETE', path: (uuid) => `checks/${uuid}`, scope: 'write', status: 200 },
  { name: 'pause', method: 'POST', path: (uuid) => `checks/${uuid}/pause`, scope: 'write', status: 200 },
  { name: 'resume', method: 'POST', path: (uuid) => `checks/${uuid}/resume`, scope: 'write', status: 409 },
  { name: 'pings', method: 'GET', path: (uuid) => `checks/${uuid}/pings/`, scope: 'read', status: 200 },
  {
    name: 'ping body',
    method: 'GET',
    path: (uuid) => `checks/${uuid}/pings/1/body`,
    scope: 'read',
    status: 200,
  },
  { name: 'flips', method: 'GET', path: (uuid) => `checks/${uuid}/flips/`, scope: 'read', status: 200 },
  { name: 'channels', method: 'GET', path: () => 'channels/', scope: 'read', status: 200 },
  { name: 'badges', method: 'GET', path: () => 'badges/', scope: 'read', status: 200 },
];

let api: Awaited<ReturnType<typeof startApi>>;
let world: World;
let other: World;
let uuid: string;

beforeAll(async () => {
  api = await startApi();
  await ensurePartitions(api.db);
});
afterAll(async () => await api.close());

async function countAudit(): Promise<number> {
  const [row] = await api.database.sql<{ count: number }[]>`select count(*)::int as count from audit_log`;
  return row?.count ?? 0;
}

/** A heartbeat with one ping and its body, in the first project of the world. */
async function addHeartbeat(): Promise<string> {
  const { tenant } = world;
  const spec = { schedule: { kind: 'period' as const, period_seconds: 60 } };
  const view = await createMonitor(
    { ...tenant.ctx, db: api.db, now: new Date() },
    { project_id: tenant.projectId, type: 'heartbeat', name: 'secret-job', spec },
  );
  const made = view.type === 'heartbeat' ? (view.ping_url?.slice(-36) ?? '') : '';
  const told = { action: 'success' as const, exitStatus: null, signal: null, rid: null, durationMs: null };
  const sender = { method: 'POST', userAgent: null, address: null, arrivedMs: performance.now() };
  const ping = {
    target: { kind: 'uuid' as const, uuid: made },
    ...told,
    ...sender,
    body: Buffer.from('secret-output'),
  };
  await recordPings(api.db, [ping], { monotonicMs: () => performance.now() });
  return made;
}

describe.each(calls)('$name', ({ name, method, path, json, scope, status }) => {
  const call = (key: string | undefined, headers: Record<string, string> = {}) =>
    ask(`/api/v3/${path(uuid)}`, { method, key, headers, ...(json === undefined ? {} : { json }) });

  beforeEach(async () => {
    world = await createWorld(api.db, 'Acme');
    other = await createWorld(api.db, 'Other');
    uuid = await addHeartbeat();
  });

  it('refuses nobody, sessions, revoked, expired and wrongly scoped keys, without doing anything', async () => {
    const { tenant } = world;
    const session = await makeSession(api.db, tenant);
    const revoked = await makeChecksKey(api.db, tenant, { revoked: true });
    const expired = await makeChecksKey(api.db, tenant, { expired: true });
    const before = await countAudit();
    expect(await call(undefined)).toMatchObject({ status: 401, json: { error: 'missing api key' } });
    expect((await call(undefined, session.headers)).status).toBe(401);
    for (const key of [revoked, expired, 'sup_nonsense', 'x'.repeat(32)]) {
      expect(await call(key)).toMatchObject({ status: 401, json: { error: 'wrong api key' } });
    }
    const wrong: Scope[][] = [['ping'], [scope === 'write' ? 'read' : 'write']];
    for (const scopes of wrong) {
      expect((await call(await makeChecksKey(api.db, tenant, { scopes }))).status).toBe(403);
    }
    expect(await countAudit()).toBe(before);
  });

  it('shows and changes nothing of another organization, nor of another project', async () => {
    const foreign = await makeChecksKey(api.db, other.tenant, { projectId: other.tenant.projectId });
    const limited = await makeChecksKey(api.db, world.tenant, { projectId: world.emptyProjectId });
    const before = await countAudit();
    for (const key of [foreign, limited]) {
      const answer = await call(key);
      if (path(uuid).includes(uuid)) expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('secret');
      expect(answer.text).not.toContain(uuid);
    }
    // Both may make checks, each in a project of its own.
    expect(await countAudit()).toBe(before + (name === 'create' ? 2 : 0));
  });

  it('serves its owner', async () => {
    const key = await makeChecksKey(api.db, world.tenant, { projectId: world.tenant.projectId });
    expect((await call(key)).status).toBe(status);
  });
});

describe('a key that may only read', () => {
  it('gets a name in place of the addresses, and finds the check by it', async () => {
    world = await createWorld(api.db, 'Acme');
    uuid = await addHeartbeat();
    const key = await makeChecksKey(api.db, world.tenant, { scopes: ['read'] });
    const list = await ask('/api/v3/checks/', { key });
    expect(list.text).not.toContain(uuid);
    const [check] = (list.json as { checks: Record<string, unknown>[] }).checks;
    for (const field of ['uuid', 'ping_url', 'update_url', 'pause_url', 'resume_url', 'channels']) {
      expect(check).not.toHaveProperty(field);
    }
    const uniqueKey = String(check?.['unique_key']);
    expect(uniqueKey).toMatch(/^[0-9a-f]{40}$/);
    const found = await ask(`/api/v3/checks/${uniqueKey}`, { key });
    expect([found.status, found.json]).toEqual([200, check]);
    expect((await ask(`/api/v3/checks/${uniqueKey}/flips/`, { key })).status).toBe(200);
    expect((await ask(`/api/v3/checks/${'0'.repeat(40)}`, { key })).status).toBe(404);
  });
});
