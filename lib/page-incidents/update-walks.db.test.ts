import fc from 'fast-check';
import { expect } from 'vitest';
import { test } from '@/db/testing/database';
import { createTenant, later } from '@/db/testing/tenants';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { addPage, countQueued } from '@/lib/page-incidents/testing/page-world';
import { type ComponentStatus, componentStatuses, type IncidentPhase } from '@/lib/status-pages/constants';

const phase = fc.constantFrom<IncidentPhase>(
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
);
const walk = fc.array(
  fc.record({
    phase,
    named: fc.dictionary(fc.constantFrom('0', '1'), fc.constantFrom(...componentStatuses)),
  }),
  { minLength: 1, maxLength: 8 },
);

test('whatever is said in whatever order, what is stored is what the words say', async ({ db }) => {
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant);
  let queued = 0;
  const run = async (steps: typeof walk extends fc.Arbitrary<infer T> ? T : never) => {
    const ctx = (index: number) => later(tenant.ctx, index * 1000);
    const { id } = await createPageIncident(ctx(0), { page_id: page.id, title: 'x', body: 'x' });
    queued += 1;
    const components = new Map<string, ComponentStatus>();
    let [status, resolvedAt]: [IncidentPhase, string | null] = ['investigating', null];
    let said = 1;
    for (const [index, { phase: wanted, named }] of steps.entries()) {
      const at = ctx(index + 1);
      const list = Object.entries(named).map(([key, to]) => ({
        component_id: page.components[Number(key)],
        status: to,
      }));
      const done = addPageIncidentUpdate(at, {
        page_id: page.id,
        id,
        status: wanted,
        body: 'x',
        components: list,
      });
      if (wanted === 'postmortem' && resolvedAt === null) {
        await expect(done).rejects.toMatchObject({ code: 'conflict' });
        continue;
      }
      await done;
      said += 1;
      queued += 1;
      if (wanted === 'resolved') for (const key of components.keys()) components.set(key, 'operational');
      for (const { component_id, status: to } of list) components.set(component_id ?? '', to);
      const isOver = wanted === 'resolved' || wanted === 'postmortem';
      resolvedAt = isOver ? (resolvedAt ?? at.now.toISOString()) : null;
      status = wanted;
    }
    const view = await getPageIncident(tenant.ctx, { page_id: page.id, id });
    expect(view).toMatchObject({ status, resolved_at: resolvedAt });
    expect(new Map(view.components.map((one) => [one.component_id, one.status]))).toEqual(components);
    expect(view.updates).toHaveLength(said);
  };
  await fc.assert(fc.asyncProperty(walk, run), { numRuns: 25, endOnFailure: true });
  expect(await countQueued(db, page.id)).toBe(queued);
});
