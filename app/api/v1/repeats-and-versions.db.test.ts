import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as apiKeys from '@/app/api/v1/api-keys/route';
import * as monitor from '@/app/api/v1/monitors/[id]/route';
import * as monitors from '@/app/api/v1/monitors/route';
import * as projects from '@/app/api/v1/projects/route';
import { idempotencyKeys } from '@/db/schema/access';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { problem } from '@/lib/web/rules/problem';
import { makeKey, send, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let key: Awaited<ReturnType<typeof makeKey>>;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  tenant = await createTenant(api.db);
  key = await makeKey(api.db, tenant);
});

const spec = { url: 'https://example.com/health' };
const newMonitor = () => ({ project_id: tenant.projectId, type: 'http', spec });
const dataOf = (sent: { json: unknown }) => (sent.json as { data: Record<string, string> }).data;
const listProjects = () => send(projects.GET, '/api/v1/projects', key);

describe('Idempotency-Key', () => {
  const call = (body: unknown, idempotencyKey: string, headers: Record<string, string> = key.headers) =>
    send(projects.POST, '/api/v1/projects', {
      method: 'POST',
      body,
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
    });

  it('answers a repeat as the first time, and does nothing again', async () => {
    const first = await call({ name: 'Once' }, 'a');
    const again = await call({ name: 'Once' }, 'a');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await listProjects()).json).toMatchObject({ data: { length: 2 } });
  });

  it('makes one of many simultaneous repeats; the others wait their turn with 409', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => call({ name: 'Race' }, 'race')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(
      new Set(answers.filter(({ status }) => status === 201).map(({ json }) => JSON.stringify(json))).size,
    ).toBe(1);
    expect((await listProjects()).json).toMatchObject({ data: { length: 2 } });
  });

  it('refuses another body under the same key', async () => {
    await call({ name: 'One' }, 'b');
    const other = await call({ name: 'Two' }, 'b');
    expect(other.status).toBe(422);
    expect(problem.parse(other.json).type).toContain('idempotency_key_reused');
  });

  it('answers 409 while the first call runs, and takes over from one that died', async () => {
    await call({ name: 'Three' }, 'c');
    await api.db.update(idempotencyKeys).set({ status: null, createdAt: new Date() });
    expect((await call({ name: 'Three' }, 'c')).status).toBe(409);
    await api.db.update(idempotencyKeys).set({ createdAt: new Date(Date.now() - 10 * 60_000) });
    expect((await call({ name: 'Three' }, 'c')).status).toBe(201);
  });

  it('forgets after 24 hours', async () => {
    const first = await call({ name: 'Four' }, 'd');
    await api.db.update(idempotencyKeys).set({ createdAt: new Date(Date.now() - 24 * 3_600_000 - 1000) });
    const later = await call({ name: 'Four' }, 'd');
    expect(dataOf(later)['id']).not.toBe(dataOf(first)['id']);
  });

  it('keeps nothing of a refused call, so that it can be put right', async () => {
    expect((await call({ name: '' }, 'e')).status).toBe(422);
    expect((await call({ name: 'Right' }, 'e')).status).toBe(201);
  });

  it('belongs to one key, and is never stored in clear', async () => {
    const body = { name: 'deploy', scopes: ['read'] };
    const make = (headers: Record<string, string>) =>
      send(apiKeys.POST, '/api/v1/api-keys', {
        method: 'POST',
        body,
        headers: { ...headers, 'Idempotency-Key': 'f' },
      });
    const first = await make(key.headers);
    const other = await make((await makeKey(api.db, tenant)).headers);
    expect(dataOf(other)['token']).not.toBe(dataOf(first)['token']);
    expect(dataOf(await make(key.headers))['token']).toBe(dataOf(first)['token']);
    const stored = await api.db.select().from(idempotencyKeys);
    expect(JSON.stringify(stored)).not.toContain(dataOf(first)['token']);
  });

  it.each(['', ' ', 'x'.repeat(256), 'with space'])('refuses the key "%s"', async (bad) => {
    expect((await call({ name: 'x' }, bad)).status).toBe(400);
  });
});

describe('ETag and If-Match', () => {
  async function makeMonitor() {
    const made = await send(monitors.POST, '/api/v1/monitors', {
      method: 'POST',
      body: newMonitor(),
      ...key,
    });
    const path = `/api/v1/monitors/${dataOf(made)['id']}`;
    const etag = (await send(monitor.GET, path, key)).headers.get('etag') ?? '';
    return { path, etag };
  }
  const patch = (path: string, body: unknown, ifMatch?: string) =>
    send(monitor.PATCH, path, {
      method: 'PATCH',
      body,
      headers: { ...key.headers, ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }) },
    });

  it('changes what was read, and refuses a change to what is there no more', async () => {
    const { path, etag } = await makeMonitor();
    const first = await patch(path, { name: 'One' }, etag);
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).not.toBe(etag);
    expect((await send(monitor.GET, path, key)).headers.get('etag')).toBe(first.headers.get('etag'));
    const late = await patch(path, { name: 'Two' }, etag);
    expect(late.status).toBe(412);
    const removed = await send(monitor.DELETE, path, {
      method: 'DELETE',
      headers: { ...key.headers, 'If-Match': etag },
    });
    expect(removed.status).toBe(412);
    expect((await patch(path, { name: 'Three' }, '*')).status).toBe(200);
    expect((await patch(path, { name: 'Four' }, `W/${first.headers.get('etag')}`)).status).toBe(412);
  });

  it('lets exactly one of two simultaneous changes through', async () => {
    const { path, etag } = await makeMonitor();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => patch(path, { name: `Racer ${index}` }, etag)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('does not move with a check', async () => {
    const { path, etag } = await makeMonitor();
    await api.database.sql`update monitor_states set state = 'down', since_at = now()`;
    await api.database.sql`update check_schedules set last_checked_at = now(), scheduled_at = now()`;
    expect((await send(monitor.GET, path, key)).headers.get('etag')).toBe(etag);
  });

  it('takes a merge patch under its own name', async () => {
    const { path } = await makeMonitor();
    const headers = { ...key.headers, 'Content-Type': 'application/merge-patch+json' };
    const answer = await send(monitor.PATCH, path, {
      method: 'PATCH',
      body: { degraded_after_ms: 900 },
      headers,
    });
    expect(dataOf(answer)).toMatchObject({ degraded_after_ms: 900 });
    expect((await patch(path, { id: 'mon_x', name: 'x' })).status).toBe(422);
  });
});
