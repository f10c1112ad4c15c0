import Link from 'next/link';
import { deliveryMark, deliveryWords } from '@/components/channels/words';
import { StateLine } from '@/components/state/state-mark';
import { Ago } from '@/components/time/time';
import type { IncidentView } from '@/lib/incidents/schema';

type IncidentDeliveriesProps = {
  incident: IncidentView;
  /** Its first alert is yet to come, which is said beside this. */
  isOpeningAhead: boolean;
};

export function IncidentDeliveries({ incident, isOpeningAhead }: IncidentDeliveriesProps) {
  const { deliveries, timeline, status } = incident;
  if (deliveries.length === 0) {
    if (isOpeningAhead) return null;
    const wasHeld = status !== 'open' && timeline.some(({ type }) => type === 'held');
    return wasHeld ? (
      <p className="py-2 text-ink-soft">Nobody was told: its alert was held back until then.</p>
    ) : (
      <NoChannel />
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

function NoChannel() {
  return (
    <p className="py-2 text-ink-soft">
      Nobody was told: its project has no channel that is switched on.{' '}
      <Link className="link text-ink" href="/channels/new">
        Add a channel
      </Link>
    </p>
  );
}
