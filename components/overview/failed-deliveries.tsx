import Link from 'next/link';
import { StateMark } from '@/components/state/state-mark';
import { Ago } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import type { DeliveryView } from '@/lib/alerting/schema';

/** An alert that did not arrive is itself something that is wrong. */
export function FailedDeliveries({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  if (deliveries.length === 0) return null;
  return (
    <Panel title="Alerts that did not arrive">
      <ul>
        {deliveries.map((delivery) => (
          <li
            key={delivery.id}
            className="relative flex items-center gap-3 border-b border-line py-2 last:border-0 hover:bg-sunken"
          >
            <StateMark state="down" label="Failed" />
            <Link href={`/deliveries/${delivery.id}`} className="link-row font-medium">
              {delivery.channel.name}
            </Link>
            <span className="min-w-0 grow truncate text-ink-soft">{delivery.attempts.at(-1)?.error}</span>
            <Ago at={delivery.created_at} className="text-sm whitespace-nowrap text-ink-faint" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
