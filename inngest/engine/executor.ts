import { setMaxListeners } from 'node:events';
import { createClaimer, nextDueInMs } from '@/inngest/engine/claim';
import { type ItemOptions, runItem } from '@/inngest/engine/run-item';
import type { QueueItem } from '@/inngest/engine/store';
import type { Logger } from '@/lib/core/logger';

export type ExecutorOptions = Omit<ItemOptions, 'isTimeToComplain'> & {
  /** Calls that run side by side, over all functions. */
  maxCalls: number;
  leaseMs?: number | undefined;
  pollMs?: number | undefined;
};

export type Executor = {
  /** Looks for due work now rather than at the next poll. */
  wake: () => void;
  close: (patienceMs: number) => Promise<void>;
  /** Stops as if the process had been killed: nothing is finished or given back. */
  abandon: () => void;
};

const usualPollMs = 1_000;
const complainEveryMs = 30_000;

export function startExecutor(options: ExecutorOptions): Executor {
  const { sql, logger, pollMs = usualPollMs } = options;
  const claimer = createClaimer(sql, options.registry.limitOf, options.leaseMs);
  const active = new Map<string, { item: QueueItem; done: Promise<void> }>();
  const cancel = new AbortController();
  // One listener per call.
  setMaxListeners(0, cancel.signal);
  let isClosing = false;

  let renewedMs = performance.now();
  const renew = async () => {
    const startedMs = performance.now();
    await claimer.renew([...active.values()].map(({ item }) => item));
    renewedMs = startedMs;
  };
  const renewal = setInterval(() => {
    renew().catch((error: unknown) => logger.warn({ err: error }, 'leases were not renewed'));
  }, claimer.leaseMs / 3);

  let complainedMs = Number.NEGATIVE_INFINITY;
  const isTimeToComplain = () => {
    const isTime = performance.now() - complainedMs >= complainEveryMs;
    if (isTime) complainedMs = performance.now();
    return isTime;
  };
  const start = (item: QueueItem) => {
    const done = runItem({ ...options, isTimeToComplain }, item, cancel.signal)
      .catch((error: unknown) => {
        if (cancel.signal.aborted) return;
        logger.error({ err: error, runId: item.runId }, 'an item was not processed; it is taken up again');
      })
      .finally(() => {
        active.delete(item.id);
        pump.wake();
      });
    active.set(item.id, { item, done });
  };

  const pump = createPump(
    async () => {
      while (!isClosing) {
        // After an outage of the database, what still runs is to be counted and kept before anything else is taken.
        if (performance.now() - renewedMs > claimer.leaseMs / 2) await renew();
        const room = options.maxCalls - active.size;
        // Own items are left out: after an outage of the database a lease may have run out under a call that still runs.
        const items = room > 0 ? await claimer.claim(room, [...active.keys()]) : [];
        if (isClosing) return null;
        for (const item of items) start(item);
        if (items.length === 0) return Math.max(5, Math.min(pollMs, (await nextDueInMs(sql)) ?? pollMs));
      }
      return null;
    },
    { logger, pollMs },
  );
  const stop = () => {
    isClosing = true;
    pump.stop();
  };
  pump.wake();
  return {
    wake: pump.wake,
    close: async (patienceMs) => {
      stop();
      const patience = setTimeout(() => cancel.abort(), patienceMs);
      await Promise.all([...active.values()].map(({ done }) => done));
      clearTimeout(patience);
      clearInterval(renewal);
    },
    abandon: () => {
      stop();
      clearInterval(renewal);
      cancel.abort();
    },
  };
}

/** Runs `look` one at a time: when woken, and after as many milliseconds as it answers. */
function createPump(look: () => Promise<number | null>, around: { logger: Logger; pollMs: number }) {
  const { logger, pollMs } = around;
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let isWanted = false;
  let isStopped = false;

  const run = async () => {
    let pauseMs: number | null = pollMs;
    try {
      do {
        isWanted = false;
        pauseMs = await look();
      } while (isWanted && !isStopped);
    } catch (error) {
      if (!isStopped) logger.warn({ err: error }, 'the queue could not be read');
    }
    isLooking = false;
    if (isStopped || pauseMs === null) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(wake, pauseMs);
  };
  const wake = () => {
    isWanted = true;
    if (isStopped || isLooking) return;
    isLooking = true;
    void run();
  };
  const stop = () => {
    isStopped = true;
    if (timer !== null) clearTimeout(timer);
  };
  return { wake, stop };
}
