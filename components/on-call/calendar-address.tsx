'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyLine } from '@/components/ui/copy-button';
import type { OnCallCalendarView } from '@/lib/on-call/schema';

type CalendarAddressProps = {
  url: string;
  /** What it holds, as a sentence. */
  hint: string;
  /** Left out for whoever may not renew it. */
  renew?: (() => ReturnType<Action<OnCallCalendarView>>) | undefined;
};

/** The address of a feed for any calendar program, and a way to make a new one. */
export function CalendarAddress({ url, hint, renew }: CalendarAddressProps) {
  const { run } = useCommand();
  const [renewed, setRenewed] = useState<string | null>(null);
  const replace = async () => {
    if (renew === undefined) return;
    const result = await run('renew', renew, 'Made a new address. The old one has ended.');
    if (result.ok) setRenewed(result.data.calendar_url);
  };
  return (
    <div className="space-y-3 pt-1">
      <p className="text-ink-soft">
        {hint} Add it to a calendar program by its address; whoever has the address can read it.
      </p>
      <CopyLine value={renewed ?? url} label="Copy address" />
      {renew && (
        <ConfirmDialog
          title="Make a new address?"
          description="The old address ends at once: calendars that use it stop to update until they are given the new one."
          confirm="Make a new address"
          onConfirm={replace}
          trigger={<Button size="sm">Make a new address</Button>}
        />
      )}
    </div>
  );
}
