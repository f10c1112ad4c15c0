'use client';

import { IncidentDeliveries } from '@/components/incidents/incident-deliveries';
import { NextAlert } from '@/components/incidents/next-alert';
import { useLive } from '@/components/live/use-live';
import { Panel } from '@/components/ui/panel';
import type { NextAlertView } from '@/lib/alerting/schema';
import type { IncidentView } from '@/lib/incidents/schema';

type One = { data: NextAlertView };

/** Who was told, and what is told next. */
export function WhoWasTold({ incident, initial }: { incident: IncidentView; initial: One }) {
  const { data } = useLive<One>(`/incidents/${incident.id}/next-alert`, { initial, every: 10_000 });
  const next = (data ?? initial).data;
  return (
    <Panel title="Who was told">
      {incident.status !== 'acknowledged' && <NextAlert next={next} />}
      <IncidentDeliveries incident={incident} isOpeningAhead={next.kind === 'opened'} />
    </Panel>
  );
}
