'use client';

import { AlertTimes } from '@/components/deliveries/alert-times';
import { DeliveryFilters } from '@/components/deliveries/delivery-filters';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import { deliveriesPerPage } from '@/components/deliveries/page-size';
import type { Action } from '@/components/forms/action-result';
import { useAddress } from '@/components/lists/use-address';
import { Panel } from '@/components/ui/panel';
import type { AlertTimesView, DeliveryView } from '@/lib/alerting/schema';
import type { Page } from '@/lib/core/paging';

type LedgerProps = {
  initial: Page<DeliveryView>;
  initialPath: string;
  times: { data: AlertTimesView };
  channels: readonly { id: string; name: string }[];
  projects: readonly { id: string; name: string }[];
  resend: Action<unknown>;
};

export function Ledger({ initial, initialPath, times, channels, projects, resend }: LedgerProps) {
  const { params } = useAddress();
  const filter = {
    channel_id: params.get('channel'),
    incident_id: params.get('incident'),
    status: params.get('status'),
    transition: params.get('transition'),
    project_id: params.get('project'),
  };
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <div className="space-y-10">
      <AlertTimes initial={times} projects={projects} projectId={filter.project_id} />
      <Panel title="Everything that was sent">
        <DeliveryFilters channels={channels} />
        <DeliveryList
          filter={filter}
          perPage={deliveriesPerPage}
          showsChannel
          resend={resend}
          initial={initial}
          initialPath={initialPath}
          {...(isFiltered && {
            empty: { title: 'Nothing like that', text: 'No delivery answers to these filters.' },
          })}
        />
      </Panel>
    </div>
  );
}
