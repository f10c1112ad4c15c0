import { NextRequest } from 'next/server';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { GET, POST } from '@/app/api/acknowledge/[token]/route';
import { deliveries } from '@/db/schema/alerting';
import { incidents } from '@/db/schema/incidents';
import { newId } from '@/lib/core/ids';
import { linkSigner } from '@/lib/core/link-signer';
import { startApi } from '@/lib/web/testing/api';
import { createWorld, type World } from '@/lib/web/testing/world';
import { proxy } from '@/proxy';

let api: Awaited<ReturnType<typeof startApi>>;
let world: World;
let token: string;
const incidentId = newId('inc');

beforeAll(async () => {
  api = await startApi();
  world = await createWorld(api.db, 'Acme');
  const { organizationId } = world.tenant;
  await api.db.insert(incidents).values({
    id: incidentId,
    organizationId,
    projectId: world.ids.project,
    status: 'open',
    title: 'Payments are slow',
    cause: 'manual',
    openedAt: new Date(),
  });
  const id = newId('dlv');
  await api.db.insert(deliveries).values({
    id,
    organizationId,
    channelId: world.ids.channel,
    incidentId,
    transition: 'opened',
    status: 'delivered',
    message: {},
  });
  token = linkSigner().sign('acknowledge', id);
});
afterAll(async () => await api.close());

type Init = { headers?: Record<string, string>; address?: string };

const call = (verb: typeof GET, of: string, { headers = {}, address = '192.0.2.1' }: Init = {}) =>
  verb(
    new Request(`http://localhost/api/acknowledge/${of}`, {
      method: verb === GET ? 'GET' : 'POST',
      headers: { 'x-forwarded-for': address, ...headers },
    }),
    { params: Promise.resolve({ token: of }) },
  );
const json = { headers: { accept: 'application/json' } };

it('tells a program what it is about, and changes nothing until it is posted to', async () => {
  const shown = await call(GET, token, json);
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(await shown.json()).toMatchObject({ data: { counts: { open: 1 } } });
  const page = await call(GET, token);
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toMatch(/\/acknowledge\/[^/]+$/);
  expect(await (await call(GET, token, json)).json()).toMatchObject({ data: { counts: { open: 1 } } });
});

it('acknowledges what is posted, and leads a browser back to the page', async () => {
  const posted = await call(POST, token);
  expect(posted.status).toBe(303);
  expect(posted.headers.get('location')).toContain(`/acknowledge/${encodeURIComponent(token)}`);
  const again = await call(POST, token, json);
  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({
    data: { counts: { open: 0, acknowledged: 1 }, incidents: [{ id: incidentId, status: 'acknowledged' }] },
  });
});

it('answers a wrong link with 404 to a program, and by the page to a person', async () => {
  const refused = await call(POST, 'nonsense', json);
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ type: 'urn:stillup:problem:not_found' });
  expect((await call(POST, 'nonsense')).status).toBe(303);
});

it('lets nobody try links without end', async () => {
  vi.setSystemTime(Date.now());
  onTestFinished(() => void vi.useRealTimers());
  const answers: number[] = [];
  for (let n = 0; n < 70; n += 1) {
    answers.push((await call(POST, `guess-${n}`, { ...json, address: '192.0.2.99' })).status);
  }
  expect(answers).toEqual([...Array(60).fill(404), ...Array(10).fill(429)]);
  expect((await call(GET, token, json)).status).toBe(200);
});

it('takes what a button posts to the address in the message itself, and shows the page to whoever opens it', async () => {
  const rewritten = async (method: string) => {
    const answer = await proxy(new NextRequest(`http://localhost/acknowledge/${token}`, { method }));
    return answer.headers.get('x-middleware-rewrite');
  };
  expect(await rewritten('POST')).toBe(`http://localhost/api/acknowledge/${token}`);
  expect(await rewritten('GET')).toBeNull();
  expect(await rewritten('HEAD')).toBeNull();
});
