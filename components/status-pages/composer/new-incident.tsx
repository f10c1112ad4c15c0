'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action, ActionResult } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import {
  emptyIncident,
  incidentFromEvidence,
  type ToldOutage,
  toCreateInput,
} from '@/components/status-pages/composer/incident-draft';
import { IncidentFields } from '@/components/status-pages/composer/incident-fields';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { usePage } from '@/components/status-pages/use-page';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { PageIncidentDraftView, PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type NewIncidentProps = {
  page: StatusPageView;
  /** Of an outage: what it shows, and which it is. */
  evidence: { draft: PageIncidentDraftView; outage: ToldOutage } | null;
  create: Action<PageIncidentView>;
  cancel: ReactNode;
};

/** What customers are told first. */
export function NewIncident({ page: initial, evidence, create, cancel }: NewIncidentProps) {
  const router = useRouter();
  const { page } = usePage(initial);
  const [first] = useState(() =>
    evidence === null ? emptyIncident() : incidentFromEvidence(evidence.draft),
  );
  const [draft, setDraft] = useState(first);
  const [notify, setNotify] = useState(true);
  const [isSaved, setSaved] = useState(false);
  const form = useSubmit();
  const [asDraft, setAsDraft] = useState(false);
  const save = async (isDraft: boolean) => {
    setAsDraft(isDraft);
    const outage = evidence?.outage ?? null;
    const input = toCreateInput(draft, { pageId: page.id, isDraft, notify, outage });
    const result: ActionResult<PageIncidentView> = await form.submit(() => create(input));
    if (!result.ok) return;
    setSaved(true);
    toast(isDraft ? 'Kept as a draft. Nobody sees it yet.' : 'Published.');
    router.push(`/status-pages/${page.id}/incidents/${result.data.id}`);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save(false);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <IncidentFields
        page={page}
        draft={draft}
        change={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        errors={form.errors}
      />
      <Panel title="Who will be told">
        <WhoIsTold
          page={page}
          componentIds={Object.keys(draft.affected)}
          notify={notify}
          onChange={setNotify}
        />
      </Panel>
      <FaultLine fault={form.fault} shown={['/title', '/body', '/components', '/impact']} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={form.pending && !asDraft}>
          Publish
        </Button>
        <Button pending={form.pending && asDraft} onClick={() => void save(true)}>
          Save as draft
        </Button>
        {cancel}
      </div>
      <LeaveGuard isDirty={!isSaved && JSON.stringify(draft) !== JSON.stringify(first)} />
    </form>
  );
}
