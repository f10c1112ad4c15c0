'use client';

import { BodyField } from '@/components/status-pages/composer/body-field';
import { ComponentsField } from '@/components/status-pages/composer/components-field';
import { ImpactField } from '@/components/status-pages/composer/impact-field';
import { type IncidentDraft, reckonedImpact } from '@/components/status-pages/composer/incident-draft';
import { PhaseField } from '@/components/status-pages/composer/phase-field';
import { TitleField } from '@/components/status-pages/composer/title-field';
import { Panel } from '@/components/ui/panel';
import type { FieldError } from '@/lib/core/errors';
import { incidentPhases } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

type IncidentFieldsProps = {
  page: StatusPageView;
  draft: IncidentDraft;
  change: (patch: Partial<IncidentDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

/** Nothing begins with its post-mortem. */
const firstPhases = incidentPhases.filter((phase) => phase !== 'postmortem');

/** Of an incident that nobody has been told of yet. */
export function IncidentFields({ page, draft, change, errors }: IncidentFieldsProps) {
  return (
    <>
      <Panel title="What happens">
        <div className="space-y-4">
          <TitleField
            placeholder="Checkout is slow"
            value={draft.title}
            onChange={(title) => change({ title })}
            errors={errors}
          />
          <PhaseField phases={firstPhases} value={draft.phase} onChange={(phase) => change({ phase })} />
          <BodyField
            phase={draft.phase}
            value={draft.body}
            onChange={(body) => change({ body })}
            errors={errors}
          />
        </div>
      </Panel>
      <Panel title="What it affects">
        <div className="space-y-4">
          <ComponentsField
            legend="Components, and how each of them is"
            components={page.components}
            affected={draft.affected}
            onChange={(affected) => change({ affected })}
            errors={errors}
            first="partial_outage"
          />
          <div className="max-w-72">
            <ImpactField
              value={draft.impact}
              reckoned={reckonedImpact(draft.affected)}
              onChange={(impact) => change({ impact })}
              errors={errors}
            />
          </div>
        </div>
      </Panel>
    </>
  );
}
