import Link from 'next/link';
import { deliveryMark, deliveryWords } from '@/components/channels/words';
import { StateLine } from '@/components/state/state-mark';
import { Ago } from '@/components/time/time';
import type { IncidentView } from '@/lib/incidents/schema';

export function IncidentDeliveries({ deliveries }: Pick<IncidentView, 'deliveries'>) {
  if (deliveries.length === 0) {
    return (
      <p className="py-2 text-ink-soft">
        Nobody was told: its project has no channel that is switched on.{' '}
        <Link className="link text-ink" href="/channels/new">
          Add a channel
        </Link>
      </p>
    );
  }
  return (
    <ul>
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="border-b border-line py-2 last:border-0">
          <p className="flex items-baseline justify-between gap-3">
            <Link className="link truncate" href={`/deliveries/${delivery.id}`}>
              {delivery.channel.name}
            </Link>
            <StateLine state={deliveryMark(delivery.status)} words={deliveryWords(delivery.status)} />
          </p>
          <p className="text-sm text-ink-faint">
            {delivery.transition} · <Ago at={delivery.delivered_at ?? delivery.created_at} />
            {delivery.attempt_count > 1 && ` · ${delivery.attempt_count} attempts`}
          </p>
        </li>
      ))}
    </ul>
  );
}
