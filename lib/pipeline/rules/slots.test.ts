import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newUuid } from '@/lib/core/ids';
import { nextSlotMs, phaseMs } from '@/lib/pipeline/rules/slots';

const now = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });
const interval = fc.integer({ min: 10, max: 86_400 }).map((seconds) => seconds * 1000);

test('the next slot is after now, by at most one interval, and always of the same phase', () => {
  fc.assert(
    fc.property(now, interval, fc.uuid(), (nowMs, intervalMs, uuid) => {
      const phase = phaseMs(uuid, intervalMs);
      const next = nextSlotMs(nowMs, intervalMs, phase);
      expect(next).toBeGreaterThan(nowMs);
      expect(next - nowMs).toBeLessThanOrEqual(intervalMs);
      expect((next - phase) % intervalMs).toBe(0);
    }),
  );
});

test('slots do not drift: the next of a slot is exactly one interval later, however late the check was', () => {
  fc.assert(
    fc.property(
      now,
      interval,
      fc.uuid(),
      fc.integer({ min: 0, max: 9999 }),
      (nowMs, intervalMs, uuid, late) => {
        const phase = phaseMs(uuid, intervalMs);
        const slot = nextSlotMs(nowMs, intervalMs, phase);
        expect(nextSlotMs(slot + late, intervalMs, phase)).toBe(slot + intervalMs);
      },
    ),
  );
});

test('monitors made in the same second spread over the whole interval', () => {
  const counts = new Array<number>(60).fill(0);
  for (let index = 0; index < 6000; index += 1) {
    const second = Math.floor(phaseMs(newUuid(1_790_000_000_000 + (index % 1000)), 60_000) / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  expect(Math.max(...counts)).toBeLessThan(160);
  expect(Math.min(...counts)).toBeGreaterThan(50);
});
