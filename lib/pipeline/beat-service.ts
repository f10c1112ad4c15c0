import type { Db } from '@/db/client';
import {
  beatIfHeard,
  bringBackBeats,
  type LastBeats,
  lockBeats,
  type Part,
  selectLastBeats,
  writeBeat,
} from '@/lib/pipeline/internal/beat-queries';
import { bringBackHeartbeats } from '@/lib/pipeline/internal/bring-back-heartbeats';
import { forgiveHeartbeats } from '@/lib/pipeline/internal/forgive-heartbeats';
import { silenceMs } from '@/lib/pipeline/rules/own-outage';

/**
 * `instance`: the process, by a name that it has again after a restart. `beatMs`, by the database's clock: everything that
 * came in before is committed; null: that is now.
 */
export type ServiceBeat = { part: Part; instance: string; beatMs: number | null };

/** An outage of our own that has ended, and how many heartbeats were given time for it. */
export type OwnOutage = { fromMs: number; untilMs: number; forgiven: number };

export type Beaten = {
  dbNowMs: number;
  outage: OwnOutage | null;
  /** By how much the database's clock was set back since the last beat; 0 in any ordinary case. */
  setBackMs: number;
};

/**
 * Says that a part of this installation is at work, and gives back the database's clock. The first to say so after a
 * silence gives the heartbeats that could have been pinged in it time to call again, before anybody looks at their
 * deadlines; after the clock was set back it does the same for what lies ahead of it. Where pings are received is what
 * counts: only where no receiver was heard of either is it the detector.
 */
export async function beatService(db: Db, beat: ServiceBeat): Promise<Beaten> {
  const heardMs = await beatIfHeard(db, beat, silenceMs);
  if (heardMs !== null) return { dbNowMs: heardMs, outage: null, setBackMs: 0 };
  return db.transaction(async (tx) => {
    await lockBeats(tx);
    const setBackMs = await bringBackBeats(tx);
    if (setBackMs > 0) await bringBackHeartbeats(tx);
    const last = await selectLastBeats(tx);
    const outage = findOutage(beat.part, last);
    const forgiven = outage === null ? 0 : await forgiveHeartbeats(tx, outage);
    await writeBeat(tx, beat);
    return { dbNowMs: last.now_ms, outage: outage === null ? null : { ...outage, forgiven }, setBackMs };
  });
}

function findOutage(part: Part, last: LastBeats): { fromMs: number; untilMs: number } | null {
  const heardMs =
    part === 'receiver' ? last.receiver_ms : Math.max(last.receiver_ms ?? 0, last.detector_ms ?? 0);
  if (heardMs === null || heardMs === 0 || last.now_ms - heardMs <= silenceMs) return null;
  return { fromMs: heardMs, untilMs: last.now_ms };
}
