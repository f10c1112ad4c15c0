'use client';

import type { ReactNode } from 'react';
import { useAddress } from '@/components/lists/use-address';
import { Select } from '@/components/ui/controls';

type AddressSelectProps = {
  label: string;
  /** Of the filter in the address. */
  name: string;
  /** What is said where nothing is filtered. */
  all: string;
  className: string;
  children: ReactNode;
};

/** One filter of a list, kept in the address. */
export function AddressSelect({ label, name, all, className, children }: AddressSelectProps) {
  const { params, set } = useAddress();
  return (
    <Select
      aria-label={label}
      className={className}
      value={params.get(name) ?? ''}
      onChange={(event) => set(name, event.target.value || null)}
    >
      <option value="">{all}</option>
      {children}
    </Select>
  );
}
