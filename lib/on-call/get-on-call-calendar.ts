import type { Db } from '@/db/client';
import { env } from '@/lib/core/env';
import { notFound } from '@/lib/core/errors';
import { calendarTokens } from '@/lib/on-call/calendar-address';
import { type LoadedRota, loadRotas } from '@/lib/on-call/internal/load-rotas';
import { findMemberOfCalendar } from '@/lib/on-call/queries/people';
import { findScheduleOfCalendar, type ScheduleRow, selectSchedules } from '@/lib/on-call/queries/schedules';
import { renderCalendar } from '@/lib/on-call/rules/calendar';
import { aroundMs, calendarEvents } from '@/lib/on-call/rules/calendar-events';
import type { Names } from '@/lib/on-call/view';

const dayMs = 86_400_000;

type Opened = { name: string; organizationId: string; rows: ScheduleRow[]; userId: string | null };

/**
 * The iCalendar feed behind a token, of a schedule or of a person: the last 30 and the next 180 days. Open to whoever
 * has the address. @throws ProductError `not_found`
 */
export async function getOnCallCalendar(db: Db, token: string, now: Date): Promise<string> {
  const { name, organizationId, rows, userId } = await openCalendar(db, token);
  // By whole days, so that the same shifts make the same text for a day.
  const todayMs = Math.floor(now.getTime() / dayMs) * dayMs;
  const window = { fromMs: todayMs - 30 * dayMs, toMs: todayMs + 180 * dayMs };
  const { rotas, names } = await loadRotas(db, organizationId, rows, lookingAround(window));
  const events = rotas.flatMap((loaded) => calendarEvents(factsOf(loaded, names), window, userId));
  return renderCalendar({ name, events });
}

async function openCalendar(db: Db, token: string): Promise<Opened> {
  const tokens = calendarTokens();
  const claim = tokens.read(token);
  if (claim?.kind === 'schedule') {
    const row = await findScheduleOfCalendar(db, claim.id);
    if (row !== null && tokens.isFor(token, { ...claim, version: row.feedVersion })) {
      const name = `On call: ${row.name}`;
      return { name, organizationId: row.organizationId, rows: [row], userId: null };
    }
  }
  if (claim?.kind === 'member') {
    const member = await findMemberOfCalendar(db, claim.id);
    if (member !== null && tokens.isFor(token, { ...claim, version: member.version })) {
      const { organizationId, userId } = member;
      const rows = await selectSchedules(db, organizationId);
      return { name: `On call: ${member.organizationName}`, organizationId, rows, userId };
    }
  }
  throw notFound('calendar');
}

/** Wider than what is told, so that what cuts a shift at its edges is known. */
function lookingAround({ fromMs, toMs }: { fromMs: number; toMs: number }) {
  return { from: new Date(fromMs - aroundMs), to: new Date(toMs + aroundMs) };
}

function factsOf({ row, layers, rota, overrides }: LoadedRota, names: Names) {
  return {
    id: row.id,
    name: row.name,
    url: `${env().appUrl}/on-call/${row.id}`,
    changedMs: row.updatedAt.getTime(),
    rota,
    overrides,
    layerNames: new Map(layers.map((layer) => [layer.id, layer.name])),
    names,
  };
}
