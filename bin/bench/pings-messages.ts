import { createHash } from 'node:crypto';

/** What the client of the `pings` benchmark is to do, as the argument of its process. */
export type Load = {
  port: number;
  /** How many heartbeats there are to ping. */
  monitors: number;
  /** Pings before the count begins, so that neither side is cold. */
  warmPings: number;
  pings: number;
  connections: number;
  /** As cron's curl does: a new connection for each ping. */
  isFresh: boolean;
  /** Null: the next ping when one is answered. Else all pings begin evenly within so many seconds, whatever is answered. */
  withinSeconds: number | null;
};

export type Pinged = {
  /** By the number of the heartbeat, from the warm-up on. */
  acknowledged: number[];
  /** Answers other than 200 by their status; 0 where there was none. */
  otherAnswers: Record<string, number>;
  /** Of the pings after the warm-up. */
  answered: number;
  /** Given up after the last retry. */
  unanswered: number;
  /** From the first ping to the last 200, without the warm-up. */
  seconds: number;
  /** From the intended begin to the 200, retries included. */
  latencyMs: { p50: number; p99: number; max: number };
  /** Epoch milliseconds of each 200 after the warm-up; only of a burst. */
  acknowledgedAtMs: number[];
};

/** Scattered, as random ones are, and known to both sides without a message. */
export function pingUuid(index: number): string {
  const hex = createHash('md5').update(`ping ${index}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
