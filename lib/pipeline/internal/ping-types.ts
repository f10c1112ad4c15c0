import type { PingAction } from '@/lib/heartbeats/constants';

/** `uuid` is lower case with dashes. */
export type PingTarget = { kind: 'uuid'; uuid: string } | { kind: 'slug'; pingKey: string; slug: string };

/** A ping as it came in. Its texts are fit for Postgres; its body is cut to the limit. */
export type ReceivedPing = {
  target: PingTarget;
  action: PingAction;
  exitStatus: number | null;
  signal: string | null;
  rid: string | null;
  /** As told by the client; null where the time from the start is to be measured. */
  durationMs: number | null;
  method: string;
  userAgent: string | null;
  address: string | null;
  body: Buffer | null;
  /** By the monotonic clock of this process. */
  arrivedMs: number;
};

/** `ignored`: answered and logged, and otherwise as if it had not come. */
export type PingOutcome = 'recorded' | 'ignored' | 'not_found' | 'ambiguous';

export type RecordedPings = {
  /** In the order of the pings. */
  outcomes: PingOutcome[];
  /** How many deliveries now wait to be sent. */
  deliveries: number;
  /** The database's clock at the time of the locks; null where nothing was found to lock. */
  dbNowMs: number | null;
  changed: { organizationId: string; monitorId: string }[];
};
