'use client';

import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useLive } from '@/components/live/use-live';
import { Ago } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { SuppressionView } from '@/lib/alerting/schema';

type Props = { channelId: string; mayWrite: boolean; lift: Action<unknown> };

const why: Record<SuppressionView['reason'], string> = {
  bounced: 'its mail came back',
  complained: 'marked a mail as spam',
  unsubscribed: 'unsubscribed',
};

/** Nothing where everybody gets their mail. */
export function SuppressedAddresses({ channelId, mayWrite, lift }: Props) {
  const { data } = useLive<{ data: SuppressionView[] }>(`/channels/${channelId}/suppressions`);
  const { pending, run } = useCommand();
  const suppressed = data?.data ?? [];
  if (suppressed.length === 0) return null;
  return (
    <Panel title="Addresses that get no mail">
      <ul className="divide-y divide-line">
        {suppressed.map(({ address, reason, detail, created_at }) => (
          <li key={`${address} ${reason}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <div className="min-w-0 grow">
              <p className="break-all">{address}</p>
              <p className="break-words text-sm text-ink-soft">
                {why[reason]}, <Ago at={created_at} />
                {detail !== null && `: ${detail}`}
              </p>
            </div>
            {mayWrite && (
              <Button
                size="sm"
                pending={pending === address}
                onClick={() =>
                  run(address, () => lift({ id: channelId, address }), `${address} gets mail again.`)
                }
              >
                Mail it again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
