'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { CheckSummary } from '@/components/checks/check-summary';
import { type Action, type ActionResult, type Fault, runAction } from '@/components/forms/action-result';
import { useLive } from '@/components/live/use-live';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/empty-state';
import { FormError } from '@/components/ui/field';
import type { CheckView } from '@/lib/checks/schema';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

type FirstCheckProps = { monitor: MonitorView; run: Action<CheckView>; another?: () => void };

/** Right after a monitor was made: its first check, phase by phase. */
export function FirstCheck({ monitor, run, another }: FirstCheckProps) {
  const [result, setResult] = useState<ActionResult<CheckView> | null>(null);
  // The ordinary first check may have come before ours; then it is the one to show.
  const overtaken = useLive<Page<CheckView>>(`/monitors/${monitor.id}/checks?limit=1`, {
    enabled: result !== null && !result.ok && result.error.code === 'conflict',
    every: 1000,
  });
  const check = result?.ok ? result.data : (overtaken.data?.data[0] ?? null);
  const fault = result && !result.ok && result.error.code !== 'conflict' ? result.error : null;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    let isCurrent = true;
    heading.current?.focus();
    void runAction(() => run({ id: monitor.id })).then((answer) => {
      if (isCurrent) setResult(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [monitor.id, run]);
  return (
    <section className="max-w-xl space-y-5" aria-busy={check === null && fault === null}>
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          {`${monitor.name} is watched`}
        </h2>
        <p className="text-ink-soft">{headline(check, fault)}</p>
      </div>
      {check === null && fault === null && <Skeleton className="h-36 w-full" />}
      {check && <CheckSummary check={check} />}
      {fault && <FormError>{fault.detail}</FormError>}
      <div className="flex gap-2">
        <Button asChild variant="primary">
          <Link href={`/monitors/${monitor.id}`}>To the monitor</Link>
        </Button>
        {another && <Button onClick={another}>Add another</Button>}
      </div>
    </section>
  );
}

function headline(check: CheckView | null, fault: Fault | null): string {
  if (fault) return 'It is saved, but the first check could not be shown. It runs by itself.';
  if (check === null) return 'The first check is running.';
  return check.result === 'up'
    ? 'The first check passed. This is where its time went:'
    : 'The first check did not pass. This is what was seen:';
}
