import Link from 'next/link';
import { deliveryMark, deliveryWords } from '@/components/channels/words';
import { StateLine } from '@/components/state/state-mark';
import { Ago } from '@/components/time/time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
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
    <Table label="Deliveries">
      <Head>
        <tr>
          <HeadCell>Channel</HeadCell>
          <HeadCell>About</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>When</HeadCell>
        </tr>
      </Head>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <Cell>
              <Link className="link" href={`/channels/${delivery.channel.id}`}>
                {delivery.channel.name}
              </Link>
            </Cell>
            <Cell className="text-ink-soft">{delivery.transition}</Cell>
            <Cell>
              <StateLine state={deliveryMark(delivery.status)} words={deliveryWords(delivery.status)} />
              {delivery.attempt_count > 1 && (
                <span className="text-sm text-ink-faint">{` after ${delivery.attempt_count} attempts`}</span>
              )}
            </Cell>
            <Cell numeric className="text-ink-soft">
              <Ago at={delivery.delivered_at ?? delivery.created_at} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
