'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { ReadyFields } from '@/components/forms/ready-fields';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { PageDomainView } from '@/lib/domains/schema';

type AddDomainProps = { pageId: string; create: Action<PageDomainView> };

export function AddDomain({ pageId, create }: AddDomainProps) {
  const client = useQueryClient();
  const { pending, fault, errors, submit } = useSubmit();
  const [hostname, setHostname] = useState('');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await submit(() => create({ page_id: pageId, hostname }));
    if (!result.ok) return;
    setHostname('');
    await client.invalidateQueries({ queryKey: ['live', `/status-pages/${pageId}/domains`] });
    toast(`Added ${result.data.hostname}. Now set its records.`);
  };
  return (
    <Panel title="Add a domain">
      <form onSubmit={onSubmit} noValidate>
        <ReadyFields className="space-y-3 pt-1">
          <Field
            label="Name"
            pointer="/hostname"
            errors={errors}
            hint="One that leads nowhere else yet, such as status.example.com."
          >
            {(props) => (
              <span className="flex flex-wrap gap-2">
                <Input
                  {...props}
                  className="min-w-0 grow basis-60"
                  placeholder="status.example.com"
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  inputMode="url"
                  maxLength={253}
                  value={hostname}
                  onChange={(event) => setHostname(event.target.value)}
                />
                <Button type="submit" pending={pending}>
                  Add
                </Button>
              </span>
            )}
          </Field>
          <FaultLine fault={fault} shown={['/hostname']} />
        </ReadyFields>
      </form>
    </Panel>
  );
}
