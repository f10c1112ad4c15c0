'use client';

import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { rolesBelow } from '@/components/settings/role-words';
import { useMay } from '@/components/shell/shell-context';
import { Instant } from '@/components/time/time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Select } from '@/components/ui/controls';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Role } from '@/lib/access/constants';
import { roleOutranks } from '@/lib/access/rules/permissions';
import type { MemberView } from '@/lib/organizations/schema';

type MemberListProps = {
  members: readonly MemberView[];
  ownUserId: string;
  ownRole: Role;
  update: Action<MemberView>;
  remove: Action<void>;
};

export function MemberList({ members, ownUserId, ownRole, update, remove }: MemberListProps) {
  const router = useRouter();
  const mayWrite = useMay('member.write');
  const { pending, run } = useCommand();
  const changeRole = async (member: MemberView, role: string) => {
    await run(member.id, () => update({ id: member.id, role }), `${nameOf(member)} is now ${role}.`);
    router.refresh();
  };
  const removeOne = async (member: MemberView) => {
    await run(member.id, () => remove({ id: member.id }), `Removed ${nameOf(member)}.`);
    router.refresh();
  };
  return (
    <Table label="Members">
      <Head>
        <tr>
          <HeadCell>Member</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell className="max-sm:hidden">Since</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </Head>
      <tbody>
        {members.map((member) => {
          const isOwn = member.user_id === ownUserId;
          const mayTouch = mayWrite && roleOutranks(ownRole, member.role);
          return (
            <Row key={member.id}>
              <Cell className="py-2">
                <p className="font-medium">
                  {nameOf(member)} {isOwn && <Badge>you</Badge>}
                </p>
                {nameOf(member) !== member.email && <p className="text-sm text-ink-faint">{member.email}</p>}
              </Cell>
              <Cell>
                {mayTouch && !isOwn ? (
                  <Select
                    aria-label={`Role of ${nameOf(member)}`}
                    className="w-32"
                    value={member.role}
                    disabled={pending === member.id}
                    onChange={(event) => void changeRole(member, event.target.value)}
                  >
                    {rolesBelow(ownRole).map((role) => (
                      <option key={role}>{role}</option>
                    ))}
                  </Select>
                ) : (
                  member.role
                )}
              </Cell>
              <Cell className="text-ink-soft max-sm:hidden">
                <Instant at={member.created_at} style="day" />
              </Cell>
              <Cell numeric>
                {mayTouch && !isOwn && (
                  <ConfirmDialog
                    title={`Remove ${nameOf(member)}?`}
                    description="They lose access at once. What they made stays."
                    confirm="Remove member"
                    onConfirm={() => removeOne(member)}
                    trigger={
                      <Button variant="danger-quiet" size="sm" aria-label={`Remove ${nameOf(member)}`}>
                        Remove
                      </Button>
                    }
                  />
                )}
              </Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}

function nameOf(member: MemberView): string {
  return member.name || member.email;
}
