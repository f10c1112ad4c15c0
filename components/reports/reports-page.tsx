'use client';

import type { Action } from '@/components/forms/action-result';
import { useLive } from '@/components/live/use-live';
import type { ReportChannel } from '@/components/reports/draft';
import { ReportDialog } from '@/components/reports/report-dialog';
import { ReportRow } from '@/components/reports/report-row';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Page } from '@/lib/core/paging';
import type { ReportView, SentReportView } from '@/lib/reports/schema';

export type ReportActions = {
  create: Action<ReportView>;
  update: Action<ReportView>;
  remove: Action<unknown>;
  send: Action<SentReportView>;
};

type ReportsPageProps = {
  initial: Page<ReportView>;
  projects: readonly { id: string; name: string }[];
  channels: readonly ReportChannel[];
  projectId: string | null;
  actions: ReportActions;
};

export function ReportsPage({ initial, projects, channels, projectId, actions }: ReportsPageProps) {
  const mayWrite = useMay('report.write');
  const { data } = useLive<Page<ReportView>>('/reports?limit=200', { initial });
  const reports = (data ?? initial).data.filter(
    (report) => projectId === null || report.project_id === projectId,
  );
  const create = mayWrite && (
    <ReportDialog
      trigger={<Button variant="primary">New report</Button>}
      projects={projects}
      channels={channels}
      projectId={projectId ?? projects[0]?.id ?? ''}
      save={actions.create}
    />
  );
  return (
    <>
      <PageHeader title="Reports" actions={reports.length > 0 && create}>
        How a project has fared: uptime, how much was watched, incidents, the slowest. By mail or chat.
      </PageHeader>
      {reports.length === 0 ? (
        <EmptyState title="Nobody gets a report yet" action={create}>
          A daily summary, or a report of the week or the month, goes to the channels of a project that people
          read, in their time zone.
        </EmptyState>
      ) : (
        <ul>
          {reports.map((report) => (
            <ReportRow
              key={report.id}
              report={report}
              projects={projects}
              channels={channels}
              actions={actions}
            />
          ))}
        </ul>
      )}
    </>
  );
}
