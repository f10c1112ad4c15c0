'use client';

import Link from 'next/link';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { StateMark } from '@/components/state/state-mark';
import { Instant } from '@/components/time/time';
import type { Page } from '@/lib/core/paging';
import type { MaintenanceView } from '@/lib/maintenance/schema';

/** On the page of a monitor that is in maintenance: until when, and what that means. */
export function MaintenanceBanner({ monitorId }: { monitorId: string }) {
  const path = queryPath('/maintenances', { monitor_id: monitorId, status: 'active', limit: 10 });
  const { data } = useLive<Page<MaintenanceView>>(path);
  const running = (data?.data ?? []).flatMap(({ id, title, current_window: window }) =>
    window === null ? [] : [{ id, title, endsAt: window.ends_at }],
  );
  const last = running.sort((one, other) => other.endsAt.localeCompare(one.endsAt))[0];
  return (
    <div
      role="status"
      className="mb-6 flex items-start gap-2.5 rounded-md border border-line bg-sunken px-3 py-2.5"
    >
      <StateMark state="maintenance" label={false} size={14} className="mt-0.5" />
      <p>
        {last === undefined ? (
          'In maintenance, alerts wait.'
        ) : (
          <>
            In maintenance until <Instant at={last.endsAt} />, alerts wait.{' '}
            <Link className="link" href={`/maintenance/${last.id}`}>
              {last.title}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
