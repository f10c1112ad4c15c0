import Link from 'next/link';
import { deliveryMark, deliveryWords, transitionWords } from '@/components/channels/words';
import { ResendButton } from '@/components/deliveries/resend-button';
import type { Action } from '@/components/forms/action-result';
import { StateLine } from '@/components/state/state-mark';
import { Ago, Coming } from '@/components/time/time';
import type { DeliveryView } from '@/lib/alerting/schema';

type DeliveryRowProps = { delivery: DeliveryView; showsChannel: boolean; resend: Action<unknown> };

export function DeliveryRow({ delivery, showsChannel, resend }: DeliveryRowProps) {
  const { id, status, transition, headline, channel, attempts, created_at, digest_id } = delivery;
  const error = status === 'delivered' ? null : attempts.at(-1)?.error;
  return (
    <li
      data-row
      className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-0 hover:bg-sunken"
    >
      <StateLine className="shrink-0 sm:w-28" state={deliveryMark(status)} words={deliveryWords(status)} />
      <div className="min-w-0 grow max-sm:order-first max-sm:basis-full sm:basis-48">
        <p className="max-sm:line-clamp-2 sm:truncate">
          <Link href={`/deliveries/${id}`} data-row-link className="link-row font-medium">
            {headline ?? transitionWords[transition]}
          </Link>
        </p>
        <p className="truncate text-sm text-ink-faint">
          {[
            transitionWords[transition],
            ...(showsChannel ? [`to ${channel.name}`] : []),
            digest_id === null ? attemptWords(attempts.length) : 'told by a digest',
          ].join(' · ')}
        </p>
        {error && <p className="truncate text-sm text-ink-soft">{error}</p>}
        {delivery.next_attempt_at && (
          <p className="text-sm text-ink-soft">
            Next attempt <Coming at={delivery.next_attempt_at} />
          </p>
        )}
      </div>
      <Ago at={created_at} className="text-sm whitespace-nowrap text-ink-faint" />
      <ResendButton delivery={delivery} resend={resend} isSmall />
    </li>
  );
}

export function attemptWords(count: number): string {
  if (count === 0) return 'no attempt yet';
  return count === 1 ? '1 attempt' : `${count} attempts`;
}
