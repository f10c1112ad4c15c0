import type { Db } from '@/db/client';
import { notifyChanges } from '@/lib/audit/notify-changes';
import type { Logger } from '@/lib/core/logger';
import type { PingCommand } from '@/lib/heartbeats/rules/parse-ping';
import type { PingAnswer } from '@/lib/heartbeats/rules/ping-answers';
import {
  type AnswerDeps,
  acceptPing,
  answerPing,
  type Created,
  createPingLimits,
  type PingRequest,
} from '@/lib/pipeline/answer-ping';
import { createByPing } from '@/lib/pipeline/create-by-ping';
import { isTransient } from '@/lib/pipeline/internal/is-transient';
import { PingCommitter, patienceMs, withoutParameters } from '@/lib/pipeline/internal/ping-committer';
import { PingNotices } from '@/lib/pipeline/internal/ping-notices';
import { recordPings } from '@/lib/pipeline/record-pings';

type Options = {
  db: Db;
  logger: Logger;
  bodyLimitBytes: number;
  /** After a commit that left deliveries to send. */
  onDeliveries: (count: number) => void;
};

/** What receives pings in a process: one per process, for it counts floods and gathers batches. */
export type PingReceiver = {
  bodyLimitBytes: number;
  answer: (request: PingRequest) => Promise<PingAnswer>;
  /** For pings in other protocols: what they say is known. */
  accept: (request: PingRequest, command: PingCommand) => Promise<PingAnswer>;
  /** By `performance.now()`: what arrived before has been committed, or its sender was told to send it again. */
  lowWatermarkMs: () => number;
  /** Tells browsers of what was recorded last. For the end, when no request is open any more. */
  close: () => Promise<void>;
};

export function createPingReceiver({ db, logger, bodyLimitBytes, onDeliveries }: Options): PingReceiver {
  const nowMs = () => performance.now();
  const notices = new PingNotices({ notify: (changed) => notifyChanges(db, changed), logger });
  const committer = new PingCommitter({
    record: (pings) => recordPings(db, pings, { monotonicMs: nowMs }),
    onRecorded: ({ changed, deliveries }) => {
      notices.add(changed);
      if (deliveries > 0) onDeliveries(deliveries);
    },
    nowMs,
    logger,
  });
  const deps: AnswerDeps = {
    submit: (ping) => committer.submit(ping),
    create: (target, settings) => inTime(createByPing(db, target, settings), logger),
    bodyLimitBytes,
    nowMs,
    limits: createPingLimits(),
  };
  return {
    bodyLimitBytes,
    answer: (request) => answerPing(request, deps),
    accept: (request, command) => acceptPing(request, command, deps),
    lowWatermarkMs: () => committer.lowWatermarkMs(),
    close: () => notices.close(),
  };
}

/** Made too late is no harm: the sender comes again, and finds it. */
async function inTime(creation: ReturnType<typeof createByPing>, logger: Logger): Promise<Created> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Created>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), patienceMs / 2);
  });
  const made = creation.catch((error: unknown): Created => {
    if (isTransient(error)) return 'unavailable';
    logger.error({ err: withoutParameters(error) }, 'a heartbeat could not be created by its first ping');
    return 'failed';
  });
  return Promise.race([made, late]).finally(() => clearTimeout(timer));
}
