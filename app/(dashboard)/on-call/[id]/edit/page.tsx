import type { Metadata } from 'next';
import Link from 'next/link';
import { updateOnCallScheduleAction } from '@/app/(dashboard)/on-call/actions';
import { listPeople } from '@/app/(dashboard)/on-call/list-people';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { ScheduleForm } from '@/components/on-call/schedule-form';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { getOnCallSchedule } from '@/lib/on-call/get-on-call-schedule';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Edit on-call schedule' };

export default async function EditSchedulePage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization, user } = await requireOrgContext();
  if (!roleMay(organization.role, 'on_call.write')) return <Forbidden what="this form" from="editor" />;
  const schedule = await orNotFound(getOnCallSchedule(ctx, await params));
  const back = `/on-call/${schedule.id}`;
  return (
    <>
      <PageHeader title={`Edit ${schedule.name}`} back={{ href: back, name: schedule.name }} />
      <ScheduleForm
        schedule={schedule}
        people={await listPeople(ctx)}
        ownUserId={user.id}
        save={updateOnCallScheduleAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href={back}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
