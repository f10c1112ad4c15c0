import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import * as monitors from '@/app/api/v1/monitors/route';
import * as project from '@/app/api/v1/projects/[id]/route';
import * as projects from '@/app/api/v1/projects/route';
import { rateLimits } from '@/db/schema/access';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { defaultPlan, getPlan } from '@/lib/access/rules/plans';
import { problem } from '@/lib/web/rules/problem';
import { makeKey, makeSession, send, startApi } from '@/lib/web/testing/api';

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
const newMonitor = (extra: object = {}) => ({ project_id: tenant.projectId, type: 'http', spec, ...extra });
const dataOf = (sent: { json: unknown }) => (sent.json as { data: Record<string, string> }).data;
const problemOf = (sent: { json: unknown }) => problem.parse(sent.json);

async function createProject(name = 'Shop') {
  const headers = key.headers;
  return await send(projects.POST, '/api/v1/projects', { method: 'POST', body: { name }, headers });
}

async function listProjects(headers: Record<string, string> = key.headers, query = '') {
  return await send(projects.GET, `/api/v1/projects${query}`, { headers });
}

describe('envelopes', () => {
  it('answers one object as data, with where it is, and a list as a page', async () => {
    const made = await createProject();
    expect(made.status).toBe(201);
    const { id } = dataOf(made);
    expect(made.headers.get('location')).toBe(`/api/v1/projects/${id}`);
    const got = await send(project.GET, `/api/v1/projects/${id}`, key);
    expect(dataOf(got)).toEqual(dataOf(made));
    expect((await listProjects()).json).toMatchObject({ page: { next_cursor: null, has_more: false } });
    const gone = await send(project.DELETE, `/api/v1/projects/${id}`, { method: 'DELETE', ...key });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await send(project.GET, `/api/v1/projects/${id}`, key)).status).toBe(404);
  });

  it('walks a list by its cursors, each row once', async () => {
    for (let index = 0; index < 5; index += 1) await createProject(`Shop ${index}`);
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const { json } = await listProjects(key.headers, query);
      const { data, page } = json as {
        data: { id: string }[];
        page: { next_cursor: string | null; has_more: boolean };
      };
      seen.push(...data.map(({ id }) => id));
      expect(page.has_more).toBe(page.next_cursor !== null);
      if (page.next_cursor === null) break;
      query = `?limit=2&cursor=${page.next_cursor}`;
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });
});

describe('problem documents', () => {
  const cases: [string, number, () => Promise<{ status: number; json: unknown; headers: Headers }>][] = [
    ['no credentials', 401, () => listProjects({})],
    ['a wrong key', 401, () => listProjects({ Authorization: 'Bearer sup_nonsense' })],
    [
      'a method that is not there',
      405,
      () => send(projects.PUT, '/api/v1/projects', { method: 'PUT', ...key }),
    ],
    ['an unknown parameter', 422, () => listProjects(key.headers, '?nonsense=1')],
    ['a parameter given twice', 400, () => listProjects(key.headers, '?limit=1&limit=2')],
    ['U+0000 in a parameter', 400, () => listProjects(key.headers, '?cursor=%00')],
    ['a limit out of range', 422, () => listProjects(key.headers, '?limit=201')],
    ['a forged cursor', 422, () => listProjects(key.headers, '?cursor=bm9uc2Vuc2U')],
    ['an id that is none', 404, () => send(project.GET, '/api/v1/projects/nonsense', key)],
    ['broken percent-encoding', 400, () => send(project.GET, '/api/v1/projects/%E0%A4%A', key)],
    ['U+0000 in the path', 404, () => send(project.GET, '/api/v1/projects/%00', key)],
    ['a body that is not JSON', 400, () => post({ raw: '{' })],
    ['a body that is not UTF-8', 400, () => post({ raw: new Uint8Array([0x22, 0xff, 0x22]) })],
    ['another content type', 415, () => post({ raw: 'name=x', headers: { 'Content-Type': 'text/plain' } })],
    [
      'a merge patch as POST',
      415,
      () => post({ raw: '{}', headers: { 'Content-Type': 'application/merge-patch+json' } }),
    ],
    ['a body of 257 KiB', 413, () => post({ body: { name: 'x'.repeat(257 * 1024) } })],
    ['a body that is no object', 422, () => post({ body: [1] })],
    ['an unknown field', 422, () => post({ body: { name: 'x', nonsense: 1 } })],
    ['U+0000 in a field', 422, () => post({ body: { name: 'a\0b' } })],
    ['an unpaired surrogate', 422, () => post({ raw: '{"name":"\\ud800"}' })],
    ['U+0000 in a name of a field', 422, () => post({ raw: '{"\\u0000":1}' })],
    ['bottomless nesting', 422, () => post({ raw: `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}` })],
    [
      'a query on a POST',
      422,
      () => send(projects.POST, '/api/v1/projects?name=x', { method: 'POST', ...key }),
    ],
  ];
  const post = ({
    headers = {},
    ...sent
  }: {
    raw?: BodyInit;
    body?: unknown;
    headers?: Record<string, string>;
  }) =>
    send(projects.POST, '/api/v1/projects', {
      method: 'POST',
      ...sent,
      headers: { 'Content-Type': 'application/json', ...key.headers, ...headers },
    });

  it.each(cases)('%s: %i', async (_name, status, call) => {
    const answer = await call();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problemOf(answer)).toMatchObject({ status, request_id: answer.headers.get('x-request-id') });
    expect(api.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('says which field is wrong, by JSON pointer', async () => {
    const answer = await send(monitors.POST, '/api/v1/monitors', {
      method: 'POST',
      body: newMonitor({ interval_seconds: 1, spec: { url: 'ftp://x' }, colour: 'red' }),
      ...key,
    });
    const pointers = problemOf(answer).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/interval_seconds', '/spec/url', '/colour']));
  });

  it('tells a bug by its id only', async () => {
    await api.database.sql`alter table projects rename to projects_away`;
    const answer = await listProjects();
    await api.database.sql`alter table projects_away rename to projects`;
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('relation');
    expect(api.lines.join('')).toContain(problemOf(answer).request_id);
    api.lines.length = 0;
  });

  it('names the allowed methods with 405 and OPTIONS', async () => {
    const refused = await send(projects.PUT, '/api/v1/projects', { method: 'PUT', ...key });
    expect(refused.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
    const asked = await send(projects.OPTIONS, '/api/v1/projects', { method: 'OPTIONS' });
    expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });
});

describe('limits', () => {
  it('counts down, and refuses with the seconds to wait', async () => {
    const limit = getPlan(defaultPlan).requestsPerMinute;
    vi.setSystemTime(Date.now());
    onTestFinished(() => void vi.useRealTimers());
    const first = await listProjects();
    expect(first.headers.get('ratelimit-policy')).toBe(`"default";q=${limit};w=60`);
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${limit - 1};t=\\d+$`));
    expect(first.headers.get('x-ratelimit-remaining')).toBe(String(limit - 1));
    await api.db.update(rateLimits).set({ count: limit + 1 });
    const refused = await listProjects();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await listProjects((await makeKey(api.db, tenant)).headers)).status).toBe(200);
    await api.db.delete(rateLimits);
  });
});

describe('a session cookie', () => {
  it('reads without, and changes only with, our own Origin', async () => {
    const { headers } = await makeSession(api.db, tenant);
    const { Cookie } = headers;
    expect((await listProjects({ Cookie })).status).toBe(200);
    const attempt = (extra: Record<string, string>) =>
      send(projects.POST, '/api/v1/projects', {
        method: 'POST',
        body: { name: 'Shop' },
        headers: { Cookie, ...extra },
      });
    expect((await attempt({})).status).toBe(403);
    expect((await attempt({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await attempt({ Origin: 'null' })).status).toBe(403);
    expect((await attempt(headers)).status).toBe(201);
  });

  it('does not make a wrong key good', async () => {
    const { headers } = await makeSession(api.db, tenant);
    expect((await listProjects({ ...headers, Authorization: 'Bearer nonsense' })).status).toBe(401);
  });
});
