'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { Input, NamedOptions, Select } from '@/components/ui/controls';
import { CopyLine } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { type Scope, scopes } from '@/lib/access/constants';
import type { ApiKeyView } from '@/lib/api-keys/schema';

type Created = ApiKeyView & { token: string };

const scopeHints: Record<Scope, string> = {
  read: 'Everything but secrets',
  write: 'Monitors, incidents, channels, projects and keys',
  ping: 'Signals of jobs only',
};
const dayMs = 86_400_000;

type CreateApiKeyProps = { projects: readonly { id: string; name: string }[]; create: Action<Created> };

export function CreateApiKey({ projects, create }: CreateApiKeyProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<Created | null>(null);
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const result = await submit(() => create(inputOf(new FormData(event.currentTarget))));
    if (!result.ok) return;
    setCreated(result.data);
    router.refresh();
  };
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    setCreated(null);
    setFault(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={created ? 'Keep this key' : 'New API key'}
      trigger={<Button variant="primary">New key</Button>}
    >
      {created ? (
        <div className="space-y-3">
          <p className="text-ink-soft">Only its hash is stored: it is shown now and never again.</p>
          <CopyLine value={created.token} label="Copy key" />
        </div>
      ) : (
        <form onSubmit={onSubmit} noValidate className="space-y-4">
          <Field label="Name" pointer="/name" errors={errors} hint="What uses it, such as deploy script.">
            {(props) => <Input {...props} name="name" autoComplete="off" />}
          </Field>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">Scopes</legend>
            {scopes.map((scope) => (
              <CheckField
                key={scope}
                name="scopes"
                value={scope}
                defaultChecked={scope === 'read'}
                label={scope}
                hint={scopeHints[scope]}
                className="mb-1"
              />
            ))}
          </fieldset>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Project" pointer="/project_id" errors={errors}>
              {(props) => (
                <Select {...props} name="project_id">
                  <option value="">All projects</option>
                  <NamedOptions of={projects} />
                </Select>
              )}
            </Field>
            <Field label="Works for" pointer="/expires_at" errors={errors}>
              {(props) => (
                <Select {...props} name="days" defaultValue="365">
                  <option value="30">30 days</option>
                  <option value="90">90 days</option>
                  <option value="365">one year</option>
                  <option value="">until revoked</option>
                </Select>
              )}
            </Field>
          </div>
          <FaultLine fault={fault} shown={['/name', '/project_id', '/expires_at']} />
          <Button type="submit" variant="primary" pending={pending}>
            Make the key
          </Button>
        </form>
      )}
    </Dialog>
  );
}

function inputOf(form: FormData) {
  const days = Number(form.get('days'));
  return {
    name: form.get('name'),
    scopes: form.getAll('scopes'),
    project_id: form.get('project_id') || null,
    expires_at: days > 0 ? new Date(Date.now() + days * dayMs).toISOString() : null,
  };
}
