import { RawText, SentRequest } from '@/components/deliveries/sent-request';
import { StateLine } from '@/components/state/state-mark';
import { Instant } from '@/components/time/time';
import { msWords } from '@/components/time/words';
import { EmptyState } from '@/components/ui/empty-state';
import type { DeliveryDetailView } from '@/lib/alerting/schema';

type AttemptOf = DeliveryDetailView['attempts'][number];

/** Every attempt with what was sent and what came back; the newest first. */
export function DeliveryAttempts({ attempts }: Pick<DeliveryDetailView, 'attempts'>) {
  if (attempts.length === 0) {
    return (
      <EmptyState level={3} title="Not tried yet">
        Each attempt is listed here with its request, its answer and how long it took.
      </EmptyState>
    );
  }
  const numbered = attempts.map((attempt, index) => ({ attempt, number: index + 1 })).reverse();
  return (
    <ol reversed>
      {numbered.map(({ attempt, number }) => (
        <li key={`${attempt.at}-${number}`} className="border-b border-line py-3 last:border-0">
          <OneAttempt attempt={attempt} number={number} isNewest={number === attempts.length} />
        </li>
      ))}
    </ol>
  );
}

type OneAttemptProps = { attempt: AttemptOf; number: number; isNewest: boolean };

function OneAttempt({ attempt, number, isNewest }: OneAttemptProps) {
  const { ok, status_code, duration_ms, error, answer, request, at } = attempt;
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-medium">{`Attempt ${number}`}</h3>
        <StateLine state={ok ? 'up' : 'down'} words={ok ? 'Arrived' : 'Failed'} />
        {status_code !== null && <span className="text-ink-soft">{`status ${status_code}`}</span>}
        <span className="text-ink-soft tabular-nums">{msWords(duration_ms)}</span>
        <Instant at={at} style="full" className="text-sm text-ink-faint" />
      </div>
      {error && <p className="mt-1 break-words">{error}</p>}
      {(request || answer) && (
        <details className="mt-1" open={isNewest}>
          <summary className="w-fit cursor-pointer py-1 text-sm text-ink-soft">Request and answer</summary>
          <div className="mt-2 grid gap-4 grid-cols-[minmax(0,1fr)]">
            {request && (
              <div>
                <h4 className="mb-1 text-sm font-semibold">Sent, secrets cut out</h4>
                <SentRequest request={request} />
              </div>
            )}
            <div>
              <h4 className="mb-1 text-sm font-semibold">Answered</h4>
              {answer ? (
                <RawText label={`Answer to attempt ${number}`}>{answer}</RawText>
              ) : (
                <p className="text-sm text-ink-soft">Nothing was answered in words.</p>
              )}
            </div>
          </div>
        </details>
      )}
    </>
  );
}
