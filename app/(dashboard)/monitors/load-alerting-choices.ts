import type { AlertingChoices } from '@/components/monitors/alerting-fields';
import type { Ctx } from '@/lib/access/context';
import { isProductError } from '@/lib/core/errors';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { listMonitors } from '@/lib/monitors/list-monitors';
import type { MonitorView } from '@/lib/monitors/schema';
import { listPolicies } from '@/lib/policies/list-policies';

const mostMonitors = 1000;

/** What a monitor can go by and depend on: the first thousand by name, and the parent it has. */
export async function loadAlertingChoices(ctx: Ctx, monitor?: MonitorView): Promise<AlertingChoices> {
  const policies = await listPolicies(ctx, { limit: 200 });
  const monitors: { id: string; name: string }[] = [];
  let cursor: string | null = null;
  do {
    const page = await listMonitors(ctx, { limit: 200, ...(cursor !== null && { cursor }) });
    monitors.push(...page.data.map(({ id, name }) => ({ id, name })));
    cursor = page.page.next_cursor;
  } while (cursor !== null && monitors.length < mostMonitors);
  const parentId = monitor?.parent_id ?? null;
  if (parentId !== null && !monitors.some(({ id }) => id === parentId)) {
    const parent = await getMonitor(ctx, { id: parentId }).catch(orGone);
    if (parent !== null) monitors.unshift({ id: parent.id, name: parent.name });
  }
  return {
    policies: policies.data.map(({ id, name, project_id, is_default }) => ({
      id,
      name,
      projectId: project_id,
      isDefault: is_default,
    })),
    monitors: monitors.filter(({ id }) => id !== monitor?.id),
  };
}

function orGone(error: unknown): null {
  if (isProductError(error) && error.code === 'not_found') return null;
  throw error;
}
