'use client';

import type { ReactNode } from 'react';
import {
  type DurationDraft,
  durationDraft,
  durationUnits,
  secondsOf,
  withLimitsInWords,
} from '@/components/heartbeats/duration-draft';
import { durationWords } from '@/components/time/words';
import { Input, Select } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { PresetButtons } from '@/components/ui/preset-buttons';
import type { FieldError } from '@/lib/core/errors';

type DurationFieldProps = {
  label: string;
  pointer: string;
  errors: readonly FieldError[] | undefined;
  value: DurationDraft;
  onChange: (value: DurationDraft) => void;
  units?: readonly { seconds: number; words: string }[];
  /** Seconds that are offered as buttons. */
  presets?: readonly number[];
  hint?: ReactNode;
  optional?: boolean;
};

/** A number with its unit, and the usual answers as buttons. */
export function DurationField({
  value,
  onChange,
  units = durationUnits,
  presets,
  ...field
}: DurationFieldProps) {
  return (
    <Field {...field} errors={withLimitsInWords(field.errors)}>
      {(props) => (
        <div className="space-y-2">
          <div className="flex max-w-72 gap-2">
            <Input
              {...props}
              type="number"
              inputMode="decimal"
              min="0"
              step="any"
              value={value.count}
              onChange={(event) => onChange({ ...value, count: event.target.value })}
            />
            <Select
              aria-label={`${field.label}: unit`}
              className="w-32 shrink-0"
              value={value.unitSeconds}
              onChange={(event) => onChange({ ...value, unitSeconds: Number(event.target.value) })}
            >
              {units.map(({ seconds, words }) => (
                <option key={seconds} value={seconds}>
                  {words}
                </option>
              ))}
            </Select>
          </div>
          {presets && (
            <PresetButtons
              label={`${field.label}: usual answers`}
              value={secondsOf(value)}
              presets={presets.map((seconds) => ({ value: seconds, words: durationWords(seconds) }))}
              onChoose={(seconds) => onChange(durationDraft(seconds))}
            />
          )}
        </div>
      )}
    </Field>
  );
}
