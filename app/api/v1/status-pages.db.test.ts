import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as components from '@/app/api/v1/status-pages/[id]/components/route';
import * as files from '@/app/api/v1/status-pages/[id]/files/[kind]/route';
import * as page from '@/app/api/v1/status-pages/[id]/route';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { makeKey, send, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
let key: Awaited<ReturnType<typeof makeKey>>;
let path: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  tenant = await createTenant(api.db);
  key = await makeKey(api.db, tenant);
  const made = await createStatusPage(tenant.ctx, { project_id: tenant.projectId, name: tenant.projectId });
  path = `/api/v1/status-pages/${made.id}`;
});

const call = (handler: typeof page.PATCH, at: string, method: string, body: unknown, headers = {}) =>
  send(handler, at, { method, body, headers: { ...key.headers, ...headers } });

/** An SVG of so many bytes. */
function picture(length: number): string {
  const [start, end] = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><!--', '--></svg>'];
  return btoa(`${start}${'x'.repeat(length - start.length - end.length)}${end}`);
}

it('takes a file of 256 KiB, which is more than other bodies may be, and none beyond', async () => {
  const put = (content: string) => call(files.PUT, `${path}/files/favicon`, 'PUT', { content });
  expect((await put(picture(256 * 1024))).status).toBe(200);
  expect((await put(picture(256 * 1024 + 1))).status).toBe(422);
  expect((await put('A'.repeat(361 * 1024))).status).toBe(413);
  expect((await call(files.PUT, `${path}/files/poster`, 'PUT', { content: picture(200) })).status).toBe(422);
});

it('changes a page only as it was read; its components are no part of that version', async () => {
  const read = await send(page.GET, path, key);
  const etag = read.headers.get('etag') ?? '';
  const added = { kind: 'static', name: 'Shop' };
  expect((await call(components.POST, `${path}/components`, 'POST', added)).status).toBe(201);
  const rename = (name: string) => call(page.PATCH, path, 'PATCH', { name }, { 'If-Match': etag });
  expect((await rename('First')).status).toBe(200);
  expect((await rename('Second')).status).toBe(412);
});
