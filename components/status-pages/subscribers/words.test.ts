import { describe, expect, test } from 'vitest';
import { subscribersCsv } from '@/components/status-pages/subscribers/csv';
import { mayBeAsked, scopeWords } from '@/components/status-pages/subscribers/words';
import type { SubscriberView } from '@/lib/subscribers/schema';

const tail = '01h455vb4pex5vsknk084sn02q';
const subscriber: SubscriberView = {
  id: `sub_${tail}`,
  page_id: `pag_${tail}`,
  kind: 'email',
  address: 'ada@example.com',
  component_ids: null,
  locale: 'en',
  state: 'active',
  disabled_reason: null,
  last_notified_at: null,
  created_at: '2026-03-10T15:00:00.000Z',
};
const names = new Map([
  ['a', 'Checkout'],
  ['b', 'Login'],
  ['c', 'Search'],
]);

describe('scopeWords', () => {
  test('names what they hear of, and does not take gone components for everything', () => {
    expect(scopeWords({ component_ids: null }, names)).toBe('Everything');
    expect(scopeWords({ component_ids: ['a', 'b', 'c'] }, names)).toBe('Checkout, Login and 1 more');
    expect(scopeWords({ component_ids: ['gone'] }, names)).toBe('Nothing that is on the page any more');
  });
});

describe('mayBeAsked', () => {
  test('only a mailbox that is not told now', () => {
    expect(mayBeAsked({ kind: 'email', state: 'unconfirmed' })).toBe(true);
    expect(mayBeAsked({ kind: 'email', state: 'active' })).toBe(false);
    expect(mayBeAsked({ kind: 'webhook', state: 'disabled' })).toBe(false);
  });
});

describe('subscribersCsv', () => {
  test('quotes what would break a line, and makes text of what a spreadsheet would run', () => {
    const csv = subscribersCsv(
      [
        { ...subscriber, address: '=cmd@example.com' },
        { ...subscriber, disabled_reason: 'said "no", twice', state: 'disabled' },
      ],
      names,
    );
    const [head, first, second, end] = csv.split('\r\n');
    expect(head).toBe('Kind,Address,State,Reason,Hears of,Language,Since,Last told');
    expect(first).toBe("E-mail,'=cmd@example.com,Told,,Everything,en,2026-03-10T15:00:00.000Z,");
    expect(second).toContain('"said ""no"", twice"');
    expect(end).toBe('');
  });
});
