import type { DrainSummary } from '@/lib/pipeline/drain-checks';

/** Where a worker may die, in the order of one check's way to an alert. */
export const faultPoints = ['claimed', 'probed', 'transaction_open', 'committed', 'sent'] as const;

export type FaultPoint = (typeof faultPoints)[number];

export type ToWorker = { kind: 'go'; holdAt: FaultPoint | null } | { kind: 'let_go' };

export type FromWorker =
  | { kind: 'ready' }
  /** For the first time; at the point it is held at, it goes no further. */
  | { kind: 'reached'; point: FaultPoint }
  | { kind: 'stored'; count: number }
  | { kind: 'recorded' }
  | { kind: 'ended'; summary: DrainSummary };
