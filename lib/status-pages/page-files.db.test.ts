import { expect } from 'vitest';
import { pageMarks } from '@/db/schema/status-pages';
import { test } from '@/db/testing/database';
import { createTenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { deletePageFile } from '@/lib/status-pages/delete-page-file';
import { getPageFile } from '@/lib/status-pages/get-page-file';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import { loadPageFile } from '@/lib/status-pages/load-page-file';
import { putPageFile } from '@/lib/status-pages/put-page-file';

const picture = (width: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"><path d="M0 0h9"/></svg>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a logo is stored as it came, under a path of its own, and another one takes its place', async ({
  db,
}) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const { ctx, projectId: project_id } = tenant;
  const { id: page_id } = await createStatusPage(ctx, { project_id, name: 'Status' });
  const put = (as: Ctx, width: number) =>
    putPageFile(as, { page_id, kind: 'logo_dark', content: base64(picture(width)) });
  const first = await put(ctx, 30);
  expect(first).toMatchObject({ kind: 'logo_dark', content_type: 'image/svg+xml', width: 30, height: 20 });
  expect(first.path).toMatch(/^files\/[\w-]{22}\.svg$/);
  const marks = await db.$count(pageMarks);
  expect(await put(ctx, 30)).toEqual(first);
  expect(await db.$count(pageMarks)).toBe(marks);
  const second = await put(ctx, 40);
  expect(second.path).not.toBe(first.path);
  expect((await getStatusPage(ctx, { id: page_id })).files).toEqual([second]);
  const bytes = await loadPageFile(db, page_id, 'logo_dark');
  expect(Buffer.from(bytes ?? []).toString()).toBe(picture(40));
  expect(await loadPageFile(db, page_id, 'favicon')).toBeNull();

  for (const verb of [
    (as: Ctx) => put(as, 50),
    (as: Ctx) => deletePageFile(as, { page_id, kind: 'logo_dark' }),
  ]) {
    await expect(verb(withRole(tenant, 'viewer'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verb(other.ctx)).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = withApiKey(tenant, ['read', 'write'], newId('prj'));
    await expect(verb(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  }
  await deletePageFile(ctx, { page_id, kind: 'logo_dark' });
  const again = deletePageFile(ctx, { page_id, kind: 'logo_dark' });
  await expect(again).rejects.toMatchObject({ code: 'not_found' });
});

test('a file is read by its path, by the members of the organization and nobody else', async ({ db }) => {
  const [tenant, other] = [await createTenant(db), await createTenant(db, 'Other')];
  const { ctx, projectId: project_id } = tenant;
  const { id: page_id } = await createStatusPage(ctx, { project_id, name: 'Status' });
  const put = (width: number) =>
    putPageFile(ctx, { page_id, kind: 'favicon', content: base64(picture(width)) });
  const former = await put(30);
  const { path } = await put(40);
  const file = await getPageFile(withRole(tenant, 'viewer'), { page_id, path });
  expect(file.contentType).toBe('image/svg+xml');
  expect(Buffer.from(file.bytes).toString()).toBe(picture(40));
  for (const [as, wanted] of [
    [ctx, former.path],
    [ctx, 'files/nothing.svg'],
    [other.ctx, path],
  ] as const) {
    await expect(getPageFile(as, { page_id, path: wanted })).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('what is not base64 of a picture of 256 KiB at most is refused', async ({ db }) => {
  const { ctx, projectId: project_id } = await createTenant(db);
  const { id: page_id } = await createStatusPage(ctx, { project_id, name: 'Status' });
  const large = picture(30).replace('/>', `/><!-- ${'x'.repeat(256 * 1024)} -->`);
  for (const content of [
    base64('hello'),
    `${base64(picture(30))}!`,
    ` ${base64(picture(30))}`,
    `data:image/svg+xml;base64,${base64(picture(30))}`,
    base64(large),
    base64(picture(30).replace('path', 'script').replace('/path', '/script')),
  ]) {
    await expect(putPageFile(ctx, { page_id, kind: 'favicon', content })).rejects.toMatchObject({
      code: 'invalid',
      errors: [expect.objectContaining({ pointer: '/content' })],
    });
  }
});
