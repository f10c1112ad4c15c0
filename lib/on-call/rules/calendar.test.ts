import fc from 'fast-check';
import ical from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarEvent, renderCalendar } from '@/lib/on-call/rules/calendar';

const event: CalendarEvent = {
  uid: 'ocs_1-first-0@stillup',
  fromMs: Date.parse('2026-03-02T08:00:00Z'),
  toMs: Date.parse('2026-03-09T08:00:00.999Z'),
  summary: 'Ada is on call',
  description: 'First',
  url: 'https://status.example.com/on-call/ocs_1',
  changedMs: Date.parse('2026-02-01T00:00:00Z'),
};

test('is what RFC 5545 asks for, line by line', () => {
  expect(renderCalendar({ name: 'On call: Primary', events: [event] })).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Stillup//On-call//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME:On call: Primary',
      'X-WR-CALNAME:On call: Primary',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:ocs_1-first-0@stillup',
      'DTSTAMP:20260201T000000Z',
      'DTSTART:20260302T080000Z',
      'DTEND:20260309T080000Z',
      'SUMMARY:Ada is on call',
      'DESCRIPTION:First',
      'URL:https://status.example.com/on-call/ocs_1',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('nobody writes lines of their own into it', () => {
  const text = renderCalendar({
    name: 'x\r\nATTENDEE:mailto:eve@example.com',
    events: [{ ...event, summary: 'a;b,c\\d\ne\u2028END:VEVENT\u0000' }],
  });
  expect(text).toContain('NAME:x\\nATTENDEE:mailto:eve@example.com\r\n');
  expect(text).toContain('SUMMARY:a\\;b\\,c\\\\d\\ne END:VEVENT \r\n');
  expect(text.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});

test('lines are folded at 75 octets, and never within a character', () => {
  const summary = '🧑‍🚀é'.repeat(40);
  const text = renderCalendar({ name: 'n', events: [{ ...event, summary }] });
  const lines = text.split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('another program reads back every text and time', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 200 })
    .filter((value) => !/[\p{Cc}\u2028\u2029]/u.test(value));
  const at = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(text, text, fc.array(fc.tuple(text, at), { maxLength: 4 }), (name, description, all) => {
      const events = all.map(([summary, fromMs], index) => ({
        ...event,
        uid: `uid-${index}`,
        summary,
        description,
        fromMs,
        toMs: fromMs + 3_600_000,
      }));
      const parsed = new ical.Component(ical.parse(renderCalendar({ name, events })));
      // The program leaves texts of properties it does not know as they stand.
      const shown = String(parsed.getFirstPropertyValue('x-wr-calname'));
      expect(shown.replace(/\\([\\;,])/g, '$1')).toBe(name);
      const read = parsed.getAllSubcomponents('vevent').map((component) => new ical.Event(component));
      expect(
        read.map(({ uid, summary, description: words, startDate, endDate }) => ({
          uid,
          summary,
          description: words,
          fromMs: startDate.toJSDate().getTime(),
          toMs: endDate.toJSDate().getTime(),
        })),
      ).toEqual(
        events.map(({ uid, summary, fromMs, toMs }) => ({ uid, summary, description, fromMs, toMs })),
      );
    }),
  );
});
