import type { SecureContext } from 'node:tls';
import type { Dial } from '@/lib/net/dial';
import type { GuardPolicy } from '@/lib/net/guard';
import type { Resolve } from '@/lib/net/resolve';
import type { ParsedTarget } from '@/lib/net/rules/parse-target';
import type { AssertionSeverity, CheckResult, FailureCause, Phase } from '@/lib/probing/constants';

/**
 * Whole microseconds. A phase that did not take place is null: `dnsUs` for an address, `tlsUs` for plain http,
 * and all phases after the one a check died in. Over redirects each phase is the sum of the hops.
 */
export type Timings = {
  dnsUs: number | null;
  connectUs: number | null;
  tlsUs: number | null;
  waitUs: number | null;
  transferUs: number | null;
  totalUs: number;
};

/** What was seen when a check failed; plain JSON without NUL, secrets cut, so that Postgres can keep it. */
export type Evidence = {
  url: string;
  redirects: string[];
  remoteAddress: string | null;
  status: number | null;
  headers: [name: string, value: string][];
  body: string | null;
  bodyTruncated: boolean;
};

export type ProbeOutcome =
  | { kind: 'ok'; httpStatus: number | null; timings: Timings }
  | {
      kind: 'failed';
      /** `degraded` for an assertion marked so, `unknown` when the fault is our own. */
      severity: AssertionSeverity | 'unknown';
      cause: FailureCause;
      phase: Phase | null;
      message: string;
      httpStatus: number | null;
      timings: Timings;
      evidence: Evidence | null;
    };

/** The world as a probe sees it. One object serves all checks of a process. */
export type ProbeIo = {
  now: () => Date;
  /** Milliseconds with a fraction, never stepping back. */
  monotonicMs: () => number;
  signal: AbortSignal | null;
  resolve: Resolve;
  dial: Dial;
  policy: GuardPolicy;
  /** The guard's word on a URL under `policy`, before its name is resolved. */
  checkTarget: (url: string) => ParsedTarget;
  userAgent: string;
  /** Null: trust what Node trusts. */
  secureContext: SecureContext | null;
};

/** Never rejects for what a target does: being down is data. `timeoutMs` bounds the whole of one attempt. */
export type Probe<Spec> = (spec: Spec, io: ProbeIo, timeoutMs: number) => Promise<ProbeOutcome>;

export type CheckOutcome = {
  result: CheckResult;
  cause: FailureCause | null;
  phase: Phase | null;
  httpStatus: number | null;
  timings: Timings;
  /** 1, or 2 when the first failure was retried at once; the rest tells of the last one. */
  attempts: number;
  error: string | null;
  evidence: Evidence | null;
};
