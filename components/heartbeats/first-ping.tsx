'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Snippets } from '@/components/heartbeats/snippets';
import { useLive } from '@/components/live/use-live';
import { StateMark } from '@/components/state/state-mark';
import type { DrawnState } from '@/components/state/states';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CopyLine } from '@/components/ui/copy-button';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

type FirstPingProps = { monitor: HeartbeatMonitorView; another?: () => void };

const everyMs = 2000;

/** Right after a heartbeat was made: where the job calls, and the moment when its first ping comes in. */
export function FirstPing({ monitor, another }: FirstPingProps) {
  const initial = { data: monitor };
  const { data } = useLive<{ data: HeartbeatMonitorView }>(`/monitors/${monitor.id}`, { every: everyMs });
  const current = (data ?? initial).data;
  const { state, words, hint } = seen(current);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="max-w-2xl space-y-6">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          {`${monitor.name} is waited for`}
        </h2>
        <p className="text-ink-soft">Let the job call this address at the end of every run.</p>
      </div>
      {monitor.ping_url && <CopyLine value={monitor.ping_url} label="Copy address" />}
      <div
        role="status"
        data-state={state}
        className="flex items-start gap-3 rounded-md border border-line px-3.5 py-3 data-[state=up]:border-up"
      >
        <StateMark
          state={state}
          label={false}
          size={20}
          className={cn('mt-px', state === 'pending' && 'animate-breathe')}
        />
        <div>
          <p className="font-medium">{words}</p>
          <p className="text-sm text-ink-soft">{hint}</p>
        </div>
      </div>
      {monitor.ping_url && (
        <Snippets
          pingUrl={monitor.ping_url}
          schedule={monitor.spec.schedule}
          name={monitor.name}
          postOnly={monitor.spec.post_only}
        />
      )}
      <div className="flex gap-2">
        <Button asChild variant="primary">
          <Link href={`/monitors/${monitor.id}`}>To the monitor</Link>
        </Button>
        {another && <Button onClick={another}>Add another</Button>}
      </div>
    </section>
  );
}

function seen({ heartbeat }: HeartbeatMonitorView): { state: DrawnState; words: string; hint: string } {
  if (heartbeat.state === 'down') {
    return {
      state: 'down',
      words: 'The job calls, and it is down',
      hint: 'The address works; the job told of a failure or took too long.',
    };
  }
  if (heartbeat.last_success_at !== null) {
    return { state: 'up', words: 'The first ping has come in', hint: 'From now on, silence is noticed.' };
  }
  if (heartbeat.running) {
    return {
      state: 'pending',
      words: 'The job has begun',
      hint: 'It turns green when the job tells its end.',
    };
  }
  return {
    state: 'pending',
    words: 'Waiting for the first ping…',
    hint: 'Until then nothing is expected and nobody is alerted. You may leave this page.',
  };
}
