import { StateMark } from '@/components/state/state-mark';
import { Instant } from '@/components/time/time';
import { msWords } from '@/components/time/words';
import type { DeliveryView } from '@/lib/alerting/schema';

export function DeliveryAttempts({ attempts }: Pick<DeliveryView, 'attempts'>) {
  if (attempts.length === 0) return <p className="py-2 text-sm text-ink-soft">Not tried yet.</p>;
  return (
    <ol className="mt-1 space-y-1 rounded-md bg-sunken p-3 text-sm">
      {attempts.map((attempt, index) => (
        <li key={attempt.at} className="flex flex-wrap items-baseline gap-x-3">
          <span className="w-4 text-right text-ink-faint">{index + 1}</span>
          <StateMark state={attempt.ok ? 'up' : 'down'} label={attempt.ok ? 'Arrived' : 'Failed'} size={10} />
          <Instant at={attempt.at} style="full" className="text-ink-soft" />
          {attempt.status_code !== null && <span>{`status ${attempt.status_code}`}</span>}
          <span className="text-ink-soft">{msWords(attempt.duration_ms)}</span>
          {attempt.error && <span className="min-w-0 grow break-words">{attempt.error}</span>}
        </li>
      ))}
    </ol>
  );
}
