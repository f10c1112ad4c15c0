import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallContext, type CallResult, interpret } from '@/inngest/engine/rules/interpret';

const context: CallContext = { stepId: 'step', attempt: 0, losses: 0, maxAttempts: 3, nowMs: 0, random: 0.5 };
const answered = (
  status: number,
  body: unknown,
  more: { isRetryRefused?: boolean; retryAfterMs?: number } = {},
) =>
  ({
    kind: 'answered',
    status,
    body,
    isRetryRefused: false,
    retryAfterMs: null,
    ...more,
  }) satisfies CallResult;
const ops = (...list: unknown[]) => interpret(answered(206, list), context);
const id = 'a'.repeat(40);

test('a result ends the run, in either form in which SDKs give it', () => {
  expect(interpret(answered(200, { a: 1 }), context)).toEqual([{ kind: 'complete', output: { a: 1 } }]);
  expect(ops({ op: 'RunComplete', id, data: { a: 1 } })).toEqual([{ kind: 'complete', output: { a: 1 } }]);
});

test('a step that ran is memoised, and the function is asked to go on', () => {
  expect(ops({ op: 'StepRun', id, data: 7 })).toEqual([
    { kind: 'memoise', stepId: id, outcome: { data: 7 } },
    { kind: 'discover' },
  ]);
  expect(ops({ op: 'StepRun', id })).toContainEqual({ kind: 'memoise', stepId: id, outcome: { data: null } });
});

test('several steps are planned, and from then on none is run unasked', () => {
  expect(ops({ op: 'StepPlanned', id: 'x' }, { op: 'Sleep', id: 'y', name: '5s' })).toEqual([
    { kind: 'force_plan' },
    { kind: 'plan', stepId: 'x' },
    { kind: 'sleep', stepId: 'y', delayMs: 5_000 },
  ]);
});

test('a wait names its event, its condition and its time; an invocation its function and what it is given', () => {
  expect(
    ops({ op: 'WaitForEvent', id, name: 'a/b', opts: { timeout: '1h', if: 'event.data.x == async.data.x' } }),
  ).toEqual([
    {
      kind: 'wait',
      stepId: id,
      eventName: 'a/b',
      expression: 'event.data.x == async.data.x',
      delayMs: 3_600_000,
    },
  ]);
  // As the written specification has it.
  expect(ops({ op: 'WaitForEvent', id, opts: { event: 'a/b', timeout: '1s' } })).toEqual([
    { kind: 'wait', stepId: id, eventName: 'a/b', expression: null, delayMs: 1_000 },
  ]);
  expect(
    ops({ op: 'InvokeFunction', id, opts: { function_id: 'app-fn', payload: { data: { n: 1 } } } }),
  ).toEqual([
    { kind: 'invoke', stepId: id, functionId: 'app-fn', payload: { data: { n: 1 } }, delayMs: null },
  ]);
});

test.each([
  ['a failure of the function', answered(500, { name: 'Error', message: 'no' }), 'fail'],
  [
    'a failure of a step',
    answered(206, [{ op: 'StepError', id, error: { name: 'Error', message: 'no' } }]),
    'memoise',
  ],
])('%s is tried again until the attempts are used up', (_what, result, end) => {
  const kinds = [0, 1, 2].map((attempt) => interpret(result, { ...context, attempt })[0]?.kind);
  expect(kinds).toEqual(['retry', 'retry', end]);
  expect(interpret({ ...result, isRetryRefused: true }, context)[0]?.kind).toBe(end);
  expect(interpret({ ...result, retryAfterMs: 7_000 }, context)).toMatchObject([
    { kind: 'retry', delayMs: 7_000, countsAs: 'attempt' },
  ]);
});

test('a step that failed for good is the function’s to catch; the function itself has failed', () => {
  const error = { name: 'TypeError', message: 'no', __serialized: true };
  expect(ops({ op: 'StepFailed', id, error })).toEqual([
    { kind: 'memoise', stepId: id, outcome: { error } },
    { kind: 'discover' },
  ]);
  const complete = createHash('sha1').update('complete').digest('hex');
  expect(ops({ op: 'StepFailed', id: complete, error })).toEqual([{ kind: 'fail', error }]);
});

test('whoever is away costs nothing; whoever is lost costs a little, and not for ever', () => {
  expect(interpret({ kind: 'refused', message: 'x' }, { ...context, attempt: 2 })).toMatchObject([
    { kind: 'retry', countsAs: 'nothing' },
  ]);
  const lost = (losses: number) =>
    interpret({ kind: 'lost', message: 'x' }, { ...context, attempt: 2, losses });
  expect(lost(0)).toMatchObject([{ kind: 'retry', countsAs: 'loss' }]);
  expect(lost(11)).toMatchObject([{ kind: 'fail' }]);
});

test.each(['AIGateway', 'Gateway', 'WaitForSignal', 'DeferAdd', 'SomethingNew'])(
  '%s fails the run with its name, rather than being passed over',
  (op) => {
    expect(ops({ op, id })).toMatchObject([
      { kind: 'fail', error: { message: `The embedded engine does not support ${op}.` } },
    ]);
  },
);

test('whatever is answered, something follows, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), fc.jsonValue(), (status, body) => {
      const effects = interpret(answered(status, body), context);
      const isEmptyList = status === 206 && Array.isArray(body) && body.length === 0;
      expect(effects.length > 0).toBe(!isEmptyList);
    }),
  );
});
