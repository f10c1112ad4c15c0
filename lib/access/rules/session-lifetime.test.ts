import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRenewalDue, sessionExpiry } from '@/lib/access/rules/session-lifetime';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = new Date('2026-01-01T00:00:00.000Z');
const plus = (ms: number) => new Date(start.getTime() + ms);

describe('the life of a session', () => {
  it('is 14 days from the last renewal', () => {
    expect(sessionExpiry(start, start)).toEqual(plus(14 * dayMs));
    expect(sessionExpiry(start, plus(5 * dayMs))).toEqual(plus(19 * dayMs));
  });

  it('never passes 90 days, however often it is renewed', () => {
    fc.assert(
      fc.property(fc.nat(365 * dayMs), (ms) => {
        const expiry = sessionExpiry(start, plus(ms)).getTime();
        expect(expiry).toBeLessThanOrEqual(start.getTime() + 90 * dayMs);
        expect(expiry).toBeLessThanOrEqual(plus(ms).getTime() + 14 * dayMs);
      }),
    );
  });

  it('is renewed at most once an hour', () => {
    expect(isRenewalDue(start, plus(hourMs - 1))).toBe(false);
    expect(isRenewalDue(start, plus(hourMs))).toBe(true);
  });
});
