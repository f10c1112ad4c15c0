import { expect, test } from 'vitest';
import { limitsOf, maxAttemptsOf, parseFunctionConfig } from '@/inngest/engine/rules/config';

const minimal = {
  id: 'app-fn',
  name: 'fn',
  triggers: [{ event: 'a/b' }],
  steps: {
    step: { id: 'step', name: 'step', runtime: { type: 'http', url: 'http://127.0.0.1/x?fnId=app-fn' } },
  },
};

test('what an SDK sends for a plain function is taken', () => {
  const config = parseFunctionConfig(minimal);
  expect(maxAttemptsOf(config)).toBe(5);
  expect(limitsOf(config)).toEqual([]);
});

test('retries are counted apart from the first attempt', () => {
  const withRetries = (attempts: number) =>
    parseFunctionConfig({ ...minimal, steps: { step: { ...minimal.steps.step, retries: { attempts } } } });
  expect([0, 3].map((attempts) => maxAttemptsOf(withRetries(attempts)))).toEqual([1, 4]);
});

test('limits come as a number, as one object, as a list; 0 is none', () => {
  const limits = (concurrency: unknown) => limitsOf(parseFunctionConfig({ ...minimal, concurrency }));
  expect(limits(3)).toEqual([{ limit: 3, scope: 'fn' }]);
  expect(limits({ limit: 2, key: 'event.data.id' })).toEqual([
    { limit: 2, key: 'event.data.id', scope: 'fn' },
  ]);
  expect(limits([{ limit: 1, scope: 'env' }, { limit: 0 }])).toEqual([{ limit: 1, scope: 'env' }]);
});

test.each([
  [{ throttle: { limit: 1, period: '1s' } }, 'does not support throttle'],
  [{ rateLimit: { limit: 1, period: '1s' } }, 'does not support rateLimit'],
  [{ debounce: { period: '1s' } }, 'does not support debounce'],
  [{ batchEvents: { maxSize: 2, timeout: '1s' } }, 'does not support batchEvents'],
  [{ singleton: { mode: 'skip' } }, 'does not support singleton'],
  [{ priority: { run: '100' } }, 'does not support priority'],
  [{ timeouts: { finish: '1s' } }, 'does not support timeouts'],
  [{ somethingNew: true }, 'does not support somethingNew'],
  [{ idempotency: 'event.data.a + 1' }, 'does not understand the expression event.data.a + 1'],
  [
    { cancel: [{ event: 'a/c', if: 'has(event.data.x)' }] },
    'does not understand the expression has(event.data.x)',
  ],
  [{ cancel: [{ event: 'a/c', timeout: 'never' }] }, 'never is not a duration'],
  [{ triggers: [{ cron: 'at noon' }] }, 'at noon is not a cron schedule'],
  [{ triggers: [{ cron: '0 * * * *', jitter: '30s' }] }, 'triggers'],
  [{ steps: { step: { runtime: { type: 'ws', url: 'ws://x' } } } }, 'only functions over HTTP'],
])('%j is refused with a sentence that names the function', (part, sentence) => {
  expect(() => parseFunctionConfig({ ...minimal, ...part })).toThrow(sentence);
  expect(() => parseFunctionConfig({ ...minimal, ...part })).toThrow('app-fn');
});
