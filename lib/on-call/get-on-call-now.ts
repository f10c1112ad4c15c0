import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { loadRotas } from '@/lib/on-call/internal/load-rotas';
import { selectSchedules } from '@/lib/on-call/queries/schedules';
import { nowAndNext } from '@/lib/on-call/rules/now-and-next';
import type { OnCallNowView } from '@/lib/on-call/schema';

const dayMs = 86_400_000;
const horizonMs = 62 * dayMs;

/** Who is on call in each schedule and who comes next, looking two months ahead; schedules by their names. */
export async function getOnCallNow(ctx: Ctx): Promise<{ data: OnCallNowView[] }> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const nowMs = ctx.now.getTime();
  const horizon = { from: ctx.now, to: new Date(nowMs + horizonMs) };
  const rows = await selectSchedules(ctx.db, ctx.organizationId);
  const { rotas, names } = await loadRotas(ctx.db, ctx.organizationId, rows, horizon);
  const person = (userId: string) => ({ user_id: userId, name: names.get(userId) ?? '' });
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const data = rotas.map(({ row, rota, overrides }) => {
    const { now, next } = nowAndNext(rota, overrides, nowMs, nowMs + horizonMs);
    return {
      schedule_id: row.id,
      schedule_name: row.name,
      time_zone: row.timeZone,
      now: now === null ? null : { ...person(now.userId), ends_at: instant(now.toMs) },
      next:
        next === null
          ? null
          : {
              ...person(next.userId),
              starts_at: new Date(next.fromMs).toISOString(),
              ends_at: instant(next.toMs),
            },
    };
  });
  return { data };
}
