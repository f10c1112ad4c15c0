import dynamic from 'next/dynamic';
import { CopyLine } from '@/components/ui/copy-button';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

const Snippets = dynamic(async () => (await import('@/components/heartbeats/snippets')).Snippets, {
  loading: () => <Skeleton className="h-40 w-full" />,
});

/** Where the job calls. It is open while the first ping is waited for. */
export function PingAddress({ monitor, isWaiting }: { monitor: HeartbeatMonitorView; isWaiting: boolean }) {
  const { ping_url, spec, name } = monitor;
  if (ping_url === null) {
    return (
      <Panel title="How the job calls">
        <p className="pt-1 text-ink-soft">
          The address that the job calls works as a key. Editors of this organization can see it here.
        </p>
      </Panel>
    );
  }
  const ways = <Snippets pingUrl={ping_url} schedule={spec.schedule} name={name} postOnly={spec.post_only} />;
  return (
    <Panel title={isWaiting ? 'Send the first ping' : 'How the job calls'}>
      <div className="max-w-3xl space-y-4 pt-1">
        <p className="text-ink-soft">
          Call this address at the end of each run. Add /start at its beginning to time the run, /fail or the
          exit status to tell a failure.
        </p>
        <CopyLine value={ping_url} label="Copy address" />
        {isWaiting ? (
          ways
        ) : (
          <details>
            <summary className="link inline-block min-h-6 cursor-pointer text-ink-soft">
              Ready-made for cron, systemd, Kubernetes and others
            </summary>
            <div className="mt-2">{ways}</div>
          </details>
        )}
      </div>
    </Panel>
  );
}
