'use client';

import { type ReactNode, useId } from 'react';
import { cn } from '@/components/ui/cn';

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode; name?: string }[];
};

/** A small choice of one, as radio buttons that look like a switch with several positions. */
export function Segmented<T extends string>({ label, value, onChange, options }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-md border border-line bg-sunken p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'inline-flex h-6 min-w-8 cursor-pointer items-center justify-center rounded-sm px-2 text-sm text-ink-soft has-checked:bg-canvas has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line),0_1px_2px_rgb(8_11_18/0.06)] has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-ink pointer-coarse:h-9 pointer-coarse:min-w-11',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            {...(option.name && { 'aria-label': option.name })}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
