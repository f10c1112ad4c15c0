'use client';

import { Pause, Play, Trash2 } from 'lucide-react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast-store';
import type { BulkAction } from '@/lib/monitors/constants';

type BulkBarProps = { ids: readonly string[]; clear: () => void; bulk: Action<unknown> };

const doneWords: Record<BulkAction, string> = { pause: 'Paused', resume: 'Resumed', delete: 'Deleted' };
const opposite: Partial<Record<BulkAction, BulkAction>> = { pause: 'resume', resume: 'pause' };

export function BulkBar({ ids, clear, bulk }: BulkBarProps) {
  const { pending, run } = useCommand();
  const what = ids.length === 1 ? '1 monitor' : `${ids.length} monitors`;
  const act = async (action: BulkAction) => {
    const result = await run(action, () => bulk({ ids, action }));
    if (!result.ok) return;
    const back = opposite[action];
    toast(
      `${doneWords[action]} ${what}.`,
      back ? { action: { label: 'Undo', run: () => void run(back, () => bulk({ ids, action: back })) } } : {},
    );
    clear();
  };
  return (
    <section
      aria-label="Selected monitors"
      className="sticky bottom-16 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-1 rounded-lg border border-line bg-raised p-1.5 pl-3.5 shadow-float md:bottom-4"
    >
      <p aria-live="polite" className="mr-2 font-medium">
        {what}
      </p>
      <Button variant="ghost" size="sm" pending={pending === 'pause'} onClick={() => void act('pause')}>
        <Pause size={14} aria-hidden="true" /> Pause
      </Button>
      <Button variant="ghost" size="sm" pending={pending === 'resume'} onClick={() => void act('resume')}>
        <Play size={14} aria-hidden="true" /> Resume
      </Button>
      <ConfirmDialog
        title={`Delete ${what}?`}
        description="Their checks, spans and incidents go with them. This cannot be undone."
        confirm={`Delete ${what}`}
        onConfirm={() => act('delete')}
        trigger={
          <Button variant="danger-quiet" size="sm">
            <Trash2 size={14} aria-hidden="true" /> Delete
          </Button>
        }
      />
      <Button variant="ghost" size="sm" onClick={clear}>
        Clear
      </Button>
    </section>
  );
}
