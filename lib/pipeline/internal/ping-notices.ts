import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { errorCodeOf } from '@/lib/core/error-code';
import type { Logger } from '@/lib/core/logger';
import type { RecordedPings } from '@/lib/pipeline/internal/ping-types';

type Options = { notify: (notices: readonly ChangeNotice[]) => Promise<void>; logger: Logger };

export const noticeEveryMs = 250;

/** Tells browsers which heartbeats have been pinged: at most four times a second, and each of them once. */
export class PingNotices {
  private readonly options: Options;
  private organizationByMonitor = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.options = options;
  }

  add(changed: RecordedPings['changed']): void {
    for (const { monitorId, organizationId } of changed)
      this.organizationByMonitor.set(monitorId, organizationId);
    if (this.organizationByMonitor.size > 0) this.timer ??= setTimeout(() => this.send(), noticeEveryMs);
  }

  async close(): Promise<void> {
    if (this.timer !== null) this.send();
    await this.sending;
  }

  private send(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const notices = [...this.organizationByMonitor].map(
      ([id, organizationId]): ChangeNotice => ({ organizationId, topic: 'pings', id }),
    );
    this.organizationByMonitor = new Map();
    this.sending = this.options.notify(notices).catch((error: unknown) => {
      this.options.logger.warn({ code: errorCodeOf(error) }, 'browsers could not be told of new pings');
    });
  }
}
