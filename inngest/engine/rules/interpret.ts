import { lossDelayMs, parseDelayMs, retryDelayMs } from '@/inngest/engine/rules/timing';

/**
 * What came of a call. `refused`: nobody that speaks the protocol took it, so nothing was tried. `lost`: it was taken,
 * but the connection ended before the answer, as when the process died of it.
 */
export type CallResult =
  | { kind: 'refused'; message: string }
  | { kind: 'lost'; message: string }
  | { kind: 'answered'; status: number; isRetryRefused: boolean; retryAfterMs: number | null; body: unknown };

export type CallContext = {
  /** `step`, or the hashed id of the step that was asked for. */
  stepId: string;
  attempt: number;
  losses: number;
  maxAttempts: number;
  nowMs: number;
  random: number;
};

export type Effect =
  | { kind: 'retry'; delayMs: number; countsAs: 'attempt' | 'loss' | 'nothing'; reason: string }
  | { kind: 'memoise'; stepId: string; outcome: unknown }
  | { kind: 'discover' }
  | { kind: 'force_plan' }
  | { kind: 'plan'; stepId: string }
  | { kind: 'sleep'; stepId: string; delayMs: number }
  | { kind: 'wait'; stepId: string; eventName: string; expression: string | null; delayMs: number }
  | {
      kind: 'invoke';
      stepId: string;
      functionId: string;
      payload: Record<string, unknown>;
      delayMs: number | null;
    }
  | { kind: 'complete'; output: unknown }
  | { kind: 'fail'; error: Record<string, unknown> };

const refusedDelayMs = 1_000;
/** A process that is restarted under its calls is not their fault; one that dies of them again and again is. */
const maxLosses = 12;

/** SHA-1 of `complete`: the step by which an SDK reports the end of the function itself. */
const functionStepId = '0737c22d3bfae812339732d14d8c7dbd6dc4e09c';

/** Source: "Call Requests" and "Steps" of Inngest's SDK specification. */
export function interpret(result: CallResult, context: CallContext): Effect[] {
  if (result.kind === 'refused') {
    return [{ kind: 'retry', delayMs: refusedDelayMs, countsAs: 'nothing', reason: result.message }];
  }
  if (result.kind === 'lost') {
    const { message } = result;
    if (context.losses + 1 >= maxLosses) {
      return [
        { kind: 'fail', error: asError(null, `The call was lost ${maxLosses} times, lastly: ${message}`) },
      ];
    }
    return [{ kind: 'retry', delayMs: lossDelayMs(context.losses), countsAs: 'loss', reason: message }];
  }
  if (result.status === 200) return [{ kind: 'complete', output: result.body }];
  if (result.status === 206) return interpretOps(result, context);
  const error = asError(result.body, `The function answered ${result.status}.`);
  return retryOr(result, context, error, (given) => [{ kind: 'fail', error: given }]);
}

type Answer = Extract<CallResult, { kind: 'answered' }>;

function retryOr(
  wish: Answer,
  { attempt, maxAttempts, random }: CallContext,
  error: Record<string, unknown>,
  giveUp: (error: Record<string, unknown>) => Effect[],
): Effect[] {
  if (wish.isRetryRefused || attempt + 1 >= maxAttempts) return giveUp(error);
  const delayMs = wish.retryAfterMs ?? retryDelayMs(attempt + 1, random);
  return [{ kind: 'retry', delayMs, countsAs: 'attempt', reason: String(error['message'] ?? '') }];
}

function interpretOps(answer: Answer, context: CallContext): Effect[] {
  const ops = Array.isArray(answer.body) ? answer.body : [answer.body];
  const effects = ops.flatMap((op) => (isRecord(op) ? interpretOp(op, answer, context) : [unreadable()]));
  return ops.length > 1 ? [{ kind: 'force_plan' }, ...effects] : effects;
}

function interpretOp(op: Record<string, unknown>, answer: Answer, context: CallContext): Effect[] {
  const stepId = typeof op['id'] === 'string' ? op['id'] : '';
  switch (op['op']) {
    case 'RunComplete':
      return [{ kind: 'complete', output: op['data'] ?? null }];
    case 'Step':
    case 'StepRun':
      return [memo(stepId, { data: op['data'] ?? null }), { kind: 'discover' }];
    case 'StepPlanned':
      return [{ kind: 'plan', stepId }];
    case 'StepError':
      return retryOr(answer, context, asError(op['error'], 'The step failed.'), (error) =>
        failStep(stepId, error),
      );
    case 'StepFailed':
      return failStep(stepId, asError(op['error'], 'The step failed.'));
    case 'Sleep':
      return [sleep(stepId, op, context)];
    case 'WaitForEvent':
      return [wait(stepId, op, context)];
    case 'InvokeFunction':
      return [invoke(stepId, op, context)];
    case 'DiscoveryRequest':
      return [{ kind: 'discover' }];
    default:
      return [
        { kind: 'fail', error: asError(null, `The embedded engine does not support ${String(op['op'])}.`) },
      ];
  }
}

function memo(stepId: string, outcome: unknown): Effect {
  return { kind: 'memoise', stepId, outcome };
}

/** The function may catch it: the error is its outcome, and the function is asked to go on. */
function failStep(stepId: string, error: Record<string, unknown>): Effect[] {
  if (stepId === functionStepId) return [{ kind: 'fail', error }];
  return [memo(stepId, { error }), { kind: 'discover' }];
}

function sleep(stepId: string, op: Record<string, unknown>, { nowMs }: CallContext): Effect {
  const delayMs = parseDelayMs(String(op['name'] ?? ''), nowMs);
  return delayMs === null ? unreadable() : { kind: 'sleep', stepId, delayMs };
}

function wait(stepId: string, op: Record<string, unknown>, { nowMs }: CallContext): Effect {
  const opts = isRecord(op['opts']) ? op['opts'] : {};
  const delayMs = parseDelayMs(String(opts['timeout'] ?? ''), nowMs);
  const eventName = typeof opts['event'] === 'string' ? opts['event'] : op['name'];
  if (delayMs === null || typeof eventName !== 'string') return unreadable();
  const expression = typeof opts['if'] === 'string' ? opts['if'] : null;
  return { kind: 'wait', stepId, eventName, expression, delayMs };
}

function invoke(stepId: string, op: Record<string, unknown>, { nowMs }: CallContext): Effect {
  const opts = isRecord(op['opts']) ? op['opts'] : {};
  const functionId = opts['function_id'];
  if (typeof functionId !== 'string') return unreadable();
  const delayMs = typeof opts['timeout'] === 'string' ? parseDelayMs(opts['timeout'], nowMs) : null;
  const payload = isRecord(opts['payload']) ? opts['payload'] : {};
  return { kind: 'invoke', stepId, functionId, payload, delayMs };
}

function unreadable(): Effect {
  return { kind: 'fail', error: asError(null, 'The SDK sent an operation that the engine cannot read.') };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asError(value: unknown, message: string): Record<string, unknown> {
  if (isRecord(value) && typeof value['message'] === 'string') return { name: 'Error', ...value };
  if (typeof value === 'string') return { name: 'Error', message: value };
  if (isRecord(value) && typeof value['error'] === 'string')
    return { name: 'Error', message: value['error'] };
  return { name: 'Error', message };
}
