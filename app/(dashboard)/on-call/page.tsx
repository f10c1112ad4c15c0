import type { Metadata } from 'next';
import Link from 'next/link';
import { renewOwnOnCallCalendarAction } from '@/app/(dashboard)/on-call/actions';
import { OnCallList } from '@/components/on-call/on-call-list';
import { OwnCalendar } from '@/components/on-call/own-calendar';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { roleMay } from '@/lib/access/rules/permissions';
import { getOnCallNow } from '@/lib/on-call/get-on-call-now';
import { getOwnOnCallCalendar } from '@/lib/on-call/own-on-call-calendar';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'On-call' };

export default async function OnCallPage() {
  const { ctx, organization } = await requireOrgContext();
  const [now, calendar] = await Promise.all([getOnCallNow(ctx), getOwnOnCallCalendar(ctx)]);
  const hasSchedules = now.data.length > 0;
  const mayWrite = roleMay(organization.role, 'on_call.write');
  return (
    <>
      <PageHeader
        title="On-call"
        actions={
          hasSchedules &&
          mayWrite && (
            <Button asChild variant="primary">
              <Link href="/on-call/new">New schedule</Link>
            </Button>
          )
        }
      >
        Whose turn it is, now and next.
      </PageHeader>
      <div className="space-y-10">
        <OnCallList initial={now} />
        {hasSchedules && (
          <Panel title="Your calendar" className="max-w-3xl">
            <OwnCalendar url={calendar.calendar_url} renew={renewOwnOnCallCalendarAction} />
          </Panel>
        )}
      </div>
    </>
  );
}
