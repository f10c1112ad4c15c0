'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { AudienceField, type Person } from '@/components/channels/audience-field';
import { ConfigFields, NameField } from '@/components/channels/channel-fields';
import { type ConfigDraft, configOf, newDraft, pointersOf } from '@/components/channels/draft';
import type { KindView } from '@/components/channels/kinds';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ProjectField } from '@/components/forms/project-field';
import { ReadyFields } from '@/components/forms/ready-fields';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { CopyLine } from '@/components/ui/copy-button';
import { toast } from '@/components/ui/toast-store';
import type { ChannelView, CreatedChannelView } from '@/lib/channels/schema';

type NewChannelProps = {
  kind: KindView;
  projects: readonly { id: string; name: string }[];
  projectId: string;
  people: readonly Person[];
  create: Action<CreatedChannelView>;
};

export function NewChannel({ kind, projects, projectId: initialProject, people, create }: NewChannelProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedChannelView | null>(null);
  const { pending, fault, errors, submit } = useSubmit();
  const [projectId, setProjectId] = useState(initialProject);
  const [name, setName] = useState('');
  const [userId, setUserId] = useState('');
  const [config, setConfig] = useState<ConfigDraft>(() => newDraft(kind.fields));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = {
      project_id: projectId,
      type: kind.type,
      ...(name.trim() !== '' && { name }),
      ...(userId !== '' && { user_id: userId }),
      config: configOf(kind.fields, config),
    };
    const result = await submit(() => create(input));
    if (!result.ok) return;
    if (result.data.signing_secret) return setCreated(result.data);
    toast(`Made ${result.data.name}. Send a test to see that it arrives.`);
    router.push(`/channels/${result.data.id}`);
  };
  if (created?.signing_secret) return <Secret channel={created} secret={created.signing_secret} />;
  return (
    <form onSubmit={onSubmit} noValidate>
      <ReadyFields className="max-w-lg space-y-4">
        <ConfigFields
          fields={kind.fields}
          draft={config}
          change={(patch) => setConfig((before) => ({ ...before, ...patch }))}
          errors={errors}
        />
        <NameField value={name} onChange={setName} errors={errors} />
        <ProjectField projects={projects} value={projectId} onChange={setProjectId} errors={errors} />
        <AudienceField people={people} value={userId} onChange={setUserId} errors={errors} />
        <FaultLine fault={fault} shown={pointersOf(kind.fields)} />
        <Button type="submit" variant="primary" pending={pending}>
          Make the channel
        </Button>
      </ReadyFields>
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
