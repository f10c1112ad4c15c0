import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { OPTIONS as askForChannels, GET as getChannels } from '@/app/api/v1/channels/route';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createChannel } from '@/lib/channels/create-channel';
import { ensurePartitions } from '@/lib/checks/ensure-partitions';
import { toUuid } from '@/lib/core/ids';
import { createMonitor } from '@/lib/monitors/create-monitor';
import { recordPings } from '@/lib/pipeline/record-pings';
import { createProject } from '@/lib/projects/create-project';
import { startApi } from '@/lib/web/testing/api';
import { ask, makeChecksKey, type Told } from '@/lib/web/testing/checks-api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let key: string;

beforeAll(async () => {
  api = await startApi();
  await ensurePartitions(api.db);
});
afterAll(async () => await api.close());
beforeEach(async () => {
  tenant = await createTenant(api.db);
  key = await makeChecksKey(api.db, tenant);
});

const post = (path: string, json: unknown = {}) => ask(path, { method: 'POST', key, json });
const get = (path: string) => ask(path, { key });
const uuidOf = ({ json }: Told) => String(json['uuid']);

async function make(json: object = { name: 'Backups' }): Promise<Told> {
  const made = await post('/api/v3/checks/', json);
  expect(made.status, made.text).toBe(201);
  return made;
}

async function ping(uuid: string, action: 'success' | 'start' | 'fail' | 'log', body: Buffer | null = null) {
  const told = { action, exitStatus: null, signal: null, rid: null, durationMs: null };
  const sender = { method: 'GET', userAgent: 'curl/8', address: '192.0.2.7', arrivedMs: performance.now() };
  const ping = { target: { kind: 'uuid' as const, uuid }, ...told, ...sender, body };
  const { outcomes } = await recordPings(api.db, [ping], { monotonicMs: () => performance.now() });
  expect(outcomes).toEqual(['recorded']);
}

async function makeChannel(name: string): Promise<string> {
  const ctx = { ...tenant.ctx, db: api.db, now: new Date() };
  const config = { to: ['a@example.com'] };
  const { id } = await createChannel(ctx, { project_id: tenant.projectId, type: 'email', name, config });
  return toUuid(id);
}

describe('a check', () => {
  it('is made with what is asked for, and shown in the shape its clients read', async () => {
    const made = await make({
      name: 'Backups',
      slug: 'backups',
      tags: 'prod www',
      desc: 'Runs nightly',
      timeout: 3600,
      grace: 60,
    });
    const uuid = uuidOf(made);
    const at = `http://localhost:3000/api/v3/checks/${uuid}`;
    expect(made.json).toEqual({
      name: 'Backups',
      slug: 'backups',
      tags: 'prod www',
      desc: 'Runs nightly',
      grace: 60,
      n_pings: 0,
      status: 'new',
      started: false,
      last_ping: null,
      next_ping: null,
      manual_resume: false,
      methods: '',
      subject: '',
      subject_fail: '',
      start_kw: '',
      success_kw: '',
      failure_kw: '',
      filter_subject: false,
      filter_body: false,
      filter_http_body: false,
      filter_default_fail: false,
      badge_url: expect.stringMatching(/^http:\/\/localhost:3000\/badge\/[\w-]{38}\.svg$/),
      uuid,
      ping_url: `http://localhost:3000/ping/${uuid}`,
      update_url: at,
      pause_url: `${at}/pause`,
      resume_url: `${at}/resume`,
      channels: '',
      timeout: 3600,
    });
    expect((await get(`/api/v3/checks/${uuid}`)).json).toEqual(made.json);
    expect(made.headers.get('access-control-allow-origin')).toBe('*');
    expect(made.headers.get('x-ratelimit-remaining')).not.toBeNull();
  });

  it('may be made of nothing: a day, and an hour of grace', async () => {
    const { json } = await make({});
    expect(json).toMatchObject({ timeout: 86_400, grace: 3600, tags: '', status: 'new' });
  });

  it('has a schedule with its zone instead of a timeout', async () => {
    const { json } = await make({ schedule: '5 4 * * *', tz: 'Europe/Riga', timeout: 60 });
    expect(json).toMatchObject({ schedule: '5 4 * * *', tz: 'Europe/Riga' });
    expect(json).not.toHaveProperty('timeout');
  });

  it('is changed in what is named, and stays in the rest', async () => {
    const uuid = uuidOf(await make({ name: 'Backups', tags: 'prod', timeout: 60, desc: 'old' }));
    const changed = await post(`/api/v3/checks/${uuid}`, { schedule: '@bogus' });
    expect(changed.status).toBe(400);
    const { status, json } = await post(`/api/v3/checks/${uuid}`, { schedule: '0 1 * * *', desc: 'new' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ name: 'Backups', tags: 'prod', desc: 'new', schedule: '0 1 * * *' });
    const back = await post(`/api/v3/checks/${uuid}`, { timeout: 120, tags: '' });
    expect(back.json).toMatchObject({ timeout: 120, tags: '' });
    expect(back.json).not.toHaveProperty('schedule');
  });

  it('goes through its states', async () => {
    const uuid = uuidOf(await make());
    const statusIn = async (version: number) => (await get(`/api/v${version}/checks/${uuid}`)).json['status'];
    await ping(uuid, 'start');
    expect([await statusIn(1), await statusIn(2), await statusIn(3)]).toEqual(['started', 'new', 'new']);
    await ping(uuid, 'success');
    expect(await get(`/api/v3/checks/${uuid}`)).toMatchObject({
      json: { status: 'up', n_pings: 2, started: false, last_ping: expect.stringMatching(/:\d\d\+00:00$/) },
    });
    await ping(uuid, 'fail');
    expect((await get(`/api/v3/checks/${uuid}`)).json).toMatchObject({ status: 'down', next_ping: null });
  });

  it('is paused twice, resumed once, deleted once', async () => {
    const uuid = uuidOf(await make());
    const at = `/api/v3/checks/${uuid}`;
    expect(await post(`${at}/resume`)).toMatchObject({ status: 409, text: 'check is not paused' });
    for (const _ of [1, 2]) {
      const paused = await post(`${at}/pause`);
      expect([paused.status, paused.json['status']]).toEqual([200, 'paused']);
    }
    const resumed = await ask(`${at}/resume`, { method: 'POST', key, json: null });
    expect([resumed.status, resumed.json['status']]).toEqual([200, 'new']);
    const gone = await ask(at, { method: 'DELETE', key });
    expect([gone.status, gone.json['uuid']]).toEqual([200, uuid]);
    expect((await ask(at, { method: 'DELETE', key })).status).toBe(404);
    expect((await get(at)).status).toBe(404);
  });
});

describe('unique', () => {
  const cases: [string[], object, object][] = [
    [['name'], { name: 'A' }, { name: 'A', tags: 'new' }],
    [['slug'], { slug: 'a' }, { slug: 'a', tags: 'new' }],
    [['tags'], { tags: 'x y' }, { tags: 'x y', desc: 'new' }],
    [['timeout', 'grace'], { timeout: 300, grace: 90 }, { timeout: 300, grace: 90, tags: 'new' }],
  ];
  test.each(cases)('%j finds the check that is there and changes it', async (unique, first, second) => {
    const uuid = uuidOf(await make(first));
    const again = await post('/api/v3/checks/', { ...second, unique });
    expect([again.status, uuidOf(again)]).toEqual([200, uuid]);
    expect(again.json).toMatchObject(second);
  });

  it('finds none where one of its fields differs, or is not told', async () => {
    await make({ name: 'A', tags: 'x' });
    const differing = { name: 'A', tags: 'y', unique: ['name', 'tags'] };
    expect((await post('/api/v3/checks/', differing)).status).toBe(201);
    expect((await post('/api/v3/checks/', { unique: ['name'] })).status).toBe(201);
  });

  it('makes one check of twenty at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => post('/api/v3/checks/', { slug: 'one', unique: ['slug'] })),
    );
    expect(new Set(all.map(uuidOf)).size).toBe(1);
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('lists', () => {
  it('are filtered by slug and by all of several tags, and hold heartbeats only', async () => {
    await createMonitor(
      { ...tenant.ctx, db: api.db, now: new Date() },
      { project_id: tenant.projectId, type: 'http', spec: { url: 'http://127.0.0.1:9/' } },
    );
    await make({ name: 'A', slug: 'a', tags: 'x' });
    await make({ name: 'B', slug: 'b', tags: 'x y' });
    const names = async (query: string) => {
      const { checks } = (await get(`/api/v3/checks/${query}`)).json as { checks: { name: string }[] };
      return checks.map(({ name }) => name);
    };
    expect(await names('')).toEqual(['A', 'B']);
    expect(await names('?slug=b')).toEqual(['B']);
    expect(await names('?slug=nothing')).toEqual([]);
    expect(await names('?tag=x')).toEqual(['A', 'B']);
    expect(await names('?tag=x&tag=y')).toEqual(['B']);
  });

  it('of pings, their bodies and flips', async () => {
    const uuid = uuidOf(await make());
    const at = `/api/v3/checks/${uuid}`;
    const body = Buffer.from([0, 255, 60, 104, 49, 62]);
    await ping(uuid, 'start');
    await ping(uuid, 'success', body);
    const { pings } = (await get(`${at}/pings/`)).json as { pings: Record<string, unknown>[] };
    expect(pings).toMatchObject([
      { type: 'success', n: 2, remote_addr: '192.0.2.7', ua: 'curl/8', method: 'GET', scheme: 'http' },
      { type: 'start', n: 1, body_url: null, rid: null },
    ]);
    expect(pings[0]?.['body_url']).toBe(`http://localhost:3000${at}/pings/2/body`);
    const sent = await ask(`${at}/pings/2/body`, { key });
    expect(sent.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(sent.text).toBe(new TextDecoder().decode(body));
    for (const n of ['1', '3', '-1', 'x', '99999999999']) {
      expect((await get(`${at}/pings/${n}/body`)).status, n).toBe(404);
    }
    await ping(uuid, 'fail');
    const { flips } = (await get(`${at}/flips/`)).json as { flips: { up: number }[] };
    expect(flips.map(({ up }) => up)).toEqual([0, 1]);
    expect((await get(`${at}/flips/?start=9999999999`)).json).toEqual({ flips: [] });
    expect((await get(`${at}/flips/?start=soon`)).status).toBe(400);
  });

  it('of channels, also at the address that our own API has for its channels', async () => {
    const id = await makeChannel('Ops');
    const channels = { channels: [{ id, name: 'Ops', kind: 'email' }] };
    expect((await get('/api/v3/channels/')).json).toEqual(channels);
    const at = new Request('http://localhost:3000/api/v1/channels/', { headers: { 'X-Api-Key': key } });
    expect(await (await getChannels(at)).json()).toEqual(channels);
    const headers = { 'Access-Control-Request-Headers': 'X-Api-Key' };
    const preFlight = await askForChannels(new Request(at.url, { method: 'OPTIONS', headers }));
    expect(preFlight.headers.get('access-control-allow-headers')).toContain('X-Api-Key');
    const ours = new Request(at.url, { headers: { Authorization: `Bearer ${key}` } });
    expect(await (await getChannels(ours)).json()).toMatchObject({ data: [{ name: 'Ops' }] });
  });

  it('of badges, of which there are none, and the state of the service for everybody', async () => {
    expect((await get('/api/v3/badges/')).json).toEqual({ badges: {} });
    expect(await ask('/api/v3/status/')).toMatchObject({ status: 200, text: 'OK' });
  });
});

describe('channels of a check', () => {
  it('are all of its project, named or not', async () => {
    const id = await makeChannel('Ops');
    for (const channels of [undefined, '', '*', id, 'Ops']) {
      const { json } = await make(channels === undefined ? {} : { channels });
      expect(json['channels']).toBe(id);
    }
  });

  it('cannot be fewer, unknown or unclear', async () => {
    const id = await makeChannel('Ops');
    await makeChannel('Twin');
    await makeChannel('Twin');
    for (const [channels, error] of [
      [id, 'channels must name every channel'],
      ['Nobody', 'invalid channel identifier: Nobody'],
      [`${id},`, 'empty channel identifier'],
      ['Twin', 'non-unique channel identifier: Twin'],
    ]) {
      const refused = await post('/api/v3/checks/', { channels });
      expect([refused.status, refused.json['error']]).toEqual([400, expect.stringContaining(String(error))]);
    }
    expect((await get('/api/v3/checks/')).json).toEqual({ checks: [] });
  });
});

describe('versions and paths', () => {
  test.each([1, 2, 3])('version %i names its own addresses, with and without a slash', async (version) => {
    const made = await post(`/api/v${version}/checks`, { name: 'My Job' });
    expect(made.status).toBe(201);
    expect(made.json['update_url']).toBe(`http://localhost:3000/api/v${version}/checks/${uuidOf(made)}`);
    expect(made.json['slug']).toBe('my-job');
    for (const path of [`/checks/${uuidOf(made)}`, `/checks/${uuidOf(made)}/`, '/checks', '/checks/']) {
      expect((await get(`/api/v${version}${path}`)).status, path).toBe(200);
    }
  });
});

describe('requests that are none', () => {
  it('are told so in the form of that API', async () => {
    const cases: [string, Promise<Told>, number][] = [
      ['no JSON', ask('/api/v3/checks/', { method: 'POST', key, raw: '{' }), 400],
      ['no UTF-8', ask('/api/v3/checks/', { method: 'POST', key, raw: new Uint8Array([255]) }), 400],
      ['no object', post('/api/v3/checks/', [1]), 400],
      ['U+0000', post('/api/v3/checks/', { name: 'a\0b' }), 400],
      ['too much', post('/api/v3/checks/', { name: 'x'.repeat(300_000) }), 413],
      ['a method that is not there', ask('/api/v3/checks/', { method: 'PUT', key }), 405],
      ['a path that is not there', get('/api/v3/nothing'), 404],
      ['a uuid that is not there', get('/api/v3/checks/0b9fe2b4-5d1c-4a8e-9a26-8b9a2a6f7f12'), 404],
      ['a name that is none', get('/api/v3/checks/nonsense'), 404],
      ['broken percent-encoding', get('/api/v3/checks/%E0%A4%A'), 404],
    ];
    for (const [name, asked, status] of cases) {
      const told = await asked;
      expect([name, told.status]).toEqual([name, status]);
      expect(told.json['error'], name).toEqual(expect.any(String));
      expect(told.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(api.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('take JSON whatever its type says, and the key from its body', async () => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const raw = JSON.stringify({ api_key: key, name: 'Backups' });
    const made = await ask('/api/v3/checks/', { method: 'POST', raw, headers: type });
    expect([made.status, made.json['name']]).toEqual([201, 'Backups']);
  });

  it('answer a pre-flight without a key', async () => {
    const told = await ask('/api/v3/checks/', { method: 'OPTIONS' });
    expect([told.status, told.text]).toEqual([204, '']);
    expect(told.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    expect(told.headers.get('access-control-allow-headers')).toContain('X-Api-Key');
  });

  it('say which project is meant where a key reaches several', async () => {
    await createProject({ ...tenant.ctx, db: api.db }, { name: 'Second' });
    const refused = await post('/api/v3/checks/', {});
    expect([refused.status, refused.json['error']]).toEqual([
      400,
      expect.stringContaining('several projects'),
    ]);
    const limited = await makeChecksKey(api.db, tenant, { projectId: tenant.projectId });
    expect((await ask('/api/v3/checks/', { method: 'POST', key: limited, json: {} })).status).toBe(201);
  });
});
