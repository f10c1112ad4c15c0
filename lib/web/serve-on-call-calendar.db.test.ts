import { eq } from 'drizzle-orm';
import ical from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/on-call/calendars/[token]/route';
import { members } from '@/db/schema/organizations';
import { createTenant, type Tenant, withApiKey, withRole } from '@/db/testing/tenants';
import { createOnCallOverride } from '@/lib/on-call/create-on-call-override';
import { createOnCallSchedule } from '@/lib/on-call/create-on-call-schedule';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { getOwnOnCallCalendar, renewOwnOnCallCalendar } from '@/lib/on-call/own-on-call-calendar';
import { renewOnCallCalendar } from '@/lib/on-call/renew-on-call-calendar';
import { addMember, rota } from '@/lib/on-call/testing/on-call';
import { startApi } from '@/lib/web/testing/api';

const dayMs = 86_400_000;

let api: Awaited<ReturnType<typeof startApi>>;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());

async function world() {
  const tenant = await createTenant(api.db);
  tenant.ctx.now = new Date();
  const ben = await addMember(api.db, tenant, 'Ben; the "second"');
  const schedule = await createOnCallSchedule(
    tenant.ctx,
    rota([tenant.userId, ben], { name: 'Nights, all' }),
  );
  return { tenant, ben, schedule };
}

async function fetchAt(url: string, headers: Record<string, string> = {}) {
  const { pathname } = new URL(url);
  const token = pathname.split('/').at(-1) ?? '';
  const response = await GET(new Request(url, { headers }), { params: Promise.resolve({ token }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function eventsOf(text: string) {
  const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent');
  return events.map((each) => {
    const { uid, summary, startDate, endDate } = new ical.Event(each);
    return { uid, summary, fromMs: startDate.toJSDate().getTime(), toMs: endDate.toJSDate().getTime() };
  });
}

async function ownUrl(tenant: Tenant): Promise<string> {
  return (await getOwnOnCallCalendar(tenant.ctx)).calendar_url;
}

describe('the calendar of a schedule', () => {
  it('has every shift of the last 30 and the next 180 days, one after the other', async () => {
    const { schedule } = await world();
    const answer = await fetchAt(schedule.calendar_url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const events = eventsOf(answer.text);
    const now = Date.now();
    expect(events[0]?.toMs).toBeGreaterThan(now - 31 * dayMs);
    expect(events.at(-1)?.fromMs).toBeLessThan(now + 180 * dayMs);
    expect(events.at(-1)?.toMs).toBeGreaterThan(now + 179 * dayMs);
    expect(events.slice(1).map(({ fromMs }) => fromMs)).toEqual(events.slice(0, -1).map(({ toMs }) => toMs));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    const names = new Set(events.map(({ summary }) => summary));
    expect(names).toEqual(new Set(['Ada is on call', 'Ben; the "second" is on call']));
  });

  it('keeps the id of a shift that an override cuts, and shows the override', async () => {
    const { tenant, ben, schedule } = await world();
    const before = eventsOf((await fetchAt(schedule.calendar_url)).text);
    const starts_at = new Date(tenant.ctx.now.getTime() + 60_000).toISOString();
    const ends_at = new Date(tenant.ctx.now.getTime() + 120_000).toISOString();
    await createOnCallOverride(tenant.ctx, { schedule_id: schedule.id, user_id: ben, starts_at, ends_at });
    const after = eventsOf((await fetchAt(schedule.calendar_url)).text);
    const ids = new Set(after.map(({ uid }) => uid));
    expect(before.filter(({ uid }) => !ids.has(uid))).toEqual([]);
    expect(after.length).toBe(before.length + 2);
    const second = Math.floor(Date.parse(starts_at) / 1000) * 1000;
    expect(after.find(({ fromMs }) => fromMs === second)).toMatchObject({
      summary: 'Ben; the "second" is on call',
      uid: expect.stringContaining('override'),
    });
  });

  it('is not sent again to whoever has it, until it changes', async () => {
    const { tenant, ben, schedule } = await world();
    const first = await fetchAt(schedule.calendar_url);
    const known = { 'If-None-Match': `W/${first.headers.get('etag')}` };
    const again = await fetchAt(schedule.calendar_url, known);
    expect([again.status, again.text]).toEqual([304, '']);
    const ends_at = new Date(Date.now() + dayMs).toISOString();
    await createOnCallOverride(tenant.ctx, { schedule_id: schedule.id, user_id: ben, ends_at });
    expect((await fetchAt(schedule.calendar_url, known)).status).toBe(200);
  });

  it('moves to a new address, and the old one is gone', async () => {
    const { tenant, schedule } = await world();
    const { calendar_url } = await renewOnCallCalendar(tenant.ctx, { id: schedule.id });
    expect(calendar_url).not.toBe(schedule.calendar_url);
    expect((await fetchAt(schedule.calendar_url)).status).toBe(404);
    expect((await fetchAt(calendar_url)).status).toBe(200);
    expect((await getOnCallSchedule(tenant.ctx, { id: schedule.id })).calendar_url).toBe(calendar_url);
    const viewer = withRole(tenant, 'viewer');
    await expect(renewOnCallCalendar(viewer, { id: schedule.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const other = await createTenant(api.db, 'Other');
    await expect(renewOnCallCalendar(other.ctx, { id: schedule.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is at no other address', async () => {
    const { schedule } = await world();
    const changed = schedule.calendar_url.replace(
      /(.)\.ics$/,
      (_, last) => `${last === 'A' ? 'B' : 'A'}.ics`,
    );
    for (const url of [
      changed,
      `${new URL(schedule.calendar_url).origin}/on-call/calendars/${schedule.id}`,
    ]) {
      const answer = await fetchAt(url);
      expect([answer.status, answer.text]).toEqual([404, 'There is no such calendar.']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetchAt(schedule.calendar_url.replace('.ics', ''))).status).toBe(200);
  });
});

describe('the calendar of a person', () => {
  it('has their shifts in all schedules of the organization, and nobody else’s', async () => {
    const { tenant, ben } = await world();
    await createOnCallSchedule(tenant.ctx, rota([tenant.userId], { name: 'Days' }));
    await createOnCallSchedule(tenant.ctx, rota([ben], { name: 'Not theirs' }));
    const other = await createTenant(api.db, 'Other');
    await createOnCallSchedule(other.ctx, rota([other.userId], { name: 'Foreign' }));
    const { status, text } = await fetchAt(await ownUrl(tenant));
    expect(status).toBe(200);
    const names = new Set(eventsOf(text).map(({ summary }) => summary));
    expect(names).toEqual(new Set(['On call: Nights, all', 'On call: Days']));
  });

  it('is of people alone, moves to a new address, and ends with the membership', async () => {
    const { tenant } = await world();
    await expect(getOwnOnCallCalendar(withApiKey(tenant, ['read']))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const old = await ownUrl(tenant);
    const { calendar_url } = await renewOwnOnCallCalendar(withRole(tenant, 'viewer'));
    expect([(await fetchAt(old)).status, (await fetchAt(calendar_url)).status]).toEqual([404, 200]);
    await api.db.delete(members).where(eq(members.userId, tenant.userId));
    expect((await fetchAt(calendar_url)).status).toBe(404);
  });

  it('is a calendar also where nobody is on call', async () => {
    const tenant = await createTenant(api.db);
    const { status, text } = await fetchAt(await ownUrl(tenant));
    expect(status).toBe(200);
    expect(eventsOf(text)).toEqual([]);
  });
});
