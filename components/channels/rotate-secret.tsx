'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyLine } from '@/components/ui/copy-button';
import type { CreatedChannelView } from '@/lib/channels/schema';

export function RotateSecret({
  channelId,
  rotate,
}: {
  channelId: string;
  rotate: Action<CreatedChannelView>;
}) {
  const { run } = useCommand();
  const [secret, setSecret] = useState<string | null>(null);
  const replace = async () => {
    const result = await run('rotate', () => rotate({ id: channelId }));
    if (result.ok) setSecret(result.data.signing_secret ?? null);
  };
  if (secret) {
    return (
      <div className="space-y-2 pt-1">
        <p className="text-ink-soft">Shown now and never again. For a day messages carry both signatures.</p>
        <CopyLine value={secret} label="Copy secret" />
      </div>
    );
  }
  return (
    <div className="space-y-3 pt-1">
      <p className="text-ink-soft">With it the receiver can tell that a request came from here.</p>
      <ConfirmDialog
        title="Make a new signing secret?"
        description="For a day messages carry two signatures, by the new secret and by the old one. Then only the new one counts."
        confirm="Make a new secret"
        onConfirm={replace}
        trigger={<Button size="sm">Make a new secret</Button>}
      />
    </div>
  );
}
