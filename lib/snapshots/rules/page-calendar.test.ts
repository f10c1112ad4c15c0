import fc from 'fast-check';
import ical from 'ical.js';
import { expect, test } from 'vitest';
import type { IncidentFacts } from '@/lib/snapshots/rules/facts';
import { maintenanceCalendar, pageCalendar } from '@/lib/snapshots/rules/page-calendar';
import { viewPage } from '@/lib/snapshots/rules/view-page';
import {
  builtAtMs,
  componentFacts,
  incidentFacts,
  maintenanceFacts,
  pageFacts,
  updateFacts,
} from '@/lib/snapshots/testing/facts';

const hourMs = 3_600_000;
const component = componentFacts({ name: 'Postgres; EU, main' });
const planned = maintenanceFacts({
  title: 'Upgrade, in two steps',
  components: [{ componentId: component.id, status: 'under_maintenance' }],
  createdAtMs: builtAtMs - 10_000,
  updates: [updateFacts({ status: 'scheduled', body: '**Short** breaks', updatedAtMs: builtAtMs - 4000 })],
});

function calendarOf(incidents: IncidentFacts[], name = 'Acme Cloud') {
  const text = pageCalendar(viewPage(pageFacts({ page: { name }, components: [component], incidents })));
  const parsed = new ical.Component(ical.parse(text));
  const events = parsed.getAllSubcomponents('vevent');
  return { text, parsed, events };
}

function propertyOf(event: ical.Component | undefined, name: string): string {
  return String(event?.getFirstPropertyValue(name));
}

test('a maintenance is told with when it is, what it touches, and where it is read', () => {
  const { events, text } = calendarOf([planned, incidentFacts()]);
  expect(events).toHaveLength(1);
  const [event] = events;
  const read = new ical.Event(event);
  expect(read.startDate.toJSDate().getTime()).toBe(planned.scheduledForMs);
  expect(read.endDate.toJSDate().getTime()).toBe(planned.scheduledUntilMs);
  expect(read.summary).toBe('Upgrade, in two steps');
  expect(read.description).toBe('Short breaks\n\nPostgres; EU, main');
  expect(propertyOf(event, 'status')).toBe('CONFIRMED');
  expect(propertyOf(event, 'url')).toMatch(/^https:\/\/status\.acme\.example\/incidents\/[a-z0-9]{12}$/);
  expect(text).toContain('LAST-MODIFIED:20260314T084456Z\r\n');
});

test('changed, it is the same event with a higher number', () => {
  const of = (facts: IncidentFacts) => calendarOf([facts]).events[0];
  const moved = { ...planned, scheduledForMs: builtAtMs + 90 * hourMs, updatedAtMs: builtAtMs };
  expect(propertyOf(of(moved), 'uid')).toBe(propertyOf(of(planned), 'uid'));
  expect(propertyOf(of(planned), 'sequence')).toBe('6');
  expect(propertyOf(of(moved), 'sequence')).toBe('10');
});

test('one that was completed before it began is called off; one that took place is not', () => {
  const completed = { ...planned, status: 'completed' as const, resolvedAtMs: builtAtMs };
  const done = {
    ...completed,
    updates: [updateFacts({ status: 'completed' }), updateFacts({ status: 'in_progress' })],
  };
  expect(propertyOf(calendarOf([completed]).events[0], 'status')).toBe('CANCELLED');
  expect(propertyOf(calendarOf([done]).events[0], 'status')).toBe('CONFIRMED');
});

test('alone, it is a calendar of its own', () => {
  const view = viewPage(pageFacts({ components: [component], incidents: [planned, maintenanceFacts()] }));
  const [, second] = view.all;
  if (second === undefined) throw new Error('no maintenance');
  const parsed = new ical.Component(ical.parse(maintenanceCalendar(view, second)));
  expect(parsed.getAllSubcomponents('vevent')).toHaveLength(1);
});

test('whatever people write is read back by another program, and adds no line', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 80 })
    .filter((one) => !/[\p{Cc}\u2028\u2029]/u.test(one));
  fc.assert(
    fc.property(text, text, (title, name) => {
      const { events } = calendarOf([{ ...planned, title }], name);
      expect(events).toHaveLength(1);
      expect(propertyOf(events[0], 'summary')).toBe(title);
    }),
  );
  const { events } = calendarOf([{ ...planned, title: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0000\u2028y' }]);
  expect(events).toHaveLength(1);
});
