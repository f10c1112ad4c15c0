'use client';

import { Pause, Play, RotateCw } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import { useCommand } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import type { CheckView } from '@/lib/checks/schema';
import type { MonitorView } from '@/lib/monitors/schema';

const CheckDialog = dynamic(async () => (await import('@/components/checks/check-dialog')).CheckDialog, {
  ssr: false,
});

export type MonitorActions = {
  run: Action<CheckView>;
  pause: Action<unknown>;
  resume: Action<unknown>;
  remove: Action<unknown>;
};

const resumedChecks = 'Resumed. The next check is due now.';
const resumedHeartbeat = 'Resumed. It waits for its next ping.';
const pausedChecks = 'Paused. Nothing is checked until resumed.';
const pausedHeartbeat = 'Paused. Nothing is expected of the job.';

type MonitorButtonsProps = { monitor: MonitorView; actions: MonitorActions; onChanged: () => void };

export function MonitorButtons({ monitor, actions, onChanged }: MonitorButtonsProps) {
  const { pending, run } = useCommand();
  const [check, setCheck] = useState<CheckView | null>(null);
  const isHeartbeat = monitor.type === 'heartbeat';
  const mayRun = useMay('monitor.run') && !isHeartbeat;
  const mayWrite = useMay('monitor.write');
  const { id } = monitor;
  const runNow = async () => {
    const result = await run('run', () => actions.run({ id }));
    if (result.ok) setCheck(result.data);
    onChanged();
  };
  return (
    <>
      {mayRun && (
        <Button pending={pending === 'run'} onClick={() => void runNow()}>
          <RotateCw size={14} aria-hidden="true" /> {pending === 'run' ? 'Checking' : 'Check now'}
        </Button>
      )}
      {mayWrite && (
        <>
          {monitor.paused ? (
            <Button
              pending={pending === 'resume'}
              onClick={() =>
                void run(
                  'resume',
                  () => actions.resume({ id }),
                  isHeartbeat ? resumedHeartbeat : resumedChecks,
                )
              }
            >
              <Play size={14} aria-hidden="true" /> Resume
            </Button>
          ) : (
            <Button
              pending={pending === 'pause'}
              onClick={() =>
                void run('pause', () => actions.pause({ id }), isHeartbeat ? pausedHeartbeat : pausedChecks)
              }
            >
              <Pause size={14} aria-hidden="true" /> Pause
            </Button>
          )}
          <Button asChild>
            <Link href={`/monitors/${id}/edit`}>Edit</Link>
          </Button>
          <DeleteButton
            noun="monitor"
            name={monitor.name}
            consequence={`Its ${isHeartbeat ? 'pings' : 'checks'}, spans and incidents go with it. This cannot be undone; pausing keeps them.`}
            remove={() => actions.remove({ id })}
            back="/monitors"
          />
        </>
      )}
      {check !== null && <CheckDialog check={check} onClose={() => setCheck(null)} />}
    </>
  );
}
