import type { Metadata } from 'next';
import Link from 'next/link';
import { createOnCallScheduleAction } from '@/app/(dashboard)/on-call/actions';
import { listPeople } from '@/app/(dashboard)/on-call/list-people';
import { ScheduleForm } from '@/components/on-call/schedule-form';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New on-call schedule' };

export default async function NewSchedulePage() {
  const { ctx, organization, user } = await requireOrgContext();
  if (!roleMay(organization.role, 'on_call.write')) return <Forbidden what="this form" from="editor" />;
  return (
    <>
      <PageHeader title="New on-call schedule" back={{ href: '/on-call', name: 'On-call' }} />
      <ScheduleForm
        people={await listPeople(ctx)}
        ownUserId={user.id}
        save={createOnCallScheduleAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href="/on-call">Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
