import { and, count, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { channels } from '@/db/schema/alerting';
import { monitors } from '@/db/schema/monitors';
import { policies } from '@/db/schema/policies';
import { projects } from '@/db/schema/projects';
import { toUuid } from '@/lib/core/ids';

export type StoredPolicy = typeof policies.$inferSelect;
export type NewPolicy = typeof policies.$inferInsert & { id: string };

function isPolicy(organizationId: string, policyId: string) {
  return and(eq(policies.organizationId, organizationId), eq(policies.id, policyId));
}

export async function selectPolicySpecs(
  db: Db,
  policyIds: readonly string[],
): Promise<Pick<StoredPolicy, 'id' | 'spec'>[]> {
  return db
    .select({ id: policies.id, spec: policies.spec })
    .from(policies)
    .where(inArray(policies.id, [...policyIds]));
}

export async function findPolicyRow(
  db: Db,
  organizationId: string,
  policyId: string,
): Promise<StoredPolicy | null> {
  const rows = await db.select().from(policies).where(isPolicy(organizationId, policyId));
  return rows[0] ?? null;
}

export async function lockPolicyRow(
  db: Db,
  organizationId: string,
  policyId: string,
): Promise<StoredPolicy | null> {
  const rows = await db
    .select()
    .from(policies)
    .where(isPolicy(organizationId, policyId))
    .for('no key update');
  return rows[0] ?? null;
}

/** Newest first. */
export async function selectPolicyRows(
  db: Db,
  organizationId: string,
  projectId: string | undefined,
  page: { limit: number; before: string | null },
): Promise<StoredPolicy[]> {
  return db
    .select()
    .from(policies)
    .where(
      and(
        eq(policies.organizationId, organizationId),
        projectId === undefined ? undefined : eq(policies.projectId, projectId),
        page.before === null ? undefined : lt(policies.id, page.before),
      ),
    )
    .orderBy(desc(policies.id))
    .limit(page.limit + 1);
}

export async function insertPolicy(db: Db, row: NewPolicy): Promise<StoredPolicy> {
  const [inserted] = await db.insert(policies).values(row).returning();
  if (inserted === undefined) throw new Error('the policy was not inserted');
  return inserted;
}

export async function updatePolicyRow(
  db: Db,
  policyId: string,
  values: Partial<NewPolicy>,
): Promise<StoredPolicy> {
  const [updated] = await db.update(policies).set(values).where(eq(policies.id, policyId)).returning();
  if (updated === undefined) throw new Error('the policy was not updated');
  return updated;
}

/**
 * Steps that are to come of open incidents are looked at anew, for their times may have changed. Those that somebody
 * tells at this moment are left alone, and so are reminders.
 */
export async function reviewSteps(
  db: Db,
  { id, projectId, isDefault }: Pick<StoredPolicy, 'id' | 'projectId' | 'isDefault'>,
  stepCount: number,
): Promise<void> {
  await db.execute(sql`
    update escalations set next_at = now() where incident_id in (
      select e.incident_id from escalations e
      join incidents i on i.id = e.incident_id left join monitors m on m.id = i.monitor_id
      where i.project_id = ${toUuid(projectId)}::uuid and e.held_for is null
        and e.next_step > 0 and e.next_step < ${stepCount}
        and (m.policy_id = ${toUuid(id)}::uuid or ${isDefault} and m.policy_id is null)
      for update of e skip locked)`);
}

export async function deletePolicyRow(db: Db, organizationId: string, policyId: string): Promise<void> {
  await db.delete(policies).where(isPolicy(organizationId, policyId));
}

/** Those that change which policy is the default of a project do so one after the other. */
export async function lockProject(db: Db, organizationId: string, projectId: string): Promise<boolean> {
  const rows = await db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.organizationId, organizationId), eq(projects.id, projectId)))
    .for('no key update');
  return rows.length > 0;
}

export async function clearDefault(db: Db, projectId: string, except: string, at: Date): Promise<void> {
  await db
    .update(policies)
    .set({ isDefault: false, updatedAt: at })
    .where(and(eq(policies.projectId, projectId), eq(policies.isDefault, true), ne(policies.id, except)));
}

export async function countMonitors(db: Db, policyIds: readonly string[]): Promise<Map<string, number>> {
  if (policyIds.length === 0) return new Map();
  const rows = await db
    .select({ policyId: monitors.policyId, total: count() })
    .from(monitors)
    .where(inArray(monitors.policyId, [...policyIds]))
    .groupBy(monitors.policyId);
  return new Map(rows.flatMap(({ policyId, total }) => (policyId === null ? [] : [[policyId, total]])));
}

export type ChannelRow = {
  id: string;
  projectId: string;
  userId: string | null;
  name: string;
  isEnabled: boolean;
};

/** Of the whole organization: people are reached by their own channels in any project. */
export async function selectChannels(db: Db, organizationId: string): Promise<ChannelRow[]> {
  return db
    .select({
      id: channels.id,
      projectId: channels.projectId,
      userId: channels.userId,
      name: channels.name,
      isEnabled: channels.enabled,
    })
    .from(channels)
    .where(eq(channels.organizationId, organizationId))
    .orderBy(channels.id)
    .limit(5000);
}
