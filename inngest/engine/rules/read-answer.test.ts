import { expect, test } from 'vitest';
import { readAnswer } from '@/inngest/engine/rules/read-answer';

const sdk = { 'x-inngest-sdk': 'js:v4.24.0' };

test('an answer of the SDK is read with what it says about retries', () => {
  const headers = { ...sdk, 'x-inngest-no-retry': 'true', 'retry-after': '5' };
  expect(readAnswer({ status: 400, headers, text: '{"message":"no"}' }, 0)).toEqual({
    kind: 'answered',
    status: 400,
    isRetryRefused: true,
    retryAfterMs: 5_000,
    body: { message: 'no' },
  });
  expect(readAnswer({ status: 500, headers: sdk, text: 'plain' }, 0)).toMatchObject({ body: 'plain' });
});

test('who does not name an SDK is somebody else: one who will not now, or one who lost the call', () => {
  expect(readAnswer({ status: 503, headers: {}, text: '' }, 0).kind).toBe('refused');
  expect(readAnswer({ status: 502, headers: {}, text: '<html>' }, 0).kind).toBe('lost');
  expect(readAnswer({ status: 200, headers: {}, text: '{}' }, 0).kind).toBe('lost');
});

test('a streamed answer counts by what it wraps', () => {
  const text = `  ${JSON.stringify({ status: 206, headers: { 'Retry-After': '3' }, body: '[{"op":"StepRun"}]' })}`;
  expect(readAnswer({ status: 201, headers: sdk, text }, 0)).toEqual({
    kind: 'answered',
    status: 206,
    isRetryRefused: false,
    retryAfterMs: 3_000,
    body: [{ op: 'StepRun' }],
  });
});
