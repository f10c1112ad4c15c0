'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { LinesField } from '@/components/forms/lines-field';
import { UnitField } from '@/components/forms/unit-field';
import { shortUnits } from '@/components/heartbeats/duration-draft';
import { DurationField } from '@/components/heartbeats/duration-field';
import type { HeartbeatFieldsProps } from '@/components/heartbeats/heartbeat-fields';
import { CheckField } from '@/components/ui/check-field';
import { Input, Textarea } from '@/components/ui/controls';
import { errorsAt, Field } from '@/components/ui/field';

const insidePointers = [
  '/slug',
  '/tags',
  '/failure_threshold',
  '/spec/description',
  '/spec/max_run_seconds',
  '/spec/early_tolerance_seconds',
  '/spec/filters',
];

/** What most jobs never need; it opens by itself where something in it is wrong. */
export function AdvancedFields({ slug, ...fields }: HeartbeatFieldsProps & { slug: string }) {
  const [isOpen, setOpen] = useState(false);
  const hasFault = insidePointers.some((pointer) => errorsAt(fields.errors, pointer).length > 0);
  return (
    <details
      open={isOpen || hasFault}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group border-t border-line pt-2"
    >
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-sm font-semibold">
        <ChevronRight
          size={15}
          aria-hidden="true"
          className="text-ink-faint transition-transform group-open:rotate-90"
        />
        More settings
        <span className="ml-1 text-sm font-normal text-ink-faint max-sm:hidden">
          slug, run time, failures, keywords, tags
        </span>
      </summary>
      <div className="grid gap-4 pt-3 sm:grid-cols-2">
        <AboutFields {...fields} slug={slug} />
        <RunFields {...fields} />
        <BehaviourFields {...fields} />
        <KeywordFields {...fields} />
      </div>
    </details>
  );
}

function AboutFields({ draft, change, errors, slug }: HeartbeatFieldsProps & { slug: string }) {
  return (
    <>
      <Field
        label="Slug"
        pointer="/slug"
        errors={errors}
        hint="Its name in ping URLs that begin with the project’s ping key. It follows the name unless you write one."
      >
        {(props) => (
          <Input
            {...props}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            className="font-mono text-sm"
            maxLength={100}
            value={slug}
            onChange={(event) => change({ slug: event.target.value === '' ? null : event.target.value })}
          />
        )}
      </Field>
      <Field label="Tags" pointer="/tags" errors={errors} optional hint="Separated by commas.">
        {(props) => (
          <Input {...props} value={draft.tags} onChange={(event) => change({ tags: event.target.value })} />
        )}
      </Field>
      <Field
        label="Description"
        pointer="/spec/description"
        errors={errors}
        optional
        hint="What the job does, and where to look when it fails."
        className="sm:col-span-2"
      >
        {(props) => (
          <Textarea
            {...props}
            rows={2}
            maxLength={2000}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function RunFields({ draft, change, errors }: HeartbeatFieldsProps) {
  return (
    <>
      <DurationField
        label="Longest run"
        pointer="/spec/max_run_seconds"
        errors={errors}
        value={draft.maxRun}
        onChange={(maxRun) => change({ maxRun })}
        optional
        hint="From start to end, for jobs that tell their start. Left empty, it is as long as the grace."
      />
      <DurationField
        label="May come early by"
        pointer="/spec/early_tolerance_seconds"
        errors={errors}
        value={draft.early}
        onChange={(early) => change({ early })}
        units={shortUnits}
        hint="A ping this much before its time counts for that time."
      />
      <UnitField
        label="Down after (failures)"
        pointer="/failure_threshold"
        errors={errors}
        hint="Failed or missed runs in a row before an incident opens."
        unit="failures"
        min="1"
        step="1"
        value={draft.failureThreshold}
        onChange={(failureThreshold) => change({ failureThreshold })}
      />
    </>
  );
}

function BehaviourFields({ draft, change }: HeartbeatFieldsProps) {
  return (
    <div className="space-y-1 sm:col-span-2">
      <CheckField
        label="Count only POST requests"
        hint="For addresses that land in chats and mails, where previews and scanners open every link."
        checked={draft.postOnly}
        onChange={(event) => change({ postOnly: event.target.checked })}
      />
      <CheckField
        label="Stay paused until somebody resumes it"
        hint="Otherwise the next ping ends a pause."
        checked={draft.manualResume}
        onChange={(event) => change({ manualResume: event.target.checked })}
      />
    </div>
  );
}

const keywordFields = [
  { name: 'failureWords', member: 'failure', label: 'Words of failure' },
  { name: 'successWords', member: 'success', label: 'Words of success' },
  { name: 'startWords', member: 'start', label: 'Words of a start' },
] as const;

function KeywordFields({ draft, change, errors }: HeartbeatFieldsProps) {
  return (
    <div className="grid gap-x-4 gap-y-3 sm:col-span-2 sm:grid-cols-3">
      <p className="text-sm text-ink-soft sm:col-span-3">
        Words in the body of a ping that say what it is, whatever its address says. One a line; failure goes
        before success, success before start.
      </p>
      {keywordFields.map(({ name, member, label }) => (
        <LinesField
          key={name}
          label={label}
          pointer={`/spec/filters/${member}`}
          errors={errors}
          optional
          rows={3}
          value={draft[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
    </div>
  );
}
