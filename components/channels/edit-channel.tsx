'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { KindView } from '@/components/channels/kinds';
import type { Action } from '@/components/forms/action-result';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/empty-state';
import type { ChannelView } from '@/lib/channels/schema';

const EditChannelForm = dynamic(
  async () => (await import('@/components/channels/edit-channel-form')).EditChannelForm,
  { ssr: false, loading: () => <Skeleton className="h-60 w-full" /> },
);

export type EditChannelProps = { channel: ChannelView; kind: KindView; update: Action<ChannelView> };

export function EditChannel({ channel, kind, update }: EditChannelProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} title={`Edit ${channel.name}`} trigger={<Button>Edit</Button>}>
      <EditChannelForm channel={channel} kind={kind} update={update} onSaved={() => setOpen(false)} />
    </Dialog>
  );
}
