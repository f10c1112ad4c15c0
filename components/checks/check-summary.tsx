import { Waterfall } from '@/components/charts/waterfall';
import { causeSentence } from '@/components/incidents/words';
import { StateMark } from '@/components/state/state-mark';
import { stateWords, toDrawnState } from '@/components/state/states';
import type { CheckView } from '@/lib/checks/schema';

/** The verdict of one check in words, and where its time went. */
export function CheckSummary({ check }: { check: CheckView }) {
  const state = toDrawnState(check.result);
  return (
    <div className="space-y-3">
      <div className="flex items-start gap-2.5">
        <StateMark state={state} label={false} size={16} className="mt-[3px]" />
        <div className="min-w-0">
          <p className="font-medium">
            {check.result === 'unknown' ? 'No verdict' : stateWords[state]}
            {check.http_status !== null && (
              <span className="font-normal text-ink-soft">{`, status ${check.http_status}`}</span>
            )}
            {check.attempts > 1 && (
              <span className="font-normal text-ink-soft">{` after ${check.attempts} attempts`}</span>
            )}
          </p>
          {(check.cause ?? check.error) && (
            <p className="break-words text-ink-soft">
              {causeSentence(check.cause)}
              {check.error && `${check.cause ? ': ' : ''}${check.error}`}
            </p>
          )}
        </div>
      </div>
      <Waterfall check={check} />
    </div>
  );
}
