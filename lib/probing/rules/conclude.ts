import type { CheckOutcome, ProbeOutcome } from '@/lib/probing/probe';

type Failed = Extract<ProbeOutcome, { kind: 'failed' }>;

/** Not what the guard refused, nor what is our own fault, nor what is merely degraded. */
export function isWorthRetrying(outcome: Failed): boolean {
  return outcome.severity === 'down' && outcome.cause !== 'blocked_target';
}

/** A second attempt that ran out of the little time the first had left knows less than the first. */
export function pickFailure(first: Failed, second: ProbeOutcome): ProbeOutcome {
  if (second.kind === 'ok' || second.severity === 'degraded') return second;
  const isCutShort = second.severity === 'unknown' || timeouts.has(second.cause);
  return isCutShort ? first : second;
}

const timeouts = new Set<Failed['cause']>(['dns_timeout', 'connect_timeout', 'tls_timeout', 'timeout']);

/** `degradedAfterMs` is inclusive: an answer that took exactly so long is degraded. */
export function conclude(
  outcome: ProbeOutcome,
  attempts: number,
  degradedAfterMs: number | null,
): CheckOutcome {
  const { httpStatus, timings } = outcome;
  if (outcome.kind === 'failed') {
    const { severity, cause, phase, message, evidence } = outcome;
    return { result: severity, cause, phase, httpStatus, timings, attempts, error: message, evidence };
  }
  if (degradedAfterMs !== null && timings.totalUs >= degradedAfterMs * 1000) {
    const error = `The answer took ${Math.round(timings.totalUs / 1000)} ms; from ${degradedAfterMs} ms on it is degraded.`;
    return {
      result: 'degraded',
      cause: 'latency',
      phase: null,
      httpStatus,
      timings,
      attempts,
      error,
      evidence: null,
    };
  }
  return {
    result: 'up',
    cause: null,
    phase: null,
    httpStatus,
    timings,
    attempts,
    error: null,
    evidence: null,
  };
}
