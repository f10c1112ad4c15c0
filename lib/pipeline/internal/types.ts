import type { RegionState } from '@/lib/pipeline/rules/step-region';
import type { CheckOutcome } from '@/lib/probing/probe';
import type { CheckRequest } from '@/lib/probing/run-check';

/**
 * A check that this process holds the lease of. Ids are plain UUIDs here and in all that handles batches:
 * the conversion would cost more than the rest. Instants are milliseconds by the database's clock.
 */
export type ClaimedCheck = {
  monitorUuid: string;
  region: string;
  leaseUuid: string;
  /** The slot this check answers for; with monitor and region the key of its result. */
  slotMs: number;
  intervalMs: number;
  failureThreshold: number;
  recoveryThreshold: number;
  regionCount: number;
  request: CheckRequest;
  before: RegionState;
};

export type FinishedCheck = {
  claim: ClaimedCheck;
  outcome: CheckOutcome;
  startedAtMs: number;
  finishedAtMs: number;
};
