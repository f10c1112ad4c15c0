import type { Metadata } from 'next';
import { resendDeliveryAction } from '@/app/(dashboard)/channels/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { Ledger } from '@/components/deliveries/ledger';
import { deliveriesPerPage } from '@/components/deliveries/page-size';
import { queryPath } from '@/components/lists/query-path';
import { PageHeader } from '@/components/shell/page-header';
import { getAlertTimes } from '@/lib/alerting/get-alert-times';
import { listDeliveries } from '@/lib/alerting/list-deliveries';
import { getAlertTimesInput, listDeliveriesInput } from '@/lib/alerting/schema';
import { listChannels } from '@/lib/channels/list-channels';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireOrgContext();
  const params = await searchParams;
  const project = { project_id: one(params['project']) };
  const asked = {
    limit: deliveriesPerPage,
    channel_id: one(params['channel']),
    incident_id: one(params['incident']),
    status: one(params['status']),
    transition: one(params['transition']),
    ...project,
  };
  // An address that somebody mistyped shows everything rather than an error.
  const filter = listDeliveriesInput.safeParse(asked).success ? asked : { limit: deliveriesPerPage };
  const within = getAlertTimesInput.safeParse(project).success ? project : {};
  const [deliveries, times, channels, projects] = await Promise.all([
    listDeliveries(ctx, filter),
    getAlertTimes(ctx, within),
    listChannels(ctx, { limit: 200 }),
    listProjects(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader title="Deliveries">
        Every message to every channel, with each attempt, what was sent and what was answered.
      </PageHeader>
      <Ledger
        initial={deliveries}
        initialPath={queryPath('/deliveries', filter)}
        times={{ data: times }}
        channels={channels.data.map(({ id, name }) => ({ id, name }))}
        projects={projects.data}
        resend={resendDeliveryAction}
      />
    </>
  );
}
