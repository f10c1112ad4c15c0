import { authorize, refuseProjectKeys } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { loadRotas } from '@/lib/on-call/internal/load-rotas';
import { findScheduleRow } from '@/lib/on-call/queries/schedules';
import { shiftsBetween } from '@/lib/on-call/rules/on-call';
import { listOnCallShiftsInput, type OnCallShiftsView } from '@/lib/on-call/schema';
import { toShiftView } from '@/lib/on-call/view';

/** Cut at `from` and `to`. @throws ProductError `invalid`, `not_found` */
export async function listOnCallShifts(ctx: Ctx, raw: unknown): Promise<OnCallShiftsView> {
  authorize(ctx, 'on_call.read');
  refuseProjectKeys(ctx);
  const { schedule_id, ...asked } = parseInput(listOnCallShiftsInput, raw);
  const [from, to] = [new Date(asked.from), new Date(asked.to)];
  const row = await findScheduleRow(ctx.db, ctx.organizationId, schedule_id);
  if (row === null) throw notFound('on-call schedule');
  const { rotas, names } = await loadRotas(ctx.db, ctx.organizationId, [row], { from, to });
  const loaded = rotas[0];
  if (loaded === undefined) throw notFound('on-call schedule');
  const { rota, overrides, layers } = loaded;
  const views = (shown: typeof rota, taken: typeof overrides) =>
    shiftsBetween(shown, taken, from.getTime(), to.getTime()).map((shift) => toShiftView(shift, names));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    shifts: views(rota, overrides),
    layers: rota.layers.map((layer, index) => ({
      layer_id: layer.id,
      name: layers[index]?.name ?? '',
      shifts: views({ ...rota, layers: [layer] }, []),
    })),
  };
}
