'use client';

import { useCommand } from '@/components/forms/use-action';
import type { ReportChannel } from '@/components/reports/draft';
import { ReportDialog } from '@/components/reports/report-dialog';
import { ReportPreview } from '@/components/reports/report-preview';
import type { ReportActions } from '@/components/reports/reports-page';
import { cadenceWords, timingWords } from '@/components/reports/words';
import { useMay } from '@/components/shell/shell-context';
import { Ago, Coming } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import type { ReportView } from '@/lib/reports/schema';

type ReportRowProps = {
  report: ReportView;
  projects: readonly { id: string; name: string }[];
  channels: readonly ReportChannel[];
  actions: ReportActions;
};

export function ReportRow({ report, projects, channels, actions }: ReportRowProps) {
  const mayWrite = useMay('report.write');
  const project = projects.find(({ id }) => id === report.project_id)?.name;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0">
      <div className="min-w-0 grow basis-72">
        <p className="break-words font-medium">
          {cadenceWords[report.cadence]}
          {project !== undefined && <span className="font-normal text-ink-soft">{` of ${project}`}</span>}
        </p>
        <p className="break-words text-sm text-ink-soft">{`${timingWords(report)}, to ${readersOf(report, channels)}`}</p>
        <p className="text-sm text-ink-faint">
          {report.next_at === null ? (
            'Switched off'
          ) : (
            <>
              {'Next '}
              <Coming at={report.next_at} />
            </>
          )}
          {report.last_at !== null && (
            <>
              {', last '}
              <Ago at={report.last_at} />
            </>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Dialog
          trigger={<Button size="sm">Preview</Button>}
          title="The last period"
          description="As it would be told now. Nothing is sent."
          className="w-[min(40rem,calc(100vw-2rem))]"
        >
          <ReportPreview projectId={report.project_id} cadence={report.cadence} timeZone={report.time_zone} />
        </Dialog>
        {mayWrite && <RowActions report={report} projects={projects} channels={channels} actions={actions} />}
      </div>
    </li>
  );
}

function RowActions({ report, projects, channels, actions }: ReportRowProps) {
  const { pending, run } = useCommand();
  const { id, enabled } = report;
  const send = () => run('send', () => actions.send({ id }), 'Sent. It stands in the ledger of deliveries.');
  return (
    <>
      <Button size="sm" pending={pending === 'send'} onClick={send}>
        Send now
      </Button>
      <ReportDialog
        trigger={<Button size="sm">Edit</Button>}
        report={report}
        projects={projects}
        channels={channels}
        projectId={report.project_id}
        save={actions.update}
      />
      <ConfirmDialog
        title="Delete this report?"
        description="It is not sent any more. What was sent stays in the ledger."
        confirm="Delete report"
        onConfirm={async () => {
          await run('remove', () => actions.remove({ id }), 'Deleted the report.');
        }}
        trigger={
          <Button size="sm" variant="danger-quiet">
            Delete
          </Button>
        }
      />
      <CheckField
        kind="switch"
        label={<span className="sr-only">Switched on</span>}
        checked={enabled}
        disabled={pending === 'switch'}
        onChange={(event) => {
          const wanted = event.target.checked;
          void run('switch', () => actions.update({ id, enabled: wanted }));
        }}
      />
    </>
  );
}

function readersOf({ channel_ids }: ReportView, channels: readonly ReportChannel[]): string {
  const names = channel_ids.flatMap((id) => channels.find((channel) => channel.id === id)?.name ?? []);
  return names.length === 0 ? 'nobody: its channels are gone' : names.join(', ');
}
