'use client';

import { type FormEvent, useState } from 'react';
import { ConfigFields, NameField } from '@/components/channels/channel-fields';
import { type ConfigDraft, configPatchOf, draftOf, pointersOf } from '@/components/channels/draft';
import type { EditChannelProps } from '@/components/channels/edit-channel';
import { SetupSteps } from '@/components/channels/setup-steps';
import { FaultLine } from '@/components/forms/fault-line';
import { ReadyFields } from '@/components/forms/ready-fields';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';

type EditChannelFormProps = EditChannelProps & { onSaved: () => void };

export function EditChannelForm({ channel, kind, update, onSaved }: EditChannelFormProps) {
  const { run } = useCommand();
  const { pending, fault, errors, submit } = useSubmit();
  const [name, setName] = useState(channel.name);
  const [config, setConfig] = useState<ConfigDraft>(() => draftOf(kind.fields, channel.config));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() =>
      update({
        id: channel.id,
        ...(name.trim() !== '' && { name }),
        config: configPatchOf(kind.fields, channel.config, config),
      }),
    );
    if (!result.ok) return;
    await run('saved', () => Promise.resolve(result), 'Saved.');
    onSaved();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <ReadyFields className="space-y-4">
        <NameField value={name} onChange={setName} errors={errors} />
        <ConfigFields
          fields={kind.fields}
          draft={config}
          change={(patch) => setConfig((before) => ({ ...before, ...patch }))}
          errors={errors}
        />
        <FaultLine fault={fault} shown={pointersOf(kind.fields)} />
        <Button type="submit" variant="primary" pending={pending}>
          Save
        </Button>
        <SetupSteps kind={kind} />
      </ReadyFields>
    </form>
  );
}
