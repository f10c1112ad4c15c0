'use client';

import Link from 'next/link';
import { ProjectField } from '@/components/forms/project-field';
import { ZoneField } from '@/components/forms/zone-field';
import { channelsOf, type ReportChannel, type ReportDraft } from '@/components/reports/draft';
import { hourWords } from '@/components/reports/words';
import { CheckField } from '@/components/ui/check-field';
import { Select } from '@/components/ui/controls';
import { errorsAt, Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { FieldError } from '@/lib/core/errors';

type ReportFieldsProps = {
  draft: ReportDraft;
  change: (patch: Partial<ReportDraft>) => void;
  /** Null where the project is settled. */
  projects: readonly { id: string; name: string }[] | null;
  channels: readonly ReportChannel[];
  errors: readonly FieldError[] | undefined;
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);

export function ReportFields({ draft, change, projects, channels, errors }: ReportFieldsProps) {
  return (
    <>
      {projects !== null && projects.length > 1 && (
        <ProjectField
          projects={projects}
          value={draft.projectId}
          onChange={(projectId) => change({ projectId })}
          errors={errors}
        />
      )}
      <div>
        <p className="mb-1 text-sm font-medium">How often</p>
        <Segmented
          label="How often"
          value={draft.cadence}
          onChange={(cadence) => change({ cadence })}
          options={[
            { value: 'daily', label: 'Daily' },
            { value: 'weekly', label: 'Mondays' },
            { value: 'monthly', label: 'Monthly' },
          ]}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Field label="At" pointer="/hour" errors={errors}>
          {(props) => (
            <Select
              {...props}
              value={String(draft.hour)}
              onChange={(event) => change({ hour: Number(event.target.value) })}
            >
              {hours.map((hour) => (
                <option key={hour} value={String(hour)}>
                  {hourWords(hour)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ZoneField
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          errors={errors}
          pointer="/time_zone"
        />
      </div>
      <ChannelChoice draft={draft} change={change} channels={channels} errors={errors} />
    </>
  );
}

function ChannelChoice({ draft, change, channels, errors }: Omit<ReportFieldsProps, 'projects'>) {
  const own = channelsOf(draft.projectId, channels);
  const hasFault = errorsAt(errors, '/channel_ids').length > 0;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">To</legend>
      {own.length === 0 && (
        <p className="text-ink-soft">
          {'This project has no channel that people read. '}
          <Link href="/channels/new" className="link">
            Make one first
          </Link>
          {', a mail address say.'}
        </p>
      )}
      <div className="space-y-1">
        {own.map(({ id, name, enabled }) => (
          <CheckField
            key={id}
            label={<span className="break-words">{name}</span>}
            {...(enabled ? {} : { hint: 'Switched off: nothing is sent there until it is on again.' })}
            checked={draft.channelIds.includes(id)}
            onChange={(event) => {
              const others = draft.channelIds.filter((chosen) => chosen !== id);
              change({ channelIds: event.target.checked ? [...others, id] : others });
            }}
          />
        ))}
      </div>
      {hasFault && <p className="mt-1 text-sm text-danger">Choose at least one channel that people read.</p>}
    </fieldset>
  );
}
