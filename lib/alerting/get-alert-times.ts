import { authorize, authorizeProject } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { type AlertTimesRow, selectAlertTimes } from '@/lib/alerting/queries/alert-times';
import { type AlertTimesView, getAlertTimesInput } from '@/lib/alerting/schema';
import { parseInput } from '@/lib/core/parse';

const windowMs = 30 * 24 * 60 * 60 * 1000;

/** From the first failed check, or the missed deadline, to the receiver's yes: over the last 30 days. */
export async function getAlertTimes(ctx: Ctx, raw: unknown): Promise<AlertTimesView> {
  authorize(ctx, 'delivery.read');
  const { project_id } = parseInput(getAlertTimesInput, raw);
  if (project_id !== undefined) authorizeProject(ctx, project_id);
  const from = new Date(ctx.now.getTime() - windowMs);
  const projectId = project_id ?? projectLimit(ctx) ?? undefined;
  const rows = await selectAlertTimes(ctx.db, ctx.organizationId, { from, projectId });
  const all = rows.find((row) => row.projectId === null);
  return {
    from: from.toISOString(),
    to: ctx.now.toISOString(),
    ...toTimes(all ?? { count: 0, p50: null, p95: null, p99: null }),
    projects: rows.flatMap((row) =>
      row.projectId === null ? [] : [{ project_id: row.projectId, ...toTimes(row) }],
    ),
  };
}

function toTimes({ count, p50, p95, p99 }: Omit<AlertTimesRow, 'projectId'>) {
  const whole = (ms: number | null) => (ms === null ? null : Math.round(Number(ms)));
  return { count, p50_ms: whole(p50), p95_ms: whole(p95), p99_ms: whole(p99) };
}
