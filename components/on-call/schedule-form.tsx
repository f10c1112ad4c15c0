'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { useSubmit } from '@/components/forms/use-action';
import { validate } from '@/components/forms/validate';
import { ZoneField } from '@/components/forms/zone-field';
import {
  newScheduleDraft,
  type ScheduleDraft,
  scheduleDraftOf,
  toScheduleInput,
} from '@/components/on-call/draft';
import { LayerList } from '@/components/on-call/layer-list';
import { Preview } from '@/components/on-call/preview';
import { useHydrated } from '@/components/time/clock';
import { viewerZone } from '@/components/time/zones';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Skeleton } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toast-store';
import type { FieldError } from '@/lib/core/errors';
import type { OnCallPerson, OnCallScheduleView } from '@/lib/on-call/schema';

type ScheduleFormProps = {
  /** Left out for a new one. */
  schedule?: OnCallScheduleView;
  people: readonly OnCallPerson[];
  ownUserId: string;
  save: Action<OnCallScheduleView>;
  cancel: ReactNode;
};

/** Drawn in the browser alone: what it begins with depends on the zone of the viewer. */
export function ScheduleForm(props: ScheduleFormProps) {
  return useHydrated() ? <Form {...props} /> : <Skeleton className="h-96 w-full max-w-3xl" />;
}

function Form({ schedule, people, ownUserId, save, cancel }: ScheduleFormProps) {
  const router = useRouter();
  const { pending, fault, errors, submit } = useSubmit();
  const [draft, setDraft] = useState<ScheduleDraft>(() =>
    schedule === undefined
      ? newScheduleDraft(viewerZone(), Date.now(), ownUserId)
      : scheduleDraftOf(schedule),
  );
  const change = (patch: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const input = toScheduleInput(draft);
    const result = await submit(async () => {
      const { createOnCallScheduleInput } = await import('@/lib/on-call/schema');
      const checked = validate(createOnCallScheduleInput, input);
      if (!checked.ok) return checked;
      return await save(schedule === undefined ? input : { id: schedule.id, ...input });
    });
    if (!result.ok) return;
    toast(schedule === undefined ? `Made ${result.data.name}.` : 'Saved.');
    router.push(`/on-call/${result.data.id}`);
  };
  const shown = errors === undefined ? undefined : inPlainWords(errors);
  return (
    <form onSubmit={onSubmit} noValidate className="max-w-3xl space-y-8">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" pointer="/name" errors={shown}>
          {(props) => (
            <Input
              {...props}
              autoComplete="off"
              placeholder="Primary"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <ZoneField
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
          errors={shown}
          pointer="/time_zone"
        />
      </div>
      <LayerList draft={draft} change={change} people={people} errors={shown} />
      <Panel title="What it means">
        <div className="pt-1">
          <Preview raw={toScheduleInput(draft)} people={people} />
        </div>
      </Panel>
      <div className="sticky bottom-14 z-10 -mx-4 space-y-3 border-t border-line bg-canvas px-4 py-3 md:bottom-0 md:mx-0 md:px-0">
        <FaultLine fault={fault} shown={['/name', '/time_zone', '/layers/']} />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {schedule === undefined ? 'Make the schedule' : 'Save'}
          </Button>
          {cancel}
        </div>
      </div>
    </form>
  );
}

/** A time that cannot be read is one fault to whoever types it, and none of its own while the zone is unknown. */
function inPlainWords(errors: readonly FieldError[]): readonly FieldError[] {
  const hasZone = !errors.some(({ pointer }) => pointer === '/time_zone');
  const isStart = ({ pointer }: FieldError) => /^\/layers\/\d+\/starts_at$/.test(pointer);
  const starts = new Set(errors.filter(isStart).map(({ pointer }) => pointer));
  const words = 'Choose the day and time at which the first turn begins, between the years 2000 and 2200';
  return [
    ...errors.filter((error) => !isStart(error)),
    ...(hasZone ? [...starts].map((pointer) => ({ pointer, code: 'invalid', detail: words })) : []),
  ];
}
