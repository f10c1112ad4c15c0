'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { rolesBelow, roleWords } from '@/components/settings/role-words';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/controls';
import { CopyLine } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { Role } from '@/lib/access/constants';
import type { InvitationView } from '@/lib/organizations/schema';

type Invited = InvitationView & { url: string };

export function InviteMember({ role: ownRole, invite }: { role: Role; invite: Action<Invited> }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const { pending, fault, errors, submit, setFault } = useSubmit();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const result = await submit(() => invite({ email: form.get('email'), role: form.get('role') }));
    if (!result.ok) return;
    setInvited(result.data);
    router.refresh();
  };
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    setInvited(null);
    setFault(null);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={invited ? 'Invitation made' : 'Invite a member'}
      trigger={<Button variant="primary">Invite a member</Button>}
    >
      {invited ? (
        <div className="space-y-3">
          <p className="text-ink-soft">
            Send this link to {invited.email}. It is shown only now, and holds for seven days.
          </p>
          <CopyLine value={invited.url} label="Copy link" />
        </div>
      ) : (
        <form onSubmit={onSubmit} noValidate className="space-y-4">
          <Field label="E-mail address" pointer="/email" errors={errors}>
            {(props) => <Input {...props} name="email" type="email" autoComplete="off" />}
          </Field>
          <Field label="Role" pointer="/role" errors={errors}>
            {(props) => (
              <Select {...props} name="role" defaultValue="viewer">
                {rolesBelow(ownRole).map((role) => (
                  <option key={role} value={role}>
                    {`${role}: ${roleWords[role]}`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <FaultLine fault={fault} shown={['/email', '/role']} />
          <Button type="submit" variant="primary" pending={pending}>
            Make the invitation
          </Button>
        </form>
      )}
    </Dialog>
  );
}
