'use client';

import { X } from 'lucide-react';
import { UnitField } from '@/components/forms/unit-field';
import {
  newStepDraft,
  type PolicyChoices,
  type PolicyDraft,
  reachFault,
  type StepDraft,
} from '@/components/policies/draft';
import { TargetPicker } from '@/components/policies/target-picker';
import { StateMark } from '@/components/state/state-mark';
import { Button } from '@/components/ui/button';
import type { FieldError } from '@/lib/core/errors';
import { maxSteps } from '@/lib/policies/constants';

export type PolicyFieldsProps = {
  draft: PolicyDraft;
  change: (patch: Partial<PolicyDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

/** Who is told first, and who comes after while nobody acknowledges. */
export function StepFields({
  draft,
  change,
  errors,
  choices,
}: PolicyFieldsProps & { choices: PolicyChoices }) {
  const { steps } = draft;
  const changeStep = (index: number, patch: Partial<StepDraft>) =>
    change({ steps: steps.map((step, each) => (each === index ? { ...step, ...patch } : step)) });
  const addStep = () => {
    const last = Number(steps.at(-1)?.afterMinutes);
    const key = Math.max(...steps.map((step) => step.key)) + 1;
    change({ steps: [...steps, newStepDraft(key, String(Number.isFinite(last) ? last + 10 : 10))] });
  };
  return (
    <div className="space-y-4 pt-1">
      <ol className="space-y-4">
        {steps.map((step, index) => (
          <StepRow
            key={step.key}
            {...{ step, choices, errors }}
            number={index + 1}
            projectId={draft.projectId}
            change={(patch) => changeStep(index, patch)}
            remove={index === 0 ? null : () => change({ steps: steps.toSpliced(index, 1) })}
          />
        ))}
      </ol>
      {steps.length < maxSteps && (
        <Button size="sm" onClick={addStep}>
          Add a step
        </Button>
      )}
    </div>
  );
}

type StepRowProps = {
  step: StepDraft;
  number: number;
  projectId: string;
  choices: PolicyChoices;
  change: (patch: Partial<StepDraft>) => void;
  remove: (() => void) | null;
  errors: readonly FieldError[] | undefined;
};

function StepRow({ step, number, projectId, choices, change, remove, errors }: StepRowProps) {
  const pointer = `/steps/${number - 1}`;
  const fault = reachFault(step, projectId, choices);
  const isFirst = number === 1;
  const own = errors?.filter((error) => !error.pointer.startsWith(`${pointer}/after_minutes`));
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-3 border-b border-line pb-4 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      {isFirst ? (
        <p className="text-sm sm:pt-1">
          <span className="font-medium">Step 1</span>
          <span className="block text-ink-faint">At once</span>
        </p>
      ) : (
        <UnitField
          label={`Step ${number}, after`}
          pointer={`${pointer}/after_minutes`}
          errors={errors}
          unit="minutes"
          min="1"
          max="1440"
          step="1"
          value={step.afterMinutes}
          onChange={(afterMinutes) => change({ afterMinutes })}
        />
      )}
      <div className="max-sm:order-last max-sm:col-span-2">
        <TargetPicker {...{ step, number, projectId, choices, change, pointer }} errors={own} />
        {fault !== null && (
          <p className="mt-2 flex items-start gap-2 text-sm">
            <StateMark state="degraded" label={false} className="mt-0.5" />
            {fault}
          </p>
        )}
      </div>
      {remove !== null && (
        <Button variant="ghost" size="icon-sm" aria-label={`Remove step ${number}`} onClick={remove}>
          <X size={15} aria-hidden="true" />
        </Button>
      )}
    </li>
  );
}
