import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenant } from '@/db/testing/tenants';
import { startApi } from '@/lib/web/testing/api';
import { ask, makeChecksKey } from '@/lib/web/testing/checks-api';

let api: Awaited<ReturnType<typeof startApi>>;
let key: string;

beforeAll(async () => {
  api = await startApi();
  key = await makeChecksKey(api.db, await createTenant(api.db));
});
afterAll(async () => await api.close());

const words = [
  '',
  'a',
  '* * * * *',
  '@daily',
  'Mon 12:00',
  'UTC',
  'POST',
  '*',
  'a b,c',
  ' ',
  '\u0001',
  '٣',
  '😀',
];
const text = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 120 }));
const number = fc.oneof(fc.constantFrom(0, 60, 3600, 31_536_000, 31_536_001), fc.double(), fc.integer());
const value = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }));
const fields = ['name', 'slug', 'tags', 'desc', 'timeout', 'grace', 'schedule', 'tz', 'channels', 'methods']
  .concat(['manual_resume', 'unique', 'start_kw', 'success_kw', 'failure_kw', 'filter_http_body'])
  .concat(['subject', 'filter_body', 'api_key', '__proto__']);
const body = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 });

test('whatever is sent as a check is taken or refused, and nothing of it is a fault of ours', async () => {
  const property = fc.asyncProperty(body, fc.constantFrom(1, 2, 3), async (json, version) => {
    const { status, json: answer } = await ask(`/api/v${version}/checks/`, { method: 'POST', key, json });
    expect([200, 201, 400]).toContain(status);
    expect(status === 400 ? answer['error'] : answer['uuid']).toEqual(expect.any(String));
  });
  await fc.assert(property, { numRuns: 300 });
  expect(api.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('whatever is asked for is found or not', async () => {
  const part = fc.oneof(text, fc.constantFrom('checks', 'pings', 'flips', '1', 'body', 'a'.repeat(40)));
  const property = fc.asyncProperty(fc.array(part, { maxLength: 5 }), text, async (parts, query) => {
    const path = parts.map((each) => encodeURIComponent(each.toWellFormed())).join('/');
    const tail = `start=${encodeURIComponent(query.toWellFormed())}&tag=${encodeURIComponent(query.toWellFormed())}`;
    const { status } = await ask(`/api/v3/${path}?${tail}`, { key });
    expect([200, 400, 404, 405]).toContain(status);
  });
  await fc.assert(property, { numRuns: 300 });
});
