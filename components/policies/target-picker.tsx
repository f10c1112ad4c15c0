'use client';

import { X } from 'lucide-react';
import type { PolicyChoices, StepDraft } from '@/components/policies/draft';
import { CheckField } from '@/components/ui/check-field';
import { Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type TargetPickerProps = {
  step: StepDraft;
  number: number;
  projectId: string;
  choices: PolicyChoices;
  change: (patch: Partial<StepDraft>) => void;
  pointer: string;
  errors: readonly FieldError[] | undefined;
};

type Kind = 'channelIds' | 'userIds' | 'scheduleIds';

const kinds: readonly { kind: Kind; group: string; suffix: string }[] = [
  { kind: 'channelIds', group: 'Channels', suffix: 'channel' },
  { kind: 'userIds', group: 'People', suffix: 'person' },
  { kind: 'scheduleIds', group: 'Whoever is on call', suffix: 'on call' },
];

/** Channels, people and rotas of one step: those that are chosen, and a list of the others. */
export function TargetPicker(props: TargetPickerProps) {
  const { step, number, projectId, choices, change, pointer, errors } = props;
  const offered: Record<Kind, readonly { id: string; name: string }[]> = {
    channelIds: choices.channels
      .filter((channel) => channel.projectId === projectId)
      .map(({ id, name, isEnabled }) => ({ id, name: isEnabled ? name : `${name} (switched off)` })),
    userIds: choices.people,
    scheduleIds: choices.schedules,
  };
  const chosen = kinds.flatMap(({ kind, suffix }) =>
    step[kind].map((id) => ({
      kind,
      id,
      suffix,
      name: offered[kind].find((each) => each.id === id)?.name ?? 'Gone',
    })),
  );
  const add = (value: string) => {
    const at = value.indexOf(':');
    const kind = kinds.find((each) => each.kind === value.slice(0, at))?.kind;
    if (kind !== undefined) change({ [kind]: [...step[kind], value.slice(at + 1)] });
  };
  return (
    <div className="min-w-0 space-y-2">
      <CheckField
        label="All channels of the project"
        checked={step.allChannels}
        onChange={(event) => change({ allChannels: event.target.checked })}
      />
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map(({ kind, id, name, suffix }) => (
            <li
              key={`${kind} ${id}`}
              className="inline-flex max-w-full items-center rounded-md border border-line bg-sunken pl-2 text-sm"
            >
              <span className="truncate">{name}</span>
              <span className="ml-1.5 text-xs whitespace-nowrap text-ink-faint">{suffix}</span>
              <button
                type="button"
                aria-label={`Take ${name} out of step ${number}`}
                onClick={() => change({ [kind]: step[kind].filter((each) => each !== id) })}
                className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-faint hover:text-ink pointer-coarse:size-11"
              >
                <X size={13} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label={`Tell in step ${number}`} pointer={pointer} errors={errors}>
        {(field) => (
          <Select {...field} value="" onChange={(event) => add(event.target.value)}>
            <option value="">Add a channel, a person, or whoever is on call</option>
            {kinds.map(({ kind, group }) => {
              const rest = offered[kind].filter(({ id }) => !step[kind].includes(id));
              return (
                rest.length > 0 && (
                  <optgroup key={kind} label={group}>
                    {rest.map(({ id, name }) => (
                      <option key={id} value={`${kind}:${id}`}>
                        {name}
                      </option>
                    ))}
                  </optgroup>
                )
              );
            })}
          </Select>
        )}
      </Field>
    </div>
  );
}
