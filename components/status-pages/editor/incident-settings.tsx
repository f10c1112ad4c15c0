'use client';

import { UnitField } from '@/components/forms/unit-field';
import { ChoiceCards } from '@/components/status-pages/editor/choice-cards';
import type { SettingsFieldsProps } from '@/components/status-pages/editor/settings-draft';
import { SettingsSwitch } from '@/components/status-pages/editor/settings-switch';
import { Panel } from '@/components/ui/panel';
import { maxPublishAfterMinutes } from '@/lib/status-pages/constants';

const formulas = [
  {
    value: 'duration',
    label: 'By duration',
    hint: 'The share of the watched time in which it was up. Only being down counts against it.',
  },
  {
    value: 'weighted',
    label: 'Weighted',
    hint: 'As Statuspage reckons: a major outage counts whole, a partial one for 30 %.',
  },
] as const;

/** How outages are shown, told and reckoned with. */
export function IncidentSettings(fields: SettingsFieldsProps) {
  const { draft, change } = fields;
  return (
    <>
      <Panel title="Uptime">
        <div className="space-y-4">
          <SettingsSwitch {...fields} name="showsUptime" label="Show the uptime of each line" />
          <fieldset className="space-y-2">
            <legend className="mb-1 text-sm font-medium">How it is reckoned</legend>
            <ChoiceCards
              name="formula"
              choices={formulas}
              value={draft.formula}
              onChange={(formula) => change({ formula })}
            />
            <p className="text-sm text-ink-faint">
              Maintenance and times without checks are left out. It is never rounded up: the page says which
              formula holds.
            </p>
          </fieldset>
        </div>
      </Panel>
      <Panel title="Incidents">
        <div className="space-y-4">
          <SettingsSwitch
            {...fields}
            name="draftsIncidents"
            label="An outage makes a draft"
            hint="With the components and times filled in. You look it over and publish it."
          />
          <PublishBySelf {...fields} />
          <SettingsSwitch
            {...fields}
            name="takesSubscribers"
            label="Visitors may subscribe by e-mail"
            hint="They confirm their address first, and leave by one press."
          />
          <SettingsSwitch
            {...fields}
            name="maintenanceIndicator"
            label="Say “maintenance” in the data for machines"
            hint="Programs that know only none, minor, major and critical need this off."
          />
        </div>
      </Panel>
    </>
  );
}

function PublishBySelf(fields: SettingsFieldsProps) {
  const { draft, change, errors } = fields;
  if (!draft.draftsIncidents) return null;
  return (
    <div className="space-y-3 border-l-2 border-line pl-4">
      <SettingsSwitch {...fields} name="publishes" label="The draft publishes itself" />
      {draft.publishes && (
        <>
          <UnitField
            label="After"
            pointer="/settings/publish_after_minutes"
            errors={errors}
            hint="0 is at once, 1440 is a day."
            className="max-w-48"
            unit="minutes"
            min="0"
            max={maxPublishAfterMinutes}
            value={draft.publishAfterMinutes}
            onChange={(publishAfterMinutes) => change({ publishAfterMinutes })}
          />
          <p className="rounded-md border border-degraded px-3 py-2 text-sm">
            Nobody looks it over then: visitors and subscribers read it while the outage still lasts after
            that time. Who has published or discarded the draft before is not overruled.
          </p>
        </>
      )}
    </div>
  );
}
