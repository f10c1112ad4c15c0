'use client';

import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { LoadError } from '@/components/lists/load-error';
import { useLive } from '@/components/live/use-live';
import { ShiftTime } from '@/components/on-call/times';
import { useMay } from '@/components/shell/shell-context';
import { useNow } from '@/components/time/clock';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { Page } from '@/lib/core/paging';
import type { OnCallOverrideView } from '@/lib/on-call/schema';

type OverrideListProps = {
  scheduleId: string;
  initial: Page<OnCallOverrideView>;
  timeZone: string;
  remove: Action<unknown>;
};

const minuteMs = 60_000;

/** Who takes over and when: what runs and what comes, and below what is over. */
export function OverrideList({ scheduleId, initial, timeZone, remove }: OverrideListProps) {
  const path = `/on-call-schedules/${scheduleId}/overrides?limit=100`;
  const { data, error, refetch } = useLive<Page<OnCallOverrideView>>(path, { initial, every: 60_000 });
  const nowMs = useNow(minuteMs);
  if (error && data === undefined) return <LoadError error={error} retry={() => void refetch()} />;
  const all = (data ?? initial).data.toSorted((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
  const live = all.filter(({ ends_at }) => Date.parse(ends_at) > nowMs);
  const over = all.filter(({ ends_at }) => Date.parse(ends_at) <= nowMs).toReversed();
  if (all.length === 0) {
    return <p className="pt-1 text-ink-soft">None. With “Take over” somebody stands in for a while.</p>;
  }
  return (
    <>
      {live.length === 0 && <p className="pt-1 text-ink-soft">None runs or is to come.</p>}
      <Rows overrides={live} {...{ timeZone, nowMs, remove }} />
      {over.length > 0 && (
        <details className="pt-2">
          <summary className="cursor-pointer text-sm text-ink-soft">Over ({over.length})</summary>
          <Rows overrides={over} {...{ timeZone, nowMs }} />
        </details>
      )}
    </>
  );
}

type RowsProps = {
  overrides: readonly OnCallOverrideView[];
  timeZone: string;
  nowMs: number;
  remove?: Action<unknown>;
};

function Rows({ overrides, timeZone, nowMs, remove }: RowsProps) {
  const mayWrite = useMay('on_call.write');
  const { pending, run } = useCommand();
  return (
    <ul>
      {overrides.map(({ id, schedule_id, name, starts_at, ends_at }) => {
        const isRunning = Date.parse(starts_at) <= nowMs && Date.parse(ends_at) > nowMs;
        const act = () => remove?.({ schedule_id, id }) ?? Promise.reject(new Error('nothing to remove'));
        return (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line py-2 last:border-0"
          >
            <div className="min-w-0">
              <p className="font-medium break-words">
                {name} {isRunning && <Badge>now</Badge>}
              </p>
              <p className="text-sm text-ink-soft">
                <ShiftTime at={starts_at} timeZone={timeZone} /> –{' '}
                <ShiftTime at={ends_at} timeZone={timeZone} />
              </p>
            </div>
            {mayWrite && remove && (
              <Button
                size="sm"
                variant="danger-quiet"
                pending={pending === id}
                aria-label={`${isRunning ? 'End' : 'Remove'} the override by ${name}`}
                onClick={() => void run(id, act, isRunning ? 'It ends now.' : 'Removed.')}
              >
                {isRunning ? 'End now' : 'Remove'}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
