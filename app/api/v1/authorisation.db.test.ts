import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as getLive } from '@/app/api/live/[...path]/route';
import { GET as getLiveEvents } from '@/app/api/live/events/route';
import { endpoints } from '@/app/api/v1/endpoints';
import { GET as getEvents } from '@/app/api/v1/events/route';
import type { Scope } from '@/lib/access/constants';
import { type Method, methods } from '@/lib/web/constants';
import { type Endpoint, serveEndpoint } from '@/lib/web/define-route';
import type { Operation } from '@/lib/web/operation';
import { makeKey, makeSession, send, startApi } from '@/lib/web/testing/api';
import { routeSamples, type Sample } from '@/lib/web/testing/route-samples';
import { addMember, createWorld, type World } from '@/lib/web/testing/world';

/** Routes outside the declared ones, each with its own gate and its own test. */
const others = new Set([
  '(dashboard)/status-pages/[id]/files/[name]',
  '(status)/status/[slug]/[[...path]]',
  '(status)/status/[slug]/subscriptions/[token]',
  '(status)/status/[slug]/subscribe',
  '(status)/status/[slug]/access/[token]',
  '(status)/status/[slug]/unlock',
  'api/[project]/cron/[slug]/[[...key]]',
  'api/[project]/envelope',
  'api/auth/[...nextauth]',
  'api/inngest',
  'api/live/[...path]',
  'api/live/events',
  'api/push/[token]',
  'api/domains/ask',
  'api/resend',
  'api/acknowledge/[token]',
  'api/unsubscribe/[token]',
  'api/v1/[[...path]]',
  'api/v1/badges',
  'api/v1/checks/[[...path]]',
  'api/v1/events',
  'api/v1/openapi.json',
  'api/v1/status',
  'api/v2/badges',
  'api/v2/channels',
  'api/v2/checks/[[...path]]',
  'api/v2/status',
  'api/v3/[[...path]]',
  'badge/[file]',
  'docs',
  'health',
  'health/ready',
  'on-call/calendars/[token]',
  'ping/[...path]',
]);

const calls = endpoints.flatMap((endpoint) =>
  methods.flatMap((method) => {
    const operation = endpoint.operations[method];
    return operation === undefined ? [] : [{ name: operation.operationId, endpoint, method, operation }];
  }),
);

let api: Awaited<ReturnType<typeof startApi>>;
/** Shared by all calls that must not change anything. What may change something has a world of its own. */
let world: World;
let other: World;

beforeAll(async () => {
  api = await startApi();
  world = await createWorld(api.db, 'Acme');
  other = await createWorld(api.db, 'Other');
});
afterAll(async () => await api.close());

async function call(
  target: { endpoint: Endpoint; method: Method; operation: Operation },
  sample: Sample,
  headers: Record<string, string>,
) {
  const template = target.endpoint.path;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => sample.path?.[name] ?? 'missing');
  const query = new URLSearchParams(sample.query).toString();
  const handler = (request: Request) => serveEndpoint(request, target.endpoint, target.method);
  return await send(handler, query === '' ? filled : `${filled}?${query}`, {
    method: target.method,
    headers,
    ...(sample.body === undefined ? {} : { body: sample.body }),
  });
}

function expectNone(text: string, ids: readonly string[]): void {
  expect(ids.filter((id) => text.includes(id))).toEqual([]);
}

async function countAudit(): Promise<number> {
  const [row] = await api.database.sql<{ count: number }[]>`select count(*)::int as count from audit_log`;
  return row?.count ?? 0;
}

describe('the matrix', () => {
  it('knows every route on disk', () => {
    const app = path.join(import.meta.dirname, '../../..', 'app');
    const onDisk = readdirSync(app, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'route.ts')
      .map((file) => path.dirname(file).split(path.sep).join('/'));
    const shape = (route: string) => route.replace(/\{\w+\}|\[\w+\]/g, '*');
    const declared = new Set(endpoints.map((endpoint) => shape(endpoint.path.slice(1))));
    const missing = onDisk.filter((route) => !others.has(route) && !declared.has(shape(route)));
    expect(missing).toEqual([]);
    expect(onDisk.length).toBeGreaterThan(20);
  });

  it('has a sample of every operation, and each operation its own id', () => {
    const names = calls.map(({ name }) => name);
    expect(names.filter((name) => routeSamples[name] === undefined)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(calls)('$name', (target) => {
  const { operation, name } = target;
  const isWrite = operation.scope === 'write';
  const sampleOf = (of: World): Sample => routeSamples[name]?.(of) ?? {};

  it('refuses nobody, revoked, expired and wrongly scoped keys, without doing anything', async () => {
    const sample = sampleOf(world);
    const before = await countAudit();
    const revoked = await makeKey(api.db, world.tenant, { revoked: true });
    const expired = await makeKey(api.db, world.tenant, { expired: true });
    for (const headers of [{}, revoked.headers, expired.headers]) {
      const answer = await call(target, sample, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
    const wrong: Scope[][] = [['ping'], [isWrite ? 'read' : 'write']];
    for (const scopes of wrong) {
      const { headers } = await makeKey(api.db, world.tenant, { scopes });
      expect((await call(target, sample, headers)).status).toBe(403);
    }
    expect(await countAudit()).toBe(before);
  });

  it('shows and changes nothing of another organization', async () => {
    const sample = sampleOf(world);
    const needsOurs = JSON.stringify(sample).match(/[a-z]{3}_[0-9a-z]{26}/) !== null;
    const { tenant } = isWrite && !needsOurs ? await createWorld(api.db, 'Other') : other;
    const key = await makeKey(api.db, tenant);
    const session = await makeSession(api.db, tenant);
    const before = await countAudit();
    // Members are no business of keys, which hear so before anything is looked for.
    for (const { headers, statuses } of [
      { ...key, statuses: [404, 403] },
      { ...session, statuses: [404] },
    ]) {
      const answer = await call(target, sample, headers);
      if (needsOurs) expect(statuses).toContain(answer.status);
      if (answer.status < 300) expectNone(answer.text, Object.values(world.ids));
    }
    if (needsOurs) expect(await countAudit()).toBe(before);
  });

  it('shows and changes nothing of another project to a key of one project', async () => {
    const { headers } = await makeKey(api.db, world.tenant, { projectId: world.emptyProjectId });
    const { organization: _, ...ids } = world.ids;
    const before = await countAudit();
    const answer = await call(target, sampleOf(world), headers);
    if (answer.status < 300) expectNone(answer.text, Object.values(ids));
    if (isWrite) {
      expect([403, 404]).toContain(answer.status);
      expect(await countAudit()).toBe(before);
    }
  });

  it('lets a viewer look and not touch', async () => {
    const isAllowed = sampleOf(world).viewer ?? !isWrite;
    const theirs = isAllowed && isWrite ? await createWorld(api.db, 'Acme') : world;
    const { organizationId } = theirs.tenant;
    const { userId } = await addMember(api.db, organizationId, 'viewer');
    const { headers } = await makeSession(api.db, { userId, organizationId });
    const before = await countAudit();
    const answer = await call(target, sampleOf(theirs), headers);
    if (isAllowed) expect(operation.statuses).toContain(answer.status);
    else expect(answer.status).toBe(403);
    if (!isAllowed) expect(await countAudit()).toBe(before);
  });

  it('serves its owner, in the shape of the document', async () => {
    const own = isWrite ? await createWorld(api.db, 'Acme') : world;
    const { headers } = await makeSession(api.db, own.tenant);
    const answer = await call(target, sampleOf(own), headers);
    expect(operation.statuses, answer.text).toContain(answer.status);
    if (operation.response !== null) operation.response.parse(answer.json);
    expect(api.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('what only the dashboard reads', () => {
  it('takes the session and no key', async () => {
    const key = await makeKey(api.db, world.tenant);
    const session = await makeSession(api.db, world.tenant);
    const at = `/api/live/monitors/${world.ids.monitor}`;
    expect((await send(getLive, at)).status).toBe(401);
    expect((await send(getLive, at, key)).status).toBe(401);
    expect((await send(getLive, at, session)).status).toBe(200);
    expect((await send(getLive, '/api/live/nothing', session)).status).toBe(404);
    const preview = `/api/live/reports/preview?project_id=${world.ids.project}&cadence=daily`;
    expect((await send(getLive, preview, session)).status).toBe(200);
    other = await createWorld(api.db, 'Other');
    const foreign = await makeSession(api.db, other.tenant);
    expect((await send(getLive, at, foreign)).status).toBe(404);
    expect((await send(getLive, '/api/live/mailbox', session)).status).toBe(200);
    const { userId } = await addMember(api.db, world.tenant.organizationId, 'editor');
    const editor = await makeSession(api.db, { userId, organizationId: world.tenant.organizationId });
    expect((await send(getLive, '/api/live/mailbox', editor)).status).toBe(403);
  });
});

describe('event streams', () => {
  it('open for whoever may read, and for nobody else', async () => {
    world = await createWorld(api.db, 'Acme');
    const revoked = await makeKey(api.db, world.tenant, { revoked: true });
    const ping = await makeKey(api.db, world.tenant, { scopes: ['ping'] });
    const key = await makeKey(api.db, world.tenant);
    expect((await send(getEvents, '/api/v1/events')).status).toBe(401);
    expect((await send(getEvents, '/api/v1/events', revoked)).status).toBe(401);
    expect((await send(getEvents, '/api/v1/events', ping)).status).toBe(403);
    expect((await send(getLiveEvents, '/api/live/events', key)).status).toBe(401);
  });
});
