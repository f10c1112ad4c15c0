'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand, useSubmit } from '@/components/forms/use-action';
import { validate } from '@/components/forms/validate';
import {
  newReportDraft,
  type ReportChannel,
  type ReportDraft,
  reportDraftOf,
  toReportInput,
} from '@/components/reports/draft';
import { ReportFields } from '@/components/reports/report-fields';
import { ReportPreview } from '@/components/reports/report-preview';
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ReportView } from '@/lib/reports/schema';

type ReportDialogProps = {
  trigger: ReactNode;
  /** Left out for a new one. */
  report?: ReportView;
  projects: readonly { id: string; name: string }[];
  channels: readonly ReportChannel[];
  projectId: string;
  save: Action<ReportView>;
};

export function ReportDialog({ trigger, ...props }: ReportDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={props.report === undefined ? 'New report' : 'Edit the report'}
      className="w-[min(40rem,calc(100vw-2rem))]"
    >
      <Form {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

type FormProps = Omit<ReportDialogProps, 'trigger'> & { close: () => void };

/** Drawn once it is opened, in the browser: what it begins with depends on the zone of the viewer. */
function Form({ report, projects, channels, projectId, save, close }: FormProps) {
  const { pending, fault, errors, submit } = useSubmit();
  const { run } = useCommand();
  const [draft, setDraft] = useState<ReportDraft>(() =>
    report === undefined ? newReportDraft(projectId, viewerZone(), channels) : reportDraftOf(report),
  );
  const [isPreviewed, setPreviewed] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const { project_id, ...changes } = toReportInput(draft, channels);
    const input = report === undefined ? { project_id, ...changes } : { id: report.id, ...changes };
    const result = await submit(async () => {
      const { createReportInput } = await import('@/lib/reports/schema');
      const checked = validate(createReportInput, { project_id, ...changes });
      return checked.ok ? await save(input) : checked;
    });
    if (!result.ok) return;
    close();
    await run('shown', async () => result, report === undefined ? 'Made the report.' : 'Saved.');
  };
  return (
    <form onSubmit={onSubmit} noValidate className="space-y-5">
      <ReportFields
        draft={draft}
        change={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        projects={report === undefined ? projects : null}
        channels={channels}
        errors={errors}
      />
      {isPreviewed ? (
        <ReportPreview projectId={draft.projectId} cadence={draft.cadence} timeZone={draft.timeZone} />
      ) : (
        <Button size="sm" onClick={() => setPreviewed(true)}>
          Preview the last period
        </Button>
      )}
      <FaultLine fault={fault} shown={['/project_id', '/channel_ids', '/time_zone', '/hour', '/cadence']} />
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {report === undefined ? 'Make the report' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
