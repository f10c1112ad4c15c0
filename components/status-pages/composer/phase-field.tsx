'use client';

import { phaseHints, phaseWords } from '@/components/status-pages/composer/words';
import { Segmented } from '@/components/ui/segmented';
import type { PageIncidentStatus } from '@/lib/status-pages/constants';

type PhaseFieldProps<T extends PageIncidentStatus> = {
  phases: readonly T[];
  value: T;
  onChange: (phase: T) => void;
};

export function PhaseField<T extends PageIncidentStatus>({ phases, value, onChange }: PhaseFieldProps<T>) {
  return (
    <div>
      <p aria-hidden="true" className="mb-1 text-sm font-medium">
        Phase
      </p>
      <div className="max-w-full overflow-x-auto">
        <Segmented
          label="Phase"
          value={value}
          onChange={onChange}
          options={phases.map((phase) => ({ value: phase, label: phaseWords[phase] }))}
        />
      </div>
      <p className="mt-1 text-sm text-ink-faint">{phaseHints[value]}</p>
    </div>
  );
}
