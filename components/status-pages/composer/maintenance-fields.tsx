'use client';

import { BodyField } from '@/components/status-pages/composer/body-field';
import { ComponentsField } from '@/components/status-pages/composer/components-field';
import {
  lasting,
  type MaintenanceDraft,
  timesOf,
} from '@/components/status-pages/composer/maintenance-draft';
import { TitleField } from '@/components/status-pages/composer/title-field';
import { useHydrated } from '@/components/time/clock';
import { Instant } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { viewerZone, zoneWords } from '@/components/time/zones';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { PresetButtons } from '@/components/ui/preset-buttons';
import type { FieldError } from '@/lib/core/errors';
import type { StatusPageView } from '@/lib/status-pages/schema';

type MaintenanceFieldsProps = {
  page: StatusPageView;
  draft: MaintenanceDraft;
  change: (patch: Partial<MaintenanceDraft>) => void;
  errors: readonly FieldError[] | undefined;
  /** Its times are those of a maintenance that is planned elsewhere. */
  followsWindow?: boolean;
};

/** Of a maintenance that nobody has been told of yet. */
export function MaintenanceFields({ page, draft, change, errors, followsWindow }: MaintenanceFieldsProps) {
  return (
    <>
      <Panel title="What is done">
        <div className="space-y-4">
          <TitleField
            placeholder="Database upgrade"
            value={draft.title}
            onChange={(title) => change({ title })}
            errors={errors}
          />
          <BodyField
            phase="scheduled"
            value={draft.body}
            onChange={(body) => change({ body })}
            errors={errors}
          />
        </div>
      </Panel>
      <Panel title="When">
        {followsWindow ? (
          <p className="text-ink-soft">It follows the maintenance it tells of: move that one instead.</p>
        ) : (
          <TimeFields draft={draft} change={change} errors={errors} timeZone={page.time_zone} />
        )}
      </Panel>
      <Panel title="What it affects">
        <ComponentsField
          legend="Shown as under maintenance while it runs"
          components={page.components}
          affected={Object.fromEntries(draft.componentIds.map((id) => [id, 'under_maintenance' as const]))}
          onChange={(affected) => change({ componentIds: Object.keys(affected) })}
          errors={errors}
          first="under_maintenance"
          hasStatus={false}
        />
      </Panel>
    </>
  );
}

const hours = [1, 2, 4, 8] as const;

type TimeFieldsProps = Pick<MaintenanceFieldsProps, 'errors' | 'change'> & {
  draft: Pick<MaintenanceDraft, 'from' | 'to'>;
  timeZone: string;
};

/** Wall times in the zone of the page, and what they are where the viewer is. */
export function TimeFields({ draft, change, errors: sent, timeZone }: TimeFieldsProps) {
  const errors = sent?.map((error) => ({
    ...error,
    detail: error.detail.replace('scheduled_for', 'its beginning'),
  }));
  const isHydrated = useHydrated();
  const { scheduled_for, scheduled_until } = timesOf(draft, timeZone);
  const isRead = scheduled_for !== '' && scheduled_until !== '';
  const seconds = isRead ? (Date.parse(scheduled_until) - Date.parse(scheduled_for)) / 1000 : 0;
  return (
    <div className="space-y-3">
      <div className="grid gap-4 sm:grid-cols-2">
        {(['from', 'to'] as const).map((side) => (
          <Field
            key={side}
            label={side === 'from' ? 'From' : 'Until'}
            pointer={side === 'from' ? '/scheduled_for' : '/scheduled_until'}
            errors={errors}
          >
            {(props) => (
              <Input
                {...props}
                type="datetime-local"
                value={draft[side]}
                onChange={(event) => change({ [side]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <PresetButtons
        label="How long"
        value={seconds / 3600}
        presets={hours.map((value) => ({ value: value as number, words: `${value} h` }))}
        onChoose={(value) => change({ to: lasting(draft, value).to })}
      />
      <p className="text-sm text-ink-faint">
        {`In the time of the page, ${zoneWords(timeZone)}`}
        {seconds > 0 && `, for ${durationWords(seconds)}`}.
        {isHydrated && seconds > 0 && viewerZone() !== timeZone && (
          <>
            {' '}
            Where you are: <Instant at={scheduled_for} /> to <Instant at={scheduled_until} />.
          </>
        )}
      </p>
    </div>
  );
}
