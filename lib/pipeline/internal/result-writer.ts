import { setTimeout as delay } from 'node:timers/promises';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import { isTransient, lacksPartition } from '@/lib/pipeline/internal/is-transient';
import type { FinishedCheck } from '@/lib/pipeline/internal/types';
import type { Processed } from '@/lib/pipeline/process-results';
import { leaseMarginMs } from '@/lib/pipeline/rules/slots';

export type WriterOptions = {
  write: (batch: readonly FinishedCheck[]) => Promise<Processed>;
  onWritten: (processed: Processed) => void;
  ensurePartitions: () => Promise<unknown>;
  logger: Logger;
  batchSize: number;
  /** How long a result may wait for company. */
  lingerMs: number;
  maxWriting: number;
  /** Results that may wait at all; more are not asked for. */
  maxWaiting: number;
};

/** Gathers finished checks into batches and writes them. What Postgres cannot take now is tried again. */
export class ResultWriter {
  private readonly options: WriterOptions;
  private waiting: FinishedCheck[] = [];
  private readonly writing = new Set<Promise<void>>();
  private unwritten = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(options: WriterOptions) {
    this.options = options;
  }

  get isFull(): boolean {
    return this.unwritten >= this.options.maxWaiting;
  }

  add(finished: FinishedCheck): void {
    this.waiting.push(finished);
    this.unwritten += 1;
    if (this.waiting.length >= this.options.batchSize) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.options.lingerMs);
  }

  /** Resolves when everything that was added has been written, or given up. */
  async close(): Promise<void> {
    while (this.waiting.length > 0 || this.writing.size > 0) {
      this.flush();
      await Promise.race(this.writing);
    }
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    while (this.waiting.length > 0 && this.writing.size < this.options.maxWriting) {
      const batch = this.waiting.splice(0, this.options.batchSize);
      const done = this.writeUntilDone(batch).finally(() => {
        this.writing.delete(done);
        this.unwritten -= batch.length;
        if (this.waiting.length > 0) this.flush();
      });
      this.writing.add(done);
    }
  }

  private async writeUntilDone(batch: readonly FinishedCheck[]): Promise<void> {
    const { logger } = this.options;
    const deadlineMs = performance.now() + leaseMarginMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.options.onWritten(await this.options.write(batch));
        return;
      } catch (error) {
        if (lacksPartition(error) && attempt === 0) await this.options.ensurePartitions().catch(() => {});
        else if (!isTransient(error)) return this.writeApart(batch, error);
        else if (performance.now() > deadlineMs) {
          logger.error(
            { err: error, checks: batch.length },
            'results could not be stored; their checks are repeated',
          );
          return;
        } else {
          logger.warn({ code: errorCodeOf(error), attempt }, 'storing results failed and is tried again');
          await delay(Math.min(2000, 50 * 2 ** attempt) * (0.5 + Math.random() / 2));
        }
      }
    }
  }

  /** One result that cannot be stored must not take the others of its batch with it. */
  private async writeApart(batch: readonly FinishedCheck[], error: unknown): Promise<void> {
    if (batch.length <= 1) {
      const monitor = batch[0]?.claim.monitorUuid;
      this.options.logger.error({ err: error, monitor }, 'a result cannot be stored');
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await this.writeUntilDone(batch.slice(0, middle));
    await this.writeUntilDone(batch.slice(middle));
  }
}
