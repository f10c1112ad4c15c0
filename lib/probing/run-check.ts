import { dial } from '@/lib/net/dial';
import type { GuardPolicy } from '@/lib/net/guard';
import { createResolver, type Resolve } from '@/lib/net/resolve';
import { createTargetCache } from '@/lib/net/target-cache';
import type { ProbeType } from '@/lib/probing/constants';
import type { CheckOutcome, ProbeIo, ProbeOutcome } from '@/lib/probing/probe';
import { probes } from '@/lib/probing/probes';
import { conclude, isWorthRetrying, pickFailure } from '@/lib/probing/rules/conclude';
import type { MonitorSpecs } from '@/lib/probing/schema';

export type CheckRequest = {
  [Type in ProbeType]: {
    type: Type;
    spec: MonitorSpecs[Type];
    /** Bounds the whole check, its retry included. */
    timeoutMs: number;
    /** Degraded from this total time on; null: never for slowness. */
    degradedAfterMs: number | null;
  };
}[ProbeType];

/**
 * One check: a probe and, when that finds the target down, one more at once on a fresh connection in what is left
 * of the time. Never rejects: whatever a target does is an outcome, and a fault of our own is `unknown`.
 */
export async function runCheck(request: CheckRequest, io: ProbeIo): Promise<CheckOutcome> {
  const { timeoutMs, degradedAfterMs } = request;
  const startedMs = io.monotonicMs();
  const first = await attempt(request, io, timeoutMs);
  if (first.kind === 'ok' || !isWorthRetrying(first)) return conclude(first, 1, degradedAfterMs);
  const leftMs = timeoutMs - (io.monotonicMs() - startedMs);
  if (leftMs < 1) return conclude(first, 1, degradedAfterMs);
  const second = await attempt(request, io, leftMs);
  return conclude(pickFailure(first, second), 2, degradedAfterMs);
}

async function attempt(request: CheckRequest, io: ProbeIo, timeoutMs: number): Promise<ProbeOutcome> {
  try {
    return await probes[request.type](request.spec, io, timeoutMs);
  } catch (error) {
    return {
      kind: 'failed',
      severity: 'unknown',
      cause: 'prober_fault',
      phase: null,
      message: `The probe itself failed: ${error instanceof Error ? error.message : String(error)}`,
      httpStatus: null,
      timings: { dnsUs: null, connectUs: null, tlsUs: null, waitUs: null, transferUs: null, totalUs: 0 },
      evidence: null,
    };
  }
}

export type ProbeIoOptions = {
  policy: GuardPolicy;
  /** As in `Stillup/1.2.3`. */
  userAgent: string;
  signal?: AbortSignal;
  resolve?: Resolve;
};

/** The real network and clocks. Make one for a process, not one for a check. */
export function createProbeIo(options: ProbeIoOptions): ProbeIo {
  return {
    now: () => new Date(),
    monotonicMs: () => performance.now(),
    signal: options.signal ?? null,
    resolve: options.resolve ?? createResolver(),
    dial,
    policy: options.policy,
    checkTarget: createTargetCache(options.policy),
    userAgent: options.userAgent,
    secureContext: null,
  };
}
