import type { z } from 'zod';
import { joinShifts } from '@/lib/on-call/rules/join-shifts';
import { shiftsBetween } from '@/lib/on-call/rules/on-call';
import { toRota } from '@/lib/on-call/rules/rota';
import { createOnCallScheduleInput } from '@/lib/on-call/schema';

type PreviewShift = { userId: string; fromMs: number; toMs: number };
type PreviewReading =
  | { ok: true; timeZone: string; shifts: readonly PreviewShift[]; freeMs: number }
  | { ok: false };

const weeksMs = 4 * 7 * 86_400_000;
const preview: z.ZodType<{
  time_zone: string;
  layers: z.output<typeof createOnCallScheduleInput>['layers'];
}> = createOnCallScheduleInput.pick({ time_zone: true, layers: true });

/**
 * What the typed schedule would mean for the coming four weeks: the shifts, and for how much of it nobody is on call.
 * By the rules that the server goes by.
 */
export function readPreview(raw: { time_zone?: unknown; layers?: unknown }, nowMs: number): PreviewReading {
  const parsed = preview.safeParse({ time_zone: raw.time_zone, layers: raw.layers });
  if (!parsed.success) return { ok: false };
  const shifts = joinShifts(shiftsBetween(toRota(parsed.data), [], nowMs, nowMs + weeksMs));
  const takenMs = shifts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  return { ok: true, timeZone: parsed.data.time_zone, shifts, freeMs: weeksMs - takenMs };
}
