'use client';

import { type FormEvent, useState } from 'react';
import { ConfigFields, channelPointers, NameField } from '@/components/channels/channel-fields';
import { type ChannelDraft, channelDraftOf, configPatchOf } from '@/components/channels/draft';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ChannelView } from '@/lib/channels/schema';

export function EditChannel({ channel, update }: { channel: ChannelView; update: Action<ChannelView> }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} title={`Edit ${channel.name}`} trigger={<Button>Edit</Button>}>
      <EditForm channel={channel} update={update} onSaved={() => setOpen(false)} />
    </Dialog>
  );
}

type EditFormProps = { channel: ChannelView; update: Action<ChannelView>; onSaved: () => void };

function EditForm({ channel, update, onSaved }: EditFormProps) {
  const { run } = useCommand();
  const { pending, fault, errors, submit } = useSubmit();
  const [draft, setDraft] = useState<ChannelDraft>(() => channelDraftOf(channel));
  const change = (patch: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const name = draft.name.trim() === '' ? {} : { name: draft.name };
    const result = await submit(() =>
      update({ id: channel.id, ...name, config: configPatchOf(channel, draft) }),
    );
    if (!result.ok) return;
    await run('saved', () => Promise.resolve(result), 'Saved.');
    onSaved();
  };
  const fields = { draft, change, errors };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-4">
      <NameField {...fields} />
      <ConfigFields {...fields} />
      <FaultLine fault={fault} shown={channelPointers} />
      <Button type="submit" variant="primary" pending={pending}>
        Save
      </Button>
    </form>
  );
}
