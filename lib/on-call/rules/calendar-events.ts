import type { CalendarEvent } from '@/lib/on-call/rules/calendar';
import { shiftsTouching } from '@/lib/on-call/rules/on-call';
import type { Override, Rota } from '@/lib/on-call/rules/rota';

/** How far beyond its window a calendar looks for what cuts the shifts at its edges. */
export const aroundMs = 62 * 86_400_000;

export type CalendarFacts = {
  id: string;
  name: string;
  url: string;
  /** When the schedule was last changed. */
  changedMs: number;
  rota: Rota;
  overrides: readonly Override[];
  layerNames: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
};

/**
 * The shifts that touch [fromMs, toMs), of one person or of all. The id of an entry is made of the layer and the
 * beginning of the shift, so that it stays the same entry while the window moves on and when its end changes.
 */
export function calendarEvents(
  facts: CalendarFacts,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  ofUserId: string | null,
): CalendarEvent[] {
  return shiftsTouching(facts.rota, facts.overrides, fromMs - aroundMs, toMs + aroundMs).flatMap((shift) => {
    const isAsked = ofUserId === null || shift.userId === ofUserId;
    const isShown =
      shift.fromMs < toMs && shift.toMs > fromMs && secondOf(shift.fromMs) < secondOf(shift.toMs);
    if (!isAsked || !isShown) return [];
    const name = facts.names.get(shift.userId) ?? '';
    const { layerId } = shift;
    return [
      {
        uid: `${facts.id}-${layerId ?? 'override'}-${shift.fromMs}@stillup`,
        fromMs: shift.fromMs,
        toMs: shift.toMs,
        summary: ofUserId === null ? `${name} is on call` : `On call: ${facts.name}`,
        description: layerId === null ? 'An override' : (facts.layerNames.get(layerId) ?? ''),
        url: facts.url,
        changedMs: facts.changedMs,
      },
    ];
  });
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}
