'use client';

import { CheckSummary } from '@/components/checks/check-summary';
import { ResponseEvidence } from '@/components/checks/evidence';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import type { CheckEvidenceView, CheckView } from '@/lib/checks/schema';

/** One check opened: verdict, waterfall and, where it was kept, what came back. */
export function CheckDetail({ check, monitorId }: { check: CheckView; monitorId: string }) {
  const hasEvidence = check.result === 'down' || check.result === 'degraded';
  const path = queryPath(`/monitors/${monitorId}/checks/evidence`, {
    scheduled_at: check.scheduled_at,
    region: check.region,
  });
  const { data } = useLive<{ data: CheckEvidenceView }>(path, { enabled: hasEvidence, every: false });
  return (
    <div className="space-y-4 pt-1 pb-5 sm:pl-6">
      <CheckSummary check={check} />
      {data?.data.evidence && <ResponseEvidence response={data.data.evidence} />}
    </div>
  );
}
