import { setTimeout as sleep } from 'node:timers/promises';
import { attemptNotification, type Outcome } from '@/lib/subscribers/internal/attempt-notification';
import { Letters } from '@/lib/subscribers/internal/letters';
import { type Recorded, recordOutcome } from '@/lib/subscribers/internal/record-outcome';
import type { NotifierDeps } from '@/lib/subscribers/notifier-deps';
import {
  areAlertsWaiting,
  type Claim,
  claimNotifications,
  type FoundNotification,
  findNotification,
  releaseNotifications,
  settleNotification,
} from '@/lib/subscribers/queries/sending';
import { isAllowedMailbox } from '@/lib/subscribers/rules/allowed-mailbox';
import { faster, fullSpeed, type Pace, slower } from '@/lib/subscribers/rules/pace';
import { staleReason } from '@/lib/subscribers/rules/stale-reason';
import { stateOf } from '@/lib/subscribers/view';

export type NotifyReport = Record<Recorded, number>;

const batchSize = 100;
const concurrency = 20;
/** Longer than a batch takes where every receiver hangs until its time is over. */
const leaseSeconds = 600;
/** Longer than one message takes. */
const enoughSeconds = 120;
const pollMs = 1000;
/** Alerts go first, but not for ever: a channel that is dead must not keep customers waiting. */
const longestYieldMs = 3000;
const yieldLookMs = 100;

type Options = {
  /** From then on nothing more is taken, and what was not begun is given back. */
  shouldEnd: () => boolean;
  signal?: AbortSignal;
};

/** Sends what is due now until nothing is. */
export async function sendPageNotifications(deps: NotifierDeps): Promise<NotifyReport> {
  return new Sending(deps, { shouldEnd: () => false, isDraining: false }).run();
}

/** The same until it should end, looking every second for what has come due. */
export async function drainPageNotifications(deps: NotifierDeps, options: Options): Promise<NotifyReport> {
  const { signal } = options;
  const shouldEnd = () => signal?.aborted === true || options.shouldEnd();
  return new Sending(deps, { ...options, shouldEnd, isDraining: true }).run();
}

class Sending {
  private readonly report: NotifyReport = { sent: 0, retry: 0, failed: 0, suppressed: 0, lost: 0 };
  private readonly letters: Letters;
  private pace: Pace = fullSpeed;
  private nextMailMs = 0;

  constructor(
    private readonly deps: NotifierDeps,
    private readonly options: Options & { isDraining: boolean },
  ) {
    this.letters = new Letters(deps.db, deps.signer, deps.mail.settings.from);
  }

  async run(): Promise<NotifyReport> {
    const { shouldEnd, isDraining, signal } = this.options;
    while (!shouldEnd()) {
      await this.yieldToAlerts();
      const claims = await this.claim();
      if (claims.length > 0) await this.sendAll(claims);
      else if (!isDraining) break;
      else await sleep(pollMs, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    }
    return this.report;
  }

  /** A drain outlasts an outage of Postgres: what cannot be claimed now is claimed at a later look. */
  private async claim(): Promise<Claim[]> {
    try {
      return await claimNotifications(this.deps.db, batchSize, leaseSeconds);
    } catch (error) {
      if (!this.options.isDraining) throw error;
      this.deps.logger?.warn({ err: error }, 'claiming page notifications failed and is tried again');
      return [];
    }
  }

  private async sendAll(claims: readonly Claim[]): Promise<void> {
    const waiting = [...claims];
    const work = async () => {
      for (let claim = waiting.shift(); claim !== undefined; claim = waiting.shift()) {
        if (this.options.shouldEnd()) {
          waiting.push(claim);
          return;
        }
        this.report[await this.sendOne(claim)] += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    await releaseNotifications(this.deps.db, waiting);
  }

  private async sendOne(claim: Claim): Promise<Recorded> {
    try {
      return await this.attempt(claim);
    } catch (error) {
      // The lease runs out and it is taken again: nothing is lost, and the others go on.
      this.deps.logger?.error(
        { err: error, notification_id: claim.id },
        'a page notification could not be recorded',
      );
      return 'lost';
    }
  }

  private async attempt(claim: Claim): Promise<Recorded> {
    const { deps } = this;
    await this.keepPace();
    const found = await findNotification(deps.db, claim, enoughSeconds);
    if (found === null) return 'lost';
    const { subscriber, page, incident } = found;
    const stale = staleReason({
      state: stateOf(subscriber),
      kind: subscriber.kind,
      isPagePublished: page.isPublished,
      isMailboxAllowed: isAllowedMailbox(page, subscriber.address),
      isIncidentPublished: incident.publishedAt !== null,
      isIncidentDiscarded: incident.discardedAt !== null,
    });
    if (stale !== null) {
      const isOurs = await settleNotification(deps.db, claim, { status: 'suppressed', error: stale });
      return isOurs ? 'suppressed' : 'lost';
    }
    const outcome = await this.tell(found);
    await deps.afterSend?.(claim.id);
    if (outcome.kind === 'retry' && outcome.isCrowded) this.pace = slower(this.pace);
    else if (outcome.kind === 'sent') this.pace = faster(this.pace);
    const recorded = await recordOutcome(deps, claim, found, outcome);
    deps.logger?.[recorded === 'sent' ? 'debug' : 'warn'](
      { notification_id: claim.id, subscriber_id: subscriber.id, update_id: found.update.id, recorded },
      'page notification attempted',
    );
    return recorded;
  }

  /** What cannot even be made counts as an attempt, or it would be made for ever. */
  private async tell(found: FoundNotification): Promise<Outcome> {
    try {
      return await attemptNotification(this.deps, this.letters, found);
    } catch (error) {
      const { id } = found.notification;
      this.deps.logger?.error({ err: error, notification_id: id }, 'a page notification could not be made');
      const reason = 'The message could not be made; the log says why.';
      return { kind: 'retry', reason, retryAfterMs: null, isCrowded: false };
    }
  }

  private async keepPace(): Promise<void> {
    if (this.pace.gapMs === 0) return;
    const nowMs = performance.now();
    this.nextMailMs = Math.max(nowMs, this.nextMailMs) + this.pace.gapMs;
    await sleep(this.nextMailMs - nowMs);
  }

  private async yieldToAlerts(): Promise<void> {
    const untilMs = performance.now() + longestYieldMs;
    while (performance.now() < untilMs && !this.options.shouldEnd()) {
      if (!(await areAlertsWaiting(this.deps.db).catch(() => false))) return;
      await sleep(yieldLookMs);
    }
  }
}
