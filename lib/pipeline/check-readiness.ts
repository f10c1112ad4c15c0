import type { Db } from '@/db/client';
import { selectWaiting } from '@/lib/pipeline/internal/summary-queries';
import type { ReadinessView } from '@/lib/pipeline/schema';

export type ReadinessDeps = {
  db: Db;
  region: string;
  /** One line that says why the engine does not answer; null when it does. */
  findEngineFault: () => Promise<string | null>;
};

const maxCheckLagSeconds = 60;
const maxDeliveryLagSeconds = 120;
/** A worker says that it is there every fifteen seconds. */
const maxWorkerSilenceSeconds = 60;
/** Overdue heartbeats are looked for every second, and a receiver says twice a second that it is there. */
const maxDeadlineLagSeconds = 30;
const maxReceiverSilenceSeconds = 30;

/** Whether this installation does what it is for. Never throws: what fails is said. */
export async function checkReadiness(deps: ReadinessDeps): Promise<ReadinessView> {
  const [waiting, engineFault] = await Promise.all([
    selectWaiting(deps.db, deps.region).catch(() => null),
    deps
      .findEngineFault()
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
  ]);
  const checkLag = waiting?.check_lag ?? 0;
  const deliveryLag = waiting?.delivery_lag ?? 0;
  const silence = waiting === null ? null : waiting.worker_silence;
  const faults = {
    database: waiting === null ? 'The database does not answer.' : null,
    engine: engineFault,
    worker: waiting === null ? 'The worker cannot be asked about.' : findWorkerFault(silence, checkLag),
    deliveries:
      deliveryLag > maxDeliveryLagSeconds ? `A delivery has waited for ${Math.round(deliveryLag)} s.` : null,
    heartbeats: waiting === null ? null : findHeartbeatFault(waiting),
  };
  const say = (fault: string | null) => (fault === null ? 'ok' : 'failed');
  const lines = Object.values(faults).filter((fault) => fault !== null);
  return {
    status: lines.length === 0 ? 'ready' : 'not_ready',
    database: say(faults.database),
    engine: say(faults.engine),
    worker: say(faults.worker),
    deliveries: waiting === null ? 'failed' : say(faults.deliveries),
    heartbeats: waiting === null ? 'failed' : say(faults.heartbeats),
    check_lag_seconds: waiting === null ? null : Math.max(0, checkLag),
    oldest_delivery_seconds: waiting === null ? null : Math.max(0, deliveryLag),
    faults: lines.map((line) => line.slice(0, 300)),
  };
}

type HeartbeatWaiting = { deadline_lag: number | null; receiver_silence: number | null };

function findHeartbeatFault({ deadline_lag, receiver_silence }: HeartbeatWaiting): string | null {
  if (receiver_silence !== null && receiver_silence > maxReceiverSilenceSeconds) {
    return `No gateway was seen for ${Math.round(receiver_silence)} s: pings are not received.`;
  }
  if (deadline_lag !== null && deadline_lag > maxDeadlineLagSeconds) {
    return `A heartbeat has been overdue for ${Math.round(deadline_lag)} s, and no worker has looked.`;
  }
  return null;
}

function findWorkerFault(silence: number | null, checkLag: number): string | null {
  if (silence === null) return 'No worker has been seen yet.';
  if (silence > maxWorkerSilenceSeconds) return `No worker was seen for ${Math.round(silence)} s.`;
  if (checkLag > maxCheckLagSeconds) return `A check is ${Math.round(checkLag)} s late.`;
  return null;
}
