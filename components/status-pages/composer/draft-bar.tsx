'use client';

import { useRouter } from 'next/navigation';
import type { Action, Fault } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useCommand } from '@/components/forms/use-action';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { Coming } from '@/components/time/time';
import { AskButton } from '@/components/ui/ask-button';
import { Button } from '@/components/ui/button';
import type { PageIncidentView } from '@/lib/page-incidents/schema';

type DraftBarProps = {
  incident: PageIncidentView;
  discard: Action<unknown>;
  /** The verb on the button. */
  publishWord: string;
  pending: 'save' | 'publish' | null;
  isDirty: boolean;
  isOutdated: boolean;
  save: () => void;
  fault: Fault | null;
  /** Pointers of the fields that show their own faults. */
  shown: readonly string[];
};

/** Below the form of a draft: publish it, keep it, or throw it away. */
export function DraftBar(props: DraftBarProps) {
  const { incident, discard, publishWord, pending, isDirty, isOutdated, save, fault, shown } = props;
  const router = useRouter();
  const { run } = useCommand();
  const { id, page_id, title, publish_at } = incident;
  const throwAway = async () => {
    const result = await run('discard', () => discard({ page_id, id }), `Discarded ${title}.`);
    if (result.ok) router.push(`/status-pages/${page_id}/incidents`);
  };
  return (
    <div className="space-y-3">
      {publish_at !== null && (
        <p role="status" className="rounded-md border border-degraded px-3 py-2 text-sm">
          Publishes itself <Coming at={publish_at} />, with the words that are saved here, while the outage
          still lasts.
        </p>
      )}
      {isOutdated && (
        <p role="status" className="text-sm text-ink-soft">
          Somebody else changed this draft meanwhile. Saving yours replaces theirs.
        </p>
      )}
      <FaultLine fault={fault} shown={shown} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending === 'publish'}>
          {publishWord}
        </Button>
        <Button pending={pending === 'save'} disabled={!isDirty} onClick={save}>
          Save draft
        </Button>
        <AskButton
          variant="danger-quiet"
          title={`Discard ${title}?`}
          description={
            incident.origin === 'outage'
              ? 'Nobody has seen it. The same outage makes no other draft.'
              : 'Nobody has seen it. This cannot be undone.'
          }
          confirm="Discard draft"
          onConfirm={throwAway}
        >
          Discard
        </AskButton>
      </div>
      <LeaveGuard isDirty={isDirty} />
    </div>
  );
}
