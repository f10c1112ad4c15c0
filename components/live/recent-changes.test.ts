import { expect, test } from 'vitest';
import { noteChanges, wasTouchedLately } from '@/components/live/recent-changes';

const page = '/monitors/mon_a';

test('a page that was on its way while its monitor changed is asked for again, for five seconds', () => {
  expect(wasTouchedLately(page, 10_000)).toBe(false);
  noteChanges([{ topic: 'incidents', ids: [] }], 10_000);
  expect(wasTouchedLately(page, 10_400)).toBe(true);
  expect(wasTouchedLately('/channels?limit=200', 10_400)).toBe(false);
  expect(wasTouchedLately(page, 14_999)).toBe(true);
  expect(wasTouchedLately(page, 15_000)).toBe(false);
});

test('a later change forgets those that are over, and no other', () => {
  noteChanges([{ topic: 'channels', ids: [] }], 20_000);
  noteChanges([{ topic: 'projects', ids: [] }], 24_000);
  expect(wasTouchedLately('/channels?limit=200', 24_000)).toBe(true);
  noteChanges([], 26_000);
  expect(wasTouchedLately('/channels?limit=200', 26_000)).toBe(false);
  expect(wasTouchedLately('/projects', 26_000)).toBe(true);
});
