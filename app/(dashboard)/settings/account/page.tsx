import type { Metadata } from 'next';
import {
  changePasswordAction,
  revokeOtherSessionsAction,
  revokeSessionAction,
} from '@/app/(dashboard)/settings/account/actions';
import { ChangePassword } from '@/components/settings/change-password';
import { SessionList } from '@/components/settings/session-list';
import { PageHeader } from '@/components/shell/page-header';
import { Panel } from '@/components/ui/panel';
import { listSessions } from '@/lib/access/list-sessions';
import { requireAccount } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const account = await requireAccount();
  const sessions = await listSessions(account);
  return (
    <>
      <PageHeader title="Account">{account.user.email}</PageHeader>
      <div className="space-y-10">
        <Panel title="Where you are signed in">
          <SessionList
            sessions={sessions}
            revoke={revokeSessionAction}
            revokeOthers={revokeOtherSessionsAction}
          />
        </Panel>
        <Panel title="Password">
          <ChangePassword email={account.user.email} change={changePasswordAction} />
        </Panel>
      </div>
    </>
  );
}
