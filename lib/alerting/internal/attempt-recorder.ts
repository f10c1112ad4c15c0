import { setTimeout as sleep } from 'node:timers/promises';
import { type Finished, type Recorded, recordAttempts } from '@/lib/alerting/internal/record-attempt';
import type { SenderDeps } from '@/lib/alerting/sender-deps';

/** Doubled six times: about six seconds, as long as a restart of Postgres lasts. */
const firstWaitMs = 100;
const maxTries = 7;
const maxBatch = 200;

type Waiting = {
  finished: Finished;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
};

/**
 * Records attempts: one at once, and those that end while it is being written together afterwards. All of a channel
 * write its row, so one after the other they would wait for each other's commits.
 */
export class AttemptRecorder {
  private readonly deps: SenderDeps;
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(deps: SenderDeps) {
    this.deps = deps;
  }

  record(finished: Finished): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ finished, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) await this.settle(this.waiting.splice(0, maxBatch));
    this.isWriting = false;
  }

  private async settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const recorded = await this.patiently(batch.map(({ finished }) => finished));
      for (const [index, one] of batch.entries()) one.resolve(recorded[index] ?? 'lost');
    } catch (error) {
      // One that cannot be written must not take the others with it.
      if (batch.length > 1) for (const one of batch) await this.settle([one]);
      else batch[0]?.reject(error);
    }
  }

  /** The message is out. What is not recorded is sent again after the lease, so Postgres is given time to come back. */
  private async patiently(batch: readonly Finished[]): Promise<Recorded[]> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await recordAttempts(this.deps.db, batch);
      } catch (error) {
        if (tried === maxTries) throw error;
        const ids = batch.slice(0, 10).map(({ claimed }) => claimed.delivery.id);
        this.deps.logger?.warn(
          { err: error, delivery_ids: ids, count: batch.length },
          'recording deliveries failed and is tried again',
        );
        await sleep(firstWaitMs * 2 ** (tried - 1));
      }
    }
  }
}
