import { expect, it } from 'vitest';
import { defaultPlan, getPlan, hasRoom } from '@/lib/access/rules/plans';

it('has room for one more below the limit only, and always where there is none', () => {
  expect(hasRoom(3, 2)).toBe(true);
  expect(hasRoom(3, 3)).toBe(false);
  expect(hasRoom(null, Number.MAX_SAFE_INTEGER)).toBe(true);
});

it('gives a self-hosted key 3,000 requests a minute and no other limit', () => {
  expect(getPlan(defaultPlan)).toMatchObject({ requestsPerMinute: 3000, monitors: null, seats: null });
});
