'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { ConfigFields, channelPointers, NameField } from '@/components/channels/channel-fields';
import { type ChannelDraft, configOf } from '@/components/channels/draft';
import { channelTypeWords } from '@/components/channels/words';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ProjectField } from '@/components/forms/project-field';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { CopyLine } from '@/components/ui/copy-button';
import { Segmented } from '@/components/ui/segmented';
import { toast } from '@/components/ui/toast-store';
import type { ChannelView, CreatedChannelView } from '@/lib/channels/schema';
import { channelTypes } from '@/lib/notifiers/constants';

type NewChannelProps = {
  projects: readonly { id: string; name: string }[];
  projectId: string;
  create: Action<CreatedChannelView>;
};

export function NewChannel({ projects, projectId, create }: NewChannelProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedChannelView | null>(null);
  const { pending, fault, errors, submit } = useSubmit();
  const [draft, setDraft] = useState<ChannelDraft>({
    projectId,
    type: 'email',
    name: '',
    to: '',
    url: '',
    headers: '',
  });
  const change = (patch: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = {
      project_id: draft.projectId,
      type: draft.type,
      ...(draft.name.trim() !== '' && { name: draft.name }),
      config: configOf(draft),
    };
    const result = await submit(() => create(input));
    if (!result.ok) return;
    if (result.data.signing_secret) return setCreated(result.data);
    toast(`Made ${result.data.name}. Send a test to see that it arrives.`);
    router.push(`/channels/${result.data.id}`);
  };
  if (created?.signing_secret) return <Secret channel={created} secret={created.signing_secret} />;
  const fields = { draft, change, errors };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-lg space-y-4">
      <Segmented
        label="Kind of channel"
        value={draft.type}
        onChange={(type) => change({ type })}
        options={channelTypes.map((type) => ({ value: type, label: channelTypeWords[type] }))}
      />
      <ConfigFields {...fields} />
      <NameField {...fields} />
      <ProjectField
        projects={projects}
        value={draft.projectId}
        onChange={(projectId) => change({ projectId })}
        errors={errors}
        hint="It is told of this project’s incidents."
      />
      <FaultLine fault={fault} shown={channelPointers} />
      <Button type="submit" variant="primary" pending={pending}>
        Make the channel
      </Button>
    </form>
  );
}

function Secret({ channel, secret }: { channel: ChannelView; secret: string }) {
  return (
    <div className="max-w-lg space-y-4">
      <h2 className="text-lg font-semibold">Keep the signing secret</h2>
      <p className="text-ink-soft">
        With it {channel.name} can tell that a request came from here. It is shown now and never again.
      </p>
      <CopyLine value={secret} label="Copy secret" />
      <Button asChild variant="primary">
        <Link href={`/channels/${channel.id}`}>To the channel</Link>
      </Button>
    </div>
  );
}
