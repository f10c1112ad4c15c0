import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog } from '@/db/schema/access';
import { pageIncidents } from '@/db/schema/page-incidents';
import { projects } from '@/db/schema/projects';
import { test } from '@/db/testing/database';
import { createTenant, later, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import type { Ctx } from '@/lib/access/context';
import { newId } from '@/lib/core/ids';
import { addPageIncidentUpdate } from '@/lib/page-incidents/add-page-incident-update';
import { createPageIncident } from '@/lib/page-incidents/create-page-incident';
import { createPageMaintenance } from '@/lib/page-incidents/create-page-maintenance';
import { deletePageIncident } from '@/lib/page-incidents/delete-page-incident';
import { discardPageIncident } from '@/lib/page-incidents/discard-page-incident';
import { draftPageIncident } from '@/lib/page-incidents/draft-page-incident';
import { editPageIncidentUpdate } from '@/lib/page-incidents/edit-page-incident-update';
import { getPageIncident } from '@/lib/page-incidents/get-page-incident';
import { listPageIncidents } from '@/lib/page-incidents/list-page-incidents';
import { publishPageIncident } from '@/lib/page-incidents/publish-page-incident';
import { pageIncidentView } from '@/lib/page-incidents/schema';
import {
  addOutage,
  addPage,
  countMarks,
  countQueued,
  incidentsOf,
  type TestPage,
} from '@/lib/page-incidents/testing/page-world';
import { updatePageIncident } from '@/lib/page-incidents/update-page-incident';

const minuteMs = 60_000;
const one = (page: TestPage, index = 0) => page.components[index] ?? '';

function told(page: TestPage, extra: Record<string, unknown> = {}) {
  const components = [{ component_id: one(page), status: 'major_outage' }];
  return { page_id: page.id, title: 'Checkout fails', body: 'We **look** into it.', components, ...extra };
}
const at = (ctx: Ctx, minutes: number) => later(ctx, minutes * minuteMs).now.toISOString();
function planned(tenant: Tenant, page: TestPage, extra: Record<string, unknown> = {}) {
  return {
    page_id: page.id,
    title: 'Move the database',
    body: 'We move.',
    component_ids: [one(page)],
    scheduled_for: at(tenant.ctx, 60),
    scheduled_until: at(tenant.ctx, 120),
    ...extra,
  };
}

describe('createPageIncident', () => {
  test('is published with its first update: page marked, subscribers told, audited', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const view = await createPageIncident(tenant.ctx, told(page));
    expect(pageIncidentView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      is_draft: false,
      impact: 'critical',
      chosen_impact: null,
      origin: 'person',
    });
    expect(view.url).toMatch(new RegExp(`/status/${page.id.slice(4)}/incidents/[0-9a-z]{12}$`));
    expect(view.updates).toMatchObject([
      {
        status: 'investigating',
        affected: [{ name: 'Checkout API', old_status: 'operational', new_status: 'major_outage' }],
        notified: { total: 1, sent: 0, failed: 0 },
      },
    ]);
    expect(await countMarks(db, page.id)).toBe(1);
    expect(await getPageIncident(tenant.ctx, { page_id: page.id, id: view.id })).toEqual(view);
    const [audit] = await db.select().from(auditLog).where(eq(auditLog.targetId, view.id));
    expect(audit).toMatchObject({ action: 'page_incident.created' });
  });

  test('a draft is seen by nobody, until it is published as it then stands', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const draft = await createPageIncident(tenant.ctx, told(page, { is_draft: true }));
    expect(draft.is_draft).toBe(true);
    expect([await countMarks(db, page.id), await countQueued(db, page.id)]).toEqual([0, 0]);
    const ref = { page_id: page.id, id: draft.id };
    const components = [{ component_id: one(page, 1), status: 'degraded_performance' }];
    const patch = { title: 'Login is slow', body: 'Slow.', status: 'identified', components };
    const changed = await updatePageIncident(tenant.ctx, { ...ref, ...patch });
    expect(changed).toMatchObject({ title: 'Login is slow', impact: 'minor', components, is_draft: true });
    const ctx = later(tenant.ctx, minuteMs);
    const published = await publishPageIncident(ctx, ref);
    expect(published).toMatchObject({ is_draft: false, status: 'identified', components });
    expect(published.updates).toMatchObject([
      { body: 'Slow.', display_at: ctx.now.toISOString(), notified: { total: 1 } },
    ]);
    expect(await publishPageIncident(later(ctx, minuteMs), ref)).toEqual(published);
    expect(await countQueued(db, page.id)).toBe(1);
  });

  test('tells nobody where notify is false, or where the page is not published', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    await createPageIncident(tenant.ctx, told(page, { notify: false }));
    expect(await countQueued(db, page.id)).toBe(0);
    const hidden = await addPage(db, tenant, { isPublished: false });
    await createPageIncident(tenant.ctx, told(hidden));
    expect(await countQueued(db, hidden.id)).toBe(0);
  });

  test('refuses components of another page, groups, and a post-mortem of nothing', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const other = await addPage(db, tenant);
    await expect(
      createPageIncident(tenant.ctx, told(page, { components: told(other).components })),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(createPageIncident(tenant.ctx, told(page, { status: 'postmortem' }))).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(
      createPageIncident(tenant.ctx, told(page, { started_at: at(tenant.ctx, 5) })),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await incidentsOf(db, page.id)).toEqual([]);
  });
});

describe('addPageIncidentUpdate', () => {
  test('resolved makes what it names operational, and a phase before it opens it again', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const { id } = await createPageIncident(tenant.ctx, told(page));
    const say = (minutes: number, status: string, extra: Record<string, unknown> = {}) =>
      addPageIncidentUpdate(later(tenant.ctx, minutes * minuteMs), {
        page_id: page.id,
        id,
        status,
        body: `Now ${status}.`,
        ...extra,
      });
    await expect(say(1, 'postmortem')).rejects.toMatchObject({ code: 'conflict' });
    await expect(say(1, 'in_progress')).rejects.toMatchObject({ code: 'invalid' });
    expect(await say(1, 'monitoring')).toMatchObject({ monitoring_at: at(tenant.ctx, 1), resolved_at: null });
    const resolved = await say(2, 'resolved');
    expect(resolved).toMatchObject({
      resolved_at: at(tenant.ctx, 2),
      impact: 'critical',
      components: [{ component_id: one(page), status: 'operational' }],
    });
    expect(resolved.updates[0]?.affected).toMatchObject([
      { old_status: 'major_outage', new_status: 'operational' },
    ]);
    expect(await say(3, 'postmortem')).toMatchObject({ resolved_at: at(tenant.ctx, 2) });
    const components = [{ component_id: one(page), status: 'partial_outage' }];
    expect(await say(4, 'identified', { components })).toMatchObject({ resolved_at: null, components });
    expect(await countQueued(db, page.id)).toBe(5);
  });

  test('is refused where somebody was faster, and to a draft', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const first = await createPageIncident(tenant.ctx, told(page));
    const update = {
      page_id: page.id,
      id: first.id,
      status: 'identified',
      body: 'Found.',
      expected_updated_at: first.updated_at,
    };
    const second = await addPageIncidentUpdate(tenant.ctx, update);
    expect(Date.parse(second.updated_at)).toBeGreaterThan(Date.parse(first.updated_at));
    await expect(addPageIncidentUpdate(tenant.ctx, update)).rejects.toMatchObject({ code: 'conflict' });
    const draft = await createPageIncident(tenant.ctx, told(page, { is_draft: true }));
    await expect(
      addPageIncidentUpdate(tenant.ctx, { page_id: page.id, id: draft.id, status: 'identified', body: 'x' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('what an update said can be corrected, and nobody is told again', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const view = await createPageIncident(tenant.ctx, told(page));
    const ref = { page_id: page.id, incident_id: view.id, id: view.updates[0]?.id ?? '' };
    const display_at = at(tenant.ctx, -5);
    const edited = await editPageIncidentUpdate(tenant.ctx, { ...ref, body: 'Corrected.', display_at });
    expect(edited.updates).toMatchObject([{ body: 'Corrected.', display_at }]);
    expect([await countMarks(db, page.id), await countQueued(db, page.id)]).toEqual([2, 1]);
    await expect(
      editPageIncidentUpdate(tenant.ctx, { ...ref, id: newId('pup'), body: 'x' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      editPageIncidentUpdate(tenant.ctx, { ...ref, display_at: at(tenant.ctx, 5) }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('a chosen impact stands until it is taken back', async ({ db }) => {
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant);
  const { id } = await createPageIncident(tenant.ctx, told(page, { impact: 'none' }));
  const ref = { page_id: page.id, id };
  expect(await updatePageIncident(tenant.ctx, { ...ref, impact: 'minor' })).toMatchObject({
    impact: 'minor',
    chosen_impact: 'minor',
  });
  const resolved = { ...ref, status: 'resolved', body: 'Over.' };
  expect(await addPageIncidentUpdate(tenant.ctx, resolved)).toMatchObject({ impact: 'minor' });
  expect(await updatePageIncident(tenant.ctx, { ...ref, impact: null })).toMatchObject({
    impact: 'critical',
    chosen_impact: null,
  });
  await expect(updatePageIncident(tenant.ctx, { ...ref, body: 'Other.' })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(
    updatePageIncident(tenant.ctx, { ...ref, scheduled_for: at(tenant.ctx, 5) }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

describe('a maintenance', () => {
  test('is scheduled with its components as they are', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const view = await createPageMaintenance(tenant.ctx, planned(tenant, page));
    expect(pageIncidentView.parse(view)).toEqual(view);
    expect(view).toMatchObject({ kind: 'maintenance', status: 'scheduled', impact: 'maintenance' });
    expect(view.components).toEqual([{ component_id: one(page), status: 'operational' }]);
    const ref = { page_id: page.id, id: view.id };
    const moved = { scheduled_for: at(tenant.ctx, 90), scheduled_until: at(tenant.ctx, 150) };
    expect(await updatePageIncident(tenant.ctx, { ...ref, ...moved })).toMatchObject(moved);
    const begun = { ...ref, status: 'in_progress', body: 'Early.' };
    expect((await addPageIncidentUpdate(tenant.ctx, begun)).components).toMatchObject([
      { status: 'under_maintenance' },
    ]);
    const late = later(tenant.ctx, 200 * minuteMs);
    await expect(addPageIncidentUpdate(late, { ...begun, status: 'verifying' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await addPageIncidentUpdate(late, { ...begun, status: 'completed' })).toMatchObject({
      resolved_at: late.now.toISOString(),
      components: [{ status: 'operational' }],
    });
    await expect(updatePageIncident(late, { ...ref, scheduled_until: at(late, 90) })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('whose time has come is in progress at once', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const times = { scheduled_for: at(tenant.ctx, -5), scheduled_until: at(tenant.ctx, 5) };
    expect(await createPageMaintenance(tenant.ctx, planned(tenant, page, times))).toMatchObject({
      status: 'in_progress',
      components: [{ status: 'under_maintenance' }],
    });
    const draft = await createPageMaintenance(
      tenant.ctx,
      planned(tenant, page, { ...times, is_draft: true }),
    );
    expect(draft.status).toBe('scheduled');
    expect(await publishPageIncident(tenant.ctx, { page_id: page.id, id: draft.id })).toMatchObject({
      status: 'in_progress',
    });
  });

  test.for<[string, number, number, string]>([
    ['ends before it begins', 60, 50, '/scheduled_until'],
    ['is over already', -60, -50, '/scheduled_until'],
    ['lasts more than 90 days', 60, 60 + 90 * 1440 + 1, '/scheduled_until'],
  ])('that %s is refused', async ([, from, until, pointer], { db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const times = { scheduled_for: at(tenant.ctx, from), scheduled_until: at(tenant.ctx, until) };
    await expect(createPageMaintenance(tenant.ctx, planned(tenant, page, times))).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer }],
    });
  });
});

describe('draftPageIncident', () => {
  test('tells of an outage by the public name, and of nothing the monitor asked or was answered', async ({
    db,
  }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const incident_id = await addOutage(db, tenant, page.monitors[0] ?? '');
    const draft = await draftPageIncident(tenant.ctx, { page_id: page.id, incident_id });
    expect(draft).toMatchObject({
      title: 'Problems with Checkout API',
      impact: 'critical',
      components: [{ component_id: one(page), status: 'major_outage' }],
    });
    expect(draft.body).toContain('We see errors (HTTP 503) from Checkout API since');
    expect(JSON.stringify(draft)).not.toMatch(/secret|hunter2|10\.0\.0\.7|https?:/);
    expect(await incidentsOf(db, page.id)).toEqual([]);
  });

  test('of a monitor that is not on the page names none', async ({ db }) => {
    const tenant = await createTenant(db);
    const [page, other] = [await addPage(db, tenant), await addPage(db, tenant)];
    const incident_id = await addOutage(db, tenant, other.monitors[0] ?? '');
    const draft = await draftPageIncident(tenant.ctx, { page_id: page.id, incident_id });
    expect(draft).toMatchObject({ title: 'Problems with our service', impact: 'none', components: [] });
  });
});

test('drafts, what goes on and what is over are listed apart, by pages', async ({ db }) => {
  const tenant = await createTenant(db);
  const page = await addPage(db, tenant);
  const after = (minutes: number) => later(tenant.ctx, minutes * minuteMs);
  const draft = await createPageIncident(after(1), told(page, { is_draft: true }));
  const open = await createPageIncident(after(2), told(page));
  const over = await createPageIncident(after(3), told(page, { status: 'resolved' }));
  const plan = await createPageMaintenance(after(4), planned(tenant, page));
  const ids = async (filter: Record<string, unknown>) =>
    (await listPageIncidents(tenant.ctx, { page_id: page.id, ...filter })).data.map(({ id }) => id);
  expect(await ids({})).toEqual([plan.id, over.id, open.id, draft.id]);
  expect(await ids({ state: 'draft' })).toEqual([draft.id]);
  expect(await ids({ state: 'unresolved', kind: 'incident' })).toEqual([open.id]);
  expect(await ids({ state: 'resolved' })).toEqual([over.id]);
  expect(await ids({ kind: 'maintenance' })).toEqual([plan.id]);
  const first = await listPageIncidents(tenant.ctx, { page_id: page.id, limit: 2 });
  expect(await ids({ cursor: first.page.next_cursor ?? '' })).toEqual([open.id, draft.id]);
});

describe('what nobody wants', () => {
  test('a draft is discarded once, what is published only deleted', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const draft = await createPageIncident(tenant.ctx, told(page, { is_draft: true }));
    const ref = { page_id: page.id, id: draft.id };
    await discardPageIncident(tenant.ctx, ref);
    await discardPageIncident(tenant.ctx, ref);
    await expect(getPageIncident(tenant.ctx, ref)).rejects.toMatchObject({ code: 'not_found' });
    await expect(publishPageIncident(tenant.ctx, ref)).rejects.toMatchObject({ code: 'not_found' });
    const open = await createPageIncident(tenant.ctx, told(page));
    const openRef = { page_id: page.id, id: open.id };
    await expect(discardPageIncident(tenant.ctx, openRef)).rejects.toMatchObject({ code: 'conflict' });
    await deletePageIncident(tenant.ctx, openRef);
    expect(await countQueued(db, page.id)).toBe(0);
    await expect(deletePageIncident(tenant.ctx, openRef)).rejects.toMatchObject({ code: 'not_found' });
  });
});

const verbs: [string, (ctx: Ctx, page: TestPage, id: string, tenant: Tenant) => Promise<unknown>, boolean][] =
  [
    ['createPageIncident', (ctx, page) => createPageIncident(ctx, told(page)), false],
    [
      'createPageMaintenance',
      (ctx, page, _, tenant) => createPageMaintenance(ctx, planned(tenant, page)),
      false,
    ],
    ['getPageIncident', (ctx, page, id) => getPageIncident(ctx, { page_id: page.id, id }), true],
    ['listPageIncidents', (ctx, page) => listPageIncidents(ctx, { page_id: page.id }), true],
    [
      'updatePageIncident',
      (ctx, page, id) => updatePageIncident(ctx, { page_id: page.id, id, title: 'x' }),
      false,
    ],
    [
      'addPageIncidentUpdate',
      (ctx, page, id) => addPageIncidentUpdate(ctx, { page_id: page.id, id, status: 'resolved', body: 'x' }),
      false,
    ],
    [
      'editPageIncidentUpdate',
      (ctx, page, id) =>
        editPageIncidentUpdate(ctx, { page_id: page.id, incident_id: id, id: newId('pup'), body: 'x' }),
      false,
    ],
    ['publishPageIncident', (ctx, page, id) => publishPageIncident(ctx, { page_id: page.id, id }), false],
    ['discardPageIncident', (ctx, page, id) => discardPageIncident(ctx, { page_id: page.id, id }), false],
    ['deletePageIncident', (ctx, page, id) => deletePageIncident(ctx, { page_id: page.id, id }), false],
  ];

describe.for(verbs)('%s', ([, call, isReading]) => {
  test('is for those who may', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const { id } = await createPageIncident(tenant.ctx, told(page));
    const refusal = { code: 'forbidden' };
    if (isReading) await call(withRole(tenant, 'viewer'), page, id, tenant);
    else await expect(call(withRole(tenant, 'viewer'), page, id, tenant)).rejects.toMatchObject(refusal);
    if (!isReading) {
      await expect(call(withApiKey(tenant, ['read']), page, id, tenant)).rejects.toMatchObject(refusal);
    }
  });

  test('finds nothing of another tenant, nor beyond the project of a key', async ({ db }) => {
    const tenant = await createTenant(db);
    const page = await addPage(db, tenant);
    const { id } = await createPageIncident(tenant.ctx, told(page));
    const stranger = await createTenant(db, 'Other');
    for (const ctx of [stranger.ctx, withApiKey(tenant, ['read', 'write'], newId('prj'))]) {
      await expect(call(ctx, page, id, tenant)).rejects.toMatchObject({ code: 'not_found' });
    }
    const own = withApiKey(tenant, ['read', 'write'], tenant.projectId);
    const done = await call(own, page, id, tenant).catch((error: unknown) => error);
    expect(done).not.toMatchObject({ code: 'forbidden' });
    const [row] = await db
      .select()
      .from(pageIncidents)
      .where(eq(pageIncidents.organizationId, stranger.organizationId));
    expect(row).toBeUndefined();
  });
});

test('tells of no outage of another tenant, nor beyond the project of a key', async ({ db }) => {
  const [tenant, stranger] = [await createTenant(db), await createTenant(db)];
  const page = await addPage(db, tenant);
  const foreign = await addOutage(db, stranger, (await addPage(db, stranger)).monitors[0] ?? '');
  const projectId = newId('prj');
  const { organizationId } = tenant;
  await db
    .insert(projects)
    .values({ id: projectId, organizationId, name: 'Other', slug: 'other', pingKey: projectId });
  const elsewhere = { ...tenant, projectId };
  const beyond = await addOutage(db, elsewhere, (await addPage(db, elsewhere)).monitors[0] ?? '');
  const key = withApiKey(tenant, ['read', 'write'], tenant.projectId);
  const view = await createPageIncident(key, told(page, { incident_ids: [foreign, beyond] }));
  expect(view.incident_ids).toEqual([]);
  const own = await createPageIncident(tenant.ctx, told(page, { incident_ids: [foreign, beyond] }));
  expect(own.incident_ids).toEqual([beyond]);
});
