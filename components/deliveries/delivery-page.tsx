'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { deliveryMark, deliveryWords, transitionWords } from '@/components/channels/words';
import { DeliveryAttempts } from '@/components/deliveries/delivery-attempts';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import { ResendButton } from '@/components/deliveries/resend-button';
import { retrySentence } from '@/components/deliveries/retry-words';
import type { Action } from '@/components/forms/action-result';
import { useLive } from '@/components/live/use-live';
import { PageHeader } from '@/components/shell/page-header';
import { StateLine } from '@/components/state/state-mark';
import { Coming, Instant } from '@/components/time/time';
import { Panel } from '@/components/ui/panel';
import type { DeliveryDetailView } from '@/lib/alerting/schema';

type One = { data: DeliveryDetailView };
type DeliveryPageProps = { initial: One; resend: Action<unknown> };

const perPage = 25;

/** The whole story of one message. */
export function DeliveryPage({ initial, resend }: DeliveryPageProps) {
  const { data } = useLive<One>(`/deliveries/${initial.data.id}`, { initial });
  const delivery = (data ?? initial).data;
  return (
    <>
      <PageHeader
        title={delivery.headline ?? transitionWords[delivery.transition]}
        back={{ href: '/deliveries', name: 'Deliveries' }}
        actions={<ResendButton delivery={delivery} resend={resend} />}
      >
        {`${transitionWords[delivery.transition]} to `}
        <Link className="link" href={`/channels/${delivery.channel_id}`}>
          {delivery.channel.name}
        </Link>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-10 max-lg:order-last">
          <Panel title="Attempts">
            {delivery.digest_id !== null && delivery.attempts.length === 0 ? (
              <p className="py-2 text-ink-soft">
                Too much came at once, so{' '}
                <Link className="link" href={`/deliveries/${delivery.digest_id}`}>
                  a digest
                </Link>{' '}
                tells of it. Its attempts stand there.
              </p>
            ) : (
              <DeliveryAttempts attempts={delivery.attempts} />
            )}
          </Panel>
          {delivery.transition === 'digest' && (
            <Panel title="What it tells of">
              <DeliveryList
                filter={{ digest_id: delivery.id }}
                perPage={perPage}
                resend={resend}
                empty={{ title: 'Nothing is left', text: 'What it told of was deleted since.' }}
              />
            </Panel>
          )}
        </div>
        <Facts delivery={delivery} />
      </div>
    </>
  );
}

function Facts({ delivery }: { delivery: DeliveryDetailView }) {
  const { status, incident_id, digest_id, next_attempt_at, delivered_at, created_at } = delivery;
  return (
    <div className="min-w-0 space-y-10">
      <Panel title="State">
        <dl className="space-y-2 pt-1">
          <Fact label="Now">
            <StateLine state={deliveryMark(status)} words={deliveryWords(status)} />
          </Fact>
          <Fact label="Made">
            <Instant at={created_at} style="full" />
          </Fact>
          {delivered_at && (
            <Fact label="Delivered">
              <Instant at={delivered_at} style="full" />
            </Fact>
          )}
          {next_attempt_at && (
            <Fact label="Next attempt">
              <Coming at={next_attempt_at} />
            </Fact>
          )}
          {incident_id && (
            <Fact label="Incident">
              <Link className="link" href={`/incidents/${incident_id}`}>
                Open the incident
              </Link>
            </Fact>
          )}
          {digest_id && (
            <Fact label="Digest">
              <Link className="link" href={`/deliveries/${digest_id}`}>
                The digest that tells of it
              </Link>
            </Fact>
          )}
        </dl>
      </Panel>
      <Panel title="When it fails">
        <p className="pt-1 text-ink-soft">
          {delivery.transition === 'test'
            ? 'A test is tried once, so that its answer is the one you see.'
            : retrySentence()}
        </p>
      </Panel>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-faint">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
