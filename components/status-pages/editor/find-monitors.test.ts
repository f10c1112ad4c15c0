import { expect, test } from 'vitest';
import { findMonitors } from '@/components/status-pages/editor/find-monitors';

const monitors = Array.from({ length: 12 }, (_, at) => ({ id: `mon_${at}`, name: `Monitor ${at}` }));

/** Three a page, whatever is asked for. */
async function load(path: string) {
  const from = Number(new URL(path, 'https://up.example').searchParams.get('cursor') ?? 0);
  const has_more = from + 3 < monitors.length;
  const page = { has_more, next_cursor: has_more ? `${from + 3}` : null };
  return { data: monitors.slice(from, from + 3), page };
}
const question = { project_id: 'prj_1', q: '', without: new Set<string>(), most: 500 };

test('all of them are found, over all pages', async () => {
  expect(await findMonitors(load, question)).toEqual(monitors);
});

test('no more pages are read than it takes', async () => {
  expect(await findMonitors(load, { ...question, most: 4 })).toHaveLength(6);
});

test('those that stand on the page already take no place of others', async () => {
  const without = new Set(monitors.slice(0, 6).map(({ id }) => id));
  const found = await findMonitors(load, { ...question, without, most: 2 });
  expect(found.map(({ id }) => id)).toEqual(['mon_6', 'mon_7', 'mon_8']);
});
