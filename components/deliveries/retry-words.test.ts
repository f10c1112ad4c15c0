import { expect, test } from 'vitest';
import { retrySentence } from '@/components/deliveries/retry-words';

test('the schedule of retries is told in words', () => {
  expect(retrySentence()).toBe(
    'It is tried again within 5 seconds, 30 seconds, 2 minutes, 10 minutes, 30 minutes, and then every 2 hours at the latest, until 1 day after the first failure. When the receiver asks to wait longer, it is left that long.',
  );
});
